"""One right file for each shape of interface: found, bound, and answering like the formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from verification.implementation import Implementation
from verification.problem import Array, Problem
from verification.submission.binding import Submission, open_submission

SHAPES = Path(__file__).parent / "learners" / "shapes"

# What each file has to be asked, and its convention c(m) in J = c·‖r‖².
HALF_MEAN, MEAN, HALF_SUM, SUM = (lambda m: 1 / (2 * m)), (lambda m: 1 / m), (lambda m: 0.5), (lambda m: 1.0)
EXPECTED: dict[str, tuple[str, Callable[[int], float]]] = {
    "adapter.py": ("cost gradient", HALF_MEAN),
    "animation.py": ("descend", MEAN),
    "at_least_one_step.py": ("model", HALF_MEAN),
    "bias_of_its_own.py": ("cost descend", MEAN),
    "class_asked_by_columns.py": ("model", MEAN),
    "class_begun_apart.py": ("model", HALF_MEAN),
    "class_coef_intercept.py": ("model", HALF_MEAN),
    "class_data_in_constructor.py": ("model", MEAN),
    "class_features_in_rows.py": ("cost gradient model", HALF_MEAN),
    "class_in_three_calls.py": ("model", HALF_MEAN),
    "class_main.py": ("cost model", HALF_MEAN),
    "class_of_a_pair_of_arrays.py": ("cost model", HALF_MEAN),
    "class_of_fields.py": ("model", MEAN),
    "class_of_frames_until_it_settles.py": ("cost gradient descend model", HALF_MEAN),
    "class_of_its_data.py": ("cost gradient model", HALF_MEAN),
    "class_of_one_step.py": ("model", HALF_MEAN),
    "class_of_scikit_learn.py": ("model", HALF_MEAN),
    "class_polynomial.py": ("model", HALF_MEAN),
    "class_private.py": ("model", HALF_MEAN),
    "class_ridge_alpha.py": ("model", HALF_MEAN),
    "class_settings_in_fit.py": ("model", MEAN),
    "class_slope_intercept.py": ("model", HALF_MEAN),
    "class_standardises.py": ("model", HALF_MEAN),
    "class_thetas_given.py": ("cost gradient descend model", HALF_MEAN),
    "class_then_a_library.py": ("model", MEAN),
    "class_that_iterates.py": ("cost model", HALF_MEAN),
    "class_that_reads_a_file.py": ("descend model", HALF_MEAN),
    "class_trains_when_made.py": ("gradient model", HALF_MEAN),
    "class_two_solvers.py": ("model", HALF_MEAN),
    "class_weights_bias.py": ("model", HALF_MEAN),
    "class_with_gradient.py": ("gradient model", MEAN),
    "class_with_data_of_its_own.py": ("cost descend model", HALF_MEAN),
    "closure.py": ("model", HALF_MEAN),
    "cost_so_far.py": ("cost descend", HALF_MEAN),
    "cost_with_lambda.py": ("cost gradient", HALF_MEAN),
    "coursera_descent_alone.py": ("descend", HALF_MEAN),
    "coursera_wb.py": ("cost gradient descend", HALF_MEAN),
    "data_as_dictionary.py": ("model", HALF_MEAN),
    "data_frame_rows.py": ("cost descend", MEAN),
    "equations_ax_b.py": ("cost gradient descend", SUM),
    "frame_and_names.py": ("cost gradient model", HALF_MEAN),
    "functions_handed_in.py": ("descend", HALF_MEAN),
    "functions_of_two_kinds.py": ("gradient descend", HALF_MEAN),
    "generator_of_iterates.py": ("gradient descend", HALF_MEAN),
    "generator_of_states.py": ("cost model", HALF_MEAN),
    "globals_computed.py": ("cost model", HALF_MEAN),
    "globals_only.py": ("descend", HALF_MEAN),
    "gradient_times_rate.py": ("cost gradient descend", HALF_MEAN),
    "held_out_data.py": ("model", MEAN),
    "history_and_theta_column.py": ("descend", HALF_MEAN),
    "intercept_before_slope.py": ("cost gradient descend", MEAN),
    "intercept_last.py": ("cost gradient model", MEAN),
    "intercept_last_unpacked.py": ("cost gradient", MEAN),
    "intercept_slope_letters.py": ("cost gradient", HALF_SUM),
    "lambdas.py": ("cost gradient descend", HALF_MEAN),
    "letters_h_and_m.py": ("model", MEAN),
    "letters_of_its_own.py": ("model", HALF_MEAN),
    "lists.py": ("cost gradient", HALF_MEAN),
    "main_alone.py": ("descend", MEAN),
    "main_with_options.py": ("descend", HALF_MEAN),
    "matrices.py": ("cost descend", HALF_MEAN),
    "module_globals.py": ("cost descend", MEAN),
    "named_tuple.py": ("model", MEAN),
    "notebook.ipynb": ("cost descend", HALF_MEAN),
    "numbers_inside.py": ("model", MEAN),
    "numbers_in_steps_of_their_own.py": ("model", HALF_MEAN),
    "parameters_as_dict.py": ("cost gradient descend", HALF_MEAN),
    "parameters_as_histories.py": ("model", HALF_MEAN),
    "parameters_as_pair.py": ("cost gradient model", MEAN),
    "partial_by_number.py": ("cost gradient", HALF_MEAN),
    "partials.py": ("cost gradient", MEAN),
    "points_step.py": ("cost descend", MEAN),
    "portuguese.py": ("model", HALF_MEAN),
    "ridge_named_C.py": ("cost gradient", MEAN),
    "rows_with_ones.py": ("cost gradient model", HALF_MEAN),
    "samples_in_columns.py": ("cost gradient model", HALF_MEAN),
    "saves_now_and_then.py": ("model", MEAN),
    "script.py": ("descend", MEAN),
    "script_asked_by_functions.py": ("descend", SUM),
    "script_of_frames.py": ("descend", MEAN),
    "script_of_lengths.py": ("descend", HALF_MEAN),
    "script_of_lists.py": ("descend", HALF_MEAN),
    "script_of_pairs.py": ("descend", MEAN),
    "script_of_rates.py": ("descend", HALF_MEAN),
    "script_of_triples.py": ("descend", HALF_MEAN),
    "script_steps_both.py": ("descend", HALF_MEAN),
    "script_with_csv.py": ("descend", MEAN),
    "script_with_scaler.py": ("descend", MEAN),
    "size_of_the_script.py": ("cost descend", HALF_MEAN),
    "rounded_result.py": ("model", HALF_MEAN),
    "sample_by_sample.py": ("gradient", MEAN),
    "slope_named_A.py": ("cost gradient descend", HALF_MEAN),
    "sum_beside_mean.py": ("cost descend", HALF_MEAN),
    "theta_and_history.py": ("cost descend", HALF_MEAN),
    "theta_history.py": ("model", MEAN),
    "theta_in_place.py": ("descend", HALF_MEAN),
    "transposed.py": ("cost gradient", HALF_MEAN),
    "three_by_name.py": ("cost gradient descend", MEAN),
    "two_features_of_a_class.py": ("model", MEAN),
    "two_features_of_a_script.py": ("descend", MEAN),
    "until_it_settles.py": ("gradient model", MEAN),
}


def problem(implementation: Implementation) -> Problem:
    """Numbers that binding has never seen, of a size that it has never seen."""
    d = implementation.features or 4
    numbers = np.array([5, -3, 2, 7, 1, 0, -4, 6, 2, 8, -1, 3, 3, 5, -2, 4, 9, 1, -6, 2, 7, 0, 1, -5]) / 8
    features = numbers[: 6 * d].reshape(6, d)
    X = np.hstack([np.ones((6, 1)), features])
    return Problem(np.array([0.5, -1.25, 2.0, 0.75, -0.5])[: d + 1], X, np.array([1.0, 4, -2, 3, 0, 5]), lr=2.0**-6)


def descended(p: Problem, c: float, theta: Array, k: int) -> Array:
    for _ in range(k):
        theta = theta - p.lr * 2 * c * p.X.T @ (p.X @ theta - p.y)
    return theta


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[str, Submission]]:
    with open_submission(SHAPES / request.param) as submission:
        yield request.param, submission


def test_every_shape_is_listed() -> None:
    assert {file.name for file in SHAPES.iterdir() if file.is_file()} == set(EXPECTED)


def test_the_parts_are_found_and_right(opened: tuple[str, Submission]) -> None:
    name, submission = opened
    parts, convention = EXPECTED[name]
    implementation = submission.implementation
    assert not submission.questions and submission.failure is None
    assert set(submission.bound) == set(parts.split())
    p = problem(implementation)
    c = convention(p.m)
    r = p.X @ p.theta - p.y
    if implementation.cost:
        assert np.isclose(implementation.cost(p.theta, p.X, p.y), c * r @ r, rtol=1e-12)
    if implementation.gradient:
        assert np.allclose(implementation.gradient(p.theta, p.X, p.y), 2 * c * p.X.T @ r, rtol=1e-12)
    if implementation.descend:
        found = implementation.descend(p.theta, p.X, p.y, p.lr, 5)
        assert np.allclose(found, descended(p, c, p.theta, 5), rtol=1e-10)
    if implementation.model:
        check_model(implementation, p, c, name)


def check_model(implementation: Implementation, p: Problem, c: float, name: str) -> None:
    """From k to k + 1 steps it takes one step; it predicts Xθ for data that it has not seen."""
    assert implementation.model
    thetas = []
    for k in (3, 4):
        model = implementation.model(p.lr, k)
        model.fit(p.X.copy(), p.y.copy())
        theta = model.theta()
        assert theta is not None
        thetas.append(theta)
        unseen = p.X[::-1] * np.where(np.arange(p.X.shape[1]), 3.0, 1.0)
        assert np.allclose(model.predict(unseen), unseen @ theta, rtol=1e-10)
    before, after = thetas
    if name == "class_standardises.py":
        mean, sigma = p.X[:, 1:].mean(axis=0), p.X[:, 1:].std(axis=0)
        p = Problem(p.theta, np.column_stack([p.X[:, 0], (p.X[:, 1:] - mean) / sigma]), p.y, p.lr)
        before, after = (np.concatenate([[t[0] + t[1:] @ mean], t[1:] * sigma]) for t in (before, after))
    assert np.allclose(after, descended(p, c, before, 1), rtol=1e-9, atol=1e-12)


def test_the_line_of_each_part_is_known(opened: tuple[str, Submission]) -> None:
    _, submission = opened
    lines = submission.source.text.splitlines()
    for part in submission.bound:
        if "script__" not in submission.bound[part]:
            line = lines[submission.lines[part] - 1].lstrip()
            assert line.startswith(("def ", "class ")) or "= lambda " in line
