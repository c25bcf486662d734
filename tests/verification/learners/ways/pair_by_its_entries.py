"""The model is a pair, slope first, and is taken apart entry by entry."""

import numpy as np


def erro_do_modelo(dados, modelo):
    x = dados[:, 0]
    y = dados[:, 1]
    w = modelo[0]
    b = modelo[1]
    return np.mean((y - (w * x + b)) ** 2)


def gradiente(y_previsto, y, x):
    dw = (-2 / y.size) * np.sum((y - y_previsto) * x)
    db = (-2 / y.size) * np.sum(y - y_previsto)
    return dw, db
