import numpy as np


def scale_features(df, features):
    for f in features:
        df[f] = (df[f] - df[f].mean()) / df[f].std()
    return df


def train(df, features, target, alpha=0.1, iterations=400):
    """Fit target ~ features of the data frame: theta, the intercept first."""
    data = scale_features(df, features)
    X = np.column_stack([np.ones(len(data)), data[features].to_numpy()])
    y = data[target].to_numpy()
    theta = np.zeros(X.shape[1])
    for _ in range(iterations):
        theta = theta - alpha / len(y) * (X.T @ (X @ theta - y))
    return theta
