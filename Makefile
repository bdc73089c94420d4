# The commands of the house. Everything is relative; `make` alone lists them.
# Settings are read from the environment: GONGKAI_HOME, GONGKAI_*, DATABASE_URL.

BIN := .venv/bin
PORT ?= 8000
# As many processes as there are cores; the tests of one file stay together.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-slow test-all check bench lock browser clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

setup: ## build .venv from the hash-locked requirements (seconds when nothing changed)
	@sh scripts/bootstrap.sh base

setup-dev: ## the same with what tests and checks need
	@sh scripts/bootstrap.sh base dev

run: setup ## start the product; PORT=8000, PLAN=file (YEAR=, ISSUED=) begins with your own plan
	@PORT="$(PORT)" PLAN="$(PLAN)" YEAR="$(YEAR)" ISSUED="$(ISSUED)" sh scripts/run.sh

test: setup-dev check ## checks, then the fast tests on SQLite
	@env -u DATABASE_URL $(PYTEST) -m "not slow and not browser"

test-slow: setup-dev ## browser and slow tests on SQLite, then the suite on PostgreSQL
	@sh scripts/test_slow.sh

test-all: test browser test-slow ## everything

check: setup-dev ## lint, format, types, import contracts, missing migrations
	@$(BIN)/ruff check gongkai tests scripts tools manage.py
	@$(BIN)/ruff format --check gongkai tests scripts tools manage.py
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@env -u DATABASE_URL $(BIN)/python manage.py makemigrations --check --dry-run

bench: setup ## the project's own benchmarks; NAME=read_plan runs one
	@sh scripts/bench.sh $(NAME)

lock: setup-dev ## resolve requirements/*.in anew, with hashes and without addresses
	@sh scripts/lock.sh

browser: ## install Chromium and a Chinese font for the browser tests (Debian, as root)
	@sh scripts/browser.sh

clean: ## remove what was built; the data under var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-output
	find gongkai tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
