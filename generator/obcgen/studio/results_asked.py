"""What a results file asks beside its tables, as the fields of a form; and its Problems in their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from obcgen.account.schedule import schedule
from obcgen.problems import Path, dotted
from obcgen.results.start import started_with
from obcgen.source.nodes import Plain, to_plain
from obcgen.source.spans import spans
from obcgen.spec.shapes import blank_in
from obcgen.studio.fields import EVERY
from obcgen.studio.in_words_of_form import days

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.spec import Spec

OF_A_RESULT: Final[Mapping[Path, str]] = {
    ("as_of",): "Settled as of",
    ("verified", "by"): "Verified by",
    ("verified", "on"): "Verified on",
    ("roster",): "On the roster",
    ("served",): "Served",
}
"""The fields that every results file has, with their labels."""
KINDS: Final[Mapping[Path, str]] = {
    ("as_of",): "date",
    ("verified", "on"): "date",
    ("roster",): "count",
    ("served",): "count",
    ("units",): "count",
    ("amounts", EVERY): "money",
    ("conditions", EVERY): "yes_no",
    ("index", EVERY, "published"): "date",
    ("paid", EVERY, "amount"): "money",
    ("paid", EVERY, "on"): "date",
    ("paid", EVERY, "invoiced"): "date",
}
"""The kind of value of each fact that people type; others are written as they are typed."""
_KEYED: Final = re.compile(r"\b(?!decimals: )[a-z_]+: |[{}]")
"""What only who writes the results file as text can follow."""
_SENTENCES: Final = re.compile(r"(?<=[.;]) (?=[A-Z])")
_INTERIM: Final = re.compile(r"(?:write )?settlement: interim")
_ADDED: Final = re.compile(r"Add (?P<key>\w+): (?:\.\.\.|\{(?P<below>\w+): .*\})\.?")
_HEADED: Final = re.compile(r"Name its heading in the table under columns: (?P<column>[\w:]+): \.\.\.")


def kind_of(path: Path) -> str:
    """Return the kind of the fact at a path of a results file; nothing where it takes any text."""
    return KINDS.get(path) or KINDS.get((*path[:1], EVERY, *path[2:])) or ""


def asked(spec: Spec) -> list[dict[str, Any]]:
    """Return what a results file asks beside tables and `OF_A_RESULT`, with the label of each."""
    known = to_plain(spans(started_with(spec, {}))[1])
    called = names(spec)
    return [
        {"path": list(path), "label": _label(path, blank, called)}
        for path, blank in _blanks(known)
        if path not in OF_A_RESULT
    ]


def _label(path: Path, blank: str, called: Mapping[str, str]) -> str:
    words = with_names(blank, called)
    if path[0] == "index":
        return f"Index of {path[1]}: {words}"
    label = f"{words[:1].upper()}{words[1:]}"
    return f"{label}: {with_names(str(path[1]), called)}" if len(path) > 2 else label


def _blanks(value: Plain, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each blank with its path and its words."""
    if isinstance(value, str):
        if blank := blank_in(value):
            yield path, blank.strip("<>")
        return
    pairs: Iterable[tuple[str | int, Plain]] = (
        value.items() if isinstance(value, Mapping) else enumerate(value)
    )
    for key, each in pairs:
        yield from _blanks(each, (*path, key))


def names(spec: Spec) -> dict[str, str]:
    """Return by id what people call the outcomes and the payments of a contract."""
    outcomes = {key: each.name for key, each in spec.outcomes.items()}
    return {**outcomes, **{each.id: each.name for each in schedule(spec).payments}}


def with_names(text: str, called: Mapping[str, str]) -> str:
    """Return a text with names for ids: those with a dot or an underscore anywhere, others of an outcome."""
    for key in sorted(called, key=len, reverse=True):
        before = "" if re.search(r"[._]", key) else r"(?<=\bof )|(?<=^)|(?<=\bcolumn )|(?<=\bfor )"
        text = re.sub(rf"(?:{before})(?<![\w.“]){re.escape(key)}(?![\w.”])", f"“{called[key]}”", text)
    return text


def in_words_of_results(problem: Problem, spec: Spec, labels: Mapping[str, str]) -> Problem:
    """Return a Problem of a results file in the words of its form; what the form does not ask, as text."""
    called = names(spec)
    hint = _INTERIM.sub("choose “interim” as the kind of settlement", problem.hint)
    if found := _HEADED.fullmatch(hint):
        hint = f"Say which column holds “{labels.get(found['column'], found['column'])}”."
    elif (found := _ADDED.fullmatch(hint)) and (
        label := _fields(spec).get(".".join(filter(None, found.groups())))
    ):
        hint = f"Fill in “{label}”."
    else:
        hint = " ".join(_as_text(each, called) for each in _SENTENCES.split(hint))
    return replace(problem, message=days(with_names(problem.message, called)), hint=hint)


def _fields(spec: Spec) -> dict[str, str]:
    """Return the label of each field of the form by its path."""
    own = {dotted(path): label for path, label in OF_A_RESULT.items()}
    return own | {dotted(tuple(each["path"])): each["label"] for each in asked(spec)}


def _as_text(sentence: str, called: Mapping[str, str]) -> str:
    """Return a sentence with names for ids; one that writes keys as it is, and where it is followed."""
    plain, choice, keyed = sentence.partition(", or ")
    if choice and _KEYED.search(keyed) and not _KEYED.search(plain):
        return f"{days(with_names(plain, called))}, or in the results file as text: {keyed}"
    if _KEYED.search(sentence):
        return f"In the results file as text: {sentence}"
    return days(with_names(sentence, called))
