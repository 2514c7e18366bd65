"""A PDF as it is read back: a clause begins where its named destination points.

pypdf reads it, in Python and from memory, and stops by itself where drawings call one another without end.
Running headers and footers, marked as artifacts, do not count.
"""

from __future__ import annotations

import json
import logging
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple
from functools import partial
from io import BytesIO
from itertools import count
from typing import Any, Final

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from obcgen.confined import STOPPED, TOO_LONG, TOO_MUCH, Limits, confined
from obcgen.confined import TOO_LARGE as TOO_RICH
from obcgen.document.compare import Clause
from obcgen.problems import ObcgenError, Problem
from obcgen.readers.found import LARGEST_SPEC, LOCKED, Found, SignatureField, clauses_of, damaged, too_large

MOST_PAGES: Final = 2_000
MOST_LEVELS: Final = 20
"""Of fields within fields."""
MOST_STEPS: Final = 400_000
MOST_STEPS_OF_A_PAGE: Final = 20_000
"""Drawing operators; a page of text has about a thousand, and each takes 50 microseconds to read."""
LARGEST_CONTENT: Final = 2_000_000
LIMITS: Final = Limits(seconds=4, memory=300_000_000, answer=6 * LARGEST_SPEC)
"""What opening a file may use: a whole one takes half a second, some damaged ones are searched for long."""
READING: Final = Limits(seconds=25, memory=400_000_000, answer=6 * LARGEST_SPEC)
"""What reading all pages may use: 150 pages take 8 seconds."""
_WITHOUT_END: Final = {kind.code for kind in (TOO_LONG, TOO_MUCH, TOO_RICH, STOPPED)}
_NAME: Final = "spec.yaml"
_BULLETS: Final = "•◦▪"
_FIGURE: Final = "/Figure"
_SLACK: Final = 1.0
"""Points by which a line may lie above the place that its destination names."""

Cut = tuple[int, float, str]
"""Where a clause begins: its page from 0, its distance from the foot of the page negated, its id."""


class PdfReader:
    """Reads PDFs."""

    def about(self, content: bytes) -> Found:
        """Return what a PDF states of itself and carries."""
        stated, text = json.loads(_within(LIMITS, partial(_about, content)))
        return Found(stated.get("Title", ""), stated, text)

    def clauses(self, content: bytes, marks: Mapping[str, str]) -> tuple[Clause, ...]:
        """Return the words of each clause of a PDF."""
        return tuple(Clause(*one) for one in json.loads(_within(READING, partial(_said, content, marks))))


def _within(limits: Limits, work: Callable[[], bytes]) -> bytes:
    """Do the work on a file within limits; one that is beyond them is damaged.

    Raises:
        ObcgenError: it is beyond them, or as the work.
    """
    try:
        return confined(work, limits, "the file")
    except ObcgenError as error:
        if any(problem.code in _WITHOUT_END for problem in error.problems):
            raise damaged("its parts cannot be found within reason") from None
        raise


def _said(content: bytes, marks: Mapping[str, str]) -> bytes:
    """Return as JSON the words of each clause, with its id."""
    with _reading(content) as pdf:
        return json.dumps([astuple(one) for one in clauses_of(_pieces(pdf, _cuts(pdf, marks)))]).encode()


def _about(content: bytes) -> bytes:
    """Return as JSON what a PDF states of itself, and the text it carries, if any."""
    with _reading(content) as pdf:
        stated = {str(key).removeprefix("/"): str(value) for key, value in (pdf.metadata or {}).items()}
        carried = pdf.attachments.get(_NAME, [])
        return json.dumps([stated, _text(carried[0]) if carried else None]).encode()


def signature_fields(content: bytes) -> tuple[SignatureField, ...]:
    """Return the fields of a PDF in which parties sign, in the order of its form.

    Raises:
        ObcgenError: it is damaged or locked.
    """
    found = json.loads(_within(LIMITS, partial(_places_to_sign, content)))
    return tuple(SignatureField(*one) for one in found)


def _places_to_sign(content: bytes) -> bytes:
    with _reading(content) as pdf:
        form: Any = pdf.root_object.get("/AcroForm")
        return json.dumps(list(_signed_in(form.get_object().get("/Fields", ()))) if form else []).encode()


def _signed_in(fields: Any, within: str = "", level: int = 0) -> Iterator[tuple[str, str, int, bool]]:
    """Yield the name, title and object of each field for a signature, and whether it holds one."""
    for reference in fields:
        field = reference.get_object()
        if "/T" not in field:  # one of several places of the field around it
            continue
        name = f"{within}{field['/T']}"
        if field.get("/FT") == "/Sig":
            yield name, str(field.get("/TU") or name), reference.idnum, "/V" in field
        elif level < MOST_LEVELS:
            yield from _signed_in(field.get("/Kids", ()), f"{name}.", level + 1)


