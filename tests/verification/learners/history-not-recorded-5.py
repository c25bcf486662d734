def gradient_descent(x, y, learning_rate, iterations):
    m_curr = b_curr = 0.0
    n = len(x)
    cost_history = []
    for i in range(iterations):
        y_pred = [m_curr * x[j] + b_curr for j in range(n)]
        md = -(2 / n) * sum(x[j] * (y[j] - y_pred[j]) for j in range(n))
        bd = -(2 / n) * sum(y[j] - y_pred[j] for j in range(n))
        m_curr -= learning_rate * md
        b_curr -= learning_rate * bd
    return m_curr, b_curr, cost_history
