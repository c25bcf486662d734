# finds: raised
def gradient(theta, X, y):
    return gradient(theta, X, y)
