def cost(t0, t1, m, X, Y):
    total = 0
    for i in range(m):
        total += (t0 + t1 * X[i][1] - Y[i][0]) ** 2
    return total / (2 * m)


def gradient_descent(t0, t1, alpha, num_iters, m, X, Y):
    least = 999999
    for _ in range(num_iters):
        sum0 = sum1 = 0
        for j in range(m):
            h = t0 + t1 * X[j][1]
            sum0 += (h - Y[j][0]) * X[j][0]
            sum1 += (h - Y[j][0]) * X[j][1]
        t0 -= alpha / m * sum0
        t1 -= alpha / m * sum1
        now = cost(t0, t1, m, X, Y)
        if now < least:
            least = now
            best0 = t0
            best1 = t1
    return best0, best1, least
