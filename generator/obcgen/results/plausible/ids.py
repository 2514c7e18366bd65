"""Ids that look as if one participant stood in a table under two of them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from unicodedata import normalize

from obcgen.problems import Kind
from obcgen.results.plausible.oddity import Oddity
from obcgen.spec.shapes import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.results.people import People

ALMOST_ONE = Kind("RES-49", "Ids that look as if they were one", "warning")

_NAMED = 5
"""So many pairs are named; the rest are counted."""
_ZEROS = re.compile(r"^([^0-9]*)0+(?=[0-9])")
_DECIMALS = re.compile(r"(?<=[0-9])\.0+$")
"""What a spreadsheet makes of a whole number."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_CYRILLIC = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445"
)
_GREEK = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
_ALIKE: dict[int, int | str] = {
    **_DASHES,
    **str.maketrans(_CYRILLIC, "ABESIJKMHOPCTYXaesijopcyx"),
    **str.maketrans(_GREEK, "ABEZHIKMNOPTYX"),
}
"""Signs that print like others: dashes, and the Cyrillic and Greek letters that look like Latin ones."""


def ids_are_apart(people: People) -> Iterator[Oddity]:
    """Yield what is told where one participant seems to stand in the table under two ids."""
    alike = _alike(people.ids)
    if not alike:
        return
    pairs = ", ".join(" and ".join(map(shown, ids)) for ids in alike[:_NAMED])
    more = f", and {len(alike) - _NAMED:,} more" if len(alike) > _NAMED else ""
    yield Oddity(
        ALMOST_ONE,
        "participants",
        f"Each of these counts and is paid for by itself: {pairs}{more}. They differ only in leading zeros, "
        "capitals, spaces, dashes, a .0 at the end, or letters that look alike.",
        place=people.place_of(alike[0][1]),
        found=" and ".join(map(shown, alike[0])),
        expected="each participant once",
        hint="Remove the row that is wrong, or write the id alike everywhere.",
    )


def _alike(ids: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the ids that people may have meant as one, in the order of the table."""
    different = dict.fromkeys(ids)
    found = defaultdict(list)
    for name in different:
        found[_plain(name)].append(name)
    return [tuple(names) for names in found.values() if len(names) > 1]


def _plain(name: str) -> str:
    """Return an id without what people and programs change when they copy it.

    Zeros count where they stand after the first digit: 10 is not 1.
    """
    folded = name if name.isascii() else normalize("NFKC", name).translate(_ALIKE)
    return _ZEROS.sub(r"\1", _DECIMALS.sub("", "".join(folded.casefold().split())))
