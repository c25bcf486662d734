import copy
import math


def gradient_descent(x, y, w_in, b_in, alpha, num_iters, cost_function, gradient_function):
    """Fit w and b by num_iters steps; the two functions come from another lab."""
    J_history = []
    w = copy.deepcopy(w_in)
    b = b_in
    for i in range(num_iters):
        dj_db, dj_dw = gradient_function(x, y, w, b)
        w = w - alpha * dj_dw
        b = b - alpha * dj_db
        J_history.append(cost_function(x, y, w, b))
        if i % math.ceil(num_iters / 10) == 0:
            print(f"Iteration {i:4}: cost {float(J_history[-1]):8.2f}")
    return w, b, J_history
