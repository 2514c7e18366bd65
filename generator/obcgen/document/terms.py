"""Defined terms: each that is used is defined once, each that is defined is used, alike in every document.

A definition is a bold term followed by `means` or `has the meaning`, one in brackets (`(the **District**)`),
one after `is a` or `are the`, or a line of the table in the section `defined-terms`. A word with a capital
letter inside a sentence is a term, unless it is a name: one of the names given, a law, a month, a numbered
thing. Tables, headings and quotations are not held to this; a capital letter there begins a line or title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from obcgen.document.elements import place_of
from obcgen.document.tree import Block, Blocks, Cell, Document, Inlines, Paragraph, Reference, Section, Strong
from obcgen.document.walk import blocks_of, content_of, groups_of, sections_of, text_of
from obcgen.problems import Kind, Problem

UNDEFINED = Kind("TRM-01", "A defined term that nothing defines", "warning")
UNUSED = Kind("TRM-02", "A definition of a term that nothing uses", "warning")
TWICE = Kind("TRM-03", "A term that is defined twice", "warning")
UNLIKE = Kind("TRM-04", "A term that two documents write differently", "warning")

GLOSSARY = "defined-terms"
"""The id of the section whose table defines the term at the head of each row."""
WORD = r"[A-Z][A-Za-z]*(?:[-\u2019'][A-Za-z]+)*"
_RUN = re.compile(rf"{WORD}(?: (?:(?:of|and|for|on|the|to) ){{0,2}}{WORD})*")
_SENTENCE = re.compile(r"(?:^|[.:;?!)\n] |[(“\n])$")
_QUOTED = re.compile(r"“[^”]*”|\[[^\]]*\]")
_LAWS = {"Act", "Acts", "Amendment", "Circular", "Code", "Constitution", "Framework", "Statutes"}
_NOT_TERMS = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    "Appendix", "Article", "Attachment", "Chapter", "Exhibit", "Form", "Grade", "Part", "Section",
    "Standard", "Table", "Tier", "Title",
    "Congress", "English", "I", "United", "States",
}  # fmt: skip
"""Words that begin with a capital wherever they stand: days, months, numbered things."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term where a document defines it; a definition that only points to another is none of its own."""

    term: str
    at: str
    own: bool


@dataclass(frozen=True)
class _Reading:
    """A document as the rules read it."""

    document: Document

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        return (*_in_sentences(self.document.blocks), *_in_glossary(self.document.blocks))

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(each.term for each in self.definitions)


