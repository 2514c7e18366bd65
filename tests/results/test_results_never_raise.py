"""No edit of a results file or of its table makes settling raise, and every Problem lies inside a file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from obcgen.account.settle import settle
from obcgen.checking import read_and_check
from obcgen.problems import ObcgenError, Problem
from obcgen.results.read import read_results
from obcgen.spec import Spec

SPECS = Path(__file__).parents[2] / "specs"
DEALS = [read_and_check(SPECS / name, "contract")[1] for name in ("denver-literacy.yaml", "duval-math.yaml")]
RESULTS = """obcgen: 1
contract: C-2027-014
settlement: final
as_of: 2028-06-20
verified: {by: Office, on: 2028-06-20}
roster: 3
served: 3
participants: p.csv
outcomes:
  fluency: {measured: 3, eligible: 2, reached: 2}
groups: {}
amounts: {costs: $5}
defaults:
  - party: district
    duty: rosters
    notice: 2027-10-05
    cure_failed: 2027-10-20
    outcomes: [vocabulary]
    participants: all
paid:
  base.launch: {amount: $180000, on: 2027-10-15}
disputed: [fluency]
acknowledged:
  RES-29 roster: three
""".splitlines()
MAPPED = """columns:
  participant: participant
  dosage: dosage
  fluency: fluency
  vocabulary: vocabulary
  phonemic_awareness: phonemic_awareness
rows: {served: [yes, no]}
""".splitlines()
TABLE = [
    "participant,served,dosage,fluency,vocabulary,phonemic_awareness",
    "A,yes,40,41,39,50",
    "B,no,40 hours,39,,50",
    "C,yes,12,45,yes,no",
]
VALUES = (
    "",
    "0",
    "-1",
    "all",
    "[a, b]",
    "{a: b}",
    "yes",
    "1e9",
    "$5",
    "2199-12-31",
    "final",
    "é",
    "'",
    '"',
    "=1",
    ";",
    "\x00",
    "9" * 400,
)


@st.composite
def edited(draw: st.DrawFn, lines: list[str], between: str) -> str:
    """Return lines of which a few are dropped, doubled, moved or given another value."""
    lines = list(lines)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["value", "drop", "double", "move"]))
        if how == "value":
            parts = lines[at].split(between)
            parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(VALUES))
            lines[at] = between.join(parts)
        elif how == "drop" and len(lines) > 1:
            del lines[at]
        elif how == "double":
            lines.insert(at, lines[at])
        else:
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
    return "\n".join(lines) + "\n"


def refusals(path: Path, spec: Spec) -> tuple[Problem, ...]:
    """Settle results, or return why they are refused."""
    try:
        found = read_results(path, spec)
    except ObcgenError as error:
        return error.problems
    settle(spec, found.facts, found.ledger)
    return ()


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(DEALS),
    st.one_of(edited(RESULTS, ":"), edited([*RESULTS, *MAPPED], ":")),
    edited(TABLE, ","),
)
def test_an_edited_file_is_settled_or_refused_with_places(spec: Spec, results: str, table: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "results.yaml"
        path.write_text(results, encoding="utf-8")
        (Path(folder) / "p.csv").write_text(table, encoding="utf-8")
        for problem in refusals(path, spec):
            assert problem.place is not None
            lines = (results if problem.place.file.endswith("yaml") else table).split("\n")
            assert 1 <= problem.place.line <= len(lines) + 1
