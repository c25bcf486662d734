import numpy as np


class GradientDescent:
    def __init__(self, learning_rate, regularisation_type, lambda_parameter):
        self.learning_rate = learning_rate
        self.regularisation_type = regularisation_type
        self.lambda_parameter = lambda_parameter

    def update(self, X, y_true, y_pred, theta):
        error = (y_pred - y_true) / len(y_true)
        gradient = X.T @ error / len(X)
        if self.regularisation_type == "L2":
            gradient[1:] += self.lambda_parameter / len(y_true) * theta[1:]
        return theta - self.learning_rate * gradient
