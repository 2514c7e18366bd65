"""A wheel brings templates as Python: each is used for the very text that it was made of, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.pack import Layer, Pack, builtin, shipped
from obcgen.render import compiled
from obcgen.render.environment import Templates
from obcgen.render.ready import write_ready

CLAUSE = "contract/wage-record-terms.md"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ready")
    write_ready(folder)
    return folder / compiled.ready_version()


@pytest.fixture
def ready(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this run find what a wheel brings, and nothing that an earlier run kept."""
    monkeypatch.setattr(compiled, "ready_folder", lambda: written)
    monkeypatch.setattr(compiled, "own_code", lambda: None)
    monkeypatch.setattr("obcgen.render.environment._KEPT", compiled.Kept())
    monkeypatch.setattr("obcgen.render.environment._COMPILED", compiled.Compiled())


@pytest.mark.usefixtures("ready")
def test_no_template_of_the_program_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = Templates(builtin(), {}).html(CLAUSE)
    monkeypatch.setattr("obcgen.render.environment._KEPT", compiled.Kept())
    monkeypatch.delattr("jinja2.Environment._parse")
    assert Templates(builtin(), {}).html(CLAUSE) == printed
    for layer in shipped().values():
        Templates(Pack((layer, *builtin().layers)), {})


@pytest.mark.usefixtures("ready")
def test_each_template_is_there_under_the_name_by_which_it_is_looked_for(written: Path) -> None:
    assert len(list(written.glob("t*.py"))) > 500


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("ours", [True, False])
def test_another_text_in_place_of_a_clause_is_what_prints(tmp_path: Path, ours: bool) -> None:
    own = tmp_path / CLAUSE
    own.parent.mkdir()
    own.write_text("Another clause.\n", encoding="utf-8")
    name = builtin().layers[0].name if ours else "pack"  # as if it were the program's own file
    pack = Pack((Layer(tmp_path, name, ours=ours), *builtin().layers))
    printed = Templates(pack, {}).html(CLAUSE)
    assert printed.endswith(">Another clause.</p>\n")
    assert printed.count("<p") == 1


def test_what_another_version_made_is_not_used(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = written.parent / "program"
    (program / "ready" / "0123456789abcdef").mkdir(parents=True)
    monkeypatch.setattr(compiled, "__file__", str(program / "render" / "compiled.py"))
    compiled.ready_folder.cache_clear()
    assert compiled.ready_folder() is None
    compiled.ready_folder.cache_clear()