def term_problems(*documents: Document, names: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return what is wrong with the defined terms of documents that belong together.

    Args:
        documents: resolved documents.
        names: texts whose words with a capital letter are names and not terms, such as those of a spec.
    """
    readings = [_Reading(document) for document in documents]
    known = frozenset(run for text in names for run in _names_in(text))
    found = (
        problem
        for reading in readings
        for rule in (_undefined(reading, known), _unused(reading), _twice(reading))
        for problem in rule
    )
    return (*found, *_unlike(readings))


def with_answers(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents with the response file inside the RFP, whose definitions hold in it too."""
    answers = tuple(block for one in documents if one.kind == "response" for block in one.blocks)
    return tuple(
        replace(one, blocks=(*one.blocks, *answers)) if one.kind == "rfp" else one
        for one in documents
        if one.kind != "response"
    )


def defined(document: Document) -> tuple[Definition, ...]:
    """Return every definition of a document."""
    return _Reading(document).definitions


# --- definitions ---------------------------------------------------------------------------------


def _in_sentences(blocks: Blocks) -> Iterator[Definition]:
    for block in blocks_of(blocks):
        content = content_of(block)
        for at, one in enumerate(content):
            if isinstance(one, Strong):
                before, after = text_of(content[:at]), text_of(content[at + 1 :])
                term = text_of(one.content)
                if re.match(r"[A-Z]", term) and _defines(before, after):
                    yield Definition(term, block.at, own=not re.match(r" ha(?:s|ve) the meaning", after))


def _defines(before: str, after: str) -> bool:
    """Tell whether a bold term between these words is defined by them."""
    if re.match(r" means\b| ha(?:s|ve) the meaning", after):
        return True
    in_brackets = re.search(r"\((?:(?:the|an?|each an?|together,? the) )?$", before) and after.startswith(")")
    return bool(in_brackets or re.search(r"\b(?:is an?|(?:is|are) the) $", before))


def _in_glossary(blocks: Blocks) -> Iterator[Definition]:
    for section in sections_of(blocks):
        if section.id == GLOSSARY:
            for table in blocks_of(section.blocks):
                for cell in _heads(table):
                    yield Definition(_cell_text(cell), getattr(table, "at", ""), own=True)


def _heads(block: Block) -> Iterator[Cell]:
    for row in getattr(block, "rows", ()):
        yield from (cell for cell in row.cells[:1] if cell.header)


def _cell_text(cell: Cell) -> str:
    return " ".join(text_of(content_of(block)) for block in cell.blocks)


# --- rules ---------------------------------------------------------------------------------------


def _undefined(reading: _Reading, names: frozenset[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    document = reading.document
    own = (run for text in (document.name, document.title, document.owner) for run in _names_in(text))
    known = {form for term in reading.terms for form in forms(term)} | names | set(own)
    for block in _sentences(document.blocks):
        for words, starts in _phrases(block.content):
            unknown = " ".join(_uncovered(words, known, starts=starts))
            if unknown and unknown not in seen:
                seen.add(unknown)
                message = f"“{unknown}” is written as a defined term, but nothing in the document defines it."
                hint = "Define it among the defined terms, write it without a capital, or list it as a name."
                yield UNDEFINED.problem(message, place=place_of(block.at), found=unknown, hint=hint)


def _unused(reading: _Reading) -> Iterator[Problem]:
    texts = tuple(_texts(reading.document.blocks))
    for each in _firsts(reading.definitions):
        pattern = _use_of(each.term)
        if not any(pattern.search(text) for text in texts):
            message = f"“{each.term}” is defined, but the document does not use it."
            hint = "Take the definition out, or print it only where the term is used."
            yield UNUSED.problem(message, place=place_of(each.at), found=each.term, hint=hint)


def _use_of(term: str) -> re.Pattern[str]:
    """Return what a use of a term looks like; one of several words may be written small: `business days`."""
    words = "|".join(map(re.escape, forms(term)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE if " " in term else 0)


def _twice(reading: _Reading) -> Iterator[Problem]:
    first: dict[str, Definition] = {}
    for each in reading.definitions:
        if each.own and each.term in first and first[each.term].at != each.at:
            message = f"“{each.term}” is defined twice, first at {first[each.term].at}."
            hint = "Keep one definition; let the other say that the term has the meaning given there."
            yield TWICE.problem(message, place=place_of(each.at), found=each.term, hint=hint)
        elif each.own:
            first[each.term] = each


def _unlike(readings: Iterable[_Reading]) -> Iterator[Problem]:
    written: dict[str, Definition] = {}
    for reading in readings:
        for each in _firsts(reading.definitions):
            other = written.setdefault(each.term.casefold(), each)
            if other.term != each.term:
                message = f"“{each.term}” is written “{other.term}” in the other document ({other.at})."
                hint = "Write the term in one way."
                yield UNLIKE.problem(
                    message, place=place_of(each.at), found=each.term, expected=other.term, hint=hint
                )


def _firsts(definitions: Iterable[Definition]) -> Iterable[Definition]:
    found: Mapping[str, Definition] = {each.term: each for each in reversed(tuple(definitions))}
    return reversed(tuple(found.values()))


# --- words ---------------------------------------------------------------------------------------


def forms(term: str) -> tuple[str, ...]:
    """Return a term as a sentence may write it: one of it, several of it."""
    plural = f"{term[:-1]}ies" if re.search(r"[^aeiou]y$", term) else f"{term}s"
    return (term, plural, f"{term}es", *((term.removesuffix("s"),) if term.endswith("s") else ()))


def _texts(blocks: Blocks, *, glossary: bool = False) -> Iterator[str]:
    """Yield every text of a document, without the terms where they are defined."""
    for block in blocks:
        inside = glossary or (isinstance(block, Section) and block.id == GLOSSARY)
        yield block.title if isinstance(block, Section) else _undefining(content_of(block))
        heads = set(map(id, _heads(block))) if inside else set()
        cells = (cell for row in getattr(block, "rows", ()) for cell in row.cells if id(cell) not in heads)
        for group in (cell.blocks for cell in cells) if hasattr(block, "rows") else groups_of(block):
            yield from _texts(group, glossary=inside)


def _undefining(content: Inlines) -> str:
    """Return a text without its bold words, which may be terms that it defines."""
    return text_of(tuple(one for one in content if not isinstance(one, Strong)))


def _sentences(blocks: Blocks) -> Iterator[Paragraph]:
    """Yield the paragraphs that hold sentences: none of a table, none of a title."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "body":
            yield block
        elif not hasattr(block, "rows"):
            for group in groups_of(block):
                yield from _sentences(group)


def _phrases(content: Inlines) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of each run of words with a capital letter, and whether it begins a sentence."""
    text = _QUOTED.sub("“”", text_of(tuple(one for one in content if not isinstance(one, Reference))))
    for run in _RUN.finditer(text):
        words = _plain(run[0])
        if not _LAWS & set(words):
            yield words, bool(_SENTENCE.search(text[: run.start()]))


def _plain(run: str) -> list[str]:
    return [re.sub(r"[\u2019']s$|[\u2019']$", "", word) for word in run.split(" ")]


def _uncovered(words: list[str], known: Collection[str], *, starts: bool) -> list[str]:
    """Return what is left of words when the longest known phrases are taken out, from the left.

    Where the words begin a sentence, its first word may owe its capital to that alone.
    """
    left: list[str] = []
    at = 0
    while at < len(words):
        ends = (end for end in range(len(words), at, -1) if " ".join(words[at:end]) in known)
        end = next(ends, None)
        if end is None and _is_open(words[at]) and not (starts and at == 0):
            left.append(words[at])
        at = end or at + 1
    return left


def _is_open(word: str) -> bool:
    return word not in _NOT_TERMS and not word.isupper() and not word.islower()


def _names_in(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        yield " ".join(_plain(run[0]))
