"""One clause put into a pack with its origin, and what an upgrade of the program then tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from obcgen.pack import Layer, Pack
from obcgen.pack.origins import outdated
from obcgen.problems import ObcgenError, Problem
from obcgen.vetting.newer import newer, view
from obcgen.vetting.override import looked_at, override
from packs import clause, spot, written

pytestmark = pytest.mark.usefixtures("compiled")

OUTLINE = "name: A\nsection_word: S\nattachment_word: E\nbody: [protest, law, both, cover]\n"
BELOW = {
    "rfp/outline.yaml": OUTLINE,
    "contract/outline.yaml": OUTLINE,
    "rfp/protest.md": clause("protest", "1. One.\n1. Two.\n1. Three.\n"),
    "rfp/law.md": clause("law", "The law.\n").replace("title:", "locked: true\ntitle:"),
    "shared/both.md": clause("both", "Both.\n"),
    "rfp/cover.md": clause("cover", "An RFP.\n"),
    "contract/cover.md": clause("cover", "A contract.\n"),
}


def pack_over(folder: Path, below: Mapping[str, str] = BELOW) -> Pack:
    """Return a folder `our` over one that stands for the program's templates."""
    (folder / "our").mkdir(exist_ok=True)
    ground = Layer(written(folder / "program", below), "templates", ours=True)
    return Pack((Layer(folder / "our", "our"), ground))


def put(folder: Path, id_: str, document: str | None = None) -> dict[str, bytes]:
    """Override a clause and write what comes of it."""
    new, kept = override(pack_over(folder), id_, document)
    written(folder / "our", {path: content.decode() for path, content in (new | kept).items()})
    return new


def refusal(folder: Path, id_: str, document: str | None = None) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        override(pack_over(folder), id_, document)
    (problem,) = caught.value.problems
    return problem


def upgraded(folder: Path, old: str, new: str) -> Pack:
    """Return the pack over a newer version of the program."""
    return pack_over(folder, {"rfp/protest.md": BELOW["rfp/protest.md"].replace(old, new)})


@pytest.mark.parametrize(
    ("id_", "document", "path"),
    [
        ("protest", None, "rfp/protest.md"),
        ("both", None, "shared/both.md"),
        ("both", "contract", "shared/both.md"),
        ("cover", "contract", "contract/cover.md"),
    ],
)
def test_a_clause_is_put_at_its_place(tmp_path: Path, id_: str, document: str | None, path: str) -> None:
    assert put(tmp_path, id_, document) == {path: BELOW[path].encode()}


@pytest.mark.parametrize(
    ("id_", "document", "code", "hint"),
    [
        ("protst", None, "PCK-16", "Did you mean protest?"),
        ("cover", None, "PCK-17", "Say which: --document contract."),
        (
            "law",
            None,
            "PCK-19",
            "Put a clause after it: insert: [{id: our-clause, after: law}] in outline.yaml.",
        ),
        ("../x", None, "PCK-16", "It may be one of: both, cover, law, protest."),
    ],
)  # fmt: skip
def test_a_clause_that_cannot_be_had(
    tmp_path: Path, id_: str, document: str | None, code: str, hint: str
) -> None:
    problem = refusal(tmp_path, id_, document)
    assert (problem.code, problem.hint) == (code, hint)


def test_an_override_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    put(tmp_path, "protest")
    problem = refusal(tmp_path, "protest")
    assert (problem.code, spot(problem)) == ("PCK-18", "our/rfp/protest.md:1")


@pytest.mark.parametrize("layer", ["ours", "zipped"])
def test_only_a_folder_of_one_s_own_is_written(tmp_path: Path, layer: str) -> None:
    pack = pack_over(tmp_path)
    top = (
        Layer(tmp_path, "x", ours=True)
        if layer == "ours"
        else Layer(tmp_path, "x", zipped=tmp_path / "x.zip")
    )
    for work in (
        lambda pack: override(pack, "protest"),
        lambda pack: looked_at(pack, ["protest"]),
    ):
        with pytest.raises(ObcgenError) as caught:
            work(Pack((top, *pack.layers[1:])))
        assert [problem.code for problem in caught.value.problems] == ["PCK-29"]


