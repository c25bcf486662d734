import numpy as np

def step_gradient(x, y, w, b, learning_rate):
    n = float(len(x))
    w_gradient = 0
    b_gradient = 0
    for i in range(len(x)):
        error = (w * x[i] + b) - y[i]
        w_gradient = (2 / n) * error * x[i]
        b_gradient = (2 / n) * error
    return w - learning_rate * w_gradient, b - learning_rate * b_gradient

def gradient_descent(x, y, w, b, learning_rate, num_iterations):
    for _ in range(num_iterations):
        w, b = step_gradient(x, y, w, b, learning_rate)
    return w, b
