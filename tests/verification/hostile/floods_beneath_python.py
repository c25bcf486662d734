# finds: flood
import os


def gradient(theta, X, y):
    while True:
        os.write(1, b"x" * 10000)
