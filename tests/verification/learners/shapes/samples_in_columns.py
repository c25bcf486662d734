import numpy as np


def initialize_parameters(n_x):
    return {"W": np.zeros((1, n_x)), "b": 0.0}


def forward_propagation(X, parameters):
    return np.dot(parameters["W"], X) + parameters["b"]


def compute_cost(A, Y):
    m = Y.shape[1]
    return np.squeeze(np.sum(np.power(A - Y, 2)) / (2 * m))


def backward_propagation(X, A, Y):
    m = Y.shape[1]
    dA = (A - Y) / m
    return {"dW": np.dot(dA, X.T), "db": np.sum(dA)}


def update_parameters(parameters, grads, learning_rate):
    W = parameters["W"] - learning_rate * grads["dW"]
    b = parameters["b"] - learning_rate * grads["db"]
    return {"W": W, "b": b}


def model(X, Y, num_iterations=2000, learning_rate=0.01):
    parameters = initialize_parameters(X.shape[0])
    for _ in range(num_iterations):
        A = forward_propagation(X, parameters)
        parameters = update_parameters(parameters, backward_propagation(X, A, Y), learning_rate)
    return parameters
