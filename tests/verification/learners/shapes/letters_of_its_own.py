import numpy as np


def train(k, p, q):
    theta0 = 0
    theta1 = 0
    for _ in range(1000):
        residual = theta0 + theta1 * k - p
        step0 = np.mean(residual)
        step1 = np.mean(residual * k)
        theta0 = theta0 - q * step0
        theta1 = theta1 - q * step1
    return theta0, theta1


def main():
    km, price = np.loadtxt("cars.csv", delimiter=",", unpack=True)
    print(train(km, price, 0.05))


if __name__ == "__main__":
    main()
