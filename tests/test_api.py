"""`import obcgen` gives an engineer all that the commands have, from a path, a text or Python values."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from importlib import metadata
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

import obcgen
from obcgen.source import plain, read

ROOT = Path(__file__).parent.parent
DENVER = ROOT / "specs" / "denver-literacy.yaml"
RESULTS = ROOT / "specs" / "results" / "denver-literacy-final.yaml"
TEXT = DENVER.read_text(encoding="utf-8")


def values(**changes: object) -> dict[str, Any]:
    """Return the Denver deal as plain values, with whole sections replaced."""
    found = plain(read(DENVER))
    assert isinstance(found, dict)
    return {"pack": {"name": "colorado", "version": "2026.1"}, **found, **changes}


def problem(spec: obcgen.Reading, code: str) -> obcgen.Problem:
    return next(each for each in obcgen.check(spec) if each.code == code)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", obcgen.__all__)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    assert name == "__version__" or getattr(obcgen, name).__doc__


@pytest.mark.parametrize("name", obcgen.__all__)
def test_no_name_is_hidden_by_a_module_of_the_same_name(name: str) -> None:
    assert name == "__version__" or find_spec(f"obcgen.{name}") is None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'rfp'"):
        obcgen.rfp  # type: ignore[attr-defined]  # noqa: B018 - asking is the test


def test_the_version_is_the_installed_one() -> None:
    assert obcgen.__version__ == metadata.version("obcgen")
    assert set(dir(obcgen)) == set(obcgen.__all__)


def test_importing_loads_nothing_that_is_not_asked_for() -> None:
    code = "import sys, obcgen; print([name for name in sys.modules if name.startswith('obcgen.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_checking_loads_nothing_that_makes_documents() -> None:
    code = (
        "import sys, obcgen; obcgen.check(obcgen.read(sys.argv[1])); "
        "print([name for name in ('weasyprint', 'docx', 'xlsxwriter', 'pypdf') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, DENVER], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_inside_does_not_know_the_api() -> None:
    importers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "generator" / "obcgen").rglob("*.py")
        if "obcgen import api" in (text := path.read_text(encoding="utf-8")) or "obcgen.api" in text
    ]
    assert all("/cli/" in path or path.endswith("obcgen/__init__.py") for path in importers), importers


# --- a spec from a path, a text or values --------------------------------------------------------


def test_three_ways_to_read_a_spec_find_the_same() -> None:
    from_path, from_text, from_values = (
        obcgen.read(DENVER),
        obcgen.read_text(TEXT, name=str(DENVER)),
        obcgen.read_mapping(values()),
    )
    assert obcgen.check(from_path) == obcgen.check(from_text)
    said = [(each.code, each.path, each.message) for each in obcgen.check(from_path)]
    assert [(each.code, each.path, each.message) for each in obcgen.check(from_values)] == said
    assert obcgen.schedule(from_path) == obcgen.schedule(from_values)


def test_a_text_and_values_name_a_shipped_pack_as_a_file_does() -> None:
    packs = [obcgen.read_text(TEXT).pack, obcgen.read_mapping(values(pack="colorado")).pack]
    assert packs == [obcgen.read(DENVER).pack] * 2
    assert obcgen.read_text(TEXT, pack="ohio").pack.layers[0].name.endswith("ohio")


@pytest.mark.parametrize(
    ("pack", "code", "found"),
    [
        ("our-templates", "PCK-11", "our-templates"),
        ("../colorado", "PCK-11", "../colorado"),
        ({"name": "colorado", "version": "2020.1"}, "PCK-31", "2026.1"),
        ({"name": "colorado"}, "PCK-32", "name"),
        (["colorado"], "PCK-01", ""),
    ],
)
def test_values_name_no_pack_that_does_not_come_with_the_program(pack: object, code: str, found: str) -> None:
    with pytest.raises(obcgen.ObcgenError) as caught:
        obcgen.read_mapping(values(pack=pack))
    assert [(each.code, each.found) for each in caught.value.problems] == [(code, found)]


def test_a_pack_given_in_place_of_the_pinned_one_is_told_for_a_text_too() -> None:
    pinned = TEXT.replace('"2026.1"', '"2026.0"', 1)
    assert "PCK-31" in {each.code for each in obcgen.check(obcgen.read_text(pinned, pack="colorado"))}


def test_python_values_stand_for_what_a_file_would_say() -> None:
    district = {**values()["district"], "population": 715000}
    document = {**values()["document"], "issued": date(2027, 3, 1)}
    spec = obcgen.read_mapping(values(obcgen=1, district=district, document=document))
    assert not [each for each in obcgen.check(spec) if each.severity == "error"]
    assert obcgen.model(spec).document.issued == date(2027, 3, 1)


@pytest.mark.parametrize("value", [Decimal("27.5"), "27.5"])
def test_a_decimal_reads_as_its_text(value: object) -> None:
    document = {**values()["document"], "number": value}
    assert obcgen.model(obcgen.read_mapping(values(document=document))).document.number == "27.5"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0.25, "type float"),
        (datetime(2027, 3, 1, 12), "type datetime"),  # noqa: DTZ001 - any moment is refused
        (b"RFP", "type bytes"),
        ({1, 2}, "type set"),
        pytest.param(10**5_000, "thousands of digits", id="huge"),
    ],
)
def test_a_value_that_is_not_exact_or_not_plain_is_refused_at_its_path(value: object, says: str) -> None:
    spec = obcgen.read_mapping(values(document={**values()["document"], "number": value}))
    found = problem(spec, "SRC-30")
    assert says in found.message
    assert (found.path, found.place, found.severity) == (("document", "number"), None, "error")
    assert found.hint
    with pytest.raises(obcgen.ObcgenError, match="SRC-30"):
        obcgen.build_rfp(spec)


def test_a_fault_in_values_has_its_path_in_place_of_a_line() -> None:
    spec = obcgen.read_mapping(values(document={**values()["document"], "issued": "next spring"}))
    found = next(each for each in obcgen.check(spec) if each.path == ("document", "issued"))
    assert (found.code, found.place) == (problem(spec, found.code).code, None)


@pytest.mark.parametrize(("key", "hint"), [(True, "on: or yes:"), (7, 'Write it as "7"')])
def test_a_key_that_is_no_text_is_refused(key: object, hint: str) -> None:
    spec = obcgen.read_mapping({**values(), "waive": {key: "reason"}})
    assert hint in problem(spec, "SRC-30").hint


def test_values_that_contain_themselves_are_refused() -> None:
    circle: dict[str, object] = {}
    circle["document"] = circle
    with pytest.raises(obcgen.ObcgenError, match="nested more than 40 deep"):
        obcgen.read_mapping(circle)


@pytest.mark.parametrize("wrong", [[], "text", None, 7])
def test_what_is_no_mapping_is_refused(wrong: Any) -> None:
    with pytest.raises(obcgen.ObcgenError, match="A spec is a mapping of its sections"):
        obcgen.read_mapping(wrong)


def test_a_text_that_is_no_yaml_and_a_file_that_is_not_there_are_problems() -> None:
    with pytest.raises(obcgen.ObcgenError) as error:
        obcgen.read_text("a: [", name="deal.yaml")
    assert error.value.problems[0].place is not None
    with pytest.raises(obcgen.ObcgenError, match="SRC-01"):
        obcgen.read("nowhere.yaml")
    with pytest.raises(obcgen.ObcgenError, match="no pack of this name"):
        obcgen.read(DENVER, pack="nowhere")


def test_a_text_has_no_folder_so_it_extends_no_file() -> None:
    codes = {each.path for each in obcgen.check(obcgen.read_text(f"extends: {DENVER.name}\n{TEXT}"))}
    assert ("extends",) in codes


def test_settings_go_over_values_too() -> None:
    spec = obcgen.read_mapping(values(), settings=["document.title=Another"])
    assert obcgen.model(spec).document.title == "Another"


def test_an_error_names_nothing_by_halves() -> None:
    spec = obcgen.read_text(TEXT.replace("target: 42%", "target: 2%"))
    for ask in (obcgen.model, obcgen.schedule, obcgen.find_scenarios, obcgen.build_rfp):
        with pytest.raises(obcgen.ObcgenError, match="GUI-04"):
            ask(spec)


# --- what it gives is what the commands print ----------------------------------------------------


def test_figures_are_exact_money() -> None:
    spec = obcgen.read(DENVER)
    planned = obcgen.schedule(spec)
    assert planned.maximum == obcgen.Money(120_000_000)
    assert obcgen.settle(spec, RESULTS).performance == obcgen.Money(30_250_000)
    assert len(obcgen.find_scenarios(spec).outlooks) >= 4
    assert obcgen.review_spec(spec).number == "RFP-2027-014"


def test_documents_are_bytes_under_their_names(tmp_path: Path) -> None:
    spec = obcgen.read_mapping(values(), name="from-a-database")
    built = obcgen.build_rfp(spec, ["html"], only="rfp")
    assert list(built.files) == ["RFP-2027-014.html"]
    assert built.files == obcgen.build_rfp(obcgen.read(DENVER), ["html"], only="rfp").files
    assert list(obcgen.build_contract(spec, ["html"], draft=True, names="spec").files) == [
        "from-a-database-draft-contract.html"
    ]
    assert obcgen.save(built, tmp_path) == (tmp_path / "RFP-2027-014.html",)


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (lambda spec: obcgen.build_schedule(spec, ["csv"]), ["C-2027-014-schedule.csv"]),
        (lambda spec: obcgen.build_review(spec, ["html"]), ["C-2027-014-review.html"]),
        (
            lambda spec: obcgen.build_estimate(spec, ["html"]),
            ["RFP-2027-014-estimate-not-for-publication.html"],
        ),
        (
            lambda spec: obcgen.build_statement(spec, RESULTS, ["csv"], edition="finance"),
            ["C-2027-014-denver-literacy-final-statement-finance-lines.csv"],
        ),
    ],
)
def test_every_document_can_be_built(make: Any, names: list[str]) -> None:
    assert list(make(obcgen.read(DENVER)).files) == names


def test_progress_is_told_where_it_is_asked_for() -> None:
    told: list[str] = []
    obcgen.build_rfp(obcgen.read(DENVER), ["html"], only="rfp", progress=told.append)
    assert told == ["Reading denver-literacy.yaml", "Writing html"]


def test_a_spec_is_read_once_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_text(TEXT, encoding="utf-8")
    spec = obcgen.read(path)
    path.write_text("broken: [", encoding="utf-8")
    assert obcgen.schedule(spec).maximum == obcgen.Money(120_000_000)


def test_the_typed_use_of_the_api_runs_as_it_is_typed() -> None:
    found = spec_from_file_location("typed_use", ROOT / "tests" / "typing" / "api.py")
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    assert len(module.main(DENVER, RESULTS)) == 8


def test_what_shows_more_than_an_rfp_may_is_for_its_owner_alone(tmp_path: Path) -> None:
    spec = obcgen.read(DENVER)
    builds = [
        (obcgen.build_estimate(spec, ["html"], day=date(2027, 2, 12)), True),
        (obcgen.build_statement(spec, RESULTS, ["csv"]), True),
        (obcgen.build_statement(spec, RESULTS, ["csv"], edition="finance"), False),
        (obcgen.build_schedule(spec, ["csv"]), False),
    ]
    before = os.umask(0o022)
    try:
        written = [(path, private) for built, private in builds for path in obcgen.save(built, tmp_path)]
    finally:
        os.umask(before)
    assert {path.name: path.stat().st_mode & 0o077 == 0 for path, _ in written} == {
        path.name: private for path, private in written
    }


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        (
            lambda library, spec: library.build_rfp(spec, ["html"], only="nope"),
            "one of: rfp, response, price",
        ),
        (lambda library, spec: library.build_rfp(spec, ["odt"]), "one of: docx"),
        (lambda library, spec: library.build_contract(spec, "docx"), 'Write formats=["docx"].'),
        (lambda library, spec: library.build_schedule(spec, ["pdf"]), "one of: csv, xlsx"),
        (lambda library, spec: library.build_estimate(spec, ["odt"]), "one of: docx"),
        (lambda library, spec: library.build_statement(spec, RESULTS, ["odt"]), "one of: docx"),
        (
            lambda library, spec: library.build_statement(spec, RESULTS, ["csv"], edition="all"),
            "one of: full, finance",
        ),
        (
            lambda library, spec: library.build_summary(spec, ["html"], audiences=["x"]),
            "one of: board, families",
        ),
        (lambda library, spec: library.check(spec, "contractx"), "one of: rfp, response, contract"),
        (lambda library, spec: library.check(spec, ["rfp"]), "one of: rfp, response, contract"),
        (lambda library, spec: library.check(spec, 5), "one of: rfp, response, contract"),
        (lambda library, spec: library.build_rfp(spec, ["html"], only=["rfp"]), "one of: rfp, response"),
        (lambda library, spec: library.build_rfp(spec, (x for x in ["html"]), only="rfp"), "formats=[...]"),
        (lambda library, spec: library.build_rfp(spec, [["docx"]], only="rfp"), "Write formats=[...]"),
        (lambda library, spec: library.build_rfp(spec, None, only="rfp"), "Write formats=[...]"),
        (lambda library, spec: library.build_preview(spec, "rfp2"), "one of: rfp, response, contract"),
        (lambda library, spec: library.build_preview(spec, ""), "one of: rfp, response, contract"),
        (lambda library, spec: library.build_summary(spec, languages="es"), 'Write languages=["es"].'),
        (lambda library, _: library.read(DENVER, settings="a.b=$1"), 'Write settings=["a.b=$1"].'),
        (lambda library, _: library.read_text(TEXT, settings={"a.b": "$1"}), "Write settings=[...]"),
        (lambda library, _: library.read_mapping(values(), settings=[3]), "Write settings=[...]"),
        (lambda library, spec: library.build_contract(spec, draft="no"), "draft=True or draft=False"),
        (lambda library, spec: library.build_rfp(spec, notes=0), "notes=True or notes=False"),
        (
            lambda library, _: library.save(library.Built({}, ()), ROOT, replace="no"),
            "replace=True or replace=False",
        ),
    ],
)
def test_a_word_that_no_function_knows_is_told_with_those_that_it_knows(call: Any, hint: str) -> None:
    with pytest.raises(obcgen.ObcgenError) as caught:
        call(obcgen, obcgen.read(DENVER))
    (problem,) = caught.value.problems
    assert problem.code == "API-01"
    assert hint in problem.hint


def test_what_stops_comes_before_what_does_not() -> None:
    with pytest.raises(obcgen.ObcgenError) as caught:
        obcgen.schedule(obcgen.read(DENVER, settings=["payment.rates.fluency.due=2020-01-06"]))
    severities = [each.severity for each in caught.value.problems]
    assert severities[0] == "error"
    assert "error" not in severities[severities.count("error") :]
    assert set(severities) > {"error"}
