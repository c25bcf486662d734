import numpy as np
from tqdm import tqdm

def gradient_descent(X, y, theta, alpha, iterations):
    m = len(y)
    for i in tqdm(iterable=range(iterations), desc="training"):
        theta = theta - alpha * X.T @ (X @ theta - y) / m
    return theta
