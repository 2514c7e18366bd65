"""Markdown to the closed HTML vocabulary: CommonMark with tables, without raw HTML, code, rules and pictures.

Two kinds of text are read: what a district writes in its spec (`prose`), and what a template author writes
(`to_html`), where words stand for values and every line carries the mark of its file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import escape

from obcgen.problems import ObcgenError, Problem
from obcgen.render.aside import Aside, Piece
from obcgen.render.faults import (
    BAD_LINK,
    LIST_START,
    MISPLACED,
    NO_PICTURES,
    TemplateFault,
    line_place,
    spot,
)
from obcgen.render.nesting import check_nesting
from obcgen.render.pipe_tables import with_tables

MARK = re.compile("\x02([^\x03]*)\x03")
_TARGET = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+|(?:[a-z][a-z-]*)?#[A-Za-z][A-Za-z0-9_.:-]*")
_SCHEME = re.compile(r"\A[A-Za-z]+:")
_UNUSED = ("code", "fence", "hr", "html_block", "lheading", "reference", "backticks", "html_inline")
_MARKED = {
    "paragraph_open",
    "heading_open",
    "bullet_list_open",
    "ordered_list_open",
    "blockquote_open",
    "list_item_open",
    "table_open",
}
_ROOT = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)(/?)>")
_AT = re.compile(r'\sdata-at="[^"]*"')
_WRITTEN = re.compile(r'\sdata-at="[^"]*\.md:[0-9]+"')


def mark(at: str) -> str:
    """Return the mark of a template line, which `to_html` takes out again."""
    return f"\x02{at}\x03"


def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).disable(list(_UNUSED)).enable("table")
    )
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - `_check_links`
    return parser


_PARSER = _parser()
_PRINTER = RendererHTML()


def _print(tokens: Sequence[Token]) -> str:
    return _PRINTER.render(tokens, _PARSER.options, {})


def _inline(token: Token) -> str:
    return _PRINTER.renderInline(token.children or [], _PARSER.options, {})


# --- what a district writes ----------------------------------------------------------------------


@lru_cache(maxsize=4096)
def prose(text: str) -> Piece:
    """Return the HTML of Markdown from a spec. One paragraph can stand inside a sentence as it is.

    Raises:
        TemplateFault: the text holds a picture, an unsafe link, a list that starts in the middle, or parts
            that do not fit into one another.
    """
    tokens = with_tables(_PARSER.parse(text))
    lines = text.split("\n")
    check_nesting(tokens, lines)
    for token in tokens:
        _check(token, lines, None)
        _check_links(token, None)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"
    parts = [_inline(token) for token in tokens if token.type == "inline"]
    if len(tokens) <= 3 and (not tokens or tokens[0].type == "paragraph_open"):
        return Piece(text, "".join(parts))
    return Piece(text, "<br />".join(parts), f'<div class="prose">{_print(tokens)}</div>')


# --- what a template author writes ---------------------------------------------------------------


def to_html(text: str, aside: Aside, sources: dict[str, str]) -> str:
    """Return the HTML of a template's Markdown, with every value in its place and `data-at` on its blocks.

    Raises:
        ObcgenError: each fault, at its template line.
    """
    lines, places = _apart(_unmarked(text), aside)
    tokens = with_tables(_PARSER.parse("\n".join(lines)))
    problems: list[Problem] = []
    for token in _settled_blocks(tokens, places, aside):
        at = _at(token, places)
        try:
            _check(token, lines, aside)
            _check_links(token, aside)
            _check_misplaced(token, aside)
        except TemplateFault as fault:
            problems.append(fault.at(line_place(sources, *spot(at), fault.name)))
        if token.type in _MARKED and at:
            token.attrSet("data-at", at)
    if problems:
        raise ObcgenError(*problems)
    return aside.settle_inline(_print(tokens))


def as_piece(html: str) -> Piece:
    """Return captured Markdown as a value: a single paragraph can stand inside a sentence."""
    match = re.fullmatch(r"\s*<p(?: [^>]*)?>((?:(?!</?p[ >]).)*)</p>\s*", html, re.DOTALL)
    return Piece("", match[1]) if match else Piece("", None, html)


def _unmarked(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line without its marks, and the place that its first mark names."""
    place = ""
    for line in text.split("\n"):
        found = MARK.search(line)
        place = found[1] if found else place
        yield MARK.sub("", line), place


