class Neuron:
    def __init__(self, inputs):
        self.inputs = inputs
        self.start()

    def start(self):
        self.weights = [0.5 for _ in range(self.inputs)]
        self.bias = 0.0

    def output(self, x):
        return sum(w * v for w, v in zip(self.weights, x)) + self.bias

    def train(self, data, targets, rate, epochs):
        self.start()
        m = len(data)
        for _ in range(epochs):
            gw = [0.0 for _ in self.weights]
            gb = 0.0
            for x, t in zip(data, targets):
                delta = self.output(x) - t
                for j, w in enumerate(self.weights):
                    gw[j] += delta * w / m
                gb += delta / m
            self.weights = [w - rate * g for w, g in zip(self.weights, gw)]
            self.bias -= rate * gb
