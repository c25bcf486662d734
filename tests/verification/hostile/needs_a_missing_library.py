# finds: missing-library
import nosuchlibrary as nl


def gradient(theta, X, y):
    return nl.dot(X.T, X @ theta - y) / len(y)
