# The newcomer's commands. `make run` opens the application on a fictional office; `make test` proves it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup run test check lint words screenshots soak bench clean
.DEFAULT_GOAL := run

setup: $(STAMP)

$(STAMP): packaging/requirements/dev.txt pyproject.toml packaging/system-libraries.sh
	@bash packaging/system-libraries.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installation des bibliothèques (quelques minutes la première fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q $(VENV)/lib chance_desktop > /dev/null || true
	@touch $(STAMP)

run: setup
	@bash packaging/run.sh $(BIN)

# every proof, on a day of their own: never the computer's. `make test DAY=2028-02-29` has them live on another
test: setup
	@CHANCE_TEST_DAY=$(DAY) bash packaging/test.sh $(BIN)

# while one works, in two minutes: lint for this system and the tests that what differs from `main` touches, nearest first.
# `make check SINCE=HEAD~3` looks further back; `make lint test` is what a change must pass
check: setup
	@SINCE=$(SINCE) bash packaging/check.sh $(BIN)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --platform linux
	$(BIN)/mypy --platform win32
	$(BIN)/mypy --platform darwin
	$(BIN)/lint-imports
	@bash packaging/words.sh $(BIN) --check

words: setup
	@bash packaging/words.sh $(BIN)

screenshots: setup
	@$(BIN)/python -m tests.screenshots build/screenshots

# hours of it; CHANCE_FORMER=folder makes a poste of the former version, which that folder holds, exchange with this one
soak: setup
	CHANCE_WHOLE_YEAR=1 CHANCE_HISTORIES=25000 CHANCE_KILLS=2000 CHANCE_MUTATIONS=100000 CHANCE_MEGABYTES=500 CHANCE_DAMAGED=1000 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest \
		tests/domain tests/store tests/sync tests/former tests/documents/test_damage.py tests/desktop/test_every_day.py tests/desktop/test_every_day_region.py --hypothesis-profile=soak --numprocesses 2 --dist loadfile

bench: setup
	@$(BIN)/python -m tests.benchmarks $(if $(ONLY),--only $(ONLY))

clean:
	rm -rf build dist
