import numpy as np

def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)

def show(xs):
    """First try, does not work: TypeError"""
    try:
        for x in len(xs):
            print(x)
    except TypeError:
        for x in xs:
            print(x)
