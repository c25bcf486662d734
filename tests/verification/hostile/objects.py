# finds: object
import numpy as np
from fractions import Fraction


def gradient(theta, X, y):
    return np.array([Fraction(1, 3)] * len(theta), dtype=object)
