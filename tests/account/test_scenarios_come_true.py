"""A scenario that comes true: its own results, written as a file and read like any other, give its total."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obcgen.account.scenarios.assumed import Assumed
from obcgen.account.scenarios.scenarios import Case, Outlook, cases, outlook
from obcgen.account.settle import settle
from obcgen.deal.facts import Mark
from obcgen.money import Money, Share
from obcgen.results.read import read_results
from obcgen.source import parse, read
from obcgen.spec import Outcome, Spec

SPECS = {path.stem: parse(read(path), Spec) for path in (Path(__file__).parents[2] / "specs").glob("*.yaml")}
DENVER, DUVAL = SPECS["denver-literacy"], SPECS["duval-math"]
EACH = [
    pytest.param(spec, case, id=f"{name}-{case.id}")
    for name, spec in SPECS.items()
    for case in cases(spec)
    if case.id != "district_default"
]


def results_of(spec: Spec, found: Outlook, folder: Path) -> Path:
    """Write the results of a scenario as a district would, with a table of participants where any count."""
    facts, agreement = found.facts, spec.agreement
    assert agreement is not None
    lines = [
        "obcgen: 1",
        f"contract: {agreement.number}",
        "settlement: final",
        f"as_of: {agreement.ends}",
        f"verified: {{by: Data office, on: {agreement.ends}}}",
        f"roster: {facts.roster}",
        f"served: {facts.served}",
    ]
    if any(person.marks for person in facts.people):
        (folder / "participants.csv").write_text(table_of(spec, found), encoding="utf-8")
        lines.append("participants: participants.csv")
    together = {key: value_of(mark) for (key, _, _), mark in facts.results.items()}
    lines += [f"groups: {{{', '.join(f'{key}: {value}' for key, value in together.items())}}}"]
    path = folder / "results.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def value_of(mark: Mark) -> str:
    """Return the result of a group: its value, or yes or no where nothing says more."""
    return str(mark.value) if mark.value is not None else said(mark)


def table_of(spec: Spec, found: Outlook) -> str:
    """Return a row for each participant; a gain is written as a first and a last score."""
    keys = list(found.facts.people[0].marks)
    gains = {key for key in keys if spec.outcomes[key].measure.kind == "gain"}
    heads = [head for key in keys for head in ([f"{key}:from", f"{key}:to"] if key in gains else [key])]
    rows = [["participant", "served", "dosage", "group", *heads]]
    minimum = spec.program.dosage.minimum if spec.program.dosage else None
    by_dosage = spec.payment.base is not None and spec.payment.base.tiers
    for person in found.facts.people:
        cells = [
            cell
            for key in keys
            for cell in (
                ["100", gained(person.marks[key], spec.outcomes[key])]
                if key in gains
                else [said(person.marks[key])]
            )
        ]
        met = minimum.amount if minimum and person.dosage_met else 0
        dosage = str(person.dosage if by_dosage else met)
        group = "; ".join(sorted(person.groups))
        rows += [[f"S-{len(rows) + one}", "yes", dosage, group, *cells] for one in range(person.count)]
    return "".join(f"{','.join(row)}\n" for row in rows)


def said(mark: Mark) -> str:
    return "no" if mark.standing == "not_reached" else "yes"


def gained(mark: Mark, outcome: Outcome) -> str:
    """Return the last score after a first of 100: what is paid in full is past the last step."""
    least = outcome.measure.at_least if mark.standing == "reached" else None
    assert not isinstance(least, dict)
    value = mark.value if mark.value is not None else Fraction(least or 0)
    return str(100 + value + (1000 if mark.standing == "full_price" else 0))


def come_true(spec: Spec, case: Case) -> tuple[Outlook, tuple[Money, Money, list[Money]]]:
    found = outlook(spec, case)
    with TemporaryDirectory() as folder:
        verified = read_results(results_of(spec, found, Path(folder)), spec)
    settled = settle(spec, verified.facts, verified.ledger)
    return found, (settled.base, settled.performance, [line.amount for line in settled.lines])


@pytest.mark.parametrize(("spec", "case"), EACH)
def test_the_results_of_a_scenario_settle_to_its_total(spec: Spec, case: Case) -> None:
    found, settled = come_true(spec, case)
    assert settled == (found.base, found.performance, [line.amount for line in found.settled.lines])


percent = st.integers(0, 100).map(lambda number: Share.parse(f"{number}%"))


@settings(deadline=None, max_examples=15)
@given(st.integers(1, 500), percent, st.fixed_dictionaries(dict.fromkeys(DENVER.outcomes, percent)))
def test_any_scenario_of_flat_lines_settles_to_its_total(
    served: int, dosage: Share, attainment: dict[str, Share]
) -> None:
    found, settled = come_true(DENVER, Case("any", "Any", "", Assumed(served, attainment, dosage.value)))
    assert settled == (found.base, found.performance, [line.amount for line in found.settled.lines])


@settings(deadline=None, max_examples=15)
@given(st.integers(1, 450), percent, percent)
def test_any_scenario_of_steps_settles_to_its_total(served: int, dosage: Share, progress: Share) -> None:
    assumed = Assumed(served, {"progress": progress}, dosage.value)
    found, settled = come_true(DUVAL, Case("any", "Any", "", assumed))
    assert settled == (found.base, found.performance, [line.amount for line in found.settled.lines])