@contextmanager
def _reading(content: bytes) -> Iterator[pypdf.PdfReader]:
    """Open a PDF; whatever goes wrong in pypdf with a file from anywhere is damage to the file."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        yield _opened(content)
    except ObcgenError:
        raise
    except DependencyError:  # it would need a library of ciphers to unlock the file
        raise ObcgenError(_locked()) from None
    except (MemoryError, TimeoutError):  # the limits; elsewhere a fault of ours
        raise
    except PyPdfError as error:
        raise damaged(f"it is no whole PDF ({error})") from None
    except Exception as error:  # noqa: BLE001 - pypdf meets parts that do not fit with exceptions of any kind
        raise damaged(f"its parts do not fit together ({type(error).__name__})") from None


def _opened(content: bytes) -> pypdf.PdfReader:
    pdf = pypdf.PdfReader(BytesIO(content))
    if pdf.is_encrypted:
        raise ObcgenError(_locked())
    if len(pdf.pages) > MOST_PAGES:
        raise too_large(f"The PDF has {len(pdf.pages):,} pages", f"{MOST_PAGES:,}")
    return pdf


def _locked() -> Problem:
    message = "The PDF is locked with a password, or against changes or reading by programs."
    return LOCKED.problem(message, hint="Save it without protection, or take the original.")


def _text(data: bytes) -> str:
    if len(data) > LARGEST_SPEC:
        raise too_large("The attached text is too long", f"{LARGEST_SPEC:,} bytes")
    return data.decode("utf-8", "replace")


def _cuts(pdf: pypdf.PdfReader, marks: Mapping[str, str]) -> list[Cut]:
    """Return where clauses begin, from first to last; of several at one place the last by name counts."""
    references = ((page.indirect_reference, number) for number, page in enumerate(pdf.pages))
    pages = {reference.idnum: number for reference, number in references if reference}
    cuts: list[Cut] = []
    for name, place in pdf.named_destinations.items():
        begins = marks.get(name, "" if name.startswith("_") else name)
        page = pages.get(getattr(place.page, "idnum", -1))
        if begins and page is not None and place.top is not None:
            cuts.append((page, -float(place.top) - _SLACK, begins))
    return sorted(cuts)


def _pieces(pdf: pypdf.PdfReader, cuts: list[Cut]) -> Iterator[tuple[str, str]]:
    """Yield each text with the id of its clause; drawings last, which a page draws in an order of its own."""
    steps = count(1)
    drawn: list[tuple[str, str]] = []
    for number, page in enumerate(pdf.pages):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > LARGEST_CONTENT:
            raise too_large(
                f"Page {number + 1} is drawn with too much data", f"{LARGEST_CONTENT:,} bytes a page"
            )
        for height, text, is_drawn in _texts(page, steps):
            before = bisect_right(cuts, (number, -height, "\U0010ffff"))
            piece = cuts[before - 1][2] if before else "", f"{text} "
            if is_drawn:
                drawn.append(piece)
            else:
                yield piece
    yield from drawn


def _texts(page: pypdf.PageObject, steps: Iterator[int]) -> list[tuple[float, str, bool]]:
    """Return each text of a page with its distance from the foot, and whether a drawing holds it.

    All texts of a drawing stand where its first one does: pypdf loses the places of those that are turned.
    """
    found: list[tuple[float, str, bool]] = []
    around: list[str] = []
    drawing: list[float] = []

    own = count(1)

    def watch(operator: Any, operands: Any, *_: Any) -> None:
        if next(own) > MOST_STEPS_OF_A_PAGE:
            raise too_large("A page of the PDF is drawn in too many steps", f"{MOST_STEPS_OF_A_PAGE:,}")
        if next(steps) > MOST_STEPS:
            raise too_large("The PDF is drawn in too many steps", f"{MOST_STEPS:,}")
        if operator in (b"BDC", b"BMC"):
            around.append(str(operands[0]) if operands else "")
        elif operator == b"EMC" and around:
            around.pop()
            drawing.clear()

    def take(text: str, matrix: Any, line: Any, *_: Any) -> None:
        if text.strip(f"{_BULLETS} \n\u2002") and "/Artifact" not in around:
            height = line[4] * matrix[1] + line[5] * matrix[3] + matrix[5]
            if is_drawn := _FIGURE in around:
                drawing.append(height)
                height = drawing[0]
            found.append((height, text, is_drawn))

    page.extract_text(visitor_operand_before=watch, visitor_text=take)
    return found
