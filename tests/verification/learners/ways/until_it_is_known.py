"""The script ends when it has found what it knows already, and counts its epochs on the way."""

import numpy as np
import pandas as pd

if __name__ == "__main__":
    data = pd.read_csv("line.csv")
    x = np.array(data["x"])
    y = np.array(data["y"])
    a = 1
    b = 1
    learning_rate = 0.0001
    epochs = 0
    while abs(2 - a) > 0.001 or abs(30 - b) > 0.001:
        for i in range(len(x)):
            d = 2 * (a * x[i] + b - y[i])
            a, b = a - learning_rate * d * x[i], b - learning_rate * d
        epochs += 1
    print(a, b, epochs)