def _apart(lines: Iterator[tuple[str, str]], aside: Aside) -> tuple[list[str], list[str]]:
    """Return lines and places; a line that is nothing but tables and boxes gets empty lines around it."""
    texts: list[str] = []
    places: list[str] = []
    for line, place in lines:
        pieces = aside.alone(line)
        own = bool(pieces) and all(piece.inline is None for piece in pieces)
        for text in ("", line, "") if own else (line,):
            texts.append(text)
            places.append(place)
    return texts, places


def _at(token: Token, places: Sequence[str]) -> str:
    return places[token.map[0]] if token.map and token.map[0] < len(places) else ""


def _settled_blocks(tokens: list[Token], places: Sequence[str], aside: Aside) -> list[Token]:
    """Take the paragraph away from around values that are blocks; return the tokens."""
    at = 0
    while at < len(tokens):
        inline = tokens[at + 1] if tokens[at].type == "paragraph_open" else None
        pieces = aside.alone(inline.content) if inline else ()
        if inline and pieces and all(piece.block is not None for piece in pieces):
            blocks = "\n".join(_placed(piece.html, _at(tokens[at], places)) for piece in pieces)
            tokens[at : at + 3] = [Token("html_block", "", 0, content=blocks + "\n")]
        at += 1
    return tokens


def _placed(html: str, at: str) -> str:
    """Return a block whose outermost element names the line that asked for it, or its own of Markdown."""
    root = _ROOT.search(html)
    if root is None or not at or _WRITTEN.search(root[2]):
        return html
    opened = f'<{root[1]}{_AT.sub("", root[2])} data-at="{escape(at)}"{root[3]}>'
    return html[: root.start()] + opened + html[root.end() :]


# --- what neither may write ----------------------------------------------------------------------


def _check(token: Token, lines: Sequence[str], aside: Aside | None) -> None:
    if any(child.type == "image" for child in token.children or ()):
        raise TemplateFault(NO_PICTURES, "A text may not hold a picture.", "Describe it in words.", "![")
    if token.type == "ordered_list_open" and "start" in token.attrs:
        line = lines[token.map[0]].strip() if token.map else ""
        line = aside.plain(line) if aside else line
        message = f"“{line[:60]}” reads as a numbered list that starts at {token.attrs['start']}."
        start = token.attrs["start"]
        hint = rf"Start lists at 1. If no list is meant, write {start}\{token.markup} with a backslash."
        raise TemplateFault(LIST_START, message, hint, f"{start}{token.markup}")


def _check_links(token: Token, aside: Aside | None) -> None:
    children = token.children or ()
    for at, link in enumerate(children):
        if link.type != "link_open":
            continue
        if aside:
            link.attrs = {name: aside.plain(str(value)) for name, value in link.attrs.items()}
        link.attrs.pop("title", None)
        target = _SCHEME.sub(lambda scheme: scheme[0].lower(), str(link.attrs["href"]))
        link.attrs["href"] = target
        shown = " ".join(target.split())[:80]
        if not _TARGET.fullmatch(target):
            message = f"The link to “{shown}” is neither a web address nor an id of this document."
            hint = "Write https://… or mailto:… or, for a part of this document, # and its id."
            raise TemplateFault(BAD_LINK, message, hint, shown)
        if not aside and _SCHEME.match(target) and not _words(children[at + 1 :]):
            message = f"The link to “{shown}” has no words."
            raise TemplateFault(
                BAD_LINK, message, f"Write the words in brackets: [our page]({shown}).", shown
            )


def _words(inside: Sequence[Token]) -> str:
    """Return the words of a link, given what follows its beginning."""
    until = takewhile(lambda token: token.type != "link_close", inside)
    return "".join(token.content for token in until).strip()


def _check_misplaced(token: Token, aside: Aside) -> None:
    if token.type == "inline" and any(piece.inline is None for piece in aside.pieces(token.content)):
        message = "A table, list or box cannot stand inside a sentence."
        raise TemplateFault(
            MISPLACED, message, "Give it a line of its own, with an empty line before and after."
        )
