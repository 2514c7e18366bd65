"""What every reader finds, and what may be wrong with a file from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.document.compare import Clause
from obcgen.problems import Kind, ObcgenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NO_DOCUMENT = Kind("RDR-01", "A file that is no document of obcgen's formats")
DAMAGED = Kind("RDR-02", "A document that is damaged")
LOCKED = Kind("RDR-03", "A document that is locked")
TOO_LARGE = Kind("RDR-04", "A document that is larger than any")

LARGEST_SPEC = 4_000_000
"""Bytes of an embedded text; a spec may have half as many."""


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A place to sign in a PDF: the field's name, what is read aloud, its object, whether it is signed."""

    name: str
    title: str
    number: int
    is_signed: bool

    @property
    def short(self) -> str:
        """What people call the field: `provider` for `sign-provider-signature_es_:signer2:signature`."""
        return self.name.partition("_es_:")[0].removesuffix("-signature").removeprefix("sign-")


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of itself: its title, the properties it states, and the text it carries, if any."""

    title: str
    properties: Mapping[str, str]
    text: str | None


def damaged(what: str) -> ObcgenError:
    """Return the error of a file that cannot be read to its end; `what` says what was found."""
    message = f"The file is damaged: {what}."
    hint = "Get the file again from whoever sent it; a download that was cut short is a common cause."
    return ObcgenError(DAMAGED.problem(message, found=what, hint=hint))


def too_large(what: str, limit: str) -> ObcgenError:
    """Return the error of a file that holds more than any document."""
    return beyond(f"{what}; no document of obcgen's has more than {limit}.")


def beyond(message: str) -> ObcgenError:
    """Return the error of a file that is beyond the limits, as a message says."""
    return ObcgenError(TOO_LARGE.problem(message, hint="It was not made by obcgen, or was made to do harm."))


def clauses_of(pieces: Iterable[tuple[str, str]]) -> tuple[Clause, ...]:
    """Return clauses from pieces of text, each with the id of its clause; one may come in several pieces."""
    found: dict[str, list[str]] = {}
    for identity, text in pieces:
        found.setdefault(identity, []).append(text)
    words = ((identity, " ".join("".join(parts).split())) for identity, parts in found.items())
    return tuple(Clause(identity, text) for identity, text in words if text)
