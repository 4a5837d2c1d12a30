# Everything a newcomer needs: `make demo` to see it, `make test` to check it. Both set up what they need first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/.run
DEV    := $(VENV)/.dev

.PHONY: run demo test lint slow bench clean

run: $(RUN)
	@$(BIN)/kenwatch

demo: $(RUN)
	@$(BIN)/kenwatch --demo

test: $(DEV)
	@$(BIN)/pytest -n 2

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

slow: $(DEV)
	$(BIN)/pytest -m slow

bench: $(DEV)
	$(BIN)/python -m bench

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# A stamp a dependency set: a second run starts at once, a changed pyproject.toml installs again.
$(RUN): pyproject.toml requirements.txt | $(BIN)/python
	@echo "Setting up kenwatch (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.txt -e .
	@touch $@

$(DEV): pyproject.toml requirements.txt | $(BIN)/python
	@echo "Setting up the development tools (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.txt -e '.[dev]'
	@touch $@ $(RUN)

clean:
	rm -rf $(VENV) build dist
