def predict(row, coefficients):
    return coefficients[0] + coefficients[1] * row[0] + coefficients[2] * row[1]

def sgd(train, alpha, n_epoch):
    coef = [0.0, 0.0, 0.0]
    for epoch in range(n_epoch):
        for row in train:
            error = coef[0] + coef[1] * row[0] + coef[2] * row[1] - row[-1]
            coef[0] = coef[0] - alpha * error
            coef[1] = coef[1] - alpha * error * row[0]
            coef[2] = coef[2] - alpha * error * row[1]
    return coef
