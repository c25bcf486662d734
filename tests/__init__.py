"""The checks. A package, so that another `tests` in the same environment cannot be taken for it."""
