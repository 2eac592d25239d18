# make run: everything, on one port. make test: everything CI runs. make help: the list.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
MODEL := models/ariane.tar.gz
# What the trained model depends on; when none of it changed, training is skipped.
TRAINED_FROM := $(shell find data/nlu data/rules bot knowledge data/knowledge/communes.yml config.yml -type f -not -name '*.pyc' 2>/dev/null)
# The machine's own certificates, so that a network with its own authority works too.
export UV_NATIVE_TLS := 1
export UV_SYSTEM_CERTS := 1
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export SANIC_HOST := 127.0.0.1

.PHONY: help run test test-website test-assistant slow train lint encoder evaluate bench clean env prepare admin

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(STAMP): requirements.txt requirements-dev.txt
	@echo "==> Environnement Python 3.10 (quelques minutes la première fois)"
	@set -e; if [ ! -x $(PY) ]; then \
	  if p=$$(deploy/find-python); then $$p -m venv $(VENV); \
	  elif command -v uv >/dev/null; then uv venv --python 3.10 --seed $(VENV); \
	  else deploy/find-python --help; exit 1; fi; fi
	@$(PY) -m pip --disable-pip-version-check install --quiet uv
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(VENV)/bin/uv pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

.env:
	@cp .env.example .env && echo "==> .env créé à partir de .env.example (valeurs de démonstration)"

env: $(STAMP) .env ## the Python environment and .env

$(MODEL): $(TRAINED_FROM) | $(STAMP)
	@echo "==> Apprentissage du modèle (une à deux minutes)"
	@$(PY) -m bot.cli.train

train: env $(MODEL) ## train the model if its data changed

prepare: env ## database, first knowledge, static files
	@echo "==> Base de données et première base de connaissances"
	@$(PY) -m website.manage prepare
	@$(PY) -m website.manage collectstatic --noinput --verbosity 0

run: env prepare train ## start everything and print the address to open
	@$(PY) -m bot.cli.run

admin: env ## create the first administrator (outside DEBUG)
	@$(PY) -m website.manage createsuperuser

lint: env ## ruff, mypy, import directions, training data
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PY) -m bot.cli.check_phrases

# Two things at a time, on two cores; each says what it found when it ends.
TWO := $(MAKE) --no-print-directory -j2 --output-sync=target

test: env ## all checks but the slow ones
	@deploy/ensure-test-tools
	@echo "==> Code, import directions, phrases; training of the model"
	@$(TWO) lint train
	@echo "==> Tests, in two lanes (about eight minutes)"
	@$(TWO) test-website test-assistant

WEBSITE_TESTS := tests/website tests/knowledge tests/project

test-website: env # the website alone: on SQLite, then on PostgreSQL and Redis
	@$(PY) -m pytest $(WEBSITE_TESTS)
	@$(PY) -m pytest -p tests.scaled.plugin tests/website

test-assistant: env train # the trained assistant, whole conversations, the page in a browser
	@$(PY) -m pytest -m "not slow" $(addprefix --ignore ,$(WEBSITE_TESTS))

slow: env train ## the slow checks: servers that die while people chat, a training from its button to the visitors
	@deploy/ensure-test-tools
	@$(PY) -m pytest -p tests.scaled.plugin tests/scaled
	@$(PY) -m pytest -m slow

encoder: env ## tune the sentence encoder again (long, rarely needed: docs/encoder.md)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(VENV)/bin/uv pip install --quiet --require-hashes -r bot/encoder/requirements.txt
	@$(PY) -m bot.encoder.vocabulary && $(PY) -m bot.encoder.tune

evaluate: env train ## what the assistant understands of messages it never learnt
	@$(PY) -m bot.cli.evaluate

bench: env train ## messages a second, beside Rasa's starter assistant
	@$(PY) -m tests.bench.bench

clean: ## remove what make made (not .env)
	rm -rf $(VENV) var models/*.tar.gz .pytest_cache .mypy_cache .ruff_cache .hypothesis .rasa
