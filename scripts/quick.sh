#!/bin/sh
# quick.sh PYTHON: a part of the tests that touches every room and makes a document of every format, for runs under
# other versions of Python and of the packages.
set -eu
exec "$1" -m pytest --quiet -n auto --dist loadscope \
    tests/test_dependencies.py tests/test_money.py tests/test_cli.py tests/test_codes.py tests/test_cases.py \
    tests/source tests/spec tests/policy/test_rules.py tests/policy/test_days_off.py tests/pack tests/style \
    tests/document tests/readers tests/clauses tests/charts tests/results tests/render/test_render.py \
    tests/account/test_settled_lines.py tests/account/test_schedule_of_deals.py tests/scenarios/test_estimate.py \
    tests/sheets/test_schedule_sheets.py tests/statement/test_statement_words.py tests/intake/test_from_boilerplate.py \
    tests/writers/test_to_docx.py tests/writers/test_to_html.py tests/writers/test_to_pdf.py \
    tests/writers/test_to_xlsx.py tests/writers/test_to_csv.py tests/inspection
