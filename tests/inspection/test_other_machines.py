"""A PDF that another machine laid out says the same, wherever lines and pages end; another word is told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from obcgen.build import build, rebuild
from obcgen.document.compare import Clause, compare
from obcgen.inspection.inspection import Inspection, _same_letters, inspect
from obcgen.inspection.to_text import to_text
from obcgen.pack import builtin
from obcgen.writers import to_pdf
from obcgen.writers.css import print_css
from obcgen.writers.to_html import html_page

SPEC = Path(__file__).parent.parent / "specs" / "minimal-rfp.yaml"
ELSEWHERE = "body { font-size: 12pt } p, li, td { letter-spacing: 0.02em }"


def printed_elsewhere(patch: pytest.MonkeyPatch, before: str = "", after: str = "") -> bytes:
    """Return the PDF of a machine on which letters take more room, with words replaced."""
    with patch.context() as other:
        other.setattr(to_pdf, "print_css", lambda *given: f"{print_css(*given)} {ELSEWHERE}")
        other.setattr(
            to_pdf, "html_page", lambda *given: html_page(*given).replace(before or "\0", after or "\0")
        )
        (content,) = build("response", SPEC, ("pdf",), builtin()).files.values()
    return content


@pytest.fixture(scope="module", autouse=True)
def _made_again_once() -> Iterator[None]:
    """Make once what the spec makes here: both tests change the file, not the spec in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("obcgen.inspection.inspection.rebuild", cache(rebuild))
        yield


def inspected(content: bytes, folder: Path) -> Inspection:
    (folder / "a.pdf").write_bytes(content)
    return inspect(folder / "a.pdf", builtin())


def test_other_lines_and_pages_are_the_same_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = inspected(printed_elsewhere(monkeypatch), tmp_path)
    assert (found.state, found.differences, found.problems) == ("same words", (), ())
    assert "made on another machine" in to_text(found)


def test_a_word_that_differs_is_told_also_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    altered = printed_elsewhere(monkeypatch, "It has not tried", "It has tried")
    found = inspected(altered, tmp_path)
    assert found.state == "different"
    assert found.differences
    assert {one.change for one in found.differences} == {"changed"}
    assert all("It has tried" in one.after for one in found.differences)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("America/ Denver", "America/Denver", True),
        ("non- responsive", "non-responsive", True),
        ("$1,500", "$1,600", False),
        ("at least 40", "at most 40", False),
        ("", "not", False),
    ],
)
def test_only_spaces_do_not_count_in_a_pdf(one: str, other: str, alike: bool) -> None:
    assert (compare([Clause("a", one)], [Clause("a", other)], _same_letters) == ()) is alike
    assert compare([Clause("a", one)], [Clause("a", other)])
