# Two commands for a newcomer: `make demo` and `make test`. Everything is installed into .venv here.

PYTHON := .venv/bin/python
DEMO   := denver-literacy

.PHONY: demo test oracle examples conformance language-server benchmarks bench gallery docs lint clean

demo: .venv/installed
	@.venv/bin/obcgen rfp specs/$(DEMO).yaml --output output --quiet
	@.venv/bin/obcgen contract specs/$(DEMO).yaml --output output --quiet
	@echo "Made from specs/$(DEMO).yaml:"
	@ls -1 output/$(DEMO)-*.docx output/$(DEMO)-*.pdf | sed "s|^|  $(CURDIR)/|"

test: .venv/test-installed
	$(PYTHON) -m ruff check generator tests
	$(PYTHON) -m ruff format --check generator tests
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -n auto --dist loadgroup

oracle: .venv/test-installed
	@OBCGEN_ORACLE_DEALS=10000 $(PYTHON) -m pytest -q -n auto tests/oracle

examples: .venv/installed
	@for spec in specs/*.yaml; do \
	  .venv/bin/obcgen rfp $$spec --quiet --format docx --format pdf --format html && \
	  .venv/bin/obcgen contract $$spec --quiet --format docx --format pdf --format html || exit 1; done

conformance: .venv/test-installed
	@sh scripts/conformance.sh

language-server: .venv/installed
	@sh scripts/language_server.sh

benchmarks: .venv/installed
	$(PYTHON) benchmarks/start_up.py
	$(PYTHON) benchmarks/mistakes.py
	$(PYTHON) benchmarks/scenarios.py
	$(PYTHON) benchmarks/settle.py

bench: .venv/test-installed
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check "docxtpl>=0.19"
	$(PYTHON) benchmarks/page.py

gallery: .venv/test-installed
	$(PYTHON) scripts/gallery.py

docs: .venv/test-installed
	$(PYTHON) scripts/docs.py

lint: .venv/test-installed
	$(PYTHON) -m ruff format generator tests
	$(PYTHON) -m ruff check --fix generator tests

clean:
	rm -rf .venv .conformance build dist output/*.docx output/*.pdf output/*.html output/.obcgen.json

.venv/installed: pyproject.toml scripts/prepare.sh
	@sh scripts/prepare.sh
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/test-installed: .venv/installed
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@
