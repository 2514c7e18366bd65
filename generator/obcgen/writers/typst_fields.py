"""Blanks to fill in and places to sign as Typst code: room that the finished file makes a field of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.document.walk import fields_of
from obcgen.writers.paper import CHOICE_PROMPT, SIGNED_FOR, TAKEN, signature_lines, signature_name
from obcgen.writers.typst_code import NOTHING, array, call, joined, points, string, truth
from obcgen.writers.typst_pen import Asked

if TYPE_CHECKING:
    from obcgen.document.tree import Field, Signature, Table
    from obcgen.writers.typst_pen import Pen

_LEAST: Final = 90.0
"""Points that a blank in a line is wide."""
_AROUND: Final = 5.0
_LONG: Final = {"": 34.0, "half": 225.0, "page": 480.0}
"""Points of room for a long answer."""
_CELL: Final = 16.0
_PADDING: Final = 4.0
"""Points of a cell that a blank fills beside its own height; the rest stays between it and the rules."""


def field_to_typst(field: Field, pen: Pen) -> str:
    """Return a blank in a line."""
    match field.kind:
        case "choice":
            return _choice(field, pen, apart=False)
        case "checkbox":
            return call("square", _asked(field, pen))
        case "long":
            return call("long-blank", _asked(field, pen), points(_LONG[field.room]))
        case _:
            room = max(_LEAST, pen.width(field.placeholder, pen.style.sizes.body) + _AROUND)
            return call("line-blank", _asked(field, pen), points(room))


def cell_field_to_typst(field: Field, pen: Pen) -> str:
    """Return a blank that is all a cell holds: the rule of its row is its line."""
    if field.kind == "choice":
        return _choice(field, pen, apart=True)
    if field.room == "page":
        return call("page-blank", _asked(field, pen))
    height = _LONG[field.room] + _PADDING if field.kind == "long" else _CELL
    return call("par", call("cell-blank", _asked(field, pen), points(height)))


def to_the_foot(table: Table) -> str:
    """Return the least height of an answer that fills its page to the foot, where a table ends in one."""
    last = [blank.room for cell in table.rows[-1].cells for blank in fields_of(cell.blocks)]
    return points(_LONG["page"]) if "page" in last else NOTHING


def signature_to_typst(party: Signature, pen: Pen) -> str:
    """Return a party's place to sign."""
    lines = zip(TAKEN, signature_lines(party), strict=True)
    rows = (array(string(label), _line(value, party, takes, pen)) for takes, (label, value) in lines)
    over = joined(pen.anchor(party.id), string(f"{SIGNED_FOR}{party.party}"))
    return call("signature", over, array(*rows))


def _line(value: str | Field, party: Signature, takes: str, pen: Pen) -> str:
    whose = {"data-signer": party.party, "data-signs": takes}
    if takes == "signature":
        said = {"data-name": signature_name(party), "data-title": f"Signature, {party.party}"} | whose
        address = pen.ask(Asked("span", said, pen.style.sizes.body))
        return call("signing-blank", address)
    if isinstance(value, str):
        return string(value)
    return call("signer-blank", _asked(value, pen, whose))


def _asked(field: Field, pen: Pen, more: dict[str, str] | None = None) -> str:
    """Note a field and return the address that marks its place."""
    said = _named(field) | (more or {})
    said |= {"placeholder": field.placeholder} if field.kind != "checkbox" else {"type": "checkbox"}
    said |= {"data-room": field.room} if field.room else {}
    said |= {"data-shared": field.shared} if field.shared else {}
    tag = "textarea" if field.kind == "long" else "input"
    return pen.ask(Asked(tag, said, pen.style.sizes.table))


def _choice(field: Field, pen: Pen, *, apart: bool) -> str:
    """Return the answers of a choice, each with its circle; below each other where they have a cell."""
    choice = _named(field)
    options = [
        call("option", pen.ask(Asked("option", {}, pen.style.sizes.table, one, choice)), string(one))
        for one in field.choices
    ]
    return call("choices", truth(apart), call("prompt", string(CHOICE_PROMPT)), *options)


def _named(field: Field) -> dict[str, str]:
    return {"name": field.id, "aria-label": field.title}
