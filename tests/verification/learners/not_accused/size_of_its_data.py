import numpy as np
data = np.loadtxt("ex1data1.txt", delimiter=",")
x = np.column_stack((np.ones(len(data)), data[:, 0]))
y = data[:, 1]
theta = np.zeros(2)
alpha = 0.01
for i in range(1500):
    h = x.dot(theta)
    theta = theta - alpha / 97 * x.T.dot(h - y)
print(theta)
