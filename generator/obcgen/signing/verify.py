"""What the signatures of a PDF are worth: whose they are, whether they fit it, and what was changed since.

pyHanko looks, in a process with limits, since a file may come from anywhere. Nothing is fetched, and no list
of authorities is trusted: whether a certificate is its holder's is for people to compare.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from obcgen.confined import Limits, confined
from obcgen.readers.from_pdf import signature_fields
from obcgen.signing.faults import broken, changed
from obcgen.signing.since import Blank, Since, changes_since
from obcgen.words import printable

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.readers.found import SignatureField

LIMITS: Final = Limits(seconds=20, memory=600_000_000, answer=10_000_000)
_MARK: Final = b"/ByteRange"


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature. `title` says whose place it is; the time is what the signer's own clock said.

    `is_whole` is whether every byte that was signed is still there; `in_force` whether the certificate was in
    force at that time; `blanks` are those that hold something else since. What cannot be read is blank.
    """

    field: str
    title: str
    is_whole: bool
    since: Since = "changed"
    signer: str = ""
    issuer: str = ""
    sha256: str = ""
    time: str = ""
    in_force: bool = False
    blanks: tuple[Blank, ...] = ()

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it."""
        if not self.is_whole:
            return broken(self.title, self.signer)
        over = ((one.title, one.before, one.after) for one in self.blanks if one.before)
        return changed(self.title, self.signer, tuple(over)) if self.since == "changed" else None


def verify(content: bytes) -> tuple[Signed, ...]:
    """Return the signatures of a PDF, in the order of its fields.

    Raises:
        ObcgenError: it is damaged, or looking took more than any document needs.
    """
    found = json.loads(confined(partial(_verified, content, signed_fields(content)), LIMITS, "the file"))
    return tuple(Signed(**one | {"blanks": tuple(Blank(**each) for each in one["blanks"])}) for one in found)


def signed_fields(content: bytes) -> tuple[SignatureField, ...]:
    """Return the fields of a PDF that hold a signature.

    Raises:
        ObcgenError: it is damaged.
    """
    if _MARK not in content:  # a signature says in plain letters what it covers
        return ()
    return tuple(field for field in signature_fields(content) if field.is_signed)


def _verified(content: bytes, fields: tuple[SignatureField, ...]) -> bytes:
    return json.dumps([asdict(_checked(content, field)) for field in fields]).encode()


def _checked(content: bytes, field: SignatureField) -> Signed:
    try:
        return _judged(content, field)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - pyHanko meets what does not fit with exceptions of any kind
        return Signed(field.short, printable(field.title), is_whole=False)


def _judged(content: bytes, field: SignatureField) -> Signed:
    from pyhanko.pdf_utils.generic import Reference  # noqa: PLC0415 - an optional package
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    pdf = PdfFileReader(BytesIO(content))
    one = EmbeddedPdfSignature(pdf, pdf.get_object(Reference(field.number, 0, pdf)), field.name)
    offline = ValidationContext(trust_roots=[one.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(one, offline, skip_diff=True)
    certificate, time = status.signing_cert, one.self_reported_timestamp
    term = certificate["tbs_certificate"]["validity"]
    since, blanks = changes_since(pdf, one)
    tame = tuple(Blank(*map(printable, (each.title, each.before, each.after))) for each in blanks)
    return Signed(
        field.short,
        printable(field.title),
        is_whole=status.intact and status.valid,
        since=since,
        blanks=tame,
        signer=_named(certificate.subject),
        issuer=_named(certificate.issuer),
        sha256=certificate.sha256.hex(),
        time=time.isoformat(timespec="seconds") if time else "",
        in_force=bool(time) and term["not_before"].native <= time <= term["not_after"].native,
    )


def _named(name: Any) -> str:
    """Return what a certificate calls somebody: the common name, or else all it says."""
    return printable(str(name.native.get("common_name") or name.human_friendly))
