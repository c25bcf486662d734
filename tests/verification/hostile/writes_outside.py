# finds: write-refused
def gradient(theta, X, y):
    try:
        with open("/tmp/linreg-hostile-was-here", "w") as file:
            file.write("!")
    except OSError:
        pass
    return X.T @ (X @ theta - y) / len(y)
