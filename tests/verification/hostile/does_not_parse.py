# finds: does-not-run
def gradient(theta, X, y):
    print "gradient"
    return X.T @ (X @ theta - y) / len(y)
