# Two commands for everyone: `make book` and `make test`. Python 3.11+ and make are all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: book editions test lint bench lab clean

book: $(READY)  ## set up everything and build the newest released edition, in every language, as HTML and PDF
	$(BIN)/yearbook build

editions: $(READY)  ## build every edition, the newest last, so that it is what the others lead to
	for year in $$(ls editions); do $(BIN)/yearbook build $$year || exit 1; done

test: $(READY) lint  ## lint, types, tests
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/yearbook check

bench: $(READY)  ## measure all against the plain tools, more than half an hour on a quiet machine; writes benchmarks/*.md
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.building
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.printed

lab: $(READY)  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=.

lock:  ## pin every dependency anew, with hashes and without addresses
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --upgrade --output-file requirements.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; set PYTHON=python3.12, say')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

clean:  ## remove what can be made again
	rm -rf _build $(VENV)
