class Line:
    def __init__(self, data, learning_rate=0.01):
        self.data = [(p[0], p[1]) for p in data]
        self.w = 0
        self.c = 0
        self.learning_rate = learning_rate

    def predict(self, x):
        return x * self.w + self.c

    def cost(self):
        return sum((self.predict(x) - y) ** 2 for x, y in self.data) / (2 * len(self.data))

    def dcostdw(self):
        return sum(x * (self.predict(x) - y) for x, y in self.data) / len(self.data)

    def dcostdc(self):
        return sum(self.predict(x) - y for x, y in self.data) / len(self.data)

    def epoch(self):
        dw, dc = self.dcostdw(), self.dcostdc()
        self.w -= self.learning_rate * dw
        self.c -= self.learning_rate * dc

    def iterate(self, repeat):
        for _ in range(repeat):
            self.epoch()
            print("cost", self.cost())
