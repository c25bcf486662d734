def dot(a, b):
    pass  # TODO write it myself

from numpy import dot, zeros, mean

def gradient(theta, X, y):
    return dot(X.T, dot(X, theta) - y) / len(y)

def gradient_descent(X, y, lr, k):
    theta = zeros(X.shape[1])
    for _ in range(k):
        theta = theta - lr * gradient(theta, X, y)
    return theta
