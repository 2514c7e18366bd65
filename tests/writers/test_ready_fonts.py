"""A wheel brings fonts cut down: that changes no file, and what was not foreseen is cut as ever."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from obcgen.pack import builtin
from obcgen.writers import font_kept
from obcgen.writers.font_faces import TYPED
from obcgen.writers.font_files import held
from obcgen.writers.font_kept import brought
from obcgen.writers.font_subset import asked_nameless, subset
from obcgen.writers.ready_fonts import write_ready_fonts

REGULAR = next(file for file in builtin().style.font_files if file.name == "Carlito-Regular.ttf")
LETTERS = frozenset(TYPED & held(REGULAR).advances.keys())
WRITTEN = subset(REGULAR, LETTERS)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ready")
    write_ready_fonts(folder, builtin().style)
    return folder


@pytest.fixture
def ready(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this run find what a wheel brings, and nothing that an earlier run kept."""
    monkeypatch.setattr(font_kept, "READY", wheel)
    monkeypatch.setattr(font_kept, "own_fonts", lambda: None)
    subset.cache_clear()
    held.cache_clear()


@pytest.mark.usefixtures("ready")
def test_fonts_are_neither_measured_nor_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    known = held(REGULAR)
    held.cache_clear()
    monkeypatch.delattr("obcgen.writers.font_files._read")
    monkeypatch.delattr("fontTools.subset.Subsetter")
    assert held(REGULAR) == known
    assert subset(REGULAR, LETTERS) == WRITTEN


@pytest.mark.usefixtures("ready")
def test_a_letter_that_nobody_types_here_is_cut_out_as_well() -> None:
    found = TTFont(io.BytesIO(subset(REGULAR, LETTERS | {"Ω"})))
    assert ord("Ω") in found.getBestCmap()


@pytest.mark.usefixtures("ready")
def test_another_font_of_the_same_name_is_not_taken_for_it() -> None:
    asked, content = asked_nameless(LETTERS), REGULAR.read_bytes()
    assert brought(content, asked)
    assert brought(content + b"\0", asked) is None


def test_what_is_brought_does_not_bear_the_reserved_name(wheel: Path) -> None:
    fonts = [made for file in wheel.rglob("*") if file.is_file() and (made := file.read_bytes())[:1] != b"{"]
    assert len(fonts) == len(builtin().style.font_files)
    for content in fonts:
        assert "name" not in TTFont(io.BytesIO(content))
        assert b"Carlito" not in content
