"""What travels inside a document: the public view for an RFP, the deal for a contract, and who made it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

from obcgen.checking import sound
from obcgen.document.embedded import hash_of
from obcgen.pack import builtin
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError
from obcgen.published import BUILT_IN, HASH, LANGUAGE, NUMBER, PACK, VERSION, View, embedded, imprint, view
from obcgen.reading import reading
from obcgen.source import Source, parse, read, read_text
from obcgen.source.nodes import at, written
from obcgen.spec import ALWAYS_CONFIDENTIAL, Spec

DENVER = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)

LATER = (
    "confirmed.counsel.by=General Counsel",
    "confirmed.counsel.on=2027-02-15",
    "amendments={1: {effective: 2028-01-10, reason: A school closes.}}",
)


def shown(kind: DocumentKind, *settings: str) -> View:
    source = read(DENVER, settings)
    return view(kind, source, parse(source, Spec))


def has(source: Source, path: str) -> bool:
    return at(source.root, written(source.root, tuple(path.split(".")))) is not None


@pytest.mark.parametrize("path", ALWAYS_CONFIDENTIAL)
@pytest.mark.parametrize("kind", ["rfp", "draft-contract"])
def test_what_bidders_see_carries_nothing_confidential(kind: DocumentKind, path: str) -> None:
    assert has(read(DENVER, LATER), path)
    assert not has(shown(kind, *LATER).source, path)


@pytest.mark.parametrize("kind", ["rfp", "draft-contract"])
def test_the_list_of_what_is_confidential_is_carried_out_and_gone(kind: DocumentKind) -> None:
    found = shown(kind, "document.confidential=[need.background]")
    assert not has(found.source, "need.background")
    assert not has(found.source, "document.confidential")


def test_a_contract_carries_the_deal_but_not_what_is_the_districts_own() -> None:
    found = shown("contract", "document.confidential=[need.background]").source
    assert has(found, "provider")
    assert has(found, "agreement.award")
    assert has(found, "need.background")
    for path in ("funding.delivery_cost", "payment.scenarios", "waive"):
        assert not has(found, path)


def test_what_a_document_cannot_do_without_cannot_be_hidden() -> None:
    source = read(DENVER, ["document.confidential=[funding.not_to_exceed]"])
    with pytest.raises(ObcgenError, match="not_to_exceed"):
        view("rfp", source, parse(source, Spec))


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_gives_the_same_view_and_the_same_text_again(kind: DocumentKind) -> None:
    first = shown(kind, "funding.not_to_exceed=$1,150,000")
    text = embedded(kind, first, "N-1", builtin()).text
    assert "not_to_exceed: $1,150,000" in text
    assert "#" not in text.replace("#1", "")
    source = read_text(text)
    again = view(kind, source, parse(source, Spec))
    assert again.spec == first.spec
    assert embedded(kind, again, "N-1", builtin()).text == text


def test_it_states_the_hash_the_number_and_the_version() -> None:
    found = embedded("rfp", shown("rfp"), "RFP-1", builtin())
    stated = dict(found.properties)
    assert stated[HASH] == hash_of(found.text)
    assert (stated[NUMBER], stated[LANGUAGE], stated[PACK]) == ("RFP-1", "1", BUILT_IN)
    assert found.maker == f"obcgen {stated[VERSION]}"


# --- packs ---------------------------------------------------------------------------------------


def folder(place: Path, **files: str) -> Path:
    for name, text in files.items():
        file = place / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return place


def test_a_pack_is_known_by_its_contents_wherever_it_lies(tmp_path: Path) -> None:
    one = folder(tmp_path / "a" / "pack", one="1", rfp__two="2")
    other = folder(tmp_path / "b" / "renamed", rfp__two="2", one="1")
    assert imprint(builtin().over(one)) == imprint(builtin().over(other)) != BUILT_IN
    assert str(tmp_path) not in imprint(builtin().over(one))


def test_the_order_of_the_file_system_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = builtin().over(folder(tmp_path / "pack", a="1", b="2", rfp__c="3", rfp__d="4"))
    before = imprint(pack)
    listdir, scandir = os.listdir, os.scandir
    monkeypatch.setattr(os, "listdir", lambda place: list(reversed(listdir(place))))
    monkeypatch.setattr(os, "scandir", lambda place: reversed(list(scandir(place))))
    assert imprint(pack) == before


@pytest.mark.parametrize("change", [{"one": "2"}, {"two": "1"}, {"one": "12"}, {"rfp__one": "1"}])
def test_any_change_of_a_pack_shows(tmp_path: Path, change: dict[str, str]) -> None:
    before = imprint(builtin().over(folder(tmp_path / "pack", one="1")))
    (tmp_path / "pack" / "one").unlink()
    assert imprint(builtin().over(folder(tmp_path / "pack", **change))) != before


def test_files_that_packs_ignore_do_not_count(tmp_path: Path) -> None:
    before = imprint(builtin().over(folder(tmp_path / "pack", one="1")))
    folder(tmp_path / "pack", **{".DS_Store": "x", ".git__config": "y"})
    assert imprint(builtin().over(tmp_path / "pack")) == before


@pytest.mark.parametrize(
    ("kind", "provider"),
    [("rfp", None), ("draft-contract", "[Provider]"), ("contract", "University Instructors, LLC")],
)
def test_a_file_names_the_parties_that_its_document_names(kind: DocumentKind, provider: str | None) -> None:
    names = {one.name: one.text for one in embedded(kind, shown(kind), "N-1", builtin()).printed}
    assert names.get("provider") == provider
    assert (names["district"], names["number"]) == ("Denver Public Schools", "N-1")


def test_two_names_that_are_the_same_words_are_one() -> None:
    found = embedded(
        "rfp", shown("rfp", "district.legal_name=Denver Public Schools"), "RFP-2027-014", builtin()
    )
    names = [one.name for one in found.printed if one.text in {"Denver Public Schools", "RFP-2027-014"}]
    assert names == ["number", "districtLegalName"]


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("document.title=Literacy Tutoring", "title"),
        ("district.name=Dover", "district"),
    ],
)
def test_words_that_may_stand_in_any_sentence_are_not_taken_for_a_name(setting: str, name: str) -> None:
    assert name not in {one.name for one in embedded("rfp", shown("rfp", setting), "N-1", builtin()).printed}


def test_documents_of_one_reading_share_its_spec_and_what_both_may_show() -> None:
    once = reading(DENVER)
    (source, spec, _), (_, other, _) = sound(once, "rfp"), sound(once, "response")
    assert spec is other
    rfp, response = view("rfp", source, spec), view("response", source, spec)
    assert rfp is response
    assert view("contract", source, spec).spec is not rfp.spec
    assert sound(reading(DENVER), "rfp")[1] is not spec
