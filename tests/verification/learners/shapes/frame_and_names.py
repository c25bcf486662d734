"""Linear regression on the named columns of a data frame."""

import numpy as np
import pandas as pd


def predict(df, features, theta):
    y_hat = theta[0]
    for theta_j, name in zip(theta[1:], features):
        y_hat = y_hat + theta_j * df[name]
    return y_hat


def cost(df, features, target, theta):
    return ((predict(df, features, theta) - df[target]) ** 2).mean() / 2


def gradient(df, features, target, theta):
    residual = predict(df, features, theta) - df[target]
    return np.array([residual.mean()] + [(residual * df[name]).mean() for name in features])


def descend(df, features, target, alpha=0.1, iterations=1000):
    theta = np.zeros(1 + len(features))
    for _ in range(iterations):
        theta = theta - alpha * gradient(df, features, target, theta)
    return pd.Series(theta, index=["intercept", *features])


if __name__ == "__main__":
    advertising = pd.read_csv("advertising.csv")
    print(descend(advertising, ["tv", "radio"], "sales"))
