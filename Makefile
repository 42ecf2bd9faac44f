# What this project does, by name. `make help` lists it.
ARTICLE ?= seeds/kazakhstan-riots.txt
PUBLISHED ?= $(if $(filter seeds/kazakhstan-riots.txt,$(ARTICLE)),2022-01-05)
PYTHON ?= python3
BIN := .venv/bin
# NLTK refuses data files with more than one hard link, which is how uv installs from its cache unless told to copy.
export UV_LINK_MODE := copy
# Once here, or else at every start where Python may not write beside its libraries.
export UV_COMPILE_BYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help report test lab notebooks check lock clean

help:  ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

report: .venv/installed  ## report on the seed article (ARTICLE=path PUBLISHED=date for another, ACTORS="US, China" in place of "US, Russia, UN")
	$(BIN)/python -m analysis report "$(ARTICLE)" $(if $(PUBLISHED),-p published $(PUBLISHED)) $(if $(ACTORS),-p actors "$(ACTORS)")

test: .venv/installed  ## unit tests, docstring examples and notebooks, in one pytest call
	$(BIN)/python -m pytest

lab: .venv/installed  ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

notebooks: .venv/installed  ## run the notebooks in place and store their outputs
	$(BIN)/jupyter nbconvert --execute --inplace --ExecutePreprocessor.record_timing=False --ExecutePreprocessor.store_widget_state=False notebooks/*.ipynb
	$(BIN)/nbstripout --keep-output --keep-count --extra-keys "metadata.papermill cell.metadata.papermill metadata.language_info.version" notebooks/*.ipynb

check: .venv/installed  ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lock: .venv/installed  ## write requirements.lock again from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" pyproject.toml --output-file requirements.lock

clean:  ## remove the environment and the reports
	rm -rf .venv reports
