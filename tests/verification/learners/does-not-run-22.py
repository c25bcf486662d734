import numpy as np


def fark(a, b):
    return a - b


def gradyan_inisi(w, oran, tahmin, n, y, X):
    hata = fark(tahmin, y)
    w = w - oran * np.dot(X.T, hata) / n
    bias = bias - oran * np.sum(hata) / n
    return w, bias
