import numpy as np

class GradientDescentLS:
    """Solve A x = b in the least squares sense, with an exact line search."""
    def __init__(self, n_iter=100):
        self.n_iter = n_iter
    def fit(self, A, b):
        self.A, self.b = A, b
        self.x = np.zeros(A.shape[1])
        for _ in range(self.n_iter):
            g = A.T @ (A @ self.x - b)
            Ag = A @ g
            self.x = self.x - (g @ g) / (Ag @ Ag + 1e-300) * g
        return self
    def predict(self, A):
        return A @ self.x
