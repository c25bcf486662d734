# finds: crash
import os


def gradient(theta, X, y):
    os.abort()
