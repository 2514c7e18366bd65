"""What is fuzzed: each target takes bytes from anywhere and fails only where a promise is broken.

A refusal is a Problem and is fine. An exception of another kind, a Problem outside the file, a value that
does not come back from its own text: those are findings. `make fuzz` feeds the targets; `test_fuzz_corpus.py`
feeds them the small corpus beside this file in every run of the tests.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic_core import PydanticCustomError

from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.render.aside import Aside, Piece
from obcgen.render.faults import TemplateFault
from obcgen.render.markdown import mark, prose, to_html
from obcgen.results import cells
from obcgen.results.cells import BadCellError
from obcgen.source import plain, read_text
from obcgen.source.table import LONGEST_CELL, MOST_COLUMNS, from_text
from obcgen.source.to_yaml import to_yaml
from obcgen.source.workbook_table import any_table
from obcgen.spec import Spec, scalars, texts
from obcgen.spec.dates import (
    read_date,
    read_datetime,
    read_deadline,
    read_duration,
    read_moment,
    read_month_day,
)
from obcgen.style.picture import NotAPictureError, picture_of

Target = Callable[[bytes], None]

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"


def text_of(data: bytes) -> str:
    """Return bytes as text; lone surrogates stay away, as no reader of ours lets them in."""
    return data.decode("utf-8", "replace")


def inside(problems: Iterable[Problem], text: str) -> None:
    """Hold every Problem to a place inside the text."""
    lines = re.split(r"\r\n|\r|\n", text)
    for problem in problems:
        assert problem.message
        if place := problem.place:
            assert 1 <= place.line <= len(lines) + 1, problem
            assert place.column >= 1, problem


# --- what a spec is made of ------------------------------------------------------------------------


def spec_text(data: bytes) -> None:
    """Text is read as YAML or refused at a line; what was read says the same when it is written again."""
    text = text_of(data)
    try:
        source = read_text(text)
    except ObcgenError as error:
        inside(error.problems, text)
        return
    inside(source.problems, text)
    if any(map(is_error, source.problems)) or not isinstance(
        source.root.value, Mapping
    ):  # no tree of keys, which alone is written
        return
    written = to_yaml(source)
    assert plain(read_text(written)) == plain(source), written


READERS: tuple[Callable[[str], object], ...] = (
    scalars.read_money,
    scalars.read_share,
    scalars.read_count,
    scalars.read_quantity,
    scalars.read_yes_no,
    scalars.read_version,
    read_date,
    read_datetime,
    read_deadline,
    read_duration,
    read_moment,
    read_month_day,
    texts.read_email,
    texts.read_id,
    texts.read_line,
    texts.read_prose,
    texts.read_title,
    texts.read_year,
)


def values(data: bytes) -> None:
    """Every reader of a value takes a text or refuses it; money and days come back as they are written."""
    text = text_of(data)
    for read in READERS:
        with suppress(PydanticCustomError):
            read(text)
    with suppress(PydanticCustomError):
        money = scalars.read_money(text)
        assert scalars.read_money(money.plain) == money == scalars.read_money(str(money))
    with suppress(PydanticCustomError):
        day = read_date(text)
        assert read_date(day.isoformat()) == day
    with suppress(PydanticCustomError):
        share = scalars.read_share(text)
        assert scalars.read_share(share.exact) == share
    for cell in (cells.quantity, cells.yes_or_no, cells.refuse_no_id, cells.refuse_formula):
        with suppress(BadCellError):
            cell(text)
    with suppress(BadCellError):
        assert cells.dosage(text, "hours") >= 0


# --- what documents are made of --------------------------------------------------------------------

_HEAD = (
    '<article data-kind="rfp" data-name="N" data-title="T" data-number="1" data-owner="O" '
    'data-status="final"><section id="s" data-kind="body" data-title="S" data-at="x.md:1">'
)
_FOOT = "</section></article>"


def page(data: bytes) -> None:
    """HTML is a document or refused; one that is taken can be numbered and printed as a tree."""
    text = text_of(data)
    for html in (text, f"{_HEAD}{text}{_FOOT}"):
        with suppress(ObcgenError):
            dump(resolve(from_html(html)))


OF_WORDS = {"DOC-17"}
"""What only the whole document can tell of prose: a reference that leads nowhere."""


def refusals(html: str) -> tuple[Problem, ...]:
    """Return why a document refuses some HTML."""
    try:
        resolve(from_html(html))
    except ObcgenError as error:
        return error.problems
    return ()


class _Tags(HTMLParser):
    """Refuses what no prose may print."""

    ALLOWED = frozenset(
        "a blockquote br div em h3 li ol p strong table tbody td th thead tr ul".split()  # noqa: SIM905
    )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED, tag
        for name, value in attrs:
            assert name in {"href", "class", "style", "data-at", "data-align"}, name
            if name == "href":
                assert re.match(r"(?:https?:|mailto:|[a-z-]*#)", value or "", re.IGNORECASE), value


def markdown(data: bytes) -> None:
    """Prose prints only words, lists, tables and safe links, and a value in a text changes no structure."""
    try:
        text = texts.read_prose(text_of(data))
    except PydanticCustomError:
        return
    with suppress(TemplateFault):
        piece = prose(text)
        _Tags().feed(piece.html)
        told = refusals(f"{_HEAD}<p>{piece.inline}</p>{piece.block or ''}{_FOOT}")
        assert {problem.code for problem in told} <= OF_WORDS, told
    line = " ".join(text.split())
    for body in ("1. A {} b.\n2. C\n\n| x | y |\n|---|---|\n| {} | z |", "See [{}](#s), **{}** and *{}*x."):
        with suppress(TemplateFault, ObcgenError):
            value = Piece(line, escape(line, quote=False))
            assert _shape(body, value) == _shape(body, Piece("plain", "plain"))


def _shape(body: str, value: Piece) -> list[str]:
    aside = Aside("fuzz")
    words = body.replace("{}", aside.put(value))
    return re.findall(r"</?[a-z0-9]+", to_html(mark("x.md:1") + words, aside, {}))


def picture(data: bytes) -> None:
    """Bytes are a picture with a size or refused."""
    with suppress(NotAPictureError):
        found = picture_of(data)
        assert found.width > 0
        assert found.height > 0


# --- what comes back -------------------------------------------------------------------------------


def table(data: bytes) -> None:
    """A CSV file is rows or refused at a row; each cell has a place inside the file."""
    text = text_of(data)
    try:
        read = from_text(text, "t.csv")
        for line, row in read.rows():
            for column in range(min(len(row), 5)):
                assert read.place(line, column).line == line
    except ObcgenError as error:
        inside(error.problems, text)


BOOK = {
    "xl/workbook.xml": b'<w xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    b'<sheets><sheet r:id="a"/></sheets></w>',
    "xl/_rels/workbook.xml.rels": b'<r><Relationship Id="a" Target="s.xml"/></r>',
    "xl/sharedStrings.xml": b"<s><si><t>name</t></si><si><r><t>two</t></r></si></s>",
    "xl/styles.xml": b'<s><numFmts><numFmt numFmtId="164" formatCode="0.00%"/></numFmts><cellXfs>'
    b'<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="4"/></cellXfs></s>',
}
"""A workbook but for its sheet: two texts that cells share, and a style each for days, percent and cents."""


def workbook(data: bytes) -> None:
    """An Excel workbook, or a text that becomes its sheet, is rows of cells of bounded length or refused."""
    content = data if data.startswith(b"PK") else packed(BOOK | {"xl/s.xml": data})
    with suppress(ObcgenError):
        for line, row in any_table(content, "t.xlsx").rows():
            assert line > 1
            assert len(row) <= MOST_COLUMNS
            assert all(len(cell) <= LONGEST_CELL for cell in row)


SEPARATOR = b"\n====\n"
"""Stands between the file of results and its table."""


def results(data: bytes) -> None:
    """Results and their table are settled or refused with places."""
    from obcgen.account.settle import settle
    from obcgen.results.read import read_results

    said, _, rows = data.partition(SEPARATOR)
    spec = _denver()
    with TemporaryDirectory(dir=_memory()) as folder:
        path = Path(folder) / "results.yaml"
        path.write_bytes(said)
        (path.parent / "p.csv").write_bytes(rows)
        try:
            found = read_results(path, spec)
        except ObcgenError as error:
            assert all(problem.message for problem in error.problems)  # noqa: PT017 - a place may be in either
            return
        settle(found.spec, found.facts, found.ledger)


@cache
def _denver() -> Spec:
    from obcgen.checking import read_and_check

    return read_and_check(SPECS / "denver-literacy.yaml", "contract")[1]


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made there


EMPTY = b'<?xml version="1.0"?><a/>'
PARTS = ("docProps/custom.xml", "docProps/core.xml", "word/styles.xml", "word/comments.xml")


def word(data: bytes) -> None:
    """A Word file, or a text that becomes the body of one, is read or refused."""
    from obcgen.intake.from_word import from_word
    from obcgen.readers.edited_docx import read_edited
    from obcgen.readers.from_docx import WordReader, foreign_parts

    content = data if data.startswith(b"PK") else packed({"word/document.xml": data})
    marks = {"s": "s", "t": "t"}
    for read in (
        foreign_parts,
        WordReader().about,
        lambda content: WordReader().clauses(content, marks),
        lambda content: read_edited(content, marks),
    ):
        with suppress(ObcgenError):
            read(content)
    with TemporaryDirectory(dir=_memory()) as folder, suppress(ObcgenError):
        path = Path(folder) / "x.docx"
        path.write_bytes(content)
        from_word(path, "contract", (), ())


def packed(parts: dict[str, bytes]) -> bytes:
    """Return the least that a Word file is made of, with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (dict.fromkeys(PARTS, EMPTY) | parts).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf(data: bytes) -> None:
    """A PDF is read or refused."""
    from obcgen.readers import from_pdf

    # what `confined` runs, in place: a finding must be seen here, and a copy of the process for each is slow
    for read in (from_pdf._about, from_pdf._places_to_sign):  # noqa: SLF001
        with suppress(ObcgenError):
            read(data)
    with suppress(ObcgenError), from_pdf._reading(data) as opened:  # noqa: SLF001
        list(from_pdf._pieces(opened, from_pdf._cuts(opened, {"s": "s"})))  # noqa: SLF001


def deal(data: bytes) -> None:
    """The engine and the oracle pay a drawn deal the same; the bytes are the seed."""
    from test_oracle import compared

    with TemporaryDirectory(dir=_memory()) as folder:
        found = compared(int.from_bytes(data[:6], "big"), Path(folder))
    assert not found.startswith("refused"), found


LIGHT: dict[str, Target] = {
    "spec": spec_text,
    "values": values,
    "page": page,
    "markdown": markdown,
    "picture": picture,
    "table": table,
    "workbook": workbook,
}
HEAVY: dict[str, Target] = {"results": results, "word": word, "pdf": pdf, "deal": deal}
TARGETS = LIGHT | HEAVY
