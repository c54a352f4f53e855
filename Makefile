# `make` alone prints help. Every command sets up what it needs first; a second run finds it in place.

.DEFAULT_GOAL := help
.PHONY: help serve html publish pdf check advice new register import-glossary import-docx strip-pictures withdraw test test-unit test-browser test-incremental test-editors test-wordpress golden snapshots lint format links-report bench bench-search bench-embeds bench-build lock setup setup-test clean

BIN := .venv/bin
# The first Python that is new enough; `make PYTHON=/path/to/python3.12 serve` names one.
PYTHON ?=
PYTHONS := python3.14 python3.13 python3.12 python3.11 python3 python
NEEDS := import sys; sys.exit(sys.version_info < (3, 11))

# Passed on through the environment and never through the shell, so that any character is safe in a title.
export ENTRY_KIND = $(value kind)
export ENTRY_TITLE = $(value title)
export GLOSSARY_FILE = $(value file)
export WORD_FILE = $(value file)
export WITHDRAWN_REFERENCE = $(value ref)
unexport kind title file ref

# Asks the Python in .venv first, if there is one, as that is the quickest way to hear that all is in place.
define setup
@if $(BIN)/python -S -m tools.setup $(1) --ready 2>/dev/null; then exit 0; fi; \
for python in $(PYTHON) $(PYTHONS); do \
	if $$python -c "$(NEEDS)" 2>/dev/null; then exec $$python -m tools.setup $(1); fi; \
done; \
echo "Python 3.11 or later is needed, and none was found. Install one (on Debian or Ubuntu: sudo apt-get install python3) and try again." >&2; \
exit 1
endef

help: ## Print this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: ## Build the site, serve it on http://127.0.0.1:8000 and rebuild on save (PORT=8001 for another port, EXPLAIN=1 to hear why each file was made)
	$(call setup,site)
	@$(BIN)/python -m tools.serve $(if $(EXPLAIN),--explain)

html: ## Build the site for a look, into output/
	$(call setup,site)
	@$(BIN)/python -m tools.build

publish: ## Build the site for the world, into output/ (SITEURL=https://example.org/base)
	$(call setup,pdf)
	@$(BIN)/python -m tools.build --publish

pdf: ## Build the site for the world, and stop if its PDFs for print cannot be made
	$(call setup,pdf)
	@$(BIN)/python -m tools.build --publish --pdfs

check: ## Check the content only: every problem with its file, its line and how to mend it
	$(call setup,check)
	@$(BIN)/python -m knowledge check

advice: ## Say what editors may want to look at: words without an entry, words that nothing uses and the like
	$(call setup,check)
	@$(BIN)/python -m knowledge advice

new: ## Start a new entry (kind=case-study title="Its title")
	$(call setup,check)
	@$(BIN)/python -m knowledge new -- "$$ENTRY_KIND" "$$ENTRY_TITLE"

register: ## Write down every address for other sites, the order of the tips of a year, and how tall cards are
	$(call setup,site)
	@$(BIN)/python -m tools.register

import-glossary: ## Make drafts of a list of words you already have (file=my-words.csv)
	$(call setup,check)
	@$(BIN)/python -m knowledge import-glossary -- "$$GLOSSARY_FILE"

import-docx: ## Make a draft of a Word file that somebody sent (file=story.docx kind=tip)
	$(call setup,import)
	@$(BIN)/python -m tools.import_docx -- "$$WORD_FILE" "$$ENTRY_KIND"

strip-pictures: ## Take hidden details out of the pictures in content/images/, and make large ones smaller
	$(call setup,check)
	@$(BIN)/python -m tools.strip_pictures

withdraw: ## Take a story down, and say what cannot be reached (ref=2026-014, or ref=case-studies/its-name)
	$(call setup,check)
	@$(BIN)/python -m tools.withdraw -- "$$WITHDRAWN_REFERENCE"

