# Two commands for a newcomer: `make demo` and `make test`. Everything is installed into .venv here.

# With PYTHON=python3.13 (a name or a path) that interpreter is used, in a .venv of its own.

VENV := $(if $(PYTHON),.venv-$(notdir $(PYTHON)),.venv)
RUN  := $(VENV)/bin/python
DEMO := denver-literacy

.PHONY: demo test studio web browser tutorial coverage mutations oracle examples conformance language-server benchmarks bench gallery pages docs licences sbom release lint lock lowest \
        latest bare hidden pythons fuzz audit clean

demo: $(VENV)/installed
	@sh scripts/demo.sh $(VENV) specs/$(DEMO).yaml

studio: $(VENV)/installed
	@[ -e output/studio/$(DEMO).yaml ] || $(VENV)/bin/obcgen example $(DEMO) output/studio >/dev/null
	@$(VENV)/bin/obcgen studio output/studio

test: $(VENV)/test-installed
	@sh scripts/test.sh $(RUN)

coverage: $(VENV)/test-installed
	$(RUN) -m pytest -q -n auto --dist loadscope --cov --cov-report=term:skip-covered

mutations: $(VENV)/test-installed
	@$(RUN) scripts/mutations.py --count 60 --seed 11 --least 90

oracle: $(VENV)/test-installed
	@OBCGEN_ORACLE_DEALS=10000 $(RUN) -m pytest -q -n auto tests/oracle

examples: $(VENV)/installed
	@for spec in specs/*.yaml; do \
	  $(VENV)/bin/obcgen rfp $$spec --quiet --format docx --format pdf --format html && \
	  $(VENV)/bin/obcgen contract $$spec --quiet --format docx --format pdf --format html || exit 1; done

conformance: $(VENV)/test-installed
	@sh scripts/conformance.sh

language-server: $(VENV)/installed
	@sh scripts/language_server.sh

benchmarks: $(VENV)/installed
	$(RUN) benchmarks/start_up.py
	$(RUN) benchmarks/mistakes.py
	$(RUN) benchmarks/scenarios.py
	$(RUN) benchmarks/diff.py
	$(RUN) benchmarks/settle.py
	$(RUN) benchmarks/batch.py -- --document contract --format html
	$(RUN) benchmarks/redline.py
	$(RUN) benchmarks/take_back.py
	$(RUN) benchmarks/studio.py
	$(RUN) benchmarks/figures.py
	$(RUN) benchmarks/preview.py
	$(RUN) benchmarks/rows.py
	$(RUN) benchmarks/outcomes.py

bench: $(VENV)/test-installed
	@$(RUN) -m pip install --quiet --disable-pip-version-check "docxtpl>=0.19"
	$(RUN) benchmarks/page.py

gallery: $(VENV)/test-installed
	$(RUN) scripts/gallery.py

pages: $(VENV)/test-installed
	$(RUN) scripts/page_figures.py

docs: $(VENV)/test-installed
	$(RUN) scripts/docs.py

lint: $(VENV)/test-installed
	$(RUN) -m ruff format generator tests
	$(RUN) -m ruff check --fix generator tests

licences: $(VENV)/test-installed
	$(RUN) scripts/licences.py

sbom: $(VENV)/installed
	@sh scripts/sbom.sh $(VENV)

release: $(VENV)/test-installed
	@$(RUN) scripts/release.py

lock:
	@sh scripts/lock.sh

lowest latest:
	@sh scripts/edge.sh $@ $(PYTHON)

bare:
	@bash scripts/bare.sh

hidden: $(VENV)/installed
	@sh scripts/hidden.sh

pythons:
	@sh scripts/pythons.sh

web: $(VENV)/installed
	@$(RUN) scripts/web_edition.py

browser: $(VENV)/test-installed
	@sh scripts/browser.sh

tutorial: $(VENV)/test-installed
	@$(RUN) -m pip install --quiet --disable-pip-version-check "playwright>=1.60,<2"
	@$(RUN) scripts/tutorial_pictures.py

# FOR=600 gives each target that many seconds in place of 60; TARGET=spec fuzzes one alone.
fuzz: $(VENV)/test-installed
	@sh scripts/fuzz.sh $(RUN) $(or $(FOR),60) $(TARGET)

# ADVISORIES=all.zip names the export of known vulnerabilities to look at; nothing is fetched.
audit: $(VENV)/test-installed
	@$(RUN) scripts/audit.py $(ADVISORIES)

clean:
	rm -rf .venv .venv-* .bare .conformance build dist output/*.docx output/*.pdf output/*.html output/.obcgen.json

# Everything comes from locks/, with hashes; the project itself is built with the backend that stands there.
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --no-deps

$(VENV)/installed: pyproject.toml locks/demo.txt scripts/prepare.sh
	@sh scripts/prepare.sh $(VENV) $(PYTHON)
	@$(PIP) --require-hashes --requirement locks/demo.txt
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/test-installed: $(VENV)/installed locks/test.txt
	@$(PIP) --require-hashes --requirement locks/test.txt
	@touch $@
