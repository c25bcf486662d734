import matplotlib.pyplot as plt
import numpy as np
import pandas as pd


def main():
    table = pd.read_csv("salaries.csv")
    X = table["years"].values
    Y = table["salary"].values
    m, c = 0, 0
    L = 0.0001
    epochs = 1000
    n = float(len(X))
    for i in range(epochs):
        guess = m * X + c
        down_m = (-2 / n) * np.sum(X * (Y - guess))
        down_c = (-2 / n) * np.sum(Y - guess)
        m = m - L * down_m
        c = c - L * down_c
    plt.plot(X, m * X + c)
    plt.show()


if __name__ == "__main__":
    main()
