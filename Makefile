# Each target brings its own environment into being: Python 3.8 or later, pip and make are enough.
# A Python is tried by running it: the shim of a version manager may stand for one that is not there.
PYTHON ?= $(firstword $(foreach p,python3 python /usr/bin/python3,$(if $(shell $(p) -c "print(1)" 2>/dev/null),$(p))))
JOBS ?= 2
BIN := .venv/bin
CORE := .venv/core.stamp
DEV := .venv/dev.stamp

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench docs lock clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*##\( .*\)/  make \1	\2/p' Makefile

demo: $(CORE)  ## run the first scenario; prints a table, writes a brief
	$(BIN)/detente run killing-during-talks --out runs/demo

test: $(DEV)  ## run all tests and the examples in the source
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope

check: $(DEV)  ## lint, format, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check
	$(BIN)/lint-imports

fix: $(DEV)  ## mend what the linter and the formatter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV)  ## measure speed, memory and the gain from pairing
	$(BIN)/python -m tools.bench

docs: $(DEV)  ## build the documentation; a warning is an error
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet docs docs/_build/html
	@echo docs/_build/html/index.html

lock:  ## resolve the newest versions and write both lock files
	$(PYTHON) tools/environment.py lock

clean:  ## remove the environment and all that was built
	rm -rf .venv build dist docs/_build .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(CORE): requirements.lock pyproject.toml tools/environment.py
	$(PYTHON) tools/environment.py core
	@touch $(CORE)

$(DEV): requirements-dev.lock pyproject.toml tools/environment.py
	$(PYTHON) tools/environment.py dev
	@touch $(CORE) $(DEV)
