# Everything a newcomer needs: `make demo` to see it, `make test` to check it. Both set up what they need first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUN    := $(VENV)/.run
DEV    := $(VENV)/.dev

.PHONY: run demo test lint slow bench package docs lock clean

run: $(RUN)
	@$(BIN)/kenwatch

demo: $(RUN)
	@$(BIN)/kenwatch --demo

# Four workers on any machine: tests of the screens wait more than they compute. Each begins with files of its own, so that what
# a file's tests share is made once, and who is done takes over from the others.
test: $(DEV)
	@$(BIN)/pytest -n 4 --dist worksteal

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

slow: $(DEV)
	$(BIN)/pytest -m slow

# The wheel and the source distribution, and the wheel tried in an environment that holds nothing else.
package: $(DEV)
	rm -rf build dist
	$(BIN)/python -m build --quiet
	$(PYTHON) -m venv build/env
	build/env/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	build/env/bin/python -m pip install --quiet --disable-pip-version-check --no-deps dist/*.whl
	KENWATCH_INSTALLED=$(CURDIR)/build/env/bin $(BIN)/pytest tests/installed

docs: $(DEV)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --site-dir build/site

# What is installed, to the byte: after a change of the dependencies, with uv on the path.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-annotate --custom-compile-command "make lock" --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-annotate --custom-compile-command "make lock" --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.txt

bench: $(DEV)
	$(BIN)/python -m bench

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# A stamp a dependency set: a second run starts at once, a changed pyproject.toml installs again.
$(RUN): pyproject.toml requirements.txt | $(BIN)/python
	@echo "Setting up kenwatch (once)…"
	@$(PIP) -r requirements.txt
	@$(PIP) --no-deps -e .
	@touch $@

$(DEV): pyproject.toml requirements-dev.txt | $(BIN)/python
	@echo "Setting up the development tools (once)…"
	@$(PIP) -r requirements-dev.txt
	@$(PIP) --no-deps -e .
	@touch $@ $(RUN)

clean:
	rm -rf $(VENV) build dist
