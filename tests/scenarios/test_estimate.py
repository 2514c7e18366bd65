"""`obcgen estimate`: a dated memo that nobody can take for something to publish."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from io import BytesIO
from pathlib import Path

import page
import pytest
from click.testing import CliRunner, Result
from docx import Document
from pypdf import PdfReader

from faults import DENVER
from obcgen.cli import main
from obcgen.estimate import build_estimate
from obcgen.forecast import forecast
from obcgen.layout import Built
from obcgen.pack import builtin
from obcgen.problems import ObcgenError
from obcgen.render.context import read_labels
from obcgen.render.pictures import canvas_of
from obcgen.render.render import render
from obcgen.scenarios.names import names

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
DATED = "  on: 2027-02-12\n"
EVIDENCE = DENVER[
    DENVER.index("  evidence:\n    duval:") : DENVER.index("  method: |\n    The price for a student")
]
STEM = "RFP-2027-014-estimate-not-for-publication"


def run(folder: Path, *options: str, text: str = DENVER) -> Result:
    (folder / "deal.yaml").write_text(text, encoding="utf-8")
    command = ["estimate", str(folder / "deal.yaml"), "-o", str(folder), *options]
    return CliRunner().invoke(main, command)


def words_of(folder: Path, text: str = DENVER) -> str:
    """Return the words of the memo, before pages are laid out."""
    path = folder / "deal.yaml"
    path.write_text(text, encoding="utf-8")
    _, spec, found, _ = forecast(path, builtin())
    canvas = canvas_of(builtin().style, read_labels(builtin()))
    told = names(found, spec, canvas, day=date(2027, 1, 4))
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(render("estimate", told, builtin()))).split())


@pytest.fixture(scope="module", params=SPECS, ids=lambda path: path.stem)
def made(request: pytest.FixtureRequest) -> dict[str, bytes]:
    path: Path = request.param
    engine = "weasyprint" if path.stem == "denver-literacy" else "typst"
    return build_estimate(path, ("docx", "pdf"), replace(builtin(), engine=engine)).files


def of(made: dict[str, bytes], form: str) -> bytes:
    return next(content for name, content in made.items() if name.endswith(f".{form}"))


# --- not for publication -------------------------------------------------------------------------


def test_the_names_of_the_files_say_so(made: dict[str, bytes]) -> None:
    assert all("-estimate-not-for-publication." in name for name in made)


def test_every_page_after_the_cover_says_so_and_the_cover_in_a_box(made: dict[str, bytes]) -> None:
    cover, *pages = [found.extract_text() for found in PdfReader(BytesIO(of(made, "pdf"))).pages]
    assert "Not for publication" in cover
    assert pages
    assert all("NOT FOR PUBLICATION" in text for text in pages)
    header = Document(BytesIO(of(made, "docx"))).sections[0].header
    assert "NOT FOR PUBLICATION" in header.paragraphs[0].text


def test_the_pdf_is_accessible_and_archivable(made: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "memo.pdf"
    path.write_bytes(of(made, "pdf"))
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert page.validate_pdf(path, profile=profile).is_compliant


def test_nothing_of_the_spec_is_embedded(made: dict[str, bytes]) -> None:
    assert not PdfReader(BytesIO(of(made, "pdf"))).attachments


def test_the_same_spec_makes_the_same_bytes() -> None:
    files = [build_estimate(SPECS[1], ("docx", "html"), builtin()).files for _ in range(2)]
    assert files[0] == files[1]


# --- figures -------------------------------------------------------------------------------------


def test_the_memo_prints_the_figures_of_the_scenarios(tmp_path: Path) -> None:
    words = words_of(tmp_path)
    result = CliRunner().invoke(main, ["scenarios", str(tmp_path / "deal.yaml"), "--json"])
    for scenario in json.loads(result.stdout)["scenarios"]:
        for key in ("base", "performance", "total", "room", "per_participant", "per_additional_result"):
            if scenario[key] is not None:
                assert f"${float(scenario[key]):,.2f}".removesuffix(".00") in words, (scenario["name"], key)


def test_each_input_stands_without_names_of_files_and_lines(tmp_path: Path) -> None:
    words = words_of(tmp_path)
    assert "Not-to-Exceed Amount $1,200,000" in words
    assert "“Vocabulary”, target 42%" in words
    assert "Likely cost of delivery for each Participant $880" in words
    assert not re.findall(r"\b[Ll]ine \d+|\w+\.yaml", words)


def test_an_input_of_another_file_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "rfp.yaml").write_text(DENVER, encoding="utf-8")
    words = words_of(tmp_path, "extends: rfp.yaml\nfunding: {not_to_exceed: $1300000}\n")
    assert "Not-to-Exceed Amount $1,300,000" in words
    assert "Participants planned 500" in words


def test_a_memo_leaves_out_what_its_deal_does_not_have(tmp_path: Path) -> None:
    ohio = words_of(tmp_path, (SPECS[0].parent / "central-ohio-workforce.yaml").read_text(encoding="utf-8"))
    for absent in ("minimum dosage", "Added results", "Even if an assumption is right", "Whole population"):
        assert absent not in ohio, absent
    assert "No range by chance is worked out" in ohio
    assert "Employment in the second quarter after exit (whole population) 2024-25 548 317" in ohio
    assert ohio.count("Performance Funding by line") == ohio.count("Total due by quarter") == 1
    denver = words_of(tmp_path)
    for present in ("minimum dosage", "Added results", "Even if an assumption is right", "Whole population"):
        assert present in denver, present


@pytest.mark.parametrize(
    ("price", "place"),
    [("$1,420", "above"), ("$2,400", "within"), ("$2,400.01", "below")],
)
def test_the_most_for_a_participant_is_held_against_the_market(
    price: str, place: str, tmp_path: Path
) -> None:
    words = words_of(tmp_path, DENVER.replace("at_most: $1,420", f"at_most: {price}"))
    said = f"The deal above paid {price} at most, so this deal lies {place} what it paid."
    assert f"This deal pays at most $2,400 for one Participant, Base Funding included. {said}" in words


def test_without_evidence_the_memo_says_what_is_missing(tmp_path: Path) -> None:
    words = words_of(tmp_path, DENVER.replace(EVIDENCE, ""))
    assert "The spec names no comparable deal or price list." in words
    assert "Comparable deals" not in words
    assert "so this deal lies" not in words


def test_where_no_federal_money_pays_the_memo_does_not_say_so(tmp_path: Path) -> None:
    text = DENVER.replace("federal: true", "federal: false").replace("aln: 84.010A", "")
    words = words_of(tmp_path, text)
    assert "No federal money is named for the Program." in words
    assert "Federal money pays" not in words


def spaced(page_: bytes) -> str:
    """Return a page's text with plain spaces: a day does not break over lines."""
    return page_.decode().replace("\N{NO-BREAK SPACE}", " ")


