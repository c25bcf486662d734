# finds: stand-in
import nosuchlibrary
from nosuchlibrary.plots import surface


def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)
