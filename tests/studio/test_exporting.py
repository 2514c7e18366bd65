"""What the studio writes is what the command line writes."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from obcgen.build import build
from obcgen.package import build_package
from obcgen.reading import reading
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

DENVER = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"


def exported(**request: Any) -> dict[str, bytes]:
    _, reply = answer(desk(), {"do": "export", **request})
    assert reply["ok"], reply
    return {name: base64.b64decode(content["base64"]) for name, content in reply["files"].items()}


def desk(text: str | None = None) -> Desk:
    return Desk(DENVER.name, DENVER.read_text(encoding="utf-8") if text is None else text)


def test_files_are_those_of_the_command_line() -> None:
    read = reading(DENVER)
    assert exported(formats=["html"], only=["rfp", "price"]) == {
        **build_package(read, ("html",), read.pack, only="rfp").files,
        **build_package(read, ("html",), read.pack, only="price").files,
    }
    made = build("draft-contract", read, ("html",), read.pack).files
    assert exported(document="draft-contract", formats=["html"]) == made


def test_a_zip_holds_the_same_files_and_is_the_same_each_time() -> None:
    (name, packed), *others = exported(formats=["html"], only=["response"], zip=True).items()
    assert not others
    assert name == "RFP-2027-014-response-package.zip"
    read = reading(DENVER)
    with ZipFile(BytesIO(packed)) as archive:
        held = {each: archive.read(each) for each in archive.namelist()}
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert held == build_package(read, ("html",), read.pack, only="response").files
    assert exported(formats=["html"], only=["response"], zip=True) == {name: packed}


@pytest.mark.parametrize(
    "wrong", [{"formats": ["exe"]}, {"formats": []}, {"document": "rfp.html"}, {"only": "rfp"}]
)
def test_a_request_for_what_cannot_be_written_is_refused(wrong: dict[str, Any]) -> None:
    _, reply = answer(desk(), {"do": "export", **wrong})
    assert [problem["code"] for problem in reply["problems"]] == ["STU-01"]


def test_a_spec_with_errors_is_not_exported() -> None:
    text = DENVER.read_text(encoding="utf-8").replace("group_size: 4", "group_size: four")
    _, reply = answer(desk(text), {"do": "export", "formats": ["html"], "only": ["rfp"]})
    assert not reply["ok"]
    assert "files" not in reply
    assert "program.group_size" in {each["path"] for each in reply["problems"]}


def test_what_was_filled_in_and_binds_is_named_until_somebody_looked_at_it() -> None:
    due = ("payment", "base", "installments", "launch", "due")
    price, most = ("payment", "rates", "fluency", "per_participant"), ("population", "maximum")
    source, history = (
        ("funding", "sources", "title_i", "amount"),
        ("population", "history", "2024-25", "measured"),
    )
    marks = frozenset({("need", "problem"), ("nowhere",), due, price, most, source, history})
    marked = replace(desk(), prefilled=marks, looked=frozenset({most}))
    told = {tuple(each["path"]): each["says"] for each in answer(marked, {"do": "problems"})[1]["weighs"]}
    assert set(told) == {due, price, source, history}
    assert told[price] == "“Price per participant” of “Text fluency”: $1,000"
    assert told[due].endswith("November 1, 2027")


def test_a_contract_without_its_number_is_not_written_and_asks_for_it() -> None:
    text = re.sub(r"(?m)^(  number: )C-2027-014$", r"\1to be assigned", DENVER.read_text(encoding="utf-8"))
    assert "number: to be assigned" in text
    _, reply = answer(desk(text), {"do": "export", "document": "contract", "formats": ["html"]})
    (problem,) = reply["problems"]
    assert (problem["page"], problem["at"]) == ("contract", ["agreement", "number"])
    assert problem["says"] == "“Number of the contract” is not filled in."
    assert answer(desk(), {"do": "export", "document": "contract", "formats": ["html"]})[1]["ok"]


def test_why_nothing_is_written_is_said_in_the_words_of_the_form_with_the_way_to_its_question() -> None:
    without = DENVER.read_text(encoding="utf-8").replace("\nprovider:", "\n# provider:")
    without = without[: without.index("# provider:")] + re.sub(
        r"# provider:\n(  .*\n)+", "", without[without.index("# provider:") :]
    )
    _, reply = answer(desk(without), {"do": "export", "document": "contract"})
    (problem,) = [each for each in reply["problems"] if each["code"] == "REQ-02"]
    assert (problem["page"], problem["at"]) == ("contract", ["provider"])
    assert "provider:" not in problem["says"] + problem["advice"]
    _, unmade = answer(desk(), {"do": "export", "document": "none"})
    assert [each["page"] for each in unmade["problems"]] == [""]
