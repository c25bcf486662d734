learning_rate = 0.1


def hypothesis(sample, theta):
    return sum(theta[i][0] * sample[i] for i in range(len(theta)))


def copied(theta):
    return [[entry[0]] for entry in theta]


def gradient_function(updated, theta, X, y):
    summation = 0
    for j in range(len(theta)):
        for i in range(len(X)):
            summation += (hypothesis(X[i], theta) - y[i][0]) * X[i][j]
        updated[j][0] -= learning_rate * (1 / len(X)) * summation
    return updated


def find_convergence(theta, X, y, iterations):
    for _ in range(iterations):
        updated = copied(theta)
        theta = gradient_function(updated, theta, X, y)
    return theta
