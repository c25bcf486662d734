import numpy as np


class Model:
    def __init__(self):
        self.w0 = 0
        self.w1 = 1
        self.predict = np.frompyfunc(self.predict, 1, 1)

    def predict(self, x):
        return self.w0 + self.w1 * x

    def fit(self, data_in, data_out, eta=1e-5, error=100):
        m = len(data_out)
        last = 1e30
        while True:
            step0 = sum(self.predict(data_in) - data_out)
            step1 = np.inner(self.predict(data_in) - data_out, data_in)
            self.w0 -= eta / m * step0
            self.w1 -= eta / m * step1
            now = 1 / 2 / m * np.sum((self.predict(data_in) - data_out) ** 2)
            if abs(last - now) < error:
                break
            last = now
