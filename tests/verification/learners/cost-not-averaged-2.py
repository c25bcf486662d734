def df_dw(xs, ys, ws, b):
    slopes = [0.0] * len(ws)
    for x, y in zip(xs, ys):
        error = sum(w * x_i for w, x_i in zip(ws, x)) + b - y
        for i in range(len(ws)):
            slopes[i] += 2 * error * x[i] / len(ys)
    return slopes


def df_db(xs, ys, ws, b):
    return 2 * sum(sum(w * x_i for w, x_i in zip(ws, x)) + b - y for x, y in zip(xs, ys)) / len(ys)


def cost_function(xs, ys, ws, b):
    cost = 0
    for x, y in zip(xs, ys):
        cost += (sum(w * x_i for w, x_i in zip(ws, x)) + b - y) ** 2
    return cost
