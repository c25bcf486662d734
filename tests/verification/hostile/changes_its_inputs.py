# finds: changed-input
def gradient(theta, X, y):
    X *= 1.0
    X[:, -1] += 1
    y[:] = 0
    return X.T @ (X @ theta - y) / len(y)
