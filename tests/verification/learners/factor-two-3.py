import numpy as np

def ridge(theta, X, y, reg):
    """Loss and gradient of ridge regression; the first entry of theta is not penalised."""
    n = len(y)
    resid = X.dot(theta) - y
    slopes = np.r_[0, theta[1:]]
    loss = (resid @ resid + reg * slopes @ slopes) / n
    gradient = (X.T.dot(resid) + reg * slopes) / n
    return loss, gradient
