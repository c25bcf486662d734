# finds: timeout
def gradient(theta, X, y):
    while True:
        theta = theta * 1
