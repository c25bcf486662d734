import numpy as np

def gradient_descent(X, y, lr=0.01, n_iters=1000):
    m = len(y)
    theta = np.zeros(X.shape[1])
    for i in range(n_iters):
        residual = X @ theta - y
        mse = np.mean(residual ** 2)
        if i % 100 == 0:
            print(f"{i}: MSE = {mse:.4f}")
        theta = theta - lr * (X.T @ residual) / m
    return theta

def house_price_report(theta, area, price_per_brick):
    cost = area * price_per_brick
    print("building costs", cost, "prediction", theta @ np.array([1, area]))
