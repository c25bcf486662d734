def predict(w, x):
    return w[0] + w[1] * x

def fit(x, y, w, lr, n_iter):
    w = list(w)
    n = len(y)
    for _ in range(n_iter):
        new = w
        new[0] = w[0] - lr / n * sum(predict(w, x[i]) - y[i] for i in range(n))
        new[1] = w[1] - lr / n * sum((predict(w, x[i]) - y[i]) * x[i] for i in range(n))
        w = new
    return w
