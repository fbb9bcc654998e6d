# Everything is installed into .venv; nothing outside this folder is touched.
SHELL := /bin/sh
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3; do command -v $$each && break; done)
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
WORKERS ?= 2
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
# A cache on another disk than .venv cannot be linked from; copying is right and says nothing.
export UV_LINK_MODE := copy

.PHONY: demo serve test lint types contracts docs docs-check unit postgres bench-mail bench-release clean help

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: $(VENV)/ready ## load the sample case, find the gaps, write the appeal
	@$(MANAGE) demo

serve: $(VENV)/ready ## start the web side and a worker on this machine
	@$(MANAGE) serve

test: lint types contracts docs-check unit postgres ## all that has to pass before a change lands

lint: $(VENV)/ready-dev
	@echo "lint"
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format --check -q .

types: $(VENV)/ready-dev
	@echo "types"
	@$(BIN)/mypy --no-error-summary

contracts: $(VENV)/ready-dev
	@echo "import contracts"
	@$(BIN)/lint-imports --no-logo --quiet || $(BIN)/lint-imports

docs: $(VENV)/ready-dev ## write the generated pages anew
	@$(BIN)/python -m gaps.catalogue --write docs/gaps

docs-check: $(VENV)/ready-dev
	@echo "generated pages"
	@$(BIN)/python -m gaps.catalogue --check docs/gaps

postgres: $(VENV)/ready-dev
	@echo "tests that touch the database, on PostgreSQL"
	@$(BIN)/python -m tests.services.with_postgres $(BIN)/pytest -m both_databases

unit: $(VENV)/ready-dev
	@echo "tests"
	@$(BIN)/pytest -n $(WORKERS)

bench-mail: $(VENV)/ready-dev ## delete 200 real messages and see which are still proven
	@$(MANAGE) bench_mail

bench-release: $(VENV)/ready-dev ## read a real release and score its messages against labels
	@$(MANAGE) bench_release

clean: ## remove the environment; data in var/ stays
	rm -rf $(VENV)

# The environment is made with the oldest supported Python that is found, and with pip alone.
$(VENV)/bin/uv:
	@test -n "$(PYTHON)" || { echo "foiatrack needs Python 3.11 or newer: install it, or name it with make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { echo "foiatrack needs Python 3.11 to 3.13; $(PYTHON) is $$($(PYTHON) --version). Name another with make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); echo "This Python cannot make a virtual environment. On Debian or Ubuntu install python3-venv (sudo apt-get install python3-venv), then run make again."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/ready: $(VENV)/bin/uv pyproject.toml uv.lock
	@test -f $(VENV)/ready-dev || { echo "installing what the program needs"; $(BIN)/uv sync --quiet --locked --no-dev --inexact; }
	@test ! -f $(VENV)/ready-dev || $(BIN)/uv sync --quiet --locked
	@touch $@

$(VENV)/ready-dev: $(VENV)/bin/uv pyproject.toml uv.lock
	@echo "installing what the tests need"
	@$(BIN)/uv sync --quiet --locked
	@touch $@ $(VENV)/ready
