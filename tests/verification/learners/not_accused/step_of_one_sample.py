def update_weights(x, y, w, b, learning_rate):
    prediction = w * x + b
    error = prediction - y
    w -= learning_rate * error * x
    b -= learning_rate * error
    return w, b

xs = [1.0, 2.0, 3.0, 4.0]
ys = [3.0, 5.0, 7.0, 9.0]
w, b = 0.0, 0.0
for epoch in range(1000):
    for x, y in zip(xs, ys):
        w, b = update_weights(x, y, w, b, 0.01)
print(w, b)
