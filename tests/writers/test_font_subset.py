from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from made_font import HEBREW, made_font
from pdf_sample import SHARED

from obcgen.problems import ObcgenError
from obcgen.writers.font_subset import subset

if TYPE_CHECKING:
    from pathlib import Path

REGULAR = SHARED / "fonts" / "Carlito-Regular.ttf"
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzÁñ, .“$0123456789")


def font_of(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def test_a_part_of_a_font_has_the_characters_asked_for_and_few_more() -> None:
    part = subset(REGULAR, LETTERS)
    assert set(font_of(part).getBestCmap()) == {ord(one) for one in LETTERS}
    assert len(part) < REGULAR.stat().st_size // 20


def test_what_is_left_is_as_wide_as_it_was_and_is_kerned_as_it_was() -> None:
    part, whole = font_of(subset(REGULAR, LETTERS)), TTFont(REGULAR)
    for code, name in part.getBestCmap().items():
        assert part["hmtx"][name] == whole["hmtx"][whole.getBestCmap()[code]], chr(code)
    features = {one.FeatureTag for one in part["GPOS"].table.FeatureList.FeatureRecord}
    assert features == {"kern"}
    assert (part["hhea"].ascent, part["hhea"].descent) == (whole["hhea"].ascent, whole["hhea"].descent)


def test_a_character_that_the_font_lacks_is_left_out(tmp_path: Path) -> None:
    file = made_font(tmp_path / "bars.ttf", HEBREW)
    assert set(font_of(subset(file, frozenset("בA漢"))).getBestCmap()) == {ord("ב")}


def test_makers_licence_and_dates_stay_with_the_part() -> None:
    part, whole = font_of(subset(REGULAR, LETTERS)), TTFont(REGULAR)
    for kept in (0, 1, 4, 13, 14):
        assert part["name"].getDebugName(kept) == whole["name"].getDebugName(kept)
    assert part["head"].modified == whole["head"].modified


def test_a_web_font_bears_no_reserved_name_but_names_its_makers_and_licence() -> None:
    part = font_of(subset(REGULAR, LETTERS, "Document Text"))
    assert part.flavor == "woff2"
    assert set(part.getBestCmap()) == {ord(one) for one in LETTERS}
    names = {one.nameID: str(one) for one in part["name"].names}
    assert (names[1], names[4], names[6]) == (
        "Document Text",
        "Document Text Regular",
        "DocumentText-Regular",
    )
    assert [key for key, name in names.items() if "carlito" in name.lower()] == [0, 13]
    assert "SIL Open Font License" in names[13]


@pytest.mark.parametrize("family", ["", "Document Text"])
def test_another_process_makes_the_same_bytes_without_those_that_are_kept(
    family: str, tmp_path: Path
) -> None:
    code = (
        "import sys, pathlib; from obcgen.writers.font_subset import subset;"
        "sys.stdout.buffer.write(subset(pathlib.Path(sys.argv[1]), frozenset(sys.argv[2]), sys.argv[3]))"
    )
    letters = "".join(sorted(LETTERS, reverse=True))
    made = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(REGULAR), letters, family],
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert made.stderr == b""
    assert made.stdout == subset(REGULAR, LETTERS, family)


@pytest.mark.parametrize("content", [b"", b"wOF2 and more", REGULAR.read_bytes()[:3_000]])
def test_what_is_no_font_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.ttf"
    file.write_bytes(content)
    with pytest.raises(ObcgenError, match="WRT-02") as refused:
        subset(file, LETTERS)
    assert "broken.ttf" in str(refused.value)
