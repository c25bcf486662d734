def predict(row, coefficients):
    yhat = coefficients[0]
    for i in range(len(row) - 1):
        yhat += coefficients[i + 1] * row[i]
    return yhat


def coefficients_sgd(train, l_rate, n_epoch):
    coef = [0.0 for _ in range(len(train[0]))]
    for epoch in range(n_epoch):
        total = 0
        for row in train:
            error = predict(row, coef) - row[-1]
            total += error**2
            for i in range(len(row) - 1):
                coef[i + 1] = coef[i + 1] - l_rate * error * row[i]
        print(epoch, total)
    return coef
