# finds: complex
def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y) + 0j
