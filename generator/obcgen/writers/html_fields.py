"""Blanks to fill in and places to sign, as they stand in a web page or a PDF."""

from __future__ import annotations

from html import escape
from typing import Final

from obcgen.document.tree import Field, Signature
from obcgen.writers.paper import CHOICE_PROMPT, SIGNED_FOR, TAKEN, signature_lines, signature_name

_ROWS: Final = {"": 2, "half": 12, "page": 24}  # of a long answer, on a screen
_INPUTS: Final = {
    "text": 'type="text"',
    "date": 'type="date"',
    "money": 'type="text" inputmode="decimal"',
    "number": 'type="text" inputmode="numeric"',
    "checkbox": 'type="checkbox"',
}


def field_to_html(field: Field, more: str = "") -> str:
    """Return a blank; `more` stands among the attributes of one of a single line."""
    name = escape(field.id)
    names = f' id="{name}" name="{name}" aria-label="{escape(field.title)}"'
    if field.kind == "choice":
        options = "".join(f"<option>{escape(choice)}</option>" for choice in field.choices)
        return f'<select{names}><option value="">{CHOICE_PROMPT}</option>{options}</select>'
    names += f' placeholder="{escape(field.placeholder)}"' if field.kind != "checkbox" else ""
    if field.kind == "long":
        room = f' data-room="{field.room}"' if field.room else ""
        return f'<textarea{names}{room} rows="{_ROWS[field.room]}"></textarea>'
    shared = f' data-shared="{escape(field.shared)}"' if field.shared else ""
    return f"<input{names}{shared}{more} {_INPUTS[field.kind]}>"


def signature_to_html(party: Signature) -> str:
    """Return a party's place to sign."""
    lines = zip(TAKEN, signature_lines(party), strict=True)
    rows = "".join(
        f'<p class="line"><span>{label}</span> {_line(value, party, takes)}</p>'
        for takes, (label, value) in lines
    )
    over = f'<p class="party">{SIGNED_FOR}{escape(party.party)}</p>'
    return f'<div class="signature" id="{escape(party.id)}">{over}{rows}</div>'


def _line(value: str | Field, party: Signature, takes: str) -> str:
    """Return what is known of a signer, or the blank for it, which says whose it is."""
    signer = escape(party.party)
    whose = f' data-signer="{signer}" data-signs="{takes}"'
    if takes == "signature":
        name = signature_name(party)
        return f'<span class="sign" data-name="{name}" data-title="Signature, {signer}"{whose}></span>'
    return escape(value) if isinstance(value, str) else field_to_html(value, whose)
