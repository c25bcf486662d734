import numpy as np


class LinearRegression:
    def __init__(self, train_data, train_label):
        self.train_data = train_data
        self.train_label = train_label
        self.weight = 0
        self.bias = 0
        self.epochs = 2000
        self.lr = 0.01

    def predict(self, data):
        return np.multiply(data, self.weight) + self.bias

    def train(self, data, label):
        self.weight = 0
        self.bias = 0
        dw = 0
        db = 0
        for epoch in range(self.epochs):
            pred = self.predict(data)
            for i in range(len(pred)):
                dw += (pred[i] - label[i]) * data[i]
                db += pred[i] - label[i]
            self.weight -= self.lr * dw / len(pred)
            self.bias -= self.lr * db / len(pred)
        return self.weight, self.bias
