def fit(x, y):
    m = b = 0
    laps = 200
    n = len(x)
    for _ in range(laps):
        dm = sum((m * x[i] + b - y[i]) * x[i] for i in range(n))
        db = sum(m * x[i] + b - y[i] for i in range(n))
        step_m = 0.05 * (1 / n) * dm
        step_b = 0.05 * (1 / n) * db
        m = m - step_m
        b = b - step_b
    return m, b
