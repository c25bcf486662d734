class LinearRegression:
    def __init__(self, learning_rate=0.00001, epochs=301):
        self.w = 0
        self.b = 0
        self.learning_rate = learning_rate
        self.epochs = epochs

    def cost_function(self, data):
        cost = 0
        for i in range(len(data)):
            cost += ((self.w * data.iloc[i].square_metres + self.b) - data.iloc[i].price) ** 2
        return cost / len(data)

    def gradient_descent(self, data):
        m = len(data)
        dj_dw = 0
        dj_db = 0
        for i in range(m):
            x = data.iloc[i].square_metres
            y = data.iloc[i].price
            dj_dw += (1 / m) * ((self.w * x + self.b) - y) * x
            dj_db += (1 / m) * ((self.w * x + self.b) - y)
        self.w, self.b = self.w - self.learning_rate * dj_dw, self.b - self.learning_rate * dj_db

    def train(self, data):
        for i in range(self.epochs):
            if i % 100 == 0:
                print("epoch", i, "cost", self.cost_function(data))
            self.gradient_descent(data)

    def predict(self, x):
        return self.w * x + self.b
