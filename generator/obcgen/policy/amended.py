"""What an amendment changes of the contract below it: what it may not, and what needs more than signatures.

Each rule reads the contract as it stood and as it reads after the amendment of the topmost file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from obcgen.account.schedule import schedule
from obcgen.changes.differing import differing
from obcgen.changes.material import is_material
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.share_of import ShareOf
from obcgen.deal.windows import deciding_window
from obcgen.law.law import Law
from obcgen.policy.amendments import CLAUSE
from obcgen.policy.departures import apart
from obcgen.policy.federal import SIMPLIFIED
from obcgen.policy.rule import Rule
from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec import District, Provider, Spec
from obcgen.spec.amendments import Amendment, amended
from obcgen.words import listed

NOTHING = Kind("AMD-05", "An amendment that changes nothing")
FIXED = Kind("AMD-06", "An amendment that changes what the contract is known by")
MEASURED = Kind("AMD-07", "A threshold, price or measure that changes after results were measured")
FELL_DUE = Kind("AMD-08", "A base payment that changes after it fell due", "warning")
SCOPE = Kind("AMD-09", "An amendment that changes what the competition was about", "warning")
MORE_MONEY = Kind("AMD-10", "An amendment for more money without a day of approval", "warning")
ANALYSIS = Kind("AMD-11", "An amendment that needs a cost or price analysis", "note")
LONGER = Kind("AMD-12", "An amendment that extends the contract beyond its renewals", "warning")
OTHER_PARTY = Kind("AMD-17", "An amendment that gives a party another name", "warning")

NO_TERMS = frozenset({"amendments", "addenda", "questions", "confirmed", "summary", "estimate", "waive"})
"""Sections that no party agrees to."""
IDENTITY: tuple[Path, ...] = (
    ("agreement", "number"),
    ("agreement", "effective"),
    ("agreement", "award", "date"),
    ("document", "number"),
    ("document", "title"),
    ("document", "issued"),
    ("procurement", "schedule"),
)
"""What a contract is known by, and the days on which it came about."""
PARTIES: Mapping[str, str] = {"provider": "Provider", "district": "District"}
MOST_NAMED = 6
"""Terms that one message names."""


@dataclass(frozen=True, slots=True)
class Change:
    """A contract before and after an amendment."""

    old: Spec
    new: Spec
    number: int
    amendment: Amendment
    law: Law

    @property
    def effective(self) -> date:
        """The day from which it applies."""
        return self.amendment.effective

    @property
    def raises_limit(self) -> bool:
        """Whether more may be paid after it."""
        return (
            self.new.funding.not_to_exceed > self.old.funding.not_to_exceed
            or schedule(self.new).maximum > schedule(self.old).maximum
        )


def of_amendment(old: Spec, new: Spec, law: Law) -> Iterator[Problem]:
    """Yield what is wrong with the topmost amendment of a contract, or asks for more than signatures."""
    if new.amendments and len(new.amendments) > len(old.amendments):
        number, amendment = amended(new.amendments)[-1]
        change = Change(old, new, number, amendment, law)
        for _, find in _RULES:
            yield from find(change)


def _terms(change: Change) -> Iterator[tuple[Path, object, object]]:
    """Yield each term that differs; whether a document is a draft is none."""
    for path, was, now in differing(change.old, change.new, ()):
        if path[0] not in NO_TERMS and path != ("document", "status"):
            yield path, was, now


def _changes_nothing(change: Change) -> Iterator[Problem]:
    if not any(_terms(change)):
        yield NOTHING.problem(
            f"Amendment No. {change.number} changes no term of the contract.",
            path=("amendments", str(change.number)),
            found="no key beside amendments:",
            expected="the keys that change, with their new values",
            hint="Write below it what changes, such as population: {planned: 520}.",
        )


def _changes_identity(change: Change) -> Iterator[Problem]:
    for path, was, now in _terms(change):
        if any(path[: len(known)] == known for known in IDENTITY):
            old, new = apart(was, now)
            yield FIXED.problem(
                f"Amendment No. {change.number} would change {dotted(path)} from {old} to {new}.",
                path=path,
                found=new,
                expected=old,
                hint=f"Remove {path[-1]}: from this file: what has happened stays. The amendment has its "
                "own number and day under amendments:.",
            )


def _changes_what_was_measured(change: Change) -> Iterator[Problem]:
    """No price, threshold or measure changes once the final measure of its outcome is taken."""
    taken = _windows_open_by(change.old, change.effective)
    if not taken:
        return
    for path, was, now in _terms(change):
        hit = sorted(_outcomes_at(path, change.old) & taken.keys())
        if hit and path[-1] != "name":
            first = hit[0]
            old, new = apart(was, now)
            yield MEASURED.problem(
                f"{dotted(path)} would change from {old} to {new} from {change.effective}, but "
                f"the final measure of “{change.old.outcomes[first].name}” begins on {taken[first]}.",
                path=path,
                found=new,
                expected=f"{old}, or an amendment that applies by {taken[first]}",
                hint="Change it for results that are still to come: with a cohort, with prices by year, or "
                "by an amendment that is signed and applies before the window opens.",
            )


def _windows_open_by(spec: Spec, day: date) -> Mapping[str, date]:
    """Return the outcomes whose deciding window opens before a day, and when it opens."""
    windows = ((key, deciding_window(spec, each.measure)) for key, each in spec.outcomes.items())
    return {key: window.opens for key, window in windows if window is not None and window.opens < day}


def _outcomes_at(path: Path, spec: Spec) -> frozenset[str]:
    """Return the outcomes whose price, threshold or measure stands at a path."""
    match path:
        case ("outcomes", str() as id_, "measure" | "missing" | "definition", *_):
            return frozenset({id_})
        case ("payment", "rates", str() as id_, *_):
            line = deal_of(spec).lines.get(id_)
            return frozenset(line.paid_for.asked) if line else frozenset()
        case ("payment", "base", "reimbursed", "budget"):
            return frozenset(_paid_by_share_of_base(spec))
        case ("payment", "caps" | "discount", *_):
            return frozenset(spec.outcomes)
        case _:
            return frozenset()


def _paid_by_share_of_base(spec: Spec) -> Iterator[str]:
    """Yield the outcomes whose price is a share of the budget up to which the base is reimbursed."""
    for line in deal_of(spec).lines.values():
        if isinstance(line, ShareOf) and line.of == "budget" and line.own_budget is None:
            yield from line.paid_for.asked


def _changes_what_fell_due(change: Change) -> Iterator[Problem]:
    """A base payment that fell due before the amendment is as it was."""
    then = {each.id: each for each in schedule(change.new).payments}
    for each in schedule(change.old).payments:
        now = then.get(each.id)
        if each.kind != "base" or each.date is None or each.date >= change.effective:
            continue
        if now is None or now.amount != each.amount:
            says = f"would be {now.amount}" if now else "would not be there"
            yield FELL_DUE.problem(
                f"“{each.name}” fell due on {each.date} as {each.amount} and {says} from "
                f"{change.effective} on.",
                path=("payment", "base"),
                found=str(now.amount) if now else "no payment",
                expected=f"{each.amount}, as it fell due",
                hint="Move the difference into an installment that is still to come, or have counsel confirm "
                "that the earlier payment may change.",
            )


def _changes_scope(change: Change) -> Iterator[Problem]:
    """A change that others would have bid for differently needs a new procurement (a cardinal change)."""
    paths = [path for path, was, now in _terms(change) if is_material(path, was, now)]
    if paths:
        named = [dotted(path) for path in paths]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        some = ", ".join(named[:MOST_NAMED]) + more if more else listed(named)
        yield SCOPE.problem(
            f"Amendment No. {change.number} changes terms for which bidders competed: {some}.",
            path=paths[0],
            found=f"{len(named)} material {'term' if len(named) == 1 else 'terms'}",
            expected="a change that bidders could expect from the RFP",
            hint="A change beyond the scope of the competition needs a new one. Have counsel compare type of "
            "work, quantity, term and cost, and give the reason under waive: AMD-09.",
        )


def _is_approved(change: Change) -> Iterator[Problem]:
    if change.raises_limit and change.amendment.approved is None:
        old, new = schedule(change.old).maximum, schedule(change.new).maximum
        yield MORE_MONEY.problem(
            f"Amendment No. {change.number} raises what may be paid from {old} to {new} (the Not-to-Exceed "
            f"Amount is {change.new.funding.not_to_exceed}), and no day of approval is stated.",
            path=("amendments", str(change.number)),
            found="no approved:",
            expected="the day on which the board approved the amount and the money was appropriated",
            hint=f"Add approved: with that day under amendments: {change.number}:.",
        )


def _needs_analysis(change: Change) -> Iterator[Problem]:
    rise = change.new.funding.not_to_exceed - change.old.funding.not_to_exceed
    federal = any(source.federal for source in change.new.funding.sources.values())
    if federal and rise.cents > 0 and change.law.above(SIMPLIFIED, change.new.funding.not_to_exceed):
        yield ANALYSIS.problem(
            f"Amendment No. {change.number} adds {rise} to a contract above the simplified acquisition "
            f"threshold of {change.law.amounts[SIMPLIFIED].amount}.",
            path=("funding", "not_to_exceed"),
            found=f"{change.new.funding.not_to_exceed} with federal money",
            expected="a cost or price analysis on file (2 CFR 200.324(a))",
            hint="Make the analysis before the amendment is signed, and put it on file.",
        )


def _extends_the_term(change: Change) -> Iterator[Problem]:
    old, new = change.old.agreement, change.new.agreement
    if old is None or new is None:
        return
    renewal = old.renewal
    last = old.ends + timedelta(days=renewal.options * renewal.length.days if renewal else 0)
    if new.ends > last:
        yield LONGER.problem(
            f"Amendment No. {change.number} moves the end of the contract from {old.ends} to {new.ends}; "
            + (f"its renewals reach to {last}." if renewal else "it has no renewals."),
            path=("agreement", "ends"),
            found=str(new.ends),
            expected=f"{last} or earlier",
            hint="Have counsel confirm that the law on the length of contracts and the competition allow it, "
            "and give the reason under waive: AMD-12.",
        )


def renamed(old: Spec, new: Spec) -> Iterator[tuple[str, str, str]]:
    """Yield `provider` or `district` where its legal name differs, with the name before and after."""
    for key in PARTIES:
        was, now = (getattr(each, key, None) for each in (old, new))
        if was and now and _legal_name(was) != _legal_name(now):
            yield key, _legal_name(was), _legal_name(now)


def _legal_name(party: Provider | District) -> str:
    return str(getattr(party, "legal_name", None) or party.name)


def _names_another_party(change: Change) -> Iterator[Problem]:
    """Another party comes in by an assignment or a novation, which the party that leaves signs too."""
    for key, was, now in renamed(change.old, change.new):
        yield OTHER_PARTY.problem(
            f"Amendment No. {change.number} names {now} as the {PARTIES[key]} in place of {was}. It states "
            "that this is the same legal entity under a new name.",
            path=(key,),
            found=now,
            expected=f"{was}, or the new name of the same legal entity",
            hint="For a new name of the same entity put proof of it on file and say so under waive: AMD-17. "
            f"Where another takes over the contract, make an assignment or a novation that {was} signs too, "
            "in place of this amendment.",
        )


_SCOPE = "2 CFR 200.319(a); AT&T Communications v. Wiltel, 1 F.3d 1201 (Fed. Cir. 1993), as guidance"
_RULES: tuple[tuple[Rule, Callable[[Change], Iterator[Problem]]], ...] = tuple(
    (Rule(kind, lambda _: (), frozenset(), source), find)
    for kind, source, find in (
        (NOTHING, "contract practice", _changes_nothing),
        (FIXED, "contract practice", _changes_identity),
        (MEASURED, CLAUSE, _changes_what_was_measured),
        (FELL_DUE, "contract practice", _changes_what_fell_due),
        (SCOPE, _SCOPE, _changes_scope),
        (MORE_MONEY, "state law on appropriation, by the contract's clause Amendments", _is_approved),
        (ANALYSIS, "2 CFR 200.324(a)", _needs_analysis),
        (LONGER, "contract practice", _extends_the_term),
        (OTHER_PARTY, "the contract's clause on assignment; contract practice", _names_another_party),
    )
)
RULES = tuple(rule for rule, _ in _RULES)
"""For the reference: what they find needs two specs."""
