# finds: shape
def gradient(theta, X, y):
    return X @ theta - y
