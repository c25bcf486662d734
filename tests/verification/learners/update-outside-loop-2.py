import numpy as np


class LinearRegression:
    def fit(self, X, y):
        A = np.hstack((X, np.ones((X.shape[0], 1))))
        theta = np.linalg.pinv(A.T @ A) @ A.T @ y
        self.w, self.b = theta[:-1], theta[-1]

    def predict(self, X):
        return X @ self.w + self.b


class GradientDescentLinearRegression(LinearRegression):
    def fit(self, X, y, lr=0.01, epochs=1000):
        A = np.hstack((X, np.ones((X.shape[0], 1))))
        theta = np.zeros(X.shape[1] + 1)
        for _ in range(epochs):
            grad = 2 * A.T @ (A @ theta - y)
        theta = theta - lr * grad
        self.w, self.b = theta[:-1], theta[-1]
