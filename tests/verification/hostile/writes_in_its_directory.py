# finds: right
def gradient(theta, X, y):
    with open("theta.csv", "w") as file:
        file.write(str(theta))
    with open("theta.csv") as file:
        file.read()
    return X.T @ (X @ theta - y) / len(y)
