import numpy as np

def gradient_descent(X, y, alpha=0.01, iters=1000):
    m = len(y)
    theta = np.zeros(X.shape[1])
    for i in range(iters):
        error = X.dot(theta) - y
        loss = np.mean(error ** 2)      # just to watch it
        if i % 100 == 0:
            print(i, loss)
        theta = theta - alpha * X.T.dot(error) / m
    return theta
