# finds: non-finite
import numpy as np


def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y) * np.nan