# --- its day -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "day"), [((), "February 12, 2027"), (("--date", "2027-03-03"), "March 3, 2027")]
)
def test_the_day_is_that_of_the_spec_unless_one_is_given(
    options: tuple[str, ...], day: str, tmp_path: Path
) -> None:
    result = run(tmp_path, "--format", "html", *options)
    assert result.exit_code == 0, result.output
    assert f"I made this estimate on {day}" in spaced((tmp_path / f"{STEM}.html").read_bytes())


def undated(folder: Path, today: date) -> Built:
    """Return the estimate of the example without its day, made on a given one."""
    path = folder / "deal.yaml"
    path.write_text(DENVER.replace(DATED, ""), encoding="utf-8")
    return build_estimate(path, ("html",), builtin(), today=today)


def test_an_estimate_that_says_no_day_is_dated_today_and_told_so(tmp_path: Path) -> None:
    built = undated(tmp_path, date(2027, 4, 30))  # the day on which proposals are due
    assert "I made this estimate on April 30, 2027" in spaced(built.files[f"{STEM}.html"])
    (problem,) = (each for each in built.problems if each.code == "EST-02")
    assert (problem.severity, problem.place is not None) == ("warning", True)
    assert problem.hint.startswith("Write estimate: {on: 2027-04-30} in the spec")


