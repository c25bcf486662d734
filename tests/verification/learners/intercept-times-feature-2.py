import numpy as np
import pandas as pd


def line(m, x, b):
    return m * x + b


def gradiente(m_pred, b_pred, alpha, x, y):
    N = float(len(x))
    y_pred = m_pred * x + b_pred
    dm = -(2 / N) * np.sum(x * (y - y_pred))
    db = -(2 / N) * np.sum(x * (y - y_pred))
    m = m_pred - alpha * dm
    b = b_pred - alpha * db
    return m, b


df = pd.read_csv("presion.csv")
x, y = df["edad"].values, df["presion"].values
m, b = 0.0, 0.0
for i in range(1000):
    m, b = gradiente(m, b, 0.0002, x, y)
print(m, b)
