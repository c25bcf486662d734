import csv

rows = []
with open("salaries.csv") as file:
    for line in csv.reader(file):
        rows.append((float(line[0]), float(line[1]), float(line[2])))

theta0 = theta1 = theta2 = 0.0
learning_rate = 0.001
num_iterations = 1000
for _ in range(num_iterations):
    errors = [theta0 + theta1 * r[0] + theta2 * r[1] - r[2] for r in rows]
    theta0 -= learning_rate * sum(errors) / len(rows)
    theta1 -= learning_rate * sum(e * r[0] for e, r in zip(errors, rows)) / len(rows)
    theta2 -= learning_rate * sum(errors[i] * rows[i][1] for i in range(len(rows))) / len(rows)
print(theta0, theta1, theta2)
