# finds: memory
def gradient(theta, X, y):
    kept = []
    while True:
        kept.append(bytearray(10**7))
