"""The smallest documents that tests are made of, and the problems that a text has."""

from __future__ import annotations

from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.problems import ObcgenError, Problem

ARTICLE = {
    "data-kind": "rfp",
    "data-name": "Request for Proposals",
    "data-title": "Tutoring",
    "data-number": "RFP-1",
    "data-owner": "District",
    "data-status": "final",
}


def article(*sections: str, **changed: str | None) -> str:
    """Return a document around sections; `data_kind=None` leaves an attribute out."""
    attributes = {**ARTICLE, **{name.replace("_", "-"): value for name, value in changed.items()}}
    written = "".join(f' {name}="{value}"' for name, value in attributes.items() if value is not None)
    return f"<article{written}>{''.join(sections)}</article>"


def section(inner: str, name: str = "one", kind: str = "body", at: str = "part.md:1") -> str:
    """Return a section whose title is its id with a capital."""
    start = f'<section id="{name}" data-kind="{kind}" data-title="{name.title()}" data-at="{at}">'
    return f"{start}{inner}</section>"


def tree_of(*sections: str) -> str:
    """Return the print of the resolved sections, without the lines about the document."""
    return dump(resolve(from_html(article(*sections)))).split("Attachment\n", 1)[1]


def blocks_in(inner: str) -> str:
    """Return the print of blocks in a section, without the line of the section."""
    lines = tree_of(section(inner)).splitlines()[1:]
    return "\n".join(line.removeprefix("  ") for line in lines)


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return the problems of a document, none where it is sound."""
    try:
        resolve(from_html(text))
    except ObcgenError as error:
        return error.problems
    return ()


def problem_in(inner: str) -> Problem:
    """Return the one problem of blocks in a section."""
    problems = problems_of(article(section(inner)))
    assert len(problems) == 1, problems
    return problems[0]
