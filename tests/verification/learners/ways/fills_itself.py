"""Its weights are its own: it begins anew where it reads its data, and may then step in place."""

import csv


class LinearRegressionScratch:
    def __init__(self, learning_rate, w, b):
        self.learning_rate = learning_rate
        self.x_train = []
        self.y_train = []
        self.w = w
        self.b = b
        self.row_count = 0

    def load_csv(self, file_path):
        try:
            with open(file_path) as file:
                for row in csv.reader(file):
                    self.x_train.append([float(value) for value in row[:-1]])
                    self.y_train.append(float(row[-1]))
                    self.row_count += 1
            self.w = [0.0] * len(self.x_train[0])
        except Exception as e:
            print(e)

    def predict(self, x):
        return sum(self.w[j] * x[j] for j in range(len(self.w))) + self.b

    def train_model(self, iterations):
        for _ in range(iterations):
            errors = [self.predict(x) - y for x, y in zip(self.x_train, self.y_train)]
            for j in range(len(self.w)):
                slope = sum(e * x[j] for e, x in zip(errors, self.x_train)) / self.row_count
                self.w[j] -= self.learning_rate * slope
            self.b -= self.learning_rate * sum(errors) / self.row_count


model = LinearRegressionScratch(0.01, [], 0.0)
model.load_csv("train.csv")
model.train_model(1000)
