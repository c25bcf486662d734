"""Steps of an animation; the derivative for the intercept has the wrong sign."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation

x = np.random.rand(30)
y = 2 * x + 1
m, b = 0.0, 0.0
lr = 0.1
fig, ax = plt.subplots()
(line,) = ax.plot(x, m * x + b)


def update(frame):
    global m, b
    pred = m * x + b
    loss = np.mean((y - pred) ** 2)
    dm = -2 * np.mean(x * (y - pred))
    db = 2 * np.mean(y - pred)
    m = m - lr * dm
    b = b - lr * db
    line.set_ydata(m * x + b)
    ax.set_title(f"{frame}: {loss}")
    return (line,)


animation = FuncAnimation(fig, update, frames=100)
