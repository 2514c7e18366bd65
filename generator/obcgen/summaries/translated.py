"""A deal in another language: the texts that the district gave in it, and all else as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.source import Source, parse
from obcgen.spec import Spec, Who
from obcgen.spec.shapes import Section, texts_of
from obcgen.spec.texts import Prose, Words
from obcgen.words import nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_WORDS = Kind("SUM-03", "A translation of what is no text")
IN_ENGLISH = Kind("SUM-04", "A summary with texts in English", "warning")
NOT_REVIEWED = Kind("SUM-05", "A summary that no speaker of its language has read", "warning")
_SHOWN = {
    "board": r"document\.(title|notice)|need\.problem|outcomes\.\w+\.(name|definition)"
    r"|outcomes\.\w+\.verification\.(sources\.\w+\.supplies|decided_by\.name)|verification\.dispute\.steps\.{last_step}"
    r"|duties\.district\.\w+\.(duty|by)|funding\.sources\.\w+\.name|district\.contacts\.program\.title"
    r"|population\.groups\.\w+\.name|cohorts\.\w+\.name",
    "families": r"document\.(title|notice)|summary\.(program|measured|objection)|population\.eligibility"
    r"|outcomes\.\w+\.name"
    r"|data\.flows\.\w+\.(elements\.\d+|purpose|destroy_by|from\.name|to\.name)"
    r"|district\.contacts\.(program|data)\.title",
}
"""Paths of the texts that a summary prints, by its audience; names of places and tests are left out."""


def words_of(spec: Spec) -> Iterator[tuple[Path, str]]:
    """Yield each text of a spec that is words, and no code, id or amount, with its path."""
    for path, text in texts_of(spec):
        if isinstance(text, Words | Prose):
            yield path, text
    yield from _names(spec, ())


def _names(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the names of third parties."""
    match value:
        case Who(name=name) if name:
            yield (*path, "name"), name
        case Section():
            for key, part in value:
                yield from _names(part, (*path, key.removesuffix("_")))
        case dict():
            for key, part in value.items():
                yield from _names(part, (*path, str(key)))


def spoken(source: Source, spec: Spec, language: str) -> Spec:
    """Return a deal in which every text that is given in a language says it so, wherever it stands."""
    own = {dotted(path): (path, str(text)) for path, text in words_of(spec)}
    given = _given(spec, language)
    by_text = {own[path][1]: text for path, text in given.items() if path in own}
    told = {path: given.get(name, by_text[text]) for name, (path, text) in own.items() if text in by_text}
    return parse(source.with_texts(told), Spec)


def misplaced(spec: Spec, language: str) -> Iterator[Problem]:
    """Yield a Problem for each translation of what is no text of the whole spec: a code, a day, nothing."""
    known = {dotted(path) for path, _ in words_of(spec)}
    for path in _given(spec, language):
        if path not in known:
            message = f"“{path}” holds no words that could be said in another language."
            hint = f"Remove this line, or write the path of a text. {nearest(path, known)}".strip()
            place = ("summary", "translations", language, path)
            yield NO_WORDS.problem(message, path=place, found=path, expected="the path of a text", hint=hint)


def in_english(spec: Spec, audience: str, language: str) -> Iterator[Problem]:
    """Yield a warning that lists the texts of a summary that the district has not given in its language."""
    texts = {dotted(path): str(text) for path, text in words_of(spec)}
    told = {texts[path] for path in _given(spec, language) if path in texts}
    lacking: dict[str, str] = {}
    steps = spec.verification.dispute.steps if spec.verification and spec.verification.dispute else ()
    pattern = re.compile(_SHOWN[audience].replace("{last_step}", str(len(steps))))
    for path, text in texts.items():
        if pattern.fullmatch(path) and text not in told:
            lacking.setdefault(text, path)
    if lacking:
        paths = list(lacking.values())
        shown = quoted(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
        lines = "".join(f"\n      {path}: <{' '.join(text.split())[:40]}>" for text, path in lacking.items())
        message = f"The summary for the {audience} in “{language}” prints texts in English: {shown}."
        hint = f"Give them in that language under summary:\n  translations:\n    {language}:{lines}"
        yield IN_ENGLISH.problem(message, path=("summary",), found=paths[0], hint=hint)


def _given(spec: Spec, language: str) -> Mapping[str, str]:
    told = spec.summary.translations if spec.summary else {}
    return {str(path): str(text) for path, text in told.get(Words(language), {}).items()}


def not_reviewed(page: str, imprint: str, spec: Spec) -> Iterator[Problem]:
    """Yield a warning where the spec does not record that a speaker has read a page as it is today.

    Args:
        page: its audience and language, as `families-es`.
        imprint: the imprint of its words.
        spec: the whole spec.
    """
    known = [each.summary[Words(page)] for each in spec.confirmed.values() if page in each.summary]
    if imprint in known:
        return
    has = "has changed since a speaker read it" if known else "has not been read by a speaker of its language"
    id_ = f"summary_{page}".replace("-", "_")
    entry = f"{{by: <who read it>, on: <the day, as 2027-01-15>, summary: {{{page}: {imprint}}}}}"
    yield NOT_REVIEWED.problem(
        f"The summary {page} {has}; it says so.",
        path=("confirmed",),
        found=known[-1] if known else f"no confirmation of {page}",
        expected=imprint,
        hint=f"Have a speaker read it, then add under confirmed: {id_}: {entry}",
    )
