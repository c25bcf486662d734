def h_theta(theta, x_i):
    valeur = theta[0]
    for theta_j, x_i_j in zip(theta[1:], x_i):
        valeur += theta_j * x_i_j
    return valeur


def fonction_cout(theta, x, y):
    return sum((h_theta(theta, x_i) - y_i) ** 2 for x_i, y_i in zip(x, y)) / (2 * len(y))


def partielle(theta_i, theta, x, y):
    return sum(h_theta(theta, x[i]) - y[i] for i in range(len(x))) * theta_i / len(x)


def partielle_0(theta, x, y):
    return sum(h_theta(theta, x[i]) - y[i] for i in range(len(x))) / len(x)


def etape_du_gradient(alpha, theta, x, y):
    nouveau = [theta[0] - alpha * partielle_0(theta, x, y)]
    for theta_i in theta[1:]:
        nouveau.append(theta_i - alpha * partielle(theta_i, theta, x, y))
    return nouveau
