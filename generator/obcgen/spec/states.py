"""The states and territories of the United States: two letters in the spec, names in sentences."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Literal

from obcgen.spec.shapes import CHOICE, Scalar, fault, shown
from obcgen.spec.texts import read_line
from obcgen.spec.written import LINE, words

State = Literal[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC",
    "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
    "AS", "GU", "MP", "PR", "VI",
]  # fmt: skip
NAMES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "the District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana",
    "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri",
    "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio",
    "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "the Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "the United States Virgin Islands",
}  # fmt: skip
BARE = {code: name.removeprefix("the ") for code, name in NAMES.items()}
"""Names as a list shows them, by their letters."""
_BARE = {name.removeprefix("the "): code for code, name in NAMES.items()}
_CODES = {name.lower(): code for name, code in _BARE.items()}
_EXPECTED = "a state, as two letters such as CO or by its name"


def read_state(text: str) -> str:
    """Read a state by its two letters or its name; return the letters."""
    written = " ".join(text.split())
    code = _CODES.get(written.lower().removeprefix("the "), written.upper())
    if code in NAMES:
        return code
    near = get_close_matches(written.title(), _BARE, n=1)
    hint = f"Did you mean {_BARE[near[0]]}, {near[0]}?" if near else "Write two letters, such as CO."
    message = f"“{shown(text)}” is not a state or a territory of the United States."
    raise fault(CHOICE, message, found=text, expected=_EXPECTED, hint=hint)


def read_law(text: str) -> str:
    """Read whose law governs: one line, in which the two letters of a state stand for its name."""
    line = read_line(text)
    return NAMES.get(line, line)


StateField = Annotated[State, Scalar(read_state, _EXPECTED, words([*NAMES, *_BARE]))]
GoverningLaw = Annotated[str, Scalar(read_law, "one line of text", LINE)]
