import numpy as np

X_train = np.array([0.5, 1.0, 1.5, 2.0])
y_train = np.array([1.0, 2.5, 2.0, 4.0])

m, b = 0, 0
alpha = 0.001
epoch = 5000

for i in range(epoch):
    error = y_train - (X_train * m + b)
    m_old, b_old = m, b
    m = m - alpha * (-2 / X_train.shape[0]) * np.dot(X_train, error)
    b = b - alpha * (-2 / X_train.shape[0]) * np.sum(error)
    if abs(m_old - m) <= 0.001 and abs(b_old - b) <= 0.001:
        print(f"converged at epoch {i}")
        break
