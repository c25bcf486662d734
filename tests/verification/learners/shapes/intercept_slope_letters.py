def error(a, b, x, y):
    """y = a + b * x"""
    return ((a + b * x - y) ** 2).sum() / 2


def gradients(a, b, x, y):
    r = a + b * x - y
    return r.sum(), (r * x).sum()
