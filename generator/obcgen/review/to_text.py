"""A review as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from obcgen.problems import Problem
from obcgen.review.review import Counts, Review, Waiver
from obcgen.review.words import (
    GroupWords,
    RowWords,
    documents_in_words,
    findings_in_words,
    groups_in_words,
    place_in_words,
    said,
    standing_in_words,
    to_paste,
)

WIDTH = 100
_COLOURS = {"well": "32", "weakly": "33", "not at all": "31"}
_LABEL = 11
_INDENT = " " * _LABEL


def to_text(review: Review, *, colour: bool = False) -> str:
    """Return the review: the counts, every row by group, the waivers, and the open findings of `check`."""
    parts = [
        _head(review),
        _overall(review),
        _money(review),
        _counts(review),
        "\n".join(_wrapped(words, "", "    ") for words in documents_in_words(review.documents)),
        *(_group(group, colour) for group in groups_in_words(review)),
        _counsel(review),
        _waivers(review),
        _findings(review),
    ]
    return "\n\n".join(parts) + "\n"


def _head(review: Review) -> str:
    what = ", ".join(text for text in (review.number, review.title) if text)
    lines = [f"Review of {review.file}", what, "Internal. Not for publication."]
    return "\n".join(line for line in lines if line)


def _overall(review: Review) -> str:
    found = review.overall
    numbered = (
        _wrapped(said(matter.words, review), f"{number}. ", "   ")
        for number, matter in enumerate(found.matters, 1)
    )
    return "\n".join([_titled(found.title), _wrapped(found.sentence, "", ""), *numbered])


def _money(review: Review) -> str:
    if not review.money:
        return "The money: not computed while there are errors."
    width = max(len(label) for label, _ in review.money)
    return "\n".join([_titled("The money"), *(f"{label:<{width}}  {text}" for label, text in review.money)])


def _counsel(review: Review) -> str:
    if not review.counsel:
        return "For counsel to confirm: nothing."
    head = _titled("For counsel to confirm before a document is final")
    rows = (_wrapped(f"{each.asked.name}: {standing_in_words(each)}.", "", "    ") for each in review.counsel)
    paste = " ".join(line.strip() for line in to_paste(review))
    tail = [_wrapped(f"Once read, add to the spec: {paste}", "", "    ")] if paste else []
    return "\n".join([head, *rows, *tail])


def _counts(review: Review) -> str:
    rows = [
        *((said(group.title, review), group.counts) for group in review.groups),
        ("All rows", review.counts),
    ]
    width = max(len(title) for title, _ in rows)
    head = f"{'':<{width}}  Well  Weakly  Not at all  Rows"
    rule = f"{'-' * width}  ----  ------  ----------  ----"
    return "\n".join([head, rule, *(_count(title, counts, width) for title, counts in rows)])


def _count(title: str, counts: Counts, width: int) -> str:
    return f"{title:<{width}}  {counts.well:>4}  {counts.weakly:>6}  {counts.not_:>10}  {counts.rows:>4}"


def _group(group: GroupWords, colour: bool) -> str:
    return "\n\n".join([_titled(group.title), *("\n".join(_row(row, colour)) for row in group.rows)])


def _row(row: RowWords, colour: bool) -> Iterator[str]:
    state = f"{row.grade:<{_LABEL}}"
    asks = _wrapped(row.asks, _INDENT, _INDENT).removeprefix(_INDENT)
    yield (f"\x1b[1;{_COLOURS[row.grade]}m{state}\x1b[0m" if colour else state) + asks
    yield _labelled("spec", row.spec)
    yield from (_labelled("lacks", words) for words in (*row.unread, *(lack.text for lack in row.lacks)))
    yield from (_labelled("why", why) for why in row.why)
    yield from (_labelled("figures", figure) for figure in row.figures)
    yield from (_labelled("accepted", reason) for reason in row.accepted)
    yield _labelled("RFP", "; ".join(row.rfp))
    yield _labelled("contract", "; ".join(row.contract))


def _waivers(review: Review) -> str:
    if not review.waivers:
        return "Waivers: none."
    told = (text for waiver in review.waivers for text in _waiver(waiver, review))
    return "\n".join([_titled("Waivers"), *told])


def _waiver(waiver: Waiver, review: Review) -> Iterator[str]:
    title = f"  {waiver.title}" if waiver.title else ""
    yield _wrapped(f"{waiver.place.file}:{waiver.place.line}: {waiver.code}{title}", "", "    ")
    yield _labelled("reason", waiver.reason)
    yield from (_labelled("waived", said(problem.message, review)) for problem in waiver.findings)


def _findings(review: Review) -> str:
    title = f"Open findings of check: {findings_in_words(review.findings)}"
    told = [_finding(problem, review) for problem in review.findings]
    return "\n".join([_titled(title), *told]) if told else f"{title}."


def _finding(problem: Problem, review: Review) -> str:
    place = place_in_words(problem)
    text = f"{problem.severity} {problem.code}  {said(problem.message, review)}"
    return _wrapped(f"{place}: {text}" if place else text, "", "    ")


def _titled(title: str) -> str:
    return f"{title}\n{'=' * len(title)}"


def _labelled(label: str, text: str) -> str:
    head = f"{_INDENT}{label:<{_LABEL}}"
    return _wrapped(text, head, " " * len(head))


def _wrapped(text: str, first: str, rest: str) -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
