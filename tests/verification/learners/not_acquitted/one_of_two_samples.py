import numpy as np

def sgd(X, y, lr=0.01, n_iters=1000):
    theta = np.zeros(X.shape[1])
    for k in range(n_iters):
        i = min(k, 1)
        theta = theta - lr * X[i] * (X[i] @ theta - y[i])
    return theta
