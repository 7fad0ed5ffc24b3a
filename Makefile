# Everything here runs in the environment that is active; `.ci/run` makes one of its own.

PYTHON ?= python

.PHONY: all check test random format bench mutants steady

all: check test

check:
	ruff check .
	ruff format --check .
	mypy
	$(PYTHON) -m derivcheck check derivations/ --format concise

test:
	$(PYTHON) -m pytest -q -n auto --dist worksteal

# Random true and false steps, more of them than the tests make: takes some minutes.
random:
	$(PYTHON) tests/fuzz.py --count 2000 -j 2

format:
	ruff check --fix .
	ruff format .

bench:
	$(PYTHON) -m benchmarks.startup
	$(PYTHON) -m benchmarks.growth

mutants:
	$(PYTHON) tests/mutants.py

# The same report alone, beside busy processes, and stopped in the middle: takes a minute or two.
steady:
	$(PYTHON) -m benchmarks.steady
