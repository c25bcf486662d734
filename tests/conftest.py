"""Hypothesis, the same every time: a failure in CI is a failure at every desk."""

import hypothesis

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, database=None)
hypothesis.settings.load_profile("ci")
