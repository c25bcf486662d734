temps = [14.2, 16.4, 11.9, 15.2, 18.5, 22.1, 19.4, 25.1]
sales = [2.15, 3.25, 1.85, 3.32, 4.06, 5.22, 4.12, 6.14]

m = 0.0
b = 0.0
L = 0.0005
epochs = 200
N = len(temps)

for epoch in range(epochs):
    m_gradient = 0.0
    b_gradient = 0.0
    for i in range(N):
        x = temps[i]
        y = sales[i]
        m_gradient += (2 / N) * x * (y - (m * x + b))
        b_gradient += (2 / N) * (y - (m * x + b))
    m = m - L * m_gradient
    b = b - L * b_gradient

print("m =", m, "b =", b)
