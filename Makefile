# make run · make test · make check · make bench · make soak: each sets up what it needs first.
# PORT=5001 make run serves elsewhere; make test TESTS=tests/agenda ENGINES=postgresql runs a part,
# make bench BENCH="--seconds 1" a short one, and
# make soak SOAK="--minutes 30 --engine sqlite postgresql --kill" a long one with the plug pulled.

PORT ?= 5000
TESTS ?=
ENGINES ?= sqlite postgresql
BENCH ?=
SOAK ?=
BIN := .venv/bin
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
endif

.NOTPARALLEL:
.PHONY: run test check bench soak assets wheel environment environment-dev python
.SILENT:

run: assets
	exec $(BIN)/weekapp up --port $(PORT)

test: environment-dev assets
	$(BIN)/python tools/debian.py test
	$(BIN)/python tools/lighthouse.py
	for engine in $(ENGINES); do \
		echo "Tests on $$engine:"; \
		TEST_ENGINE=$$engine $(BIN)/pytest -n auto --dist loadfile $(TESTS) || exit 1; \
	done

check: environment-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet

bench: environment-dev assets
	$(BIN)/python tools/debian.py bench
	$(BIN)/python benchmarks/run.py $(BENCH)

soak: environment-dev assets
	$(BIN)/python benchmarks/soak/run.py $(SOAK)

wheel: environment-dev assets
	$(BIN)/python -m build --no-isolation --wheel

assets: environment
	$(BIN)/python tools/assets.py

environment: python
	$(PYTHON) tools/bootstrap.py run

environment-dev: python
	$(PYTHON) tools/bootstrap.py dev

python:
	test -n "$(PYTHON)" || { echo "Installeer Python 3.11 of nieuwer: sudo apt install python3" >&2; exit 1; }
