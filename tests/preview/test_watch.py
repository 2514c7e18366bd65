"""`obcgen watch`: a preview, again whenever what it is made of was saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from obcgen.cli import main, watching

DENVER = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"
_later = count(2_000_000_000)


def write(path: Path, text: str) -> None:
    """Write a file as somebody does who saves it later than before."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (when := next(_later), when))


def watched(
    monkeypatch: pytest.MonkeyPatch, spec: Path, *edits: Callable[[], object], more: tuple[str, ...] = ()
) -> tuple[Result, list[int]]:
    """Watch a spec while it is edited; return what was said, and how often a preview was made after each."""
    made: list[int] = [0]
    waiting = list(edits)

    def shown(*_: object) -> tuple[Path, ...]:
        made[-1] += 1
        return real(*_)  # type: ignore[arg-type]

    def pause(_: float) -> None:
        if not waiting:
            raise KeyboardInterrupt
        waiting.pop(0)()
        made.append(0)

    real = watching.shown
    monkeypatch.setattr(watching, "sleep", pause)
    monkeypatch.setattr(watching, "shown", shown)
    out = str(spec.parent / "output")
    return CliRunner().invoke(main, ["watch", str(spec), "-o", out, *more]), made


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make previews of one line: what they hold is tested beside this."""
    from obcgen.layout import Built
    from obcgen.preview import preview

    def made(read: object, *_: object, **__: object) -> Built:
        return Built({"preview.html": repr(read.source.root).encode()}, ())  # type: ignore[attr-defined]

    monkeypatch.setattr(preview, "build_preview", made)


@pytest.mark.usefixtures("built")
def test_a_preview_is_made_again_for_each_change_and_for_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spec, text = tmp_path / "deal.yaml", DENVER.read_text(encoding="utf-8")
    write(spec, text)
    result, made = watched(
        monkeypatch,
        spec,
        lambda: None,
        lambda: write(spec, text.replace("group_size: 4", "group_size: <how many>")),
        lambda: (tmp_path / "notes.txt").write_text("not read"),
    )
    assert made == [1, 0, 1, 0]
    assert result.exit_code == 130
    assert "how many" in result.stderr
    assert "how many" in (tmp_path / "output" / "preview.html").read_text(encoding="utf-8")
    assert "Traceback" not in result.output


def test_what_is_saved_while_a_preview_is_made_is_shown_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from obcgen.layout import Built
    from obcgen.preview import preview

    spec, text = tmp_path / "deal.yaml", DENVER.read_text(encoding="utf-8")
    saves = [text.replace("group_size: 4", "group_size: 5")]

    def made_slowly(*_: object, **__: object) -> Built:
        if saves:
            write(spec, saves.pop())
        return Built({"preview.html": b""}, ())

    monkeypatch.setattr(preview, "build_preview", made_slowly)
    write(spec, text)
    _, made = watched(monkeypatch, spec, lambda: None, lambda: None)
    assert made == [1, 1, 0]


@pytest.mark.usefixtures("built")
def test_a_text_that_cannot_be_read_is_told_and_the_watch_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spec, text = tmp_path / "deal.yaml", DENVER.read_text(encoding="utf-8")
    write(spec, "document: {number: [\n")
    result, made = watched(
        monkeypatch, spec, lambda: write(spec, text), spec.unlink, lambda: write(spec, text)
    )
    assert made == [1, 1, 1, 1]
    assert "SRC-" in result.stderr
    assert (tmp_path / "output" / "preview.html").exists()


@pytest.mark.usefixtures("built")
def test_a_file_below_and_a_pack_are_watched_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    below, spec, pack = tmp_path / "rfp.yaml", tmp_path / "deal.yaml", tmp_path / "pack"
    pack.mkdir()
    write(pack / "style.yaml", "colours: {primary: '#123456'}\n")
    write(below, DENVER.read_text(encoding="utf-8"))
    write(spec, "extends: rfp.yaml\ndocument: {number: RFP-8}\n")
    _, made = watched(
        monkeypatch,
        spec,
        lambda: write(below, DENVER.read_text(encoding="utf-8").replace("group_size: 4", "group_size: 5")),
        lambda: write(pack / "style.yaml", "colours: {primary: '#654321'}\n"),
        more=("--pack", str(pack)),
    )
    assert made == [1, 1, 1]


@pytest.mark.usefixtures("built")
def test_after_a_save_only_what_changed_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = tmp_path / "deal.yaml"
    first = DENVER.read_text(encoding="utf-8").replace("group_size: 4", "group_size: <how many>")
    second = first.replace("group_size: <how many>", "# moves a line\n  group_size: 4").replace(
        "staffing:", "staffing: <who teaches>\n  delivery_note:"
    )
    write(spec, first)
    result, _ = watched(monkeypatch, spec, lambda: write(spec, "a: ["), lambda: write(spec, second))
    before, _, after = result.stderr.partition("SRC-")
    assert "how many" in before
    assert "how many" not in after
    assert "who teaches" in after
    assert "1 mended" in after
