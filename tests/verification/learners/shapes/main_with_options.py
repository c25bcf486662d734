import argparse

import numpy as np


def read(path):
    return np.genfromtxt(path, delimiter=",", skip_header=1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.01)
    parser.add_argument("--epochs", type=int, default=1000)
    parser.add_argument("file")
    args = parser.parse_args()
    data = read(args.file)
    x, y = data[:, 0], data[:, 1]
    theta0, theta1 = 0.0, 0.0
    for epoch in range(args.epochs):
        error = theta0 + theta1 * x - y
        next0 = theta0 - args.lr * np.mean(error)
        next1 = theta1 - args.lr * np.mean(error * x)
        theta0, theta1 = next0, next1
    print(theta0, theta1)


if __name__ == "__main__":
    main()
