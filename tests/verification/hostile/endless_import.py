# finds: timeout
n = sum(range(3))


class Forever:
    while True:
        n = n + 1


def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)
