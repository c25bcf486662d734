learning_rate = 0.1
iterations = 50
X = [[1, 1, 2], [1, 3, 4]]
y = [[5], [11]]


def hypothesis(sample, theta):
    return sum(theta[j][0] * sample[j] for j in range(len(theta)))


def cost_fun(X, y, theta):
    return 0.5 * sum((hypothesis(X[i], theta) - y[i][0]) ** 2 for i in range(len(X)))


def grad_desc_fun(X, y, theta):
    updated = [[theta[j][0]] for j in range(len(theta))]
    for j in range(len(theta) - 1):
        gradient = 0
        for i in range(len(X)):
            gradient += (hypothesis(X[i], theta) - y[i][0]) * X[i][j]
        updated[j][0] -= learning_rate * gradient
    return updated


theta = [[0], [0], [0]]
for _ in range(iterations):
    theta = grad_desc_fun(X, y, theta)
    print(cost_fun(X, y, theta))