def test_an_estimate_is_not_dated_after_proposals_are_due(tmp_path: Path) -> None:
    with pytest.raises(ObcgenError, match="Nothing says on which day the estimate was made") as error:
        undated(tmp_path, date(2027, 5, 15))
    assert [(each.code, each.place is not None) for each in error.value.problems] == [("EST-01", True)]


def test_the_command_says_what_day_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, object] = {}

    def noted(*_: object, **options: object) -> Built:
        told.update(options)
        return Built({}, ())

    monkeypatch.setattr("obcgen.api.build_estimate", noted)
    first = datetime.now().astimezone().date()
    assert run(tmp_path).exit_code == 0
    assert told["day"] is None
    assert told["today"] in {first, datetime.now().astimezone().date()}


def test_a_spec_that_says_nothing_of_an_estimate_can_still_have_one(tmp_path: Path) -> None:
    start = DENVER.index("estimate:  ")
    words = words_of(tmp_path, DENVER[:start] + DENVER[DENVER.index("waive:\n") :])
    assert "I made this estimate on January 4, 2027" in words


def test_page_one_says_what_to_budget_and_the_odds(tmp_path: Path) -> None:
    words = words_of(tmp_path)
    for said in (
        "Budget $793,000: that is paid if every target is met",
        "the total lies between $760,500 and $824,500 in 95% of cases",
        "Set aside $1,200,000: no result can cost more.",
        "If nothing is reached $450,000 is paid; if the Program changes nothing, $676,000.",
    ):
        assert said in words
    assert (
        words.index("Budget $793,000")
        < words.index("What each scenario costs")
        < words.index("Expected without the program")
    )


@pytest.mark.parametrize("day", ["yesterday", "2027-02-30", "02/12/2027"])
def test_a_day_that_is_none_is_wrong_usage(day: str, tmp_path: Path) -> None:
    assert run(tmp_path, "--date", day).exit_code == 2


def test_a_spec_with_errors_has_no_estimate(tmp_path: Path) -> None:
    result = run(tmp_path, text=DENVER.replace("planned: 500", "planned: five hundred"))
    assert result.exit_code == 1
    assert "SPC-09" in result.stderr
    assert "Traceback" not in result.output


# --- nothing twice ---------------------------------------------------------------------------------


def test_a_single_line_and_a_single_quarter_repeat_no_table_of_scenarios(tmp_path: Path) -> None:
    edtech, denver = (
        words_of(tmp_path, (SPECS[0].parent / f"{name}.yaml").read_text("utf-8"))
        for name in ("edtech-licenses", "denver-literacy")
    )
    assert "Performance Funding by line" not in edtech
    assert "Total due by quarter" in edtech
    text = (SPECS[0].parent / "edtech-licenses.yaml").read_text("utf-8")
    once = text.replace("due: 2028-02-04", "due: 2028-07-10").replace("due: 2028-04-28", "due: 2028-07-12")
    told = words_of(tmp_path, once)
    assert "All that a scenario costs falls due in one quarter: 2027-28 Q4, Jun to Aug 2028." in told
    assert "Total due by quarter" not in told
    assert "What the total comes to by chance" not in edtech
    for title in ("Performance Funding by line", "Total due by quarter", "What the total comes to by chance"):
        assert title in denver


def test_earlier_results_that_are_those_of_everybody_stand_once(tmp_path: Path) -> None:
    edtech = (SPECS[0].parent / "edtech-licenses.yaml").read_text("utf-8")
    assert words_of(tmp_path, edtech).count("1,310") == 1
    changed = edtech[: (at := edtech.index("reached: 393}", edtech.index("outcomes:")))] + edtech[
        at:
    ].replace("reached: 393}", "reached: 392}", 1)
    assert words_of(tmp_path, changed).count("1,310") == 2


def test_a_board_names_its_own_default_and_its_shares_in_percent(tmp_path: Path) -> None:
    ohio = words_of(tmp_path, (SPECS[0].parent / "central-ohio-workforce.yaml").read_text("utf-8"))
    assert "One limit cuts. The board defaults: the most for a default of the board ($135,000)" in ohio
    assert "Measurable skill gains 53%, Credential attainment 55%" in ohio
    assert ohio.count("No range by chance is worked out") == 1
