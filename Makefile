# `make help` explains itself. Everything is installed into .venv and viewer/; nothing else on the machine is touched.
.DEFAULT_GOAL := help
# What runs here starts many processes of Python: they keep their bytecode, whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help setup setup-dev up test check format lock bench status doctor reset clean

PYTHON ?= python3
VENV := .venv/bin
DATA_FLAG := $(if $(DATA),--data "$(DATA)")
WORKERS ?= auto
PYTEST ?=

help: ## Show what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Options of up: PORT=8123  DATA=DIR  LAN=1 (HTTPS for phones on the same network)"

setup: ## Set up what `make up` needs (done by itself)
	@$(PYTHON) bootstrap.py >&2

setup-dev: ## Set up what the tests need, too (done by itself)
	@$(PYTHON) bootstrap.py --dev >&2

up: setup ## Start the whole system and publish a sample; Ctrl-C ends it
	@exec $(VENV)/argument up $(DATA_FLAG) $(if $(PORT),--port $(PORT)) $(if $(LAN),--lan)

status: setup ## Show what runs and where
	@exec $(VENV)/argument status $(DATA_FLAG)

doctor: setup ## Look for what is wrong and say how to mend it
	@exec $(VENV)/argument doctor $(DATA_FLAG)

reset: setup ## Delete all data of a stopped system (asks first)
	@exec $(VENV)/argument reset $(DATA_FLAG)

test: check ## Run the checks and all tests
	$(VENV)/pytest -n $(WORKERS) --maxprocesses 4 $(PYTEST)

check: setup-dev ## Format, lint, types, layers, and the viewer's own checks
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/basedpyright
	$(VENV)/lint-imports
	$(VENV)/python bootstrap.py --npm run check
	$(VENV)/python bootstrap.py --npm test

format: setup-dev ## Format and mend what can be mended by itself
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

bench: setup-dev ## Publish end to end, with a table by stage (others: docs/benchmarks.md)
	$(VENV)/python -m benchmarks.main_job

lock: ## Pin all dependencies anew, with hashes and without addresses (needs uv)
	uv pip compile pyproject.toml --python-version 3.11 --extra embedded --group build --generate-hashes --universal \
		--custom-compile-command "make lock" -o requirements.lock
	uv pip compile pyproject.toml --python-version 3.11 --extra embedded --group build --group dev --generate-hashes \
		--universal --custom-compile-command "make lock" -c requirements.lock -o requirements-dev.lock

clean: ## Remove what set-up and builds made here; data stays
	rm -rf .venv viewer/node_modules viewer/built viewer/core/built .cache
