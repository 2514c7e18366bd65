"""Compiled templates in the user's cache folder: code, so only what nobody else can have written is run."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import nodes

from obcgen.files.kept import keep, own_folder
from obcgen.pack import Layer, Pack, builtin
from obcgen.render import compiled
from obcgen.render.compiled import read_code, write_code
from obcgen.render.environment import MACROS, Templates

CODE = compile("1 + 1", "sum", "eval")
NAMES: dict[str, object] = {}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give this run a cache folder of its own, under a folder that looks as a user's home does."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr("obcgen.render.environment._KEPT", compiled.Kept())
    forget_folder()
    yield tmp_path / "caches" / "obcgen"
    forget_folder()


def forget_folder() -> None:
    own_folder.cache_clear()
    compiled.own_code.cache_clear()


def files(home: Path) -> list[Path]:
    return sorted(each for each in home.rglob("*") if each.is_file())


def test_templates_of_the_program_are_compiled_once_for_all_runs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Templates(builtin(), NAMES)
    assert len(files(home)) >= len(MACROS)
    assert all(not each.stat().st_mode & 0o077 for each in (*files(home), *home.glob("templates-*")))
    monkeypatch.setattr("obcgen.render.environment._KEPT", compiled.Kept())  # as another run has it
    monkeypatch.delattr("jinja2.Environment._parse")
    Templates(builtin(), NAMES)


def test_templates_of_a_district_or_a_stranger_are_never_kept_and_what_lies_below_them_is(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "pack" / "shared" / "forms.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro own() %}x{% endmacro %}", encoding="utf-8")
    pack = Pack((Layer(tmp_path / "pack", "pack"), *builtin().layers))
    Templates(pack, NAMES)
    assert len(files(home)) == len(MACROS)
    monkeypatch.setattr("obcgen.render.environment._KEPT", compiled.Kept())  # as another run has it
    monkeypatch.setattr("obcgen.render.environment._COMPILED", compiled.Compiled())
    parsed: list[str | None] = []
    parse = Templates._parse  # noqa: SLF001 - what is compiled shows nowhere else

    def noted(self: Templates, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed.append(name)
        return parse(self, source, name, filename)

    monkeypatch.setattr(Templates, "_parse", noted)
    Templates(pack, NAMES)
    assert parsed == ["shared/forms.html"]


def test_code_comes_back_as_it_went(tmp_path: Path) -> None:
    write_code(tmp_path / "sum", CODE)
    found = read_code(tmp_path / "sum")
    assert isinstance(found, CodeType)
    assert eval(found) == 2  # noqa: S307
    assert [each.name for each in tmp_path.iterdir()] == ["sum"]


def test_what_is_no_code_is_not_taken_for_it(tmp_path: Path) -> None:
    keep(tmp_path / "sum", marshal.dumps("print(1)"))
    assert read_code(tmp_path / "sum") is None


def test_where_nothing_can_be_written_templates_are_compiled_each_time(home: Path, tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file where a folder should be", encoding="utf-8")
    Templates(builtin(), NAMES)
    assert compiled.own_code() is None
    assert not home.exists()
