"""Templates are compiled once for each text: what was kept is never the code of another text or file."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.problems import ObcgenError
from obcgen.render import compiled, environment
from packs import html_of, problems_of


def test_a_template_whose_text_was_changed_is_read_anew(tmp_path: Path) -> None:
    assert "before" in html_of(tmp_path, "before {{ 1 + 1 }}\n")
    assert "after 2" in html_of(tmp_path, "after {{ 1 + 1 }}\n")
    with pytest.raises(ObcgenError):
        html_of(tmp_path, "after {{ 1 + }}\n")


def test_the_same_text_elsewhere_is_told_with_its_own_place(tmp_path: Path) -> None:
    (first,) = problems_of(tmp_path / "a", "{% include 'shared/one.md' %}\n", {"shared/one.md": "{{ no }}\n"})
    (second,) = problems_of(
        tmp_path / "b", "{% include 'shared/two.md' %}\n", {"shared/two.md": "{{ no }}\n"}
    )
    assert first.place
    assert second.place
    assert (first.place.file, second.place.file) == ("pack/shared/one.md", "pack/shared/two.md")


def test_code_is_kept_for_a_limited_number_of_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = compiled.Compiled()
    monkeypatch.setattr(environment, "_COMPILED", kept)
    monkeypatch.setattr(compiled, "MOST_COMPILED", 2)
    for number in range(5):
        assert str(number) in html_of(tmp_path, f"Text {number}.\n")
    assert len(kept._code) == 2  # noqa: SLF001 - how much it keeps shows nowhere else


def test_a_text_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    html_of(tmp_path, "Once and {{ 1 + 1 }}.\n")
    monkeypatch.delattr(environment.Templates, "_parse")
    monkeypatch.delattr("jinja2.Environment._parse")
    assert "Once and 2." in html_of(tmp_path, "Once and {{ 1 + 1 }}.\n")
