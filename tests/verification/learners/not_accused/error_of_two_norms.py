import numpy as np

def compute_error(y_true, y_pred, metric=None):
    if metric == 'l2':
        return np.sqrt(np.sum((y_true - y_pred) ** 2))
    return np.mean((y_true - y_pred) ** 2)

def gradient(theta, X, y):
    return 2 * X.T @ (X @ theta - y) / len(y)

def fit(X, y, loss, lr=0.01, n_iters=100):
    theta = np.zeros(X.shape[1])
    for _ in range(n_iters):
        r = X @ theta - y
        if loss == 'l1':
            g = X.T @ np.sign(r) / len(y)
        elif loss == 'l2':
            g = 2 * X.T @ r / len(y)
        theta = theta - lr * g
    return theta
