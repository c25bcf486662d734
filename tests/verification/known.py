"""The right gradient and the wrong ones of the catalogue, each as an account."""

from __future__ import annotations

from verification.accounts import account, right_gradients
from verification.mistakes import CATALOGUE
from verification.mistakes.working import Working


def right_in(convention):
    """∇J in one of the four conventions."""
    return next(right_gradients([convention]))


def wrong_in(convention, name):
    """What code with this mistake computes for it."""
    form = next(form for form in CATALOGUE[name].gradient if form.suits(convention))
    return account((name,), form.formula, convention, form.change(Working.right(convention)).gradient)
