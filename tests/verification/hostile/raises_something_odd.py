# finds: raised
class Odd(BaseException):
    def __str__(self):
        raise RuntimeError("no text")


def gradient(theta, X, y):
    raise Odd()
