# Loa Xã. Two commands matter: `make run` and `make test`; each does all its set-up by itself.

CANDIDATES = python3 python3.14 python3.13 python3.12 python3.11 python
NEW_ENOUGH = 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for p in $(CANDIDATES); do if $$p -c $(NEW_ENOUGH) >/dev/null 2>&1; then command -v $$p; break; fi; done)
python = $(or $(PYTHON),$(error Cần Python 3.11 trở lên, máy này chưa có (Python 3.11 or newer is needed and was not found)))
venv = .venv/bin/python

.PHONY: run setup test check bench screenshots

run:
	@$(python) -m cms.setup.environment run
	@$(venv) -m cms.setup.catalogues
	@$(venv) -m broadcast.speech.house.prepare
	@exec $(venv) manage.py serve

setup:
	@$(python) -m cms.setup.environment dev
	@$(venv) -m cms.setup.catalogues
	@$(venv) -m broadcast.speech.house.prepare
	@$(venv) manage.py build_assets

test: setup
	@$(venv) -m tests

check: setup
	@$(venv) -m tests.checks

bench: setup
	@$(venv) -m tests.bench

screenshots: setup
	@$(venv) -m tests.packages chromium
	@$(venv) -m tests.browser.screenshots
