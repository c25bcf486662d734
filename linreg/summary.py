"""What a fit found, in one table: the weights with their standard errors, how good the line is, and what is proven."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import fill

import numpy as np

from linreg.affine import Array
from linreg.certificate import Certificate
from linreg.descent import Outcome
from linreg.inference import Inference
from linreg.layout import html_paragraph, html_table, number, text_table
from linreg.student import quantile

CONFIDENCE = 0.95
WIDTH = 100
NEGLIGIBLE = 0.01  # of a standard error
HEADINGS = ["", "weight", "standard error", f"{CONFIDENCE:.0%} from", "to"]


@dataclass(frozen=True, eq=False, repr=False)
class Summary:
    """Print it, or let a notebook show it. names, theta, standard_errors: (n,), the intercept first.

    confidence_intervals: (n, 2), θⱼ ∓ t·(standard error), t the 97.5 % quantile of Student's distribution. Where they
    are not defined (no degrees of freedom, dependent columns, a column that was left out) both are NaN, shown as —.
    """

    names: tuple[str, ...]
    theta: Array
    inference: Inference
    outcome: Outcome
    certificate: Certificate

    @property
    def standard_errors(self) -> Array:
        """In the units of θ, (n,)."""
        errors = self.inference.standard_errors
        return errors if errors is not None else np.full(len(self.theta), math.nan)

    @property
    def confidence_intervals(self) -> Array:
        """From and to, (n, 2): before the data are seen, each holds the true weight with probability 95 %."""
        dof = self.inference.dof
        reach = quantile(CONFIDENCE, dof) * self.standard_errors if dof else self.standard_errors
        return np.column_stack([self.theta - reach, self.theta + reach])

    def __str__(self) -> str:
        return "\n\n".join([text_table(HEADINGS, self._rows()), *(fill(said, WIDTH) for said in self._sentences())])

    def __repr__(self) -> str:
        """What the prompt shows is what `print` shows."""
        return str(self)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return html_table(HEADINGS, self._rows()) + "".join(map(html_paragraph, self._sentences()))

    def _rows(self) -> list[list[str]]:
        columns = np.column_stack([self.theta, self.standard_errors, self.confidence_intervals])
        return [[name, *map(_cell, row)] for name, row in zip(self.names, columns.tolist(), strict=True)]

    def _sentences(self) -> Iterator[str]:
        inference = self.inference
        yield (
            f"{_count(inference.n_samples, 'sample')}, {_count(inference.dof, 'degree')} of freedom; "
            f"residual standard deviation {_cell(inference.residual_sd)}, R² {_share(inference.r2)}, "
            f"adjusted R² {_share(inference.adjusted_r2)}."
        )
        if inference.standard_errors is None:
            yield f"No standard errors: {self._why_not()}."
        elif self._distance() > NEGLIGIBLE:
            yield (
                "The intervals speak of the scatter in the data alone: the weights themselves are only proven to lie "
                f"within {self._distance():.2g} standard errors of the least-squares solution."
            )
        yield str(self.outcome)
        yield str(self.certificate)

    def _why_not(self) -> str:
        if not self.inference.dof:
            return "with as many weights as samples every residual is zero, whatever the scatter"
        if self.inference.residual_sd is None:
            return "descent has stopped so far from the minimum that the residuals overflow"
        return "columns determine one another, so that the weights are not unique"

    def _distance(self) -> float:
        """How far descent may have stopped from the minimum, in standard errors."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(np.nanmax(self.certificate.coefficient_errors / self.standard_errors, initial=0.0))


def _cell(value: float | None) -> str:
    return "—" if value is None or math.isnan(value) else number(value)


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.4f}"


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' if count != 1 else ''}"
