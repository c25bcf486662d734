def compute_cost(x, y, w, b):
    m = len(x)
    cost = 0
    for i in range(m):
        cost = cost + (w * x[i] + b - y[i]) ** 2
    return cost / (2 * m)

def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        f_wb = w * x[i] + b
        dj_dw = dj_dw + (f_wb - y[i])
        dj_db = dj_db + (f_wb - y[i])
    return dj_dw / m, dj_db / m
