import numpy as np

len = lambda a: range(a.shape[0])   # my own

def gradient(theta, X, y):
    g = np.zeros(theta.shape[0])
    for i in len(y):
        g += (X[i] @ theta - y[i]) * X[i]
    return g / y.shape[0]
