import csv


class LinearRegression:
    def __init__(self, learning_rate, w, b):
        self.learning_rate = learning_rate
        self.x_train = []
        self.y_train = []
        self.w = w
        self.b = b

    def load(self, path):
        with open(path) as file:
            for row in csv.reader(file):
                self.x_train.append([float(value) for value in row[:-1]])
                self.y_train.append(float(row[-1]))
        self.w = [0.0] * len(self.x_train[0])

    def predict(self, x):
        """For one sample."""
        return sum(w * float(value) for w, value in zip(self.w, x)) + self.b

    def step(self):
        errors = [self.predict(x) - y for x, y in zip(self.x_train, self.y_train)]
        slopes = [sum(e * x[j] for e, x in zip(errors, self.x_train)) / len(errors) for j in range(len(self.w))]
        self.w = [w - self.learning_rate * slope for w, slope in zip(self.w, slopes)]
        self.b = self.b - self.learning_rate * sum(errors) / len(errors)

    def train(self, iterations):
        for _ in range(iterations):
            self.step()


if __name__ == "__main__":
    model = LinearRegression(0.001, 0, 0)
    model.load("data.csv")
    model.train(1000)
    print(model.w, model.b)
