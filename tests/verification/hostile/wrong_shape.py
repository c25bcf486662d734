# finds: shape
def gradient(theta, X, y):
    r = X @ theta - y
    return (X.T * r)[:, :1] @ r[:1, None].T @ X[:1]
