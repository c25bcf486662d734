"""Adam, as a script."""

import numpy as np

m = 100
X = 2 * np.random.rand(m, 1)
y = 4 + 3 * X + np.random.randn(m, 1)
X_b = np.c_[np.ones((m, 1)), X]

learning_rate = 0.01
beta1, beta2, epsilon = 0.9, 0.999, 1e-8
n_iterations = 1000
theta = np.random.randn(2, 1)
m_t = np.zeros_like(theta)
v_t = np.zeros_like(theta)

for t in range(1, n_iterations + 1):
    gradients = 2 / m * X_b.T.dot(X_b.dot(theta) - y)
    m_t = beta1 * m_t + (1 - beta1) * gradients
    v_t = beta2 * v_t + (1 - beta2) * gradients**2
    m_hat = m_t / (1 - beta1**t)
    v_hat = v_t / (1 - beta2**t)
    theta = theta - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
