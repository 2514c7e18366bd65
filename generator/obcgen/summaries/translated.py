"""A deal in another language: the texts that the district gave in it, and all else as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from obcgen.problems import Kind, ObcgenError, Path, Problem, dotted
from obcgen.source import Source, parse
from obcgen.spec import Spec, Who
from obcgen.spec.shapes import Section, texts_of
from obcgen.spec.texts import Prose, Words
from obcgen.words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_WORDS = Kind("SUM-03", "A translation of what is no text")
IN_ENGLISH = Kind("SUM-04", "A summary with texts in English", "warning")
_SHOWN = {
    "board": r"document\.title|need\.problem|outcomes\.\w+\.(name|definition)"
    r"|duties\.district\.\w+\.(duty|by)|outcomes\.\w+\.verification\.(sources\.\w+\.supplies|decided_by\.name)|funding\.sources\.\w+\.name",
    "families": r"document\.title|population\.content_area|outcomes\.\w+\.name|data\.flows\.\w+\."
    r"(elements\.\d+|purpose|destroy_by|from\.name|to\.name)|summary\.(program|objection)",
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
    """Return a deal in which every text that is given in a language says it so, wherever it stands.

    Raises:
        ObcgenError: something is translated that is no words.
    """
    own = {dotted(path): (path, str(text)) for path, text in words_of(spec)}
    given = _given(spec, language)
    if faults := tuple(_no_words(spec, language, own, given)):
        raise ObcgenError(*source.locate(faults))
    by_text = {own[path][1]: text for path, text in given.items() if path in own}
    told = {path: given.get(name, by_text[text]) for name, (path, text) in own.items() if text in by_text}
    return parse(source.with_texts(told), Spec)


def in_english(spec: Spec, audience: str, language: str) -> Iterator[Problem]:
    """Yield a warning that lists the texts of a summary that the district has not given in its language."""
    texts = {dotted(path): str(text) for path, text in words_of(spec)}
    told = {texts[path] for path in _given(spec, language) if path in texts}
    lacking: dict[str, str] = {}
    for path, text in texts.items():
        if re.fullmatch(_SHOWN[audience], path) and text not in told:
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


def _no_words(
    spec: Spec, language: str, own: Mapping[str, object], given: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a Problem for each translation of a code or an id; what is confidential is passed over."""
    others = {dotted(path) for path, _ in texts_of(spec)} - set(own)
    for path in given:
        if path in others:
            message = f"“{path}” holds no words that could be said in another language."
            hint = "Remove this line, or write the path of a text, such as outcomes.reading.name."
            place = ("summary", "translations", language, path)
            yield NO_WORDS.problem(message, path=place, found=path, hint=hint)
