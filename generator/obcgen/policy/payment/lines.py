"""What a line pays for and how it pays: one subject, one shape, and only keys that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.policy.payment.keys import LANGUAGE, SHAPES, SUBJECTS, gates_named, outcomes_named, shape, subject
from obcgen.policy.rule import rule
from obcgen.problems import Kind
from obcgen.spec.rates import OwnAmount
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.money import Share
    from obcgen.problems import Path, Problem
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

SUBJECT = Kind("PAY-01", "A line pays for more than one thing, or for nothing")
SHAPE = Kind("PAY-02", "A line pays in more than one way, or in none")
MISPLACED = Kind("PAY-14", "A key does not belong to the way in which the line pays")
OVER_WHOLE = Kind("PAY-17", "A share is more than the whole, or nothing")


def at(key: str, *rest: str | int) -> Path:
    """Return the path of a line of the rate card, or of a part of it."""
    return ("payment", "rates", key, *rest)


def present(rate: Rate, keys: tuple[str, ...]) -> list[str]:
    """Return those of the keys that the line has."""
    return [key for key in keys if getattr(rate, key) is not None]


def _quoted(keys: list[str]) -> str:
    """Return keys of the same line as a sentence names them."""
    return listed([f"“{each}”" for each in keys])


@rule(SUBJECT, "payment", source=LANGUAGE)
def one_subject(spec: Spec) -> Iterator[Problem]:
    """A line pays for exactly one thing."""
    for key, rate in spec.payment.rates.items():
        found = present(rate, SUBJECTS)
        if len(found) > 1:
            yield SUBJECT.problem(
                f"The line {key} pays for more than one thing: {_quoted(found)}.",
                path=at(key, found[1]),
                found=listed(found),
                expected=f"one of {listed(SUBJECTS, 'or')}",
                hint="Keep one of them, and write a line of its own for each other.",
            )


@rule(SUBJECT, "payment", source=LANGUAGE)
def outcomes_named_once(spec: Spec) -> Iterator[Problem]:
    """A list of outcomes is not empty, and names each once."""
    for key, rate in spec.payment.rates.items():
        named = outcomes_named(key, rate)
        if rate.best_of is None and (not named or len(set(named)) < len(named)):
            yield SUBJECT.problem(
                f"The line {key} names {'an outcome twice' if named else 'no outcome'}.",
                path=at(key, subject(rate)),
                found=listed(named) or "an empty list",
                expected="ids of outcomes, each once",
                hint="List the outcomes that the line pays for.",
            )


@rule(SHAPE, "payment", source=LANGUAGE)
def one_shape(spec: Spec) -> Iterator[Problem]:
    """A line pays in exactly one way."""
    for key, rate in spec.payment.rates.items():
        found = present(rate, SHAPES)
        if rate.best_of is None and len(found) != 1:
            ways = listed(SHAPES, "or")
            yield SHAPE.problem(
                f"The line {key} pays in {f'more than one way: {_quoted(found)}' if found else 'no way'}.",
                path=at(key, *found[1:2]),
                found=listed(found) or "no price",
                expected=f"one of {ways}",
                hint="Keep one of them; two prices are two lines." if found else f"Add {ways}.",
            )


@rule(SHAPE, "payment", source=LANGUAGE)
def best_has_no_price(spec: Spec) -> Iterator[Problem]:
    """The best of several lines pays as they do, and has no price of its own."""
    for key, rate in spec.payment.rates.items():
        found = present(rate, SHAPES)
        if rate.best_of is not None and found:
            yield SHAPE.problem(
                f"The line {key} pays the best of several lines, and yet has a price of its own: {found[0]}.",
                path=at(key, found[0]),
                found=f"best_of and {listed(found)}",
                expected="best_of alone",
                hint=f"Remove {listed(found)}, or move it to a line that best_of names.",
            )


@rule(SHAPE, "payment", source=LANGUAGE)
def one_part(spec: Spec) -> Iterator[Problem]:
    """A payment for the group's result has steps or a line; a share is a share of one thing."""
    for key, rate in spec.payment.rates.items():
        group, share = rate.group_result, rate.share_of
        for name, keys, part in (
            ("group_result", ("steps", "line"), group),
            ("share_of", ("savings", "budget", "actual_cost"), share),
        ):
            found = [inner for inner in keys if part is not None and getattr(part, inner) is not None]
            if part is not None and len(found) != 1:
                ways = listed(keys, "or")
                yield SHAPE.problem(
                    f"{name} of the line {key} needs exactly one of {ways}.",
                    path=at(key, name, *found[1:2]),
                    found=listed(found) or "none of them",
                    expected=f"one of {ways}",
                    hint="Keep one of them." if found else f"Add {ways}.",
                )


