# finds: raised
def gradient(theta, X, y):
    scale = float(input("scale? "))
    return scale * X.T @ (X @ theta - y) / len(y)
