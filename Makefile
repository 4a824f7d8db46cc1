# Two commands matter: `make site` builds the handbook, `make test` proves it. Each sets up what it needs, once.
VENV := .venv
RUN := $(VENV)/bin

help:  ## Show these lines
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

site: $(VENV)/.set-up-site  ## Build the handbook into site/
	@$(RUN)/playbook build

check: $(VENV)/.set-up-site  ## Check the handbook, and write nothing
	@$(RUN)/playbook check

serve: $(VENV)/.set-up-site  ## Show the handbook in a browser while you write
	@$(RUN)/playbook serve --open

pdf: $(VENV)/.set-up-pdf  ## Print handouts, forms and the book, and offer them on the site
	@$(RUN)/playbook pdf

test: $(VENV)/.set-up-test  ## Run every check and test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/python tools/node.py --test tests/js/*.test.mjs
	$(RUN)/pytest -n 2 --dist loadgroup

picture: $(VENV)/.set-up-test  ## Take the README's picture anew
	$(RUN)/pytest tests/browser/test_picture.py --take-picture

bench: $(VENV)/.set-up-test  ## Measure seconds per page by step
	$(RUN)/python benchmarks/steps.py
	$(RUN)/python benchmarks/growth.py --pages 100 300 1000

$(VENV)/.set-up-site: pyproject.toml tools/setup.sh
	@sh tools/setup.sh site $(VENV)

$(VENV)/.set-up-pdf: pyproject.toml tools/setup.sh
	@sh tools/setup.sh pdf $(VENV)

$(VENV)/.set-up-test: pyproject.toml tools/setup.sh tests/package-lock.json
	@sh tools/setup.sh test $(VENV)

.PHONY: help site check serve pdf test picture bench
.DEFAULT_GOAL := help
