# Two commands do everything on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test torture fuzz samples spark cluster check format lock clean help

help:
	@echo "make demo    the whole chain, from a synthetic sample to one page that leads to everything"
	@echo "make test    the test suite"
	@echo "make spark   install what the engine spark needs, besides Java 17"
	@echo "make cluster Spark on a master and two workers, each a process of its own"
	@echo "make torture kills compiling at two hundred random moments"
	@echo "make fuzz    ten minutes of random texts for the reader"
	@echo "make samples draws 3 and 5 million lines and sums them against the published figures"
	@echo "make check   lint, format, types, layers, generated pages"
	@echo "make lock    compile requirements/*.txt anew"

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

spark: $(READY) requirements/spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/spark.txt

demo: $(READY)
	$(BIN)/tradetally demo

test: $(READY)
	$(BIN)/python -m pytest -n auto

cluster: $(READY) spark
	TRADETALLY_CLUSTER=yes $(BIN)/python -m pytest -n 0 tests/test_engine_cluster.py

torture: $(READY)
	$(BIN)/python -m pytest -n auto tests/torture/kills.py

fuzz: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/fuzz.txt
	mkdir -p .fuzz
	$(BIN)/python -m tests.fuzz.fuzz_read .fuzz -max_total_time=600

samples: $(READY)
	$(BIN)/python -m benchmarks.sample

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests
	$(BIN)/lint-imports
	$(BIN)/python -m tests.pages --check

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	uv pip compile --quiet --no-emit-index-url --no-header --universal --python-version 3.11 pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --no-emit-index-url --no-header --universal --python-version 3.11 --extra dev --extra brief -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	uv pip compile --quiet --no-emit-index-url --no-header --universal --python-version 3.11 --extra spark -c requirements/run.txt pyproject.toml -o requirements/spark.txt

clean:
	rm -rf $(VENV) build dist