def test_an_override_as_it_was_made_is_told_to_change_nothing(tmp_path: Path) -> None:
    put(tmp_path, "protest")
    assert [problem.code for problem in newer(pack_over(tmp_path))] == ["PCK-24"]


def test_a_changed_override_is_in_order_until_the_text_below_it_changes(tmp_path: Path) -> None:
    put(tmp_path, "protest")
    written(tmp_path / "our", {"rfp/protest.md": BELOW["rfp/protest.md"].replace("Two", "Our two")})
    assert list(newer(pack_over(tmp_path))) == []
    assert view(pack_over(tmp_path)) == "Every override fits the text that it covers.\n"
    (problem,) = newer(upgraded(tmp_path, "Three", "At most three"))
    assert (problem.code, problem.severity, spot(problem)) == ("PCK-22", "warning", "our/rfp/protest.md:1")
    assert problem.message.startswith(
        "rfp/protest.md has changed in 1 place since our/rfp/protest.md was made"
    )
    shown = view(upgraded(tmp_path, "Two", "At most two"))
    assert "was | 1. Two." in shown
    assert "now | 1. At most two." in shown
    assert "yours | 1. Our two." in shown


def test_who_looked_records_it_and_is_told_no_more(tmp_path: Path) -> None:
    put(tmp_path, "protest")
    put(tmp_path, "both")
    written(tmp_path / "our", {"rfp/protest.md": BELOW["rfp/protest.md"].replace("Two", "Our two")})
    pack = upgraded(tmp_path, "Three", "At most three")
    files = looked_at(pack, ["protest"])
    assert sorted(files) == ["origins.yaml", "origins/rfp/protest.md"]
    written(tmp_path / "our", {path: content.decode() for path, content in files.items()})
    assert outdated(pack) == ()
    assert "shared/both.md:" in files["origins.yaml"].decode(), "what is not looked at stays recorded"


def test_an_override_that_a_person_copied_is_told_and_can_be_recorded(tmp_path: Path) -> None:
    written(tmp_path / "our", {"rfp/protest.md": clause("protest", "Ours.\n")})
    pack = pack_over(tmp_path)
    assert [problem.code for problem in newer(pack)] == ["PCK-25"]
    files = looked_at(pack, ["protest"])
    written(tmp_path / "our", {path: content.decode() for path, content in files.items()})
    assert list(newer(pack)) == []


def test_an_override_that_adds_to_the_text_below_it_follows_it(tmp_path: Path) -> None:
    added = clause("protest", '{% include "base/rfp/protest.md" %}\n\nMore.\n')
    written(tmp_path / "our", {"rfp/protest.md": added})
    assert list(newer(pack_over(tmp_path))) == []


def test_looking_at_what_is_not_overridden(tmp_path: Path) -> None:
    put(tmp_path, "protest")
    with pytest.raises(ObcgenError) as caught:
        looked_at(pack_over(tmp_path), ["protets"])
    assert [problem.hint for problem in caught.value.problems] == ["Did you mean protest?"]


def test_a_text_that_is_gone_from_the_program(tmp_path: Path) -> None:
    put(tmp_path, "protest")
    newer_program = (tmp_path / "program").rename(tmp_path / "newer")
    (newer_program / "rfp" / "protest.md").unlink()
    pack = Pack((Layer(tmp_path / "our", "our"), Layer(newer_program, "templates", ours=True)))
    assert [problem.code for problem in newer(pack)] == ["PCK-23"]
    assert "no longer there" in view(pack)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("origins.yaml", "rfp/protest.md: x\n"),
        ("origins.yaml", "../x.md: {of: rfp/protest.md, obcgen: 1, sha256: x}\n"),
        ("origins.yaml", "rfp/protest.md: {of: ../../etc/passwd, obcgen: 1, sha256: x}\n"),
        ("origins/rfp/protest.md", "Changed.\n"),
    ],
)
def test_a_record_that_somebody_changed(tmp_path: Path, path: str, text: str) -> None:
    put(tmp_path, "protest")
    written(tmp_path / "our", {path: text})
    with pytest.raises(ObcgenError) as caught:
        list(newer(pack_over(tmp_path)))
    assert [problem.code for problem in caught.value.problems] == ["PCK-15"]
    assert spot(caught.value.problems[0]).startswith("our/origins.yaml:")
