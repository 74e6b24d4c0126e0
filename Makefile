# innograph: `make help` says what there is.
#   PYTHON=/path/to/python   the Python to build .venv with (3.11 to 3.13; found by itself)
#   PORT=8501                where `make run` opens the app
#   INNOGRAPH_HOME=folder    where the product keeps its graph

PORT ?= 8501
PLAN ?= data/hangzhou-west-corridor-14fyp.txt

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
CANDIDATES := python3 python3.13 python3.12 python3.11 python
ifndef PYTHON
PYTHON := $(shell for p in $(CANDIDATES); do $$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done)
endif

.DEFAULT_GOAL := help

.PHONY: help setup run test coverage check attack calls faults fuzz load bench model wheel site sbom lock clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.run ## create .venv and install the product (nothing else)

run: $(VENV)/.run ## read the plan that ships, open the app, print its address (Ctrl-C ends it)
	@$(BIN)/innograph ingest $(PLAN)
	@exec $(BIN)/innograph serve --port $(PORT)

test: $(VENV)/.dev ## run all tests
	@$(BIN)/python -m pytest $(ARGS)

coverage: $(VENV)/.dev ## run all tests (half as long again), show which lines none of them reaches
	@$(BIN)/python -m pytest --cov $(ARGS)

check: $(VENV)/.dev ## formatting, lint, types, architecture, documents
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --quiet -m "not slow" tests/test_architecture.py tests/test_docs.py \
	  tests/test_licences.py

attack: $(VENV)/.dev ## every hostile statement, by every path, with and without the guard
	@INNOGRAPH_LONG=1 $(BIN)/python -m pytest tests/test_hostile.py tests/test_guard.py \
	  tests/test_guard_bounds.py tests/test_app_doors.py tests/test_terminal.py tests/test_files.py $(ARGS)

calls: $(VENV)/.dev ## thousands of made-up calls to every address of the HTTP API
	@INNOGRAPH_LONG=1 $(BIN)/python -m pytest tests/test_api_properties.py $(ARGS)

faults: $(VENV)/.dev ## kills, pauses, full disks, damaged backups; ROUNDS=10 kills of each of eight victims
	@$(BIN)/python -m pytest tests/test_faults.py tests/test_keeping.py tests/test_load_crash.py \
	  tests/test_store_embedded.py tests/test_load.py $(ARGS)
	@$(BIN)/python -m bench.kill_rounds $(ROUNDS)
ROUNDS := 10

fuzz: $(VENV)/.dev ## fuzz readers, questions, guard, addresses, files; MINUTES=10 a target, TARGETS="web guard"
	@$(PIP) install atheris==3.0.0
	@$(BIN)/python -m bench.fuzz $(or $(MINUTES),10) $(TARGETS)

load: $(VENV)/.dev ## SESSIONS=50 readers at one app for MINUTES=10
	@$(BIN)/python -m bench.load $(or $(SESSIONS),50) $(or $(MINUTES),10)

bench: $(VENV)/.dev ## measure: each script prints its figures and ratios
	@set -e; for each in bench/bench_*.py; do \
	  echo "== $$each"; $(BIN)/python -m $$(echo $${each%.py} | tr / .); done

model: $(VENV)/.dev ## train the recogniser anew from the annotated texts (the same bytes on a like processor)
	@$(PIP) install onnx==1.23.2 torch==2.15.0
	@$(BIN)/python -m bench.training.train
	@$(BIN)/python -m bench.training.ties
	@$(BIN)/python -m bench.training.fields

wheel: $(VENV)/.run ## build the package that installs anywhere, without this checkout: dist/
	@$(PIP) wheel --no-deps --no-build-isolation -w dist .
	@ls dist/*.whl

site: $(VENV)/.dev ## the documentation as a web site: build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo build/site/index.html

sbom: $(VENV)/.dev ## what ships, as a CycloneDX bill of materials: build/sbom.cdx.json
	@mkdir -p build
	@$(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml \
	  --output-reproducible --of JSON -o build/sbom.cdx.json
	@echo build/sbom.cdx.json

lock: $(VENV)/.dev ## renew both requirements files from pyproject.toml
	@$(BIN)/uv pip compile $(LOCKING) --extra build -o requirements.txt pyproject.toml
	@$(BIN)/uv pip compile $(LOCKING) --extra build --extra dev -c requirements.txt \
	  -o requirements-dev.txt pyproject.toml
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-strip-extras --no-emit-index-url --no-emit-find-links

clean: ## remove .venv and everything that tools left (not the graph)
	@rm -rf $(VENV) *.egg-info build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: a second call has nothing to do until a lock or pyproject.toml changes.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "innograph needs Python 3.11, 3.12 or 3.13; none was found." \
	  "Install one, or name it: make setup PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c '$(FITS)' || { echo "$(PYTHON) is not a Python 3.11, 3.12 or 3.13." >&2; exit 1; }
	@echo "Creating $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not create $(VENV). On Debian" \
	  "and Ubuntu, install the package python3-venv, then try again." >&2; exit 1; }

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what innograph needs (about a minute, hashes checked) ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing what tests and tools need ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
