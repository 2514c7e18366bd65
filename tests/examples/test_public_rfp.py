"""A published RFP is public: nothing confidential is in it, shown or embedded, in any format.

A secret of its own is planted in every confidential place of the Denver spec, and every byte of every file
is searched. The same search finds each of them where a document prints it, so that it can fail. The RFP
that must hide them all is laid out by both engines, what prints them by the quicker one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from built import FORMATS, SPECS, Kind, once
from every_byte import readable

from obcgen.build import build
from obcgen.pack import builtin
from obcgen.spec import ALWAYS_CONFIDENTIAL

if TYPE_CHECKING:
    from collections.abc import Sequence

DENVER = next(spec for spec in SPECS if spec.stem == "denver-literacy")
FOLDER = "capybarafolder"
NEITHER: tuple[Kind, ...] = ()
RFP: tuple[Kind, ...] = ("rfp",)
CONTRACT: tuple[Kind, ...] = ("contract",)
BOTH: tuple[Kind, ...] = ("rfp", "contract")


@dataclass(frozen=True)
class Secret:
    """Something planted: what it replaces in the spec, what is looked for, which documents print it."""

    place: str
    old: str
    new: str
    traces: tuple[str, ...]
    printed_in: tuple[Kind, ...] = NEITHER


ALWAYS = (
    Secret(
        "provider.name", "University Instructors, LLC ", "Zanzibarquill, LLC ", ("zanzibarquill",), CONTRACT
    ),
    Secret("provider.address", "500 Example Street", "7731 Quokkafield Lane", ("quokkafield",), CONTRACT),
    Secret("provider.contacts", "legal@provider", "ibexwharf@provider", ("ibexwharf",), CONTRACT),
    Secret("provider.organized", "a Virginia limited", "a Wyvernshire limited", ("wyvernshire",), CONTRACT),
    Secret("provider.signatory", "{title: President}", "{title: Ocelotkeeper}", ("ocelotkeeper",), CONTRACT),
    Secret("agreement.award", "the board's consent", "the Narwhalton consent", ("narwhalton",), CONTRACT),
    Secret(
        "amendments",
        "\nagreement:\n",
        "\namendments:\n  1: {effective: 2027-12-01, reason: Quollhaven asked for it.}\nagreement:\n",
        ("quollhaven",),
        CONTRACT,
    ),
    Secret("funding.delivery_cost", "$880}", "$903.17}", ("903.17", "90317")),
    Secret("payment.scenarios", "cautious: {", "axolotlmere: {", ("axolotlmere",)),
    Secret("payment.scenarios", "dosage_met: 95%", "dosage_met: 93.719%", ("93.719", "93719", "93.72")),
    Secret("payment.scenarios", "fluency: 35%", "fluency: 35.833%", ("35.833", "35833", "35.83")),
    Secret("estimate", "title: Director of Finance", "title: Lynxbrooker", ("lynxbrooker",)),
    Secret("estimate", "at_most: $1,420", "at_most: $1,423.87", ("1,423.87", "1423.87", "142387")),
    Secret(
        "confirmed",
        "\ndocument:\n",
        "\nconfirmed:\n  counsel: {by: Counsellor Potorooquist, on: 2027-02-01}\ndocument:\n",
        ("potorooquist",),
    ),
    Secret("waive", "waive:\n", "waive:\n  GUI-02: see the Pangolinworth letter\n", ("pangolinworth",)),
    Secret(
        "comments",
        "obcgen: 1\n",
        "# Tapirsfield bid 1,193,407.\nobcgen: 1  # Gnuport\n",
        ("tapirsfield", "1,193,407", "gnuport"),
    ),
    Secret("the spec's folder", "obcgen: 1", "obcgen: 1", (FOLDER,)),
)
LISTED = (
    Secret(
        "funding.sources.title_i.amount",
        "amount: $1,200,000\n",
        "amount: $1,204,661.29\n",
        ("1,204,661.29", "1204661.29", "120466129"),
        BOTH,
    ),
    Secret(
        "funding.sources.title_i.liquidate_by",
        "2030-01-28",
        "2031-11-23",
        ("november 23, 2031", "2031-11-23"),
        BOTH,
    ),
    Secret(
        "payment.if_district_defaults.at_most",
        "$150,000",
        "$151,739.41",
        ("151,739.41", "151739.41", "15173941"),
        BOTH,
    ),
    Secret("district.contacts.program.phone", "303-555-0101", "303-555-6173", ("555-6173", "5556173")),
    Secret(
        "district.contacts.procurement.phone", "303-555-0100", "303-555-7219", ("555-7219", "5557219"), RFP
    ),
    Secret("duties.district.space", "Provide a quiet", "Provide a lemurbank", ("lemurbank",), BOTH),
    Secret(
        "duties.provider.groups.measure",
        "100% of sessions\n      cure: 5",
        "97.531% of sessions\n      cure: 5",
        ("97.531", "97531"),
        BOTH,
    ),
    Secret("funding.rationale", "The base of $900", "Gibbonhurst: the base of $900", ("gibbonhurst",), BOTH),
    Secret("need.background", "The district serves", "Marmotvale says it serves", ("marmotvale",), RFP),
    Secret("outcomes.vocabulary.rationale", "Vocabulary grows", "Okapistead grows", ("okapistead",), RFP),
    Secret(
        "verification.provider_must.protect_testing",
        "Keep instructors out",
        "Keep dugongleigh out",
        ("dugongleigh",),
        BOTH,
    ),
    Secret(
        "verification.evidence_pack",
        "With each decision the",
        "With each kakaporidge the",
        ("kakaporidge",),
        BOTH,
    ),
    Secret("procurement.questions", "Questions are sent", "Numbatcombe sends", ("numbatcombe",), RFP),
    Secret(
        "agreement.insurance.cyber",
        "kind: Cyber liability",
        "kind: Tarsierholm liability",
        ("tarsierholm",),
        BOTH,
    ),
)


@cache
def files(kind: Kind, hides: bool) -> dict[str, str]:
    """Return everything that can be read in each file made from the planted spec."""
    made = once(f"planted-{kind}-{hides}", lambda: _made(kind, planted(hides), FORMATS, "typst"))
    assert {Path(name).suffix[1:] for name in made} == set(FORMATS)
    return {Path(name).suffix[1:]: readable(name, content).casefold() for name, content in made.items()}


@cache
def of_weasyprint() -> str:
    """Return everything that can be read in WeasyPrint's PDF of the RFP that hides all."""
    ((name, content),) = once(
        "planted-weasyprint", lambda: _made("rfp", planted(hides=True), ("pdf",), "weasyprint")
    ).items()
    return readable(name, content).casefold()


