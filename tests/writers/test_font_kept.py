"""What is worked out of fonts is kept between runs, and is the same whether it was kept or not."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from made_font import HEBREW, made_font
from pdf_sample import SHARED

from obcgen.files.kept import own_folder
from obcgen.problems import ObcgenError
from obcgen.writers import font_kept
from obcgen.writers.font_files import held
from obcgen.writers.font_subset import subset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGULAR = SHARED / "fonts" / "Carlito-Regular.ttf"
LETTERS = frozenset("abc Á1")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give this run a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    _as_another_run()
    own_folder.cache_clear()
    font_kept.own_fonts.cache_clear()
    yield tmp_path / "caches" / "obcgen"
    _as_another_run()
    own_folder.cache_clear()
    font_kept.own_fonts.cache_clear()


def _as_another_run() -> None:
    subset.cache_clear()
    held.cache_clear()


def kept(home: Path) -> list[Path]:
    return sorted(home.glob("fonts-*/*"))


@pytest.mark.parametrize("family", ["", "Document Text"])
def test_another_run_finds_the_same_and_loads_no_library_of_fonts(
    family: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = held(REGULAR), subset(REGULAR, LETTERS, family)
    assert len(kept(home)) == 2
    _as_another_run()
    monkeypatch.setitem(sys.modules, "fontTools.ttLib", None)
    monkeypatch.setitem(sys.modules, "fontTools.subset", None)
    assert (held(REGULAR), subset(REGULAR, LETTERS, family)) == first


def test_where_nothing_can_be_kept_the_same_is_made_anew(home: Path, tmp_path: Path) -> None:
    first = held(REGULAR), subset(REGULAR, LETTERS)
    shutil.rmtree(tmp_path / "caches")
    (tmp_path / "caches").write_text("a file where a folder should be", encoding="utf-8")
    _as_another_run()
    own_folder.cache_clear()
    font_kept.own_fonts.cache_clear()
    assert (held(REGULAR), subset(REGULAR, LETTERS)) == first
    assert not home.exists()


def test_other_characters_another_name_or_another_font_are_made_of_their_own(
    home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "font.ttf"
    shutil.copy(REGULAR, file)
    parts = {subset(file, LETTERS), subset(file, LETTERS | {"z"}), subset(file, LETTERS, "Document Text")}
    before = held(file)
    made_font(file, HEBREW)  # in the same place
    _as_another_run()
    assert held(file) != before
    assert len({*parts, subset(file, frozenset("ב"))}) == 4
    assert len(kept(home)) == 6


def test_a_damaged_file_is_made_anew(home: Path) -> None:
    first = subset(REGULAR, LETTERS)
    (file,) = kept(home)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    _as_another_run()
    assert subset(REGULAR, LETTERS) == first


def test_of_what_is_no_font_nothing_is_kept(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.ttf"
    file.write_bytes(REGULAR.read_bytes()[:3_000])
    with pytest.raises(ObcgenError, match="WRT-02"):
        held(file)
    with pytest.raises(ObcgenError, match="WRT-02"):
        subset(file, LETTERS)
    assert kept(home) == []


def test_the_oldest_give_way(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.files.kept._MOST", 4)
    for number in range(12):
        assert font_kept.kept_of(b"font", str(number), lambda: b"made") == b"made"
    assert 1 <= len(kept(home)) <= 4
