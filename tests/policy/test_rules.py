"""Each rule fires on its case and stays silent on the edge beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from obcgen.build import survey
from obcgen.pack import builtin
from obcgen.policy.check import check, every_rule
from obcgen.policy.rule import DocumentKind, Rule
from obcgen.problems import Problem
from obcgen.render.thresholds import law_on

DENVER = (Path(__file__).parents[2] / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")


LAW = law_on(builtin(), date(2027, 3, 1))


def found(tmp_path: Path, changes: list[tuple[str, str]], kind: DocumentKind | None = None) -> list[Problem]:
    text = DENVER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    spec = tmp_path / "denver.yaml"
    spec.write_text(text, encoding="utf-8")
    return [problem for problem in survey(spec, kind)[2] if problem.severity != "note"]


def section(name: str) -> str:
    """Return a whole top-level section of the example."""
    lines = DENVER.splitlines(keepends=True)
    start = lines.index(f"{name}:\n")
    end = next(i for i in range(start + 1, len(lines) + 1) if i == len(lines) or lines[i][:1].strip())
    return "".join(lines[start:end])


def part(start: str, end: str) -> str:
    return DENVER[DENVER.index(start) : DENVER.index(end)]


RATES = "per_participant: $500, requires: {dosage: minimum}"
FIRES: list[tuple[str, str, list[tuple[str, str]], DocumentKind | None]] = [
    (
        "GUI-02",
        "base below the cost of delivery",
        [("{per_participant: $880}", "{per_participant: $900.01}")],
        None,
    ),
    (
        "GUI-02",
        "base below a cost with a fixed part",
        [("{per_participant: $880}", "{per_participant: $880, fixed: $10000.01}")],
        None,
    ),
    (
        "GUI-03",
        "4.99 % contingent",
        [(RATES, RATES.replace("500", "15.75")), ("participant: $1,500", "participant: $47.25")],
        None,
    ),
    ("GUI-04", "a target equal to what is expected without", [("target: 42%", "target: 30%")], None),
    ("GUI-05", "a target that an earlier year reached", [("reached: 152", "reached: 211")], None),
    (
        "GUI-06",
        "a gain of 26 points without evidence",
        [
            ("target: 42%", "target: 56%"),
            (part("    rationale: |\n      Vocabulary", "    verification: {like: fluency}"), ""),
        ],
        None,
    ),
    (
        "GUI-08",
        "no summative use",
        [("formative evaluation, summative evaluation]", "formative evaluation]")],
        None,
    ),
    ("GUI-08", "no data section", [(section("data"), "")], None),
    ("GUI-09", "no improvement section", [(section("improvement"), "")], None),
    (
        "PRO-01",
        "answers after proposals",
        [("answers_posted: 2027-03-26", "answers_posted: 2027-05-15")],
        None,
    ),
    ("PRO-01", "service that ends before it starts", [("  ends: 2028-05-19", "  ends: 2027-10-03")], None),
    (
        "PRO-01",
        "a window that closes before it opens",
        [("closes: 2028-05-19}", "closes: 2028-05-07}")],
        None,
    ),
    ("PRO-01", "a contract that ends before it begins", [("  ends: 2028-12-31", "  ends: 2027-06-30")], None),
    ("PRO-02", "weights of 99", [("weight: 15", "weight: 14")], None),
    ("PRO-03", "a payment after the contract ends", [("  ends: 2028-12-31", "  ends: 2028-07-30")], None),
    ("REQ-01", "no provider obligation", [(part("  provider_must:", "  dispute:"), "")], "rfp"),
    ("REQ-02", "an RFP without a need", [(section("need"), "")], "rfp"),
    ("REQ-02", "an RFP without procurement", [(section("procurement"), "")], "rfp"),
    ("REQ-02", "a contract without a provider", [(section("provider"), "")], "contract"),
    ("REQ-02", "a contract without duties", [(section("duties"), "")], "contract"),
    (
        "REQ-03",
        "nobody to write to",
        [("    procurement: {title: Purchasing", "    purchasing: {title: Purchasing")],
        "rfp",
    ),
    ("REQ-03", "no way to end early", [(part("  termination:", "  insurance:"), "")], "contract"),
    ("REQ-03", "no dispute ladder", [(part("  dispute:", "  evidence_pack:"), "")], "contract"),
    (
        "REQ-04",
        "a proposed price in a contract",
        [(f"fluency: {{{RATES}", "fluency: {per_participant: {proposed: true, at_most: $500}")],
        "contract",
    ),
]

SILENT: list[tuple[str, str, list[tuple[str, str]], DocumentKind | None]] = [
    ("GUI-02", "base equal to the cost", [("{per_participant: $880}", "{per_participant: $900}")], None),
    (
        "GUI-03",
        "5 % contingent",
        [(RATES, RATES.replace("500", "15.79")), ("participant: $1,500", "participant: $47.37")],
        None,
    ),
    ("GUI-04", "a target one point above", [("target: 42%", "target: 31%")], None),
    ("GUI-05", "a year one student short of the target", [("reached: 152", "reached: 210")], None),
    (
        "GUI-06",
        "a gain of 25 points without evidence",
        [
            ("target: 42%", "target: 55%"),
            (part("    rationale: |\n      Vocabulary", "    verification: {like: fluency}"), ""),
        ],
        None,
    ),
    ("GUI-06", "a gain of 26 points with evidence", [("target: 42%", "target: 56%")], None),
    ("PRO-01", "two steps on one day", [("answers_posted: 2027-03-26", "answers_posted: 2027-03-19")], None),
    ("PRO-03", "a payment on the last day", [("  ends: 2028-12-31", "  ends: 2028-07-31")], None),
    ("REQ-02", "an RFP needs no provider", [(section("provider"), ""), (section("agreement"), "")], "rfp"),
    ("REQ-02", "a contract needs no procurement", [(section("procurement"), "")], "contract"),
    (
        "REQ-04",
        "a proposed price in an RFP",
        [(f"fluency: {{{RATES}", "fluency: {per_participant: {proposed: true, at_most: $500}")],
        "rfp",
    ),
]


@pytest.mark.parametrize(
    ("code", "what", "changes", "kind"), FIRES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_rule_fires(
    code: str, what: str, changes: list[tuple[str, str]], kind: DocumentKind | None, tmp_path: Path
) -> None:
    problems = [problem for problem in found(tmp_path, changes, kind) if problem.code == code]
    assert problems, what
    for problem in problems:
        assert problem.place is not None
        assert problem.hint
        assert problem.expected


@pytest.mark.parametrize(
    ("code", "what", "changes", "kind"), SILENT, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_rule_is_silent_on_the_edge(
    code: str, what: str, changes: list[tuple[str, str]], kind: DocumentKind | None, tmp_path: Path
) -> None:
    assert [p for p in found(tmp_path, changes, kind) if p.code == code] == [], what


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.find.__name__)
def test_every_rule_names_its_source_and_what_it_reads(rule: Rule) -> None:
    assert rule.source
    assert rule.needs
    assert rule.find.__doc__


def test_a_warning_does_not_stop_the_documents(tmp_path: Path) -> None:
    problems = found(tmp_path, [("{per_participant: $880}", "{per_participant: $1000}")])
    assert {problem.severity for problem in problems} == {"warning"}


def test_without_a_document_the_sections_decide_what_is_asked_for(tmp_path: Path) -> None:
    without_provider = found(tmp_path, [(section("provider"), "")])
    assert without_provider == []
    without_obligations = found(tmp_path, [(part("  provider_must:", "  dispute:"), "")])
    assert [problem.code for problem in without_obligations] == ["REQ-01"]


def test_check_skips_a_rule_whose_sections_cannot_be_read() -> None:
    spec = survey(Path(__file__).parents[2] / "specs" / "denver-literacy.yaml")[1]
    broken = spec.model_copy(update={"outcomes": None})
    found = check(broken, LAW, None, frozenset({"outcomes"}))
    assert {problem.severity for problem in found} == {"note"}
