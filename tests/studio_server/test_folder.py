"""The studio reads what is in its folder, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.problems import ObcgenError
from obcgen.studio_server.folder import LARGEST, Folder


def codes(folder: Path, name: str) -> list[str]:
    with pytest.raises(ObcgenError) as raised:
        Folder(folder.resolve()).read(name)
    return [each.code for each in raised.value.problems]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../outside.yaml",
        "below/../../outside.yaml",
        "/etc/passwd",
        "C:\\outside.yaml",
        "..\\outside.yaml",
        ".hidden.yaml",
        "below/.git/config",
        "deal.yaml\0",
        "deal.yaml:stream",
        "line\nbreak.yaml",
        "\ud800.yaml",
        f"{'long' * 60}.yaml",
        "loop.yaml",
    ],
)
def test_a_name_that_could_lead_out_is_refused(folder: Path, name: str) -> None:
    (folder / "loop.yaml").symlink_to("loop.yaml")
    assert codes(folder, name) == ["SRV-01"]
    assert [each.name for each in Folder(folder.resolve()).specs()] == ["deal.yaml"]


def test_a_link_that_leads_out_is_refused_and_not_listed(folder: Path) -> None:
    (folder / "link.yaml").symlink_to(folder.parent / "outside.yaml")
    (folder / "below").symlink_to(folder.parent)
    assert codes(folder, "link.yaml") == ["SRV-01"]
    assert codes(folder, "below/outside.yaml") == ["SRV-01"]
    assert [each.name for each in Folder(folder.resolve()).specs()] == ["deal.yaml"]
    assert Folder(folder.resolve()).beside("deal.yaml") == {}


def test_results_are_no_deal_to_open_and_lie_beside_theirs(folder: Path) -> None:
    text = "obcgen: 1\ncontract: C-1\nsettlement: final\nas_of: 2028-09-15\n"
    (folder / "results.yaml").write_text(text, encoding="utf-8")
    (folder / "other.yaml").write_text("obcgen: 1\ncontract: C-1\ndocument: {}\n", encoding="utf-8")
    served = Folder(folder.resolve())
    assert {each.name for each in served.specs()} == {"deal.yaml", "other.yaml"}
    assert served.beside("deal.yaml")["results.yaml"] == text.encode()


def test_a_link_within_the_folder_is_read(folder: Path) -> None:
    (folder / "again.yaml").symlink_to("deal.yaml")
    assert Folder(folder.resolve()).read("again.yaml") == (folder / "deal.yaml").read_bytes()


@pytest.mark.parametrize("name", ["gone.yaml", "below"])
def test_what_cannot_be_read_is_told(folder: Path, name: str) -> None:
    (folder / "below").mkdir()
    assert codes(folder, name) == ["SRV-02"]


def test_a_file_that_is_too_large_is_told_and_left_out(folder: Path) -> None:
    with (folder / "large.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert codes(folder, "large.csv") == ["SRV-02"]
    assert Folder(folder.resolve()).beside("deal.yaml") == {}


def test_specs_are_listed_the_latest_first_and_parts_of_packs_are_none(folder: Path) -> None:
    (folder / "pack").mkdir()
    for name in ("pack/pack.yaml", "pack/style.yaml", "notes.txt", ".draft.yaml"):
        (folder / name).write_text("x: 1\n", encoding="utf-8")
    (folder / "pack" / "later.yml").write_text("x: 1\n", encoding="utf-8")
    import os

    os.utime(folder / "deal.yaml", (1, 1))
    assert [each.name for each in Folder(folder.resolve()).specs()] == ["pack/later.yml", "deal.yaml"]


def test_what_lies_beside_a_spec_is_named_from_there(folder: Path) -> None:
    (folder / "deals" / "pack").mkdir(parents=True)
    (folder / "deals" / "own.yaml").write_text("x: 1\n", encoding="utf-8")
    (folder / "deals" / "results.csv").write_text("a\n", encoding="utf-8")
    (folder / "deals" / "pack" / "pack.yaml").write_text("name: p\n", encoding="utf-8")
    (folder / "deals" / "movie.mp4").write_bytes(b"x")
    assert sorted(Folder(folder.resolve()).beside("deals/own.yaml")) == ["pack/pack.yaml", "results.csv"]


def test_a_name_says_which_of_its_characters_no_name_may_have(folder: Path) -> None:
    with pytest.raises(ObcgenError) as raised:
        Folder(folder.resolve()).path("My deal: final?.yaml")
    assert [each.message for each in raised.value.problems] == [
        "The name of a file cannot contain “:” or “?”."
    ]
