"""One step for each picture of an animation; the parameters are globals."""

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
    dm = -2 * np.mean(x * (y - pred))
    db = -2 * np.mean(y - pred)
    m = m - lr * dm
    b = b - lr * db
    line.set_ydata(m * x + b)
    ax.set_title(f"epoch {frame}")
    return (line,)


animation = FuncAnimation(fig, update, frames=100)
plt.show()
