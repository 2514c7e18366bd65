"""Changes to the text of the Denver spec: some that a rule finds, and some on the edge that none does."""

from __future__ import annotations

from pathlib import Path

from obcgen.policy.rule import DocumentKind

DENVER = (Path(__file__).parents[1] / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")


def changed(changes: list[tuple[str, str]]) -> str:
    """Return the example with some texts replaced."""
    text = DENVER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def section(name: str) -> str:
    """Return a whole top-level section of the example."""
    lines = DENVER.splitlines(keepends=True)
    start = lines.index(f"{name}:\n")
    end = next(i for i in range(start + 1, len(lines) + 1) if i == len(lines) or lines[i][:1].strip())
    return "".join(lines[start:end])


def part(start: str, end: str) -> str:
    """Return what stands between two texts of the example."""
    return DENVER[DENVER.index(start) : DENVER.index(end)]


RATES = "per_participant: $500, requires: {dosage: minimum}"
FLUENCY = "fluency: {per_participant: $1000, requires: {dosage: minimum}"
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
        [("answers_posted: 2027-03-26", "answers_posted: 2027-05-01")],
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
    ("PRO-03", "a payment after the contract ends", [("  ends: 2028-12-31", "  ends: 2028-08-30")], None),
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
        [(FLUENCY, "fluency: {per_participant: {proposed: true, at_most: $1000}")],
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
    ("PRO-03", "a payment on the last day", [("  ends: 2028-12-31", "  ends: 2028-08-31")], None),
    ("REQ-02", "an RFP needs no provider", [(section("provider"), ""), (section("agreement"), "")], "rfp"),
    ("REQ-02", "a contract needs no procurement", [(section("procurement"), "")], "contract"),
    (
        "REQ-04",
        "a proposed price in an RFP",
        [(FLUENCY, "fluency: {per_participant: {proposed: true, at_most: $1000}")],
        "rfp",
    ),
]
