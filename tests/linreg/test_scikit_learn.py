"""At home in scikit-learn: its own checks, and the tools that people put estimators into."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
import sklearn.exceptions
from sklearn.base import clone, is_regressor
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from sklearn.utils.validation import check_is_fitted

import linreg
from linreg import LinearRegression, neighbours
from tests.linreg import truth

ROOT = Path(__file__).parents[2]
X, Y, _ = linreg.load_houses()

ESTIMATOR_CHECKS = """
import json, sys, warnings
import linreg  # before scikit-learn, which is found all the same once it is there
from sklearn.utils.estimator_checks import check_estimator
warnings.simplefilter("ignore")
results = [
    (result["check_name"], result["status"], repr(result["exception"]))
    for settings in [{}, {"gradient_descent": False}, {"batch_size": 8}]
    for result in check_estimator(linreg.LinearRegression(**settings), on_fail=None, on_skip=None)
]
json.dump(results, sys.stdout)
"""


def test_every_check_of_an_estimator_passes_and_none_is_skipped() -> None:
    """In a process of its own: SCIPY_ARRAY_API has to be set before scipy is imported."""
    environment = {"SCIPY_ARRAY_API": "1", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", ESTIMATOR_CHECKS], capture_output=True, check=True, env=environment)
    results = json.loads(ran.stdout)
    assert [result for result in results if result[1] != "passed"] == []
    assert len({name for name, *_ in results}) > 40  # check_estimator of scikit-learn 1.6 already has more
    assert len(results) % 3 == 0


@pytest.mark.parametrize("settings", [{}, {"lr": 0.1, "init": [1.0, 2.0]}, {"gradient_descent": False}])
def test_a_clone_has_the_settings_and_nothing_learned(settings: dict[str, Any]) -> None:
    model = LinearRegression(random_state=0, **settings).fit(X[:50, :1], Y[:50])
    copy = clone(model)
    assert repr(copy) == repr(model) and not hasattr(copy, "coef_")
    assert copy.fit(X[:50, :1], Y[:50]).theta_.tolist() == model.theta_.tolist()
    assert is_regressor(copy)


def test_a_pipeline_is_the_model_of_what_comes_before_it() -> None:
    before = make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler())
    model = LinearRegression(50_000, random_state=0)
    whole = make_pipeline(clone(before), clone(model)).fit(X, Y)
    Z = before.fit_transform(X)
    model.fit(Z, Y)
    assert whole.predict(X).tolist() == model.predict(Z).tolist() and whole.score(X, Y) == model.score(Z, Y)


def test_a_grid_search_over_lr_finds_the_best_and_survives_the_ones_that_diverge() -> None:
    search = GridSearchCV(LinearRegression(100, random_state=0), {"lr": [1e-4, 0.1, "auto", 3.0]}, cv=3, n_jobs=1)
    with pytest.warns(Warning) as warned:
        search.fit(X, Y)
    (failed,) = [record for record in warned if record.category is sklearn.exceptions.FitFailedWarning]
    assert "DivergenceError: descent diverged with α = 3; expected α below 2/L" in str(failed.message)
    scores = dict(zip([0.0001, 0.1, "auto", 3.0], search.cv_results_["mean_test_score"], strict=True))
    assert np.isnan(scores[3.0]) and scores[0.0001] < 0 < scores["auto"]
    assert search.best_params_["lr"] in {0.1, "auto"} and search.best_score_ == max(scores[0.1], scores["auto"])
    assert search.predict(X[:3]).tolist() == search.best_estimator_.predict(X[:3]).tolist()


def test_cross_validation_scores_the_exact_weights_of_each_fold() -> None:
    folds = [(truth.weights(X[train], Y[train]), test) for train, test in KFold(5).split(X)]
    for settings in [{}, {"gradient_descent": False}]:
        scores = cross_val_score(LinearRegression(**settings), X, Y, cv=5)
        for score, (theta, test) in zip(scores, folds, strict=True):
            assert truth.is_r_squared(score, theta, linreg.with_intercept(X[test]), Y[test])


def test_a_model_survives_pickle_and_joblib(tmp_path: Path) -> None:
    model = LinearRegression(random_state=0).fit(X, Y)
    joblib.dump(model, tmp_path / "model.joblib")
    for copy in [pickle.loads(pickle.dumps(model)), joblib.load(tmp_path / "model.joblib")]:
        assert copy.predict(X).tolist() == model.predict(X).tolist()
        assert str(copy.certificate_) == str(model.certificate_) and copy.outcome_ is model.outcome_
        assert str(copy.summary()) == str(model.summary())


def test_joblib_workers_fit_alike() -> None:
    fits = joblib.Parallel(n_jobs=2)(joblib.delayed(LinearRegression(random_state=s).fit)(X, Y) for s in (0, 1))
    for seed, model in enumerate(fits):
        assert model.theta_.tolist() == LinearRegression(random_state=seed).fit(X, Y).theta_.tolist()


def test_not_fitted_is_an_error_of_both_houses_and_can_be_pickled() -> None:
    with pytest.raises(sklearn.exceptions.NotFittedError, match="is not fitted; expected a call of fit") as caught:
        LinearRegression().predict(X)
    assert isinstance(caught.value, linreg.NotFittedError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is type(caught.value) and str(again) == str(caught.value)


def test_after_divergence_a_model_is_not_fitted() -> None:
    model = LinearRegression(lr=3.0)
    with pytest.raises(linreg.DivergenceError):
        model.fit(X, Y)
    with pytest.raises(sklearn.exceptions.NotFittedError):
        check_is_fitted(model)
    check_is_fitted(model.set_params(lr="auto").fit(X, Y))


def test_warnings_are_of_their_category_and_point_at_the_caller() -> None:
    with pytest.warns(sklearn.exceptions.ConvergenceWarning, match="raise n_iterations") as stopped:
        LinearRegression(2, random_state=0).fit(X, Y)
    with pytest.warns(sklearn.exceptions.DataConversionWarning, match="column-vector y was passed") as column:
        LinearRegression(random_state=0).fit(X, Y[:, np.newaxis])
    assert {record.filename for record in [*stopped, *column]} == {__file__}


def test_steps_that_were_asked_for_are_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        LinearRegression(2, tol=0.0).fit(X, Y)
        LinearRegression(2, batch_size=100).fit(X, Y)


def test_without_scikit_learn_the_classes_are_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sklearn.exceptions")
    assert type(neighbours.not_fitted("a", "b", "c")) is linreg.NotFittedError
    with pytest.warns(linreg.ConvergenceWarning):
        LinearRegression(2, random_state=0).fit(X, Y)
