"""The help of a field as the form says it: without what only the text of a spec has, its signs and keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from obcgen.studio.choice_words import choice_words
from obcgen.studio.in_words_of_form import days, known_keys
from obcgen.words import capital, in_words

if TYPE_CHECKING:
    from obcgen.studio.fields import Field

_SIGNS: Final = str.maketrans("", "", "[]{}")
_PLAINER: Final[tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]] = (
    (r"^By id(?: of your choice)?(?: \([^)]*\))?[:;] ", ""),
    (r", in Markdown(?=[.,;])", ""),
    (r" In braces, quote it\.", ""),
    (r", or `\{who: third_party, name: \.\.\.\}`", ", or a third party by its name"),
    (r" `\{who: third_party, name: \.\.\.\}`", ""),
    (r"the line's `at_most`", "the line's most in all"),
    (r"`true`; else `false`", "Yes; else No"),
    (r"; else `false`", "; else No"),
    (r"`true`", "Yes"),
    (r": one line per key; the key is the outcome unless given", ", one line for each outcome"),
    (r"; the line's own id unless given|; the id in words unless given|, by its id|, by id(?=\.)", ""),
    (r", or the id in words, unless given", " unless given"),
    (r"Outcomes refer to these ids", "Outcomes name these windows"),
    (r"stands under its keys", "stands below it"),
    (r"under its own key as well", "at its own question as well"),
    (r"by the id of its clause", "by its clause"),
    (r"\bThe id of (the|that)\b", lambda found: capital(found[1])),
    (r"`[\[{](.*?)[\]}]`(?=[\s.,;:]|$)", lambda found: f"`{found[1].translate(_SIGNS)}`"),
)
"""What stands in a description for who writes a text, and what the form says in its place."""
_CODE: Final = re.compile(r"`([^`]*)`")
_KEY: Final = re.compile(r"\b([a-z]+(?:_[a-z]+)*): ")
_PATH: Final = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
_EXAMPLES: Final = re.compile(r"such as (?:`[^`]*`(?:, | or |, or )?)*$")
_LABEL: Final = re.compile("\0([^\0]+)\0")


def plain_help(field: Field, label: Callable[[str], str]) -> str:
    """Return what a field is for, in the words of the form; `label` says what it calls a pattern."""
    return _LABEL.sub(
        lambda found: f"“{label(found[1])}”",
        _plain(field.help, field.pattern, field.words or (field.entry.words if field.entry else ())),
    )


@lru_cache(maxsize=2_000)
def _plain(text: str, pattern: str, words: tuple[str, ...]) -> str:
    """Return a help in plain words, with a pattern between zeros where the form's name of a field belongs."""
    for written, plainer in _PLAINER:
        text = re.sub(written, plainer, text)

    def spoken(found: re.Match[str]) -> str:
        code = found[1]
        if all(each in words for each in code.split(", ")):
            return ", ".join(f"“{choice_words(each)}”" for each in code.split(", "))
        is_example = _EXAMPLES.search(text[: found.start()])
        if not is_example and _PATH.fullmatch(code) and (near := _near(code, pattern)):
            return f"\0{near}\0"
        plainer = _KEY.sub(
            lambda key: f"{in_words(key[1]).lower()} " if key[1] in known_keys() else key[0], code
        )
        return f"`{in_words(plainer).lower() if re.fullmatch('[a-z]+(_[a-z]+)+', plainer) else plainer}`"

    return capital(days(_CODE.sub(spoken, text)).lstrip())


def _near(code: str, pattern: str) -> str:
    """Return the pattern that a key means near a field: below it, beside it or further up; else nothing."""
    parts = pattern.split(".")
    for end in range(len(parts), -1, -1):
        found = ".".join((*parts[:end], code))
        if found in known_keys().get(code.rpartition(".")[2], ()):
            return found
    return ""
