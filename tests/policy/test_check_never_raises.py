"""No edit of a spec makes check raise, and every Problem it tells lies inside the file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from obcgen.checking import read_and_check
from obcgen.problems import ObcgenError, Problem

SPECS = Path(__file__).parents[2] / "specs"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SPECS.glob("*.yaml"))]
VALUES = (
    "",
    "0",
    "1",
    "0%",
    "100%",
    "1000000%",
    "5/6",
    "$0",
    "$999999999",
    "2199-12-31",
    "1990-01-01",
    "2028-02-29",
    "monthly",
    "99999 weeks",
    "99999 years",
    "1 minute",
    "true",
    "null",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    "{like: fluency}",
    "provider",
    "third_party",
    "deemed_reached",
    "final",
    "TBD",
    "é",
    "'",
    "- x",
    "#",
)


@st.composite
def edited(draw: st.DrawFn) -> str:
    """Return an example with a few lines dropped, doubled, moved or given another value."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["value", "drop", "double", "move", "indent"]))
        if how == "value" and ":" in lines[at]:
            lines[at] = lines[at].split(":")[0] + ": " + draw(st.sampled_from(VALUES))
        elif how == "indent":
            lines[at] = "  " + lines[at]
        else:
            line = lines.pop(at)
            copies = {"drop": 0, "double": 2}.get(how, 1)
            where = draw(st.integers(0, len(lines))) if how == "move" else at
            lines[where:where] = [line] * copies
    return "\n".join(lines) + "\n"


def told(text: str) -> tuple[Problem, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "spec.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            return read_and_check(path)[2]
        except ObcgenError as error:
            return error.problems


@settings(max_examples=150, deadline=None)
@given(edited())
def test_no_edit_makes_check_raise(text: str) -> None:
    lines = text.splitlines()
    for problem in told(text):
        assert problem.message
        assert problem.place is not None
        assert 1 <= problem.place.line <= len(lines) + 1
        if problem.place.line <= len(lines):
            assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
