# `make reports` builds every edition; `make test` runs the tests. Both set up first and repeat nothing needlessly.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: reports lab test test-long test-all lint lock clean

reports: $(READY)
	@$(BIN)/python run_reports.py build

lab: $(READY)
	@$(BIN)/python run_reports.py lab

# What is imported is compiled once and kept: a run of the tests starts hundreds of processes.
test: $(READY)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadgroup -m "not long"

test-long: $(READY)
	@# Only files that hold a long test: to collect the others takes longer than to look for the word.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadgroup -m long $$(grep -rl --include='*.py' 'mark\.long' tests)

# One run of both, which builds once what both look at. The long ones wait for kernels, browsers and what they kill: one
# process more than there are processors works meanwhile.
test-all: $(READY)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $$(($$($(BIN)/python -c 'import os; print(os.cpu_count())') + 1)) --dist loadgroup

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/nbstripout --keep-id --verify notebooks/*.ipynb

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; name it: make reports PYTHON=python3.11")'
	@echo "Setting up .venv (once, about a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m thidua.run.prepared.kernelspec
	@touch $@

# Needs uv on the path. Exact versions with hashes for every platform; no address of an index is written.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.lock

clean:
	rm -rf .venv build *.egg-info
