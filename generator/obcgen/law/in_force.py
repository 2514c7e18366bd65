"""Law and the figures of guidance in force on a day: data of the pack, chosen by the document's date.

A district's folder states only what differs. It may make an amount stricter, and may bring one up to date; it
may not raise an amount that is in force, because a clause would drop out that federal law asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import cast

from obcgen.law.entries import BAD_AMOUNT, BAD_LAW, Entry, Made, made, merged, words
from obcgen.law.law import Access, Agency, Amount, Band, Buys, Clause, Guide, Law, Program, Status
from obcgen.law.state import state_law
from obcgen.money import Money, Share
from obcgen.pack import Data, Pack
from obcgen.problems import Kind, ObcgenError

LOOSER = Kind("TPL-40", "An amount of law that a pack raises")
AMOUNTS, LAW, GUIDE = "shared/thresholds.yaml", "shared/law.yaml", "shared/guidance.yaml"
BUYS = {"anything", "goods", "construction", "research"}
STATUS = {"confirmed", "confirm"}
_AMOUNT_HINT = "Give each one amount: $10,000, effective: 2025-10-01, a source and a status."


def law_on(pack: Pack, day: date) -> Law:
    """Return what law and guidance say on a day; an amount that was not yet in force by then is left out.

    Raises:
        ObcgenError: a file of the pack cannot be read, or raises an amount that is in force.
    """
    law = merged(pack, LAW, BAD_LAW)
    clauses = tuple(made(law, ("clauses", key), partial(_clause, key)) for key in law.value["clauses"])
    access = tuple(made(law, ("accessibility", key), _access) for key in law.value["accessibility"])
    guide = merged(pack, GUIDE, BAD_LAW)
    return Law(
        _in_force(pack, day),
        clauses,
        access,
        made(guide, (), _guide),
        state_law(pack),
        {code: made(law, ("states", code), _shipped) for code in law.value.get("states", {})},
        {id_: chosen.name for id_, chosen in pack.variants.items()},
        pack.layers[0].name if len(pack.layers) > 1 else "",
        _entries(pack, "agencies", _agency),
        _entries(pack, "supplements", _program),
    )


def agencies_paying(pack: Pack, listings: Sequence[str]) -> tuple[Agency, ...]:
    """Return the federal agencies that the assistance listings are of.

    Raises:
        ObcgenError: the law of the pack cannot be read.
    """
    found = _entries(pack, "agencies", _agency)
    return tuple(each for each in found if any(map(each.pays, listings)))


def supplementing(pack: Pack, listings: Sequence[str]) -> tuple[Program, ...]:
    """Return the programs of the assistance listings whose money may replace no other money.

    Raises:
        ObcgenError: the law of the pack cannot be read.
    """
    found = _entries(pack, "supplements", _program)
    return tuple(each for each in found if any(map(each.pays, listings)))


def _entries(pack: Pack, section: str, make: Callable[[Entry], Made]) -> tuple[Made, ...]:
    """Return what is made of each entry of a section of the law; a pack without law has none."""
    if not pack.find(LAW):
        return ()
    law = merged(pack, LAW, BAD_LAW)
    return tuple(made(law, (section, key), make) for key in law.value.get(section, {}))


def amounts_on(pack: Pack, day: date) -> Mapping[str, Money]:
    """Return each named amount in force on a day; one that was not yet in force by then is left out.

    Raises:
        ObcgenError: a file of the pack cannot be read, or raises an amount that is in force.
    """
    return {name: step.amount for name, step in _in_force(pack, day).items()}


def _in_force(pack: Pack, day: date) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for path in pack.versions(AMOUNTS):
        data = pack.data(path)
        for name in data.mapping():
            steps = made(data, (name,), partial(_steps, name), BAD_AMOUNT, _AMOUNT_HINT)
            in_force = [
                step for step in sorted(steps, key=lambda step: step.effective) if step.effective <= day
            ]
            if in_force:
                found[name] = _not_looser(data, name, in_force[-1], found.get(name))
    return found


def _not_looser(data: Data, name: str, new: Amount, old: Amount | None) -> Amount:
    if old is not None and new.amount > old.amount and new.effective <= old.effective:
        problem = LOOSER.problem(
            f"{old.name} is {old.amount} since {old.effective}; a pack may lower it but not raise it to "
            f"{new.amount}.",
            path=(name, "amounts"),
            found=str(new.amount),
            expected=f"{old.amount} or less, or an amount that took effect after {old.effective}",
            hint="Lower the amount, or give the day from which the law raised it.",
        )
        raise ObcgenError(*data.locate([problem]))
    return new


def _steps(name: str, entry: Entry) -> list[Amount]:
    return [
        Amount(
            entry.get("name", name),
            Money.parse(step["amount"]),
            date.fromisoformat(step["effective"]),
            step.get("source", ""),
            _status(step),
        )
        for step in entry["amounts"]
    ]


def _clause(letter: str, entry: Entry) -> Clause:
    if entry["buys"] not in BUYS:
        raise ValueError(entry["buys"])
    buys = cast("Buys", entry["buys"])
    return Clause(letter, entry["title"], entry.get("above", ""), buys, entry["source"], _status(entry))


def _access(entry: Entry) -> Access:
    people = int(entry["population"].replace(",", ""))
    return Access(people, date.fromisoformat(entry["date"]), entry["source"], _status(entry))


def _agency(entry: Entry) -> Agency:
    texts = {key: words(entry[key]) for key in ("listing", "name", "rules", "civil_rights", "source")}
    return Agency(
        **texts,
        shares_stated=words(entry["shares_stated"]) if "shares_stated" in entry else "",
        status=_status(entry),
    )


def _shipped(entry: Entry) -> str:
    return words(entry["pack"])


def _program(entry: Entry) -> Program:
    return Program(words(entry["listing"]), words(entry["source"]), _status(entry))


def _guide(entry: Entry) -> Guide:
    shares = {
        name: Share.parse(entry[name]["share"])
        for name, kind in Guide.__annotations__.items()
        if kind == "Share"
    }
    times = {name: _band(band) for name, band in entry["usual_times"].items()}
    days, years = int(entry["after_addendum"]["days"]), int(entry["retention_years"]["years"])
    return Guide(retention_years=years, after_addendum=days, times=times, **shares)


def _band(entry: Entry) -> Band:
    least, most = (int(entry[bound].removesuffix(" days")) for bound in ("least", "most"))
    return Band(least, most, entry["source"])


def _status(entry: Entry) -> Status:
    status = entry.get("status", "confirm")
    if status not in STATUS:
        raise ValueError(status)
    return cast("Status", status)
