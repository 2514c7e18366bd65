"""What a spreadsheet makes of a workbook's formulas, in binary fractions as it computes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from math import floor, isnan, nan
from typing import Any

from obcgen.workbook import FIRST_ROW, Cell, Sheet, Workbook

_TOKEN = re.compile(
    r"""(?P<ref>(?:'[^']+'!)?\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)|(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)\""""
    r"""|(?P<name>[A-Z]+)(?=\()|(?P<sign><=|>=|<>|[-+*/&=<>(),])"""
)
_REF = re.compile(r"(?:'([^']+)'!)?\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _round(value: Any, places: Any) -> float:
    number, scale = _number(value), 10 ** int(places)
    return nan if isnan(number) else float(floor(number * scale + 0.5) / scale)


def _flat(values: Any) -> Iterator[Any]:
    for value in values:
        yield from _flat(value) if isinstance(value, list | tuple) else (value,)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "IF": lambda test, yes, no: yes if test else no,
    "SUM": lambda *values: sum(map(_number, _flat(values))),
    "SUMPRODUCT": lambda values: sum(map(_number, _flat([values]))),
    "MIN": lambda *values: min(map(_number, _flat(values))),
    "MAX": lambda *values: max(map(_number, _flat(values))),
    "ROUND": _round,
    "INT": lambda value: float(floor(_number(value))),
    "MOD": lambda value, by: _number(value) % _number(by),
    "DATE": lambda year, month, day: float(date(int(year), int(month), int(day)).toordinal()),
    "YEAR": lambda day: float(date.fromordinal(int(day)).year) if isinstance(day, float) else nan,
    "TEXT": lambda value, form: str(int(_number(value))).zfill(len(form)),
    "ROW": lambda rows: rows,
    "ISNUMBER": lambda value: isinstance(value, int | float),
}
SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda one, other: _number(one) + _number(other),
    "-": lambda one, other: _number(one) - _number(other),
    "*": lambda one, other: _number(one) * _number(other),
    "/": lambda one, other: _number(one) / _number(other) if _number(other) else nan,
    "&": lambda one, other: f"{_said(one)}{_said(other)}",
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: _number(one) < _number(other),
    ">": lambda one, other: _number(one) > _number(other),
    "<=": lambda one, other: _number(one) <= _number(other),
    ">=": lambda one, other: _number(one) >= _number(other),
}
LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"))
"""Signs that bind alike, the loosest first."""


def _said(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _combined(sign: str, one: Any, other: Any) -> Any:
    """Return what a sign makes of two values; of columns, row by row."""
    if not isinstance(one, list) and not isinstance(other, list):
        return SIGNS[sign](one, other)
    length = len(one) if isinstance(one, list) else len(other)
    ones, others = (each if isinstance(each, list) else [each] * length for each in (one, other))
    return [SIGNS[sign](*pair) for pair in zip(ones, others, strict=True)]


@dataclass
class Spreadsheet:
    """A workbook whose formulas are computed anew; the values kept beside them are not looked at."""

    book: Workbook
    known: dict[tuple[str, int, int], Any] = field(default_factory=dict)

    def computed(self) -> Iterator[tuple[str, Cell, Any]]:
        """Yield every cell with a formula: its place, the cell, and what the formula gives."""
        for sheet in self.book.sheets:
            for row, cells in enumerate(_rows(sheet), FIRST_ROW):
                for column, cell in enumerate(cells):
                    if cell.formula:
                        yield f"{sheet.name} {column} {row}", cell, self.value(sheet.name, column, row)

    def value(self, name: str, column: int, row: int) -> Any:
        """Return what a cell shows: a number, a text, or a day as a number."""
        at = (name, column, row)
        if at not in self.known:
            sheet = next(each for each in self.book.sheets if each.name == name)
            cell = _rows(sheet)[row - FIRST_ROW][column]
            self.known[at] = _Formula(self, name, cell.formula).value() if cell.formula else _kept(cell)
        return self.known[at]


def _rows(sheet: Sheet) -> list[tuple[Cell, ...]]:
    return [*sheet.rows, sheet.totals]


def _kept(cell: Cell) -> Any:
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    return float(cell.value.toordinal() if isinstance(cell.value, date) else cell.value)


class _Formula:
    """Reads one formula from left to right."""

    def __init__(self, sheets: Spreadsheet, sheet: str, formula: str) -> None:
        self._sheets, self._sheet = sheets, sheet
        self._left = list(_TOKEN.finditer(formula))
        assert "".join(token[0] for token in self._left) == formula, formula

    def value(self) -> Any:
        found = self._level(0)
        assert not self._left
        return found

    def _next(self, *signs: str) -> str:
        """Take the next token if it is one of these signs, and return it."""
        return self._left.pop(0)[0] if self._left and self._left[0]["sign"] in signs else ""

    def _level(self, level: int) -> Any:
        if level == len(LEVELS):
            return self._atom()
        found = self._level(level + 1)
        while sign := self._next(*LEVELS[level]):
            found = _combined(sign, found, self._level(level + 1))
        return found

    def _atom(self) -> Any:
        token = self._left.pop(0)
        if token["number"]:
            return float(token[0])
        if token["text"] is not None:
            return token["text"]
        if token["ref"]:
            return self._cells(token[0])
        if token[0] == "-":
            return _combined("-", 0.0, self._atom())
        if token["name"] == "ROW":
            first, last = self._span(self._left[1][0])[2:]
            del self._left[:3]
            return [float(row) for row in range(first, last + 1)] if last > first else float(first)
        if token["name"]:
            self._next("(")
        given = [self._level(0)]
        while self._next(","):
            given.append(self._level(0))
        assert self._next(")")
        return FUNCTIONS[token["name"]](*given) if token["name"] else given[0]

    def _span(self, ref: str) -> tuple[str, range, int, int]:
        found = _REF.fullmatch(ref)
        assert found
        columns = range(_column(found[2]), _column(found[4] or found[2]) + 1)
        return found[1] or self._sheet, columns, int(found[3]), int(found[5] or found[3])

    def _cells(self, ref: str) -> Any:
        sheet, columns, first, last = self._span(ref)
        values = [
            self._sheets.value(sheet, column, row) for row in range(first, last + 1) for column in columns
        ]
        return values if ":" in ref else values[0]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
