import numpy as np
import pandas as pd


class Trend:
    def __init__(self, df, alpha=0.05, epochs=200):
        self.df = df
        self.alpha = alpha
        self.epochs = epochs
        self.t0 = 0.0
        self.t1 = 0.0

    def split(self):
        table = self.df.values
        self.x = table[:, 0]
        self.y = table[:, 1]

    def train(self):
        for _ in range(self.epochs):
            residual = self.t0 + self.t1 * self.x - self.y
            self.t0 -= self.alpha * np.mean(residual)
            self.t1 -= self.alpha * np.mean(residual * self.x)

    def predict(self, x):
        return self.t0 + self.t1 * x


trend = Trend(pd.read_csv("sales.csv"), alpha=0.01, epochs=500)
trend.split()
trend.train()
print(trend.predict(12))
