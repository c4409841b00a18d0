# `make reports` builds every edition; `make test` runs the tests. Both set up first and repeat nothing needlessly.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# What runs and the desk; on top of that what we test with. The second adds to the first, in the same folder.
READY := .venv/ready
TESTED := .venv/ready-dev

.PHONY: reports lab test test-long test-all lint wheel lock clean

reports: $(READY)
	@$(BIN)/python run_reports.py build

lab: $(READY)
	@$(BIN)/python run_reports.py lab

# What is imported is compiled once and kept: a run of the tests starts hundreds of processes.
test: $(TESTED)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadgroup -m "not long"

test-long: $(TESTED)
	@# Only files that hold a long test: to collect the others takes longer than to look for the word.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadgroup -m long $$(grep -rl --include='*.py' 'mark\.long' tests)

# One run of both, which builds once what both look at. The long ones wait for kernels, browsers and what they kill: one
# process more than there are processors works meanwhile.
test-all: $(TESTED)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $$(($$($(BIN)/python -c 'import os; print(os.cpu_count())') + 1)) --dist loadgroup

lint: $(TESTED)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/nbstripout --keep-id --verify notebooks/*.ipynb

# What a server installs: dist/thidua-…-py3-none-any.whl.
wheel: $(TESTED)
	@$(BIN)/python -m hatchling build --target wheel

$(READY): requirements-lab.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; name it: make reports PYTHON=python3.11")'
	@echo "Setting up .venv (once, about a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements-lab.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m thidua.run.prepared.kernelspec
	@touch $@

$(TESTED): $(READY) requirements-dev.lock
	@echo "Adding to .venv what the tests need …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Needs uv on the path. Exact versions with hashes for every platform; no address of an index is written. What runs and the
# desk have the versions that we test with.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --quiet
lock:
	$(COMPILE) --extra lab --extra cluster --extra build --extra dev --output-file requirements-dev.lock
	$(COMPILE) --extra lab --extra build --constraint requirements-dev.lock --output-file requirements-lab.lock
	$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock
	@sed -n '1,/^      - -e/p' environment.yml > environment.new
	@sed -n 's/^\([a-z0-9.-]*==[^\]*[^ \]\) *\\*$$/      - \1/p' requirements-lab.lock >> environment.new
	@mv environment.new environment.yml

clean:
	rm -rf .venv build dist *.egg-info
