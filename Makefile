# Two commands do it all: `make run` serves the real register, `make test` runs every test.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check areas screenshots clean
.DELETE_ON_ERROR:

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

run: var/ready/python var/ready/frontend ## build and serve the real register at 127.0.0.1:8000 (PORT=… for another)
	@exec $(BIN)/sharemap serve --port $(PORT)

test: var/ready/tests var/ready/frontend ## every test: Python on SQLite and PostgreSQL, script, browser
	@scripts/test

check: var/ready/tests var/ready/frontend ## format, lint, types, import rules, migrations, security settings
	@scripts/check

areas: var/ready/tests node_modules/.package-lock.json ## derive data/areas anew from open postcode data (a minute, 2 GB of memory)
	@echo "Installing what the boundaries need …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/areas.txt
	$(BIN)/python -m sharemap.bodies.areas.derive

screenshots: var/ready/tests var/ready/frontend ## draw the pictures of the README anew
	@$(BIN)/python scripts/screenshots.py

clean: ## take away all that was made here, the local database included
	rm -rf .venv node_modules frontend/dist var

# An environment is ready when its stamp is newer than its lock; a half-made one has no stamp and is made anew.
var/ready/python: requirements/run.txt pyproject.toml
	@scripts/need python $(PYTHON)
	@echo "Making the Python environment (.venv) …"
	@rm -rf .venv var/ready/tests
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@mkdir -p $(@D) && touch $@

var/ready/tests: var/ready/python requirements/test.txt
	@echo "Adding what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@scripts/need node
	@echo "Installing the front end's tools (node_modules) …"
	@npm ci --silent --no-audit --no-fund
	@touch $@

var/ready/frontend: node_modules/.package-lock.json $(shell find frontend -type f -not -path 'frontend/dist/*' -not -path 'frontend/test/*')
	@echo "Building the front end …"
	@npm run --silent build
	@mkdir -p $(@D) && touch $@
