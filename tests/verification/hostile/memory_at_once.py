# finds: memory
import numpy as np


def gradient(theta, X, y):
    return np.ones((10**6, 10**6)) @ theta
