# finds: timeout
def gradient(theta, X, y):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
