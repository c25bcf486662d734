"""Linear regression by gradient descent, derived by hand and written in plain numpy.

The notation, used everywhere in this package and in its documentation:

    m, d            number of samples, number of features
    X               the design matrix, (m, d), or (m, d+1) with the column of ones first
    y               the targets, (m,)
    θ   theta       the parameters; θ₀ is the intercept
    r = Xθ − y      the residual
    J = ‖r‖²/2m     the cost; the mean squared error is 2J
    ∇J = Xᵀr/m      the gradient
    H = XᵀX/m       the Hessian; L its largest eigenvalue, μ its smallest above the rank tolerance d·u·L
    α   lr          the learning rate
    u               the unit roundoff of the dtype, 2⁻⁵³ for float64

Read the files in the order of the derivation: affine → cost → derivative → descent.
"""

from linreg.affine import predict, residual, with_intercept
from linreg.certificate import Certificate
from linreg.cost import cost, mean_squared_error
from linreg.datasets import load_houses, make_regression, train_test_split
from linreg.derivative import gradient, hessian, sample_gradient
from linreg.descent import Descent, Outcome, descend
from linreg.estimator import LinearRegression
from linreg.faults import (
    ConvergenceWarning,
    DataConversionWarning,
    DivergenceError,
    Fault,
    FileError,
    InputError,
    InputTypeError,
    NotFittedError,
)
from linreg.least_squares import least_squares

__all__ = [
    "Certificate",
    "ConvergenceWarning",
    "DataConversionWarning",
    "Descent",
    "DivergenceError",
    "Fault",
    "FileError",
    "InputError",
    "InputTypeError",
    "LinearRegression",
    "NotFittedError",
    "Outcome",
    "cost",
    "descend",
    "gradient",
    "hessian",
    "least_squares",
    "load_houses",
    "make_regression",
    "mean_squared_error",
    "predict",
    "residual",
    "sample_gradient",
    "train_test_split",
    "with_intercept",
]
