import numpy as np
from sklearn.datasets import make_regression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

X, y = make_regression(n_samples=200, n_features=3, noise=5, random_state=1)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)

W = np.zeros(X_train.shape[1])
b = 0.0
alpha = 0.05
n = X_train.shape[0]
for epoch in range(500):
    error = X_train @ W + b - y_train
    W -= alpha * 2 / n * X_train.T @ error
    b -= alpha * 2 / n * error.sum()
print(((X_test @ W + b - y_test) ** 2).mean())
