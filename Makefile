# Everything is installed into .venv; outside this folder only the caches of pip and uv are written.
SHELL := /bin/sh
# The first that runs and is of a supported version; a name alone may be a shim that runs nothing.
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3; do \
	$$each -c '$(SUPPORTED)' 2>/dev/null && command -v $$each && break; done)
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/uv/bin/uv
MANAGE := $(BIN)/python manage.py
WORKERS ?= 2
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
# A cache on another disk than .venv cannot be linked from; copying is right and says nothing.
export UV_LINK_MODE := copy
# What this machine trusts, a proxy's certificate among it; uv's own list where it has none.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem),)
export UV_SYSTEM_CERTS ?= true
endif

.PHONY: demo serve test lint types contracts docs docs-check unit postgres bench-mail bench-release bench-pages screenshots clean help

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: $(VENV)/ready ## load the sample case, find the gaps, write the appeal
	@$(MANAGE) demo

serve: $(VENV)/ready ## start the web side and a worker on this machine
	@$(MANAGE) serve $(if $(BIND),--bind $(BIND))

test: lint types contracts docs-check postgres unit ## all that has to pass before a change lands

lint: $(VENV)/ready-dev
	@echo "lint"
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format --check -q .

types: $(VENV)/ready-dev
	@echo "types"
	@$(BIN)/mypy --no-error-summary

contracts: $(VENV)/ready-dev
	@echo "import contracts"
	@$(BIN)/lint-imports --no-logo >$(VENV)/contracts || { cat $(VENV)/contracts; exit 1; }

docs: $(VENV)/ready-dev ## write the generated pages anew
	@$(BIN)/python -m gaps.catalogue --write docs/gaps
	@$(BIN)/python -m requests_app.law.catalogue --write docs/law
	@$(BIN)/python -m tests.law.compared --write docs/compared-with-muckrock.md

docs-check: $(VENV)/ready-dev
	@echo "generated pages"
	@$(BIN)/python -m gaps.catalogue --check docs/gaps
	@$(BIN)/python -m requests_app.law.catalogue --check docs/law
	@$(BIN)/python -m tests.law.compared --check docs/compared-with-muckrock.md

postgres: $(VENV)/ready-dev
	@echo "tests that touch the database, on PostgreSQL"
	@$(BIN)/python -m tests.services.with_postgres $(BIN)/pytest -m both_databases -n $(WORKERS)

unit: $(VENV)/ready-dev
	@echo "tests"
	@$(BIN)/pytest -n $(WORKERS)

bench-mail: $(VENV)/ready-dev ## delete 200 real messages and see which are still proven
	@$(MANAGE) bench_mail

bench-release: $(VENV)/ready-dev ## read a real release and score its messages against labels
	@$(MANAGE) bench_release

bench-pages: $(VENV)/ready-dev ## time the pages with a full database, on SQLite and PostgreSQL
	@$(BIN)/python -m tests.bench $(if $(LIMIT_MS),--limit-ms $(LIMIT_MS))

screenshots: $(VENV)/ready-dev ## every page as a picture, in var/screenshots
	@$(BIN)/python -m tests.browser.screenshots --out var/screenshots

clean: ## remove the environment; data in var/ stays
	rm -rf $(VENV)

# The environment is made with the oldest supported Python that is found, and with pip alone.
# uv stands beside its packages, where `uv sync` does not take it for one that is not locked.
$(UV):
	@test -n "$(PYTHON)" || { echo "foiatrack needs Python 3.11, 3.12 or 3.13: install one, or name it with make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c '$(SUPPORTED)' || { echo "foiatrack needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version). Name another with make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment. On Debian or Ubuntu install python3-venv (sudo apt-get install python3-venv), then run make again."; exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target $(VENV)/uv uv==$(UV_VERSION)

$(VENV)/ready: $(UV) pyproject.toml uv.lock
	@echo "installing what the program needs"
	@$(UV) sync --quiet --locked $$(test -f $(VENV)/ready-dev || echo --no-dev)
	@touch $@

$(VENV)/ready-dev: $(UV) pyproject.toml uv.lock
	@echo "installing what the program and its tests need"
	@$(UV) sync --quiet --locked
	@touch $(VENV)/ready $@
