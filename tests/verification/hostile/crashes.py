# finds: crash
import ctypes


def gradient(theta, X, y):
    return ctypes.string_at(0)
