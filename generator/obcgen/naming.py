"""What the files of a deal are called: after the number that the document bears, or after the spec.

A name is safe on every system: letters, digits, dashes and underscores of ASCII, at most 120 with its ending.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from obcgen.spec.addenda import in_series
from obcgen.spec.amendments import amended

if TYPE_CHECKING:
    from obcgen.spec import Spec

NamedFor = Literal["document", "spec"]
Named = Literal[
    "rfp",
    "response",
    "contract",
    "draft-contract",
    "schedule",
    "review",
    "estimate",
    "statement",
    "price-file",
    "summary",
    "addendum",
    "amendment",
    "changes",
]

NUMBER, RESULTS = 48, 36
"""The most characters of a number and of a results file's name; endings have the rest of the 120."""
OF_THE_DEAL = frozenset({"contract", "amendment", "schedule", "review", "statement"})
"""Documents that bear the contract's number as soon as there is a provider; the others bear the RFP's."""
TO_BIDDERS = frozenset({"rfp", "response", "draft-contract", "price-file"})
"""What `obcgen rfp` writes."""
SHOWN_AS = {
    "draft-contract": "draft-agreement",
    "price-file": "price",
    "estimate": "estimate-not-for-publication",
}
"""What a file's name says; an estimate's says that nobody should publish it."""
_UNASSIGNED = "to-be-assigned"
"""What stands in place of a contract's number until there is one."""
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)\d", re.IGNORECASE)
"""Names that Windows keeps for its devices."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names the files of one spec; two of its documents never have the same name."""

    spec: Spec
    stem: str
    """The name of the spec's file, without its ending."""
    by: NamedFor = "document"

    def of(self, document: Named, *parts: str) -> str:
        """Return the name of a document's files, without a format's ending; `parts`, as `notes`, go last."""
        if self.by == "spec":
            return "-".join((self.stem, SHOWN_AS["estimate"] if document == "estimate" else document, *parts))
        kind = () if self._stands_alone(document) else (SHOWN_AS.get(document, document),)
        return "-".join((self._number(document), *kind, *self._conformed(document), *parts))

    def statement(self, results: str, *parts: str) -> str:
        """Return the name of a settlement statement's files; each results file has a statement of its own.

        `results` is the name of the results file, without its ending.
        """
        if self.by == "spec":
            return "-".join((results, "statement", *parts))
        return "-".join((self._number("statement"), slug(results, RESULTS) or "results", "statement", *parts))

    def _number(self, document: Named) -> str:
        there_is_a_deal = document == "contract" or self.spec.provider is not None
        return (document in OF_THE_DEAL and there_is_a_deal and self._contract) or self._rfp

    def _stands_alone(self, document: Named) -> bool:
        """Tell whether no kind goes behind an RFP's or a contract's number: it is not taken for another's."""
        rfp, contract = self._rfp.casefold(), self._contract.casefold()
        alike = bool(contract) and (rfp.startswith(contract) or contract.startswith(rfp))
        if document == "contract":
            return bool(contract) and (rfp == contract or not alike)
        return document == "rfp" and not alike

    def _conformed(self, document: Named) -> tuple[str, ...]:
        """Return what tells a copy that was changed from the one that was published or signed."""
        if document == "contract" and self.spec.amendments:
            return (f"amended-{amended(self.spec.amendments)[-1][0]}",)
        addenda = self.spec.addenda if document in TO_BIDDERS else None
        return (f"conformed-{in_series(addenda)[-1][0]}",) if addenda else ()

    @property
    def _rfp(self) -> str:
        document = self.spec.document
        stated = (document.number, document.title) if document else ()
        return next(filter(None, (slug(text) for text in (*stated, self.stem))), "spec")

    @property
    def _contract(self) -> str:
        number = slug(self.spec.agreement.number) if self.spec.agreement else ""
        return "" if number.casefold() == _UNASSIGNED else number


def slug(text: str, most: int = NUMBER) -> str:
    """Return a text as part of a file name: `RFP 2027/014` as `RFP-2027-014`; empty where nothing is left.

    What is too long is cut, and ends in eight digits that tell it from another that begins so.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-")
    if len(name) > most:
        return f"{name[: most - 9].strip('-')}-{sha256(text.encode()).hexdigest()[:8]}"
    return f"{name}-file" if _RESERVED.fullmatch(name) else name
