import numpy as np


def cost(X, y, params):
    r = X @ params["w"] + params["b"] - y
    return r @ r / (2 * len(y))


def gradients(X, y, params):
    r = X @ params["w"] + params["b"] - y
    return {"dw": X.T @ r / len(y), "db": r.mean()}


def update(X, y, params, learning_rate):
    g = gradients(X, y, params)
    return {"w": params["w"] - learning_rate * g["dw"], "b": params["b"] - learning_rate * g["db"]}
