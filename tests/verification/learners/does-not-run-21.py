class LinearRegression:
    def __init__(self):
        self.w = 0
        self.b = 0
        self.predicts = []

    def fit(self, x, y, epochs=1000, learning_rate=0.01):
        for _ in range(epochs):
            predicts = []
            for feature in x:
                predicts.append(self.b + feature * self.w)
            sum_w = sum_b = 0
            for i in range(len(y)):
                sum_w += (self.predicts[i] - y[i]) * 2 * x[i]
                sum_b += (self.predicts[i] - y[i]) * 2
            self.w, self.b = self.w - learning_rate * sum_w / len(x), self.b - learning_rate * sum_b / len(x)
        self.predicts = predicts

    def predict(self, x):
        answers = []
        for value in x:
            answers.append(self.b + self.w * value)
        return answers
