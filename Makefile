# Linear regression by hand-derived gradient descent, and the referee that checks it. `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo dist test docs equations verify mutants bench peers clean

help:  ## list these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 18

demo: .venv/.ready  ## fit the house prices, draw the pictures into out/, check the engine
	@$(BIN)/linreg demo
	@$(BIN)/verify check linreg

test: .venv/.ready-test  ## every check: ruff, mypy --strict, pytest with doctests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

docs: .venv/.ready-docs  ## the reference as a site, site/index.html; a warning, a broken link or an unbound equation fails
	@$(BIN)/python -m sphinx --fail-on-warning --keep-going --fresh-env --quiet --builder html docs site
	@echo "Open site/index.html."

equations: .venv/.ready-test  ## the table of the equations in docs/: how each was checked
	@$(BIN)/python -m tests.docs.equations

verify: .venv/.ready-test  ## the laws on 220,000 problems, the certificates on 100,000: a quarter of an hour at most
	@$(BIN)/python tests/verification/thorough.py
	@$(BIN)/python -m tests.linreg.thorough

mutants: .venv/.ready-test  ## change the engine's mathematics in every place: each change must fail a test
	@$(BIN)/python tests/mutants.py

peers: .venv/.ready  ## the same problems through other gradient checkers, into docs/peers.md
	@$(BIN)/python tests/peers.py

dist:  ## build the wheel and the sdist, and try both in environments of their own
	@PYTHON=$(PYTHON) .ci/dist

bench: .venv/.ready-test  ## times and memory beside others, into docs/performance.md; a quarter of an hour
	@$(BIN)/python -m tests.benchmarks

clean:  ## remove everything that make made
	rm -rf .venv out site build dist mutants

# One environment for both commands; the stamps remember what was installed, so that a second call sets up nothing.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is $$($(PYTHON) --version 2>&1); Python 3.11 or later is needed. Name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) has no venv. Install it with: apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv

.venv/.ready: .venv/bin/python pyproject.toml constraints.txt
	@$(PIP) --editable .
	@touch $@

.venv/.ready-test: .venv/.ready
	@echo "Installing what the checks need (once) ..."
	@$(PIP) --editable '.[test]'
	@touch $@

.venv/.ready-docs: .venv/.ready
	@echo "Installing what builds the site (once) ..."
	@$(PIP) --editable '.[docs]'
	@touch $@