test: lint ## Run every check there is: code, content, pages, browser
	$(call setup,test)
	$(BIN)/python -m pytest -n auto --dist=worksteal

test-unit: ## Run the tests that need no browser
	$(call setup,test)
	$(BIN)/python -m pytest -n auto --dist=worksteal -m "not browser"

test-browser: ## Run the tests in a browser
	$(call setup,test)
	$(BIN)/python -m pytest -n auto --dist=worksteal -m browser

test-incremental: ## Edit, kill and crowd builds at random; each must end as a clean one (SEED=7, SEQUENCES=500, KILLS=50)
	$(call setup,test)
	@seed=$${SEED:-$$(date +%s)}; echo "SEED=$$seed"; \
	SEED=$$seed SEQUENCES=$${SEQUENCES:-200} KILLS=$${KILLS:-50} \
	$(BIN)/python -m pytest -n auto --dist=worksteal tests/incremental

test-editors: ## Put our snippets through the editors and filters that other sites use
	$(call setup,editors)
	@$(BIN)/python -m tests.editors

test-wordpress: ## Paste cards into a real WordPress, served beside a real nginx, and measure them
	$(call setup,test)
	@$(BIN)/python -m tests.wordpress

golden: ## Write the expected pages, and what screen readers are told, anew; read the difference like code
	$(call setup,test)
	@$(BIN)/python -m tests.golden.rewrite
	@$(BIN)/python -m tests.browser.told

snapshots: ## Shoot every page in every theme at three widths, for a review by eye
	$(call setup,test)
	@$(BIN)/python -m tests.browser.shoot

lint: ## Check style, types and who imports whom
	$(call setup,lint)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: ## Put the Python code into the one agreed form
	$(call setup,lint)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

links-report: ## List every word that links, with its sentence, and those that do not
	$(call setup,site)
	@$(BIN)/python -m tools.links_report

bench: ## Measure the build and the linking of terms, and print the ratios
	$(call setup,test)
	@$(BIN)/python -m tools.bench

bench-search: ## Measure the search beside stock Lunr and Pagefind (SEED=7, PAGES=1000 for no larger site, BROWSER=no)
	$(call setup,test)
	@$(BIN)/python -m tools.bench_search

LOCK = $(BIN)/uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

bench-embeds: ## Measure what cards cost the pages that show them, beside what is asked
	$(call setup,test)
	@$(BIN)/python -m tools.bench_embeds

bench-build: ## Measure the build beside its peers (SIZES="100 1000", ROUNDS=3, PEERS="hugo pelican")
	$(call setup,test)
	@$(BIN)/python -m tools.bench_build

lock: ## Write the lock files anew from requirements/*.in and package.json (UPGRADE=1 for newer versions)
	$(call setup,lock)
	$(LOCK) --output-file requirements/site.txt requirements/site.in
	$(LOCK) --output-file requirements/pdf.txt --constraint requirements/site.txt requirements/pdf.in
	$(LOCK) --output-file requirements/import.txt --constraint requirements/site.txt requirements/import.in
	$(LOCK) --output-file requirements/test.txt --constraint requirements/pdf.txt --constraint requirements/import.txt requirements/test.in
	$(LOCK) --output-file requirements/node.txt requirements/node.in
	$(LOCK) --output-file requirements/lock.txt requirements/lock.in
	$(LOCK) --output-file requirements/bench.txt requirements/bench.in
	PATH="$(CURDIR)/$(BIN):$$PATH" npm $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts
	PATH="$(CURDIR)/$(BIN):$$PATH" npm $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts --prefix tests/editors
	PATH="$(CURDIR)/$(BIN):$$PATH" npm $(if $(UPGRADE),update,install) --package-lock-only --ignore-scripts --prefix tools/bench_build/peers

setup: ## Set up what building the site needs
	$(call setup,site)

setup-test: ## Set up what the tests need
	$(call setup,test)

clean: ## Remove what the commands made; the set-up in .venv and node_modules stays
	rm -rf output .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
