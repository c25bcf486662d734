# finds: flood
def gradient(theta, X, y):
    while True:
        print("x" * 10000)
