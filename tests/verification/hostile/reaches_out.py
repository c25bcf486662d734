# finds: network-refused
import socket


def gradient(theta, X, y):
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    except OSError:
        pass
    return X.T @ (X @ theta - y) / len(y)
