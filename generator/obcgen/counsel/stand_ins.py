"""Words of a draft that stand for something still to be filled in, and a notice that calls all a sample."""

from __future__ import annotations

import re
from collections.abc import Iterable

SAMPLE = re.compile(
    r"\b(?:worked|an?) example\b|\A\W*(?:a )?sample\b(?=\s*(?:[.,:;!*-]|\Z|only\b|for\b))"
    r"|\b(?:this|(?:is|are|as|only|just|merely)(?: a)?) sample\b(?! of\b)"
    r"|\bsample (?:document|deal|procurement|rfp|request|contract|agreement|text)\b",
    re.IGNORECASE,
)
"""A notice that says so of its document, and not of a sample of students."""

_DIVISION = "".join(
    f"(?<!{name} )" for name in ("Article", "Title", "Chapter", "Part", "Section", "Book", "Volume", "Bowl")
)
_UNITS = r"(?:business |calendar |school )?(?:days?|weeks?|months?|hours?|minutes?|years?|percent)"
_STANDS_IN = re.compile(
    r"\b(?i:TB[DCA])\b|\bT\. ?B\. ?[DCA]\b\.?|\bTODO\b"
    rf"|{_DIVISION}\bXXX+\b|{_DIVISION}\bXX {_UNITS}\b|\$XX+\b|\bXX+%"
    r"|\[(?i:insert|enter|fill in|specify|complete)\b[^\]\n]{0,80}\](?!\()"
    r"|\((?i:fill in|insert|to be filled in|to be completed)\)"
    r"|\((?i:insert (?:the )?(?:name|date|number|amount|address|room|title))\b[^)\n]{0,40}\)"
    r"|(?<=[^\s*_] )_{3,}(?![\w*_])"
)
_NAMED = (
    r"(?:under|as|from|according to|pursuant to|in accordance with"
    r"|in (?:Section|Article|Part|Exhibit|Appendix|Table|Annex)\b"
    r"|by (?!counsel\b|agreement\b|(?:both |the )?parties\b)"
    r"(?![^.;\n]{0,80}\b(?:later|after award|before signing)\b))"
)
"""Where it is decided, or by whom; the parties themselves would have to agree yet."""
_OPEN = re.compile(
    rf"\bto be (?:determined|decided|announced|confirmed)\b(?!(?:\s+\w+ly)?\s+{_NAMED})", re.IGNORECASE
)
_DEPENDS = re.compile(r"\b(?:how|in which|which|way|manner|method|whether|when|where|who)\b", re.IGNORECASE)
"""Words of a sentence that tells of a decision and leaves none open."""
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\n")
_NEAR = 300
"""So many characters before an open decision are looked at; sentences are shorter."""
_EXAMPLE = re.compile(
    r"(?<![\w.+-])(?<!\bas )(?<!\blike )(?<!e\.g\. )"
    r"(?:[\w.+-]+@(?:[\w-]+\.)*|www\.(?:[\w-]+\.)*|https?://(?:[\w-]+\.)*)"
    r"example(?:\.(?:com|org|net))?(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"\b(?!to be\b)T[\w']*[\s-]+B[\w']*[\s-]+([DCA])[\w']*\s*\((TB[DCA])s?\)", re.IGNORECASE
)


def defined(texts: Iterable[str]) -> frozenset[str]:
    """Return which of TBD, TBC and TBA are spelled out somewhere: `teacher-based assessments (TBA)`."""
    found = (match for text in texts for match in _DEFINED.finditer(text))
    return frozenset(match[2].upper() for match in found if match[1].upper() == match[2][-1].upper())


def stand_in(text: str, known: frozenset[str] = frozenset()) -> str:
    """Return the first words that stand for others, but for abbreviations that are known; else nothing."""
    for found in _STANDS_IN.finditer(text):
        if found[0].upper() not in known:
            return found[0]
    for found in _OPEN.finditer(text):
        if not _DEPENDS.search(_SENTENCE_END.split(text[max(0, found.start() - _NEAR) : found.start()])[-1]):
            return found[0]
    return ""


def example_address(text: str) -> str:
    """Return the first address that is kept for examples (RFC 2606) and shows no form; else nothing."""
    found = _EXAMPLE.search(text)
    return found[0] if found else ""
