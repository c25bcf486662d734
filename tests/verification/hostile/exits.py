# finds: exit
import sys


def gradient(theta, X, y):
    sys.exit("done")