def _misplaced_parts(rate: Rate) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each key inside a price that has no meaning there, with what it belongs to."""
    result, share = rate.group_result, rate.share_of
    taken = rate.deduction
    if taken is not None and taken.at_most is not None and taken.for_each is None:
        yield ("deduction", "at_most"), "deduction.for_each"
    for inner in ("below", "above"):
        if result is not None and result.line is None and inner in result.model_fields_set:
            yield ("group_result", inner), "line"
    if share is not None and share.of is not None and share.budget is None:
        yield ("share_of", "of"), "share_of.budget"


def _misplaced(rate: Rate) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each key that has no meaning on its line, with what it belongs to."""
    for inner in ("unit", "above", "fractions"):
        if rate.per_unit is None and inner in rate.model_fields_set:
            yield (inner,), "per_unit"
    if rate.by_year and shape(rate) not in {"price", "per_unit"}:
        yield ("by_year",), "a flat price per_participant or per_unit"
    if rate.deduction is not None and subject(rate) not in {"outcome", "score"}:
        yield ("deduction",), "a line with one outcome or a score"
    for inner in ("group", "cohort"):
        if rate.best_of is not None and getattr(rate, inner) is not None:
            yield (inner,), "the lines that best_of names"
    if rate.best_of is not None and rate.requires is not None and rate.requires.dosage is not None:
        yield ("requires", "dosage"), "the lines that best_of names"
    if rate.best_of is not None and gates_named(rate):
        yield ("requires", "reached"), "the lines that best_of names"
    yield from _misplaced_parts(rate)


@rule(MISPLACED, "payment", source=LANGUAGE)
def keys_in_place(spec: Spec) -> Iterator[Problem]:
    """A key is used only where it means something."""
    for key, rate in spec.payment.rates.items():
        for inner, owner in _misplaced(rate):
            name = ".".join(inner)
            yield MISPLACED.problem(
                f"{name} means nothing on the line {key}; it belongs to {owner}.",
                path=at(key, *inner),
                found=name,
                expected=f"{name} only with {owner}",
                hint=f"Remove {name}, or write it with {owner}.",
            )


@rule(MISPLACED, "payment", source=LANGUAGE)
def unit_named(spec: Spec) -> Iterator[Problem]:
    """A price per unit says what the unit is."""
    for key, rate in spec.payment.rates.items():
        if rate.per_unit is not None and rate.unit is None:
            yield MISPLACED.problem(
                f"The line {key} pays per unit but does not say what a unit is.",
                path=at(key, "per_unit"),
                found="per_unit without unit",
                expected="unit: what is counted, in the singular",
                hint="Add unit: day, or unit: scale score point.",
            )


def _shares(rate: Rate) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Yield each share of a line: its path, its text, and whether it is a part of the whole."""
    parts: list[tuple[tuple[str, ...], Share | None]] = [(("factor",), rate.factor)]
    if rate.share_of is not None:
        names = ("savings", "budget", "actual_cost")
        parts += [(("share_of", name), getattr(rate.share_of, name)) for name in names]
    if isinstance(rate.per_participant, OwnAmount):
        parts.append((("per_participant", "share"), rate.per_participant.share))
    for path, share in parts:
        if share is not None:
            yield path, share.exact, 0 < share.value <= 1


@rule(OVER_WHOLE, "payment", source=LANGUAGE)
def shares_of_the_whole(spec: Spec) -> Iterator[Problem]:
    """A factor and a share are more than nothing and at most the whole."""
    for key, rate in spec.payment.rates.items():
        for path, text, good in _shares(rate):
            if not good:
                yield OVER_WHOLE.problem(
                    f"{'.'.join(path)} of the line {key} is {text}.",
                    path=at(key, *path),
                    found=text,
                    expected="more than 0% and at most 100%",
                    hint="Write the part that is paid for, such as 5/6; a loading pays more than the price."
                    if path == ("factor",)
                    else "Write the part that is paid for, such as 5/6.",
                )


@rule(OVER_WHOLE, "payment", source=LANGUAGE)
def loadings_raise_the_price(spec: Spec) -> Iterator[Problem]:
    """A loading is more than the whole price; a part of it is a factor."""
    for key, rate in spec.payment.rates.items():
        if rate.loading is not None and rate.loading.value <= 1:
            yield OVER_WHOLE.problem(
                f"loading of the line {key} is {rate.loading.exact}, which raises nothing.",
                path=at(key, "loading"),
                found=rate.loading.exact,
                expected="more than 100%",
                hint="Write the whole, such as 125%; the part of the results that is paid for is a factor.",
            )


ALWAYS = (
    one_subject,
    outcomes_named_once,
    one_shape,
    best_has_no_price,
    loadings_raise_the_price,
    one_part,
    keys_in_place,
    unit_named,
    shares_of_the_whole,
)
