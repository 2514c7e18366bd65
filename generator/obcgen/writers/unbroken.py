"""What no line may part: `Section 9.2`, `2 CFR 200.216`, a date, a time, `FL 32207`; and a true minus."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.document.rewrite import rewritten, with_content, with_inlines
from obcgen.document.tree import Reference, Text

if TYPE_CHECKING:
    from obcgen.document.tree import Block, Document, Inline

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_NAMED: Final = "Section|Article|Exhibit|Attachment|Part|Table|Figure|Step|Question|Title|Grade"
_CODES: Final = r"CFR|C\.F\.R\.|U\.S\.C\.|CCR|C\.R\.S\.|R\.C\.|Stat\.|Fla\. Stat\.|FR|Code"
_OF_STATES: Final = (
    r"(?:\d+ )?(?:Tex|Cal|Fla|Tenn|Colo|N\.Y|N\.C)\. "
    r"(?:[A-Z][a-z]+(?:\.|'t|s') ){0,2}(?:Code|Law|Stat\.)(?: R\.)?"
)
"""A code of a State by its short name, as `19 Tex. Admin. Code`."""
_WHOLE: Final = re.compile(
    rf"\b{_OF_STATES} \d[\w.-]*|\b\d+ (?:Tex|Cal|Fla)\. Admin\. Code\b"
    rf"|\b(?:{_MONTHS}) \d\d?, \d{{4}}\b|\b(?:{_MONTHS}) \d{{1,4}}\b"
    rf"|\b(?:section|chapter|part|grade) \d[\w.-]*|\b(?:{_NAMED})s? (?:\d[\w.]*|[A-Z]\b(?:\.\d+)*)"
    rf"|\b\d+ (?:{_CODES})(?![A-Za-z])(?: (?:[Pp]art |section )?\d[\w.-]*)?"
    rf"|\b(?:{_CODES}) (?:Part )?\d[\w.-]*"
    r"|\b[A-Z]{2} \d{5}\b|§§? \d[\w.-]*|\b\d{1,2}:\d\d [ap]\.m\."
)
_STEPS: Final = re.compile(
    r"((?<![^ \n\t])[^ \n\t]*\d[\w.-]*(?:\(\w{1,4}\)){2,}[^ \n\t]*|\b[A-Z]+(?:-\d+){2,}\b)"
)
"""A place in a law with all that hangs on it, as `34~CFR~99.31(a)(3)`, and the number of a document: brackets
and hyphens would end lines."""
_MINUS: Final = re.compile(r"(?<![\w.,)-])-(?=\$?\d)")


def unbroken(document: Document) -> Document:
    """Return a document in which such words hang together, and a number below nothing has a minus."""
    return replace(document, blocks=rewritten(document.blocks, _block))


def held_together(text: str) -> str:
    """Return a text with spaces that do not break and a minus where a hyphen stood for one."""
    signed = _MINUS.sub("\N{MINUS SIGN}", text)
    return _WHOLE.sub(lambda found: found[0].replace(" ", NO_BREAK), signed)


def parted_at_steps(text: str) -> list[str]:
    """Return a text in pieces; each second one stays on one line."""
    return _STEPS.split(text)


def _block(block: Block) -> Block:
    return with_content(block, lambda content: with_inlines(content, _inline))


def _inline(inline: Inline) -> Inline:
    match inline:
        case Text():
            return Text(held_together(inline.text))
        case Reference():
            return replace(inline, content=with_inlines(inline.content, _inline))
        case _:
            return inline
