# finds: raised
def gradient(theta, X, y):
    return X @ theta - y
