# finds: object
def gradient(theta, X, y):
    X.T @ (X @ theta - y) / len(y)