def planted(hides: bool) -> str:
    """Return the spec with its secrets; where it hides all, the others of them are listed as confidential."""
    text = DENVER.read_text(encoding="utf-8")
    for one in (*ALWAYS, *LISTED):
        assert one.old in text, one.place
        text = text.replace(one.old, one.new)
    if hides:
        listed = ", ".join(one.place for one in LISTED)
        text = text.replace("document:\n", f"document:\n  confidential: [{listed}]\n", 1)
    return text


def _made(kind: Kind, text: str, formats: Sequence[str], engine: str) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        spec = Path(folder) / FOLDER / "planted.yaml"
        spec.parent.mkdir()
        spec.write_text(text, encoding="utf-8")
        return build(kind, spec, formats, replace(builtin(), engine=engine)).files


def traces(one: Secret, text: str) -> list[str]:
    """Return the traces of a secret in a text; a figure inside a longer one is another figure."""
    found = (trace for trace in one.traces if trace in text)  # at a glance; the rest takes its time
    return [trace for trace in found if re.search(rf"(?<![\d.]){re.escape(trace)}(?!\d)", text)]


def ids(one: Secret) -> str:
    return f"{one.place}-{one.traces[0]}"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("one", [*ALWAYS, *LISTED], ids=ids)
def test_no_byte_of_an_rfp_holds_what_is_confidential(one: Secret, form: str) -> None:
    assert traces(one, files("rfp", hides=True)[form]) == []


@pytest.mark.parametrize("one", [*ALWAYS, *LISTED], ids=ids)
def test_nor_does_one_that_weasyprint_laid_out(one: Secret) -> None:
    assert traces(one, of_weasyprint()) == []


@pytest.mark.parametrize("said", ["rules of this procurement", "obcgen: 1 ", "rfp-2027-014"])
def test_what_is_no_secret_is_found_in_it_on_the_page_and_in_the_spec(said: str) -> None:
    assert said in of_weasyprint()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("one", ALWAYS, ids=ids)
def test_some_things_are_confidential_without_being_listed(one: Secret, form: str) -> None:
    assert traces(one, files("rfp", hides=False)[form]) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("one", [one for one in LISTED if "rfp" in one.printed_in], ids=ids)
def test_what_is_not_listed_is_printed_and_the_search_finds_it(one: Secret, form: str) -> None:
    assert traces(one, files("rfp", hides=False)[form])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("one", [one for one in (*ALWAYS, *LISTED) if "contract" in one.printed_in], ids=ids)
def test_a_contract_prints_it_and_the_search_finds_it(one: Secret, form: str) -> None:
    assert traces(one, files("contract", hides=True)[form])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("one", [one for one in ALWAYS if not one.printed_in], ids=ids)
def test_what_is_the_districts_own_is_not_in_a_contract_either(one: Secret, form: str) -> None:
    assert traces(one, files("contract", hides=True)[form]) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("one", [one for one in LISTED if not one.printed_in], ids=ids)
def test_what_no_page_prints_is_found_in_the_embedded_spec(one: Secret, form: str) -> None:
    assert traces(one, files("rfp", hides=False)[form])
    assert traces(one, files("contract", hides=True)[form])


@pytest.mark.parametrize("form", FORMATS)
def test_the_embedded_spec_does_not_say_what_it_leaves_out(form: str) -> None:
    assert "confidential: - " in files("contract", hides=True)[form]
    assert "confidential: - " not in files("rfp", hides=True)[form]


def test_every_place_that_is_always_confidential_has_a_secret_in_it() -> None:
    assert {".".join(one.place.split(".")[:2]) for one in ALWAYS} >= {
        place for place in ALWAYS_CONFIDENTIAL if "." in place
    }
    assert {one.place.split(".")[0] for one in ALWAYS} >= {
        place.split(".")[0] for place in ALWAYS_CONFIDENTIAL
    }
