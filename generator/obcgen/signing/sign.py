"""A signature by certificate in a PDF: it is added after what is there, of which no byte changes.

pyHanko makes it. Nothing is fetched: no authority is asked for the time or whether a certificate was revoked.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from obcgen.confined import Limits, confined
from obcgen.problems import ObcgenError
from obcgen.readers import form_of
from obcgen.readers.from_pdf import signature_fields
from obcgen.signing.faults import (
    cannot_sign,
    no_field,
    no_key,
    no_library,
    not_in_force,
    signed_already,
    unfit_key,
)
from obcgen.signing.verify import verify

if TYPE_CHECKING:
    from obcgen.readers.found import SignatureField

LARGEST_KEY: Final = 1_000_000
LIMITS: Final = Limits(seconds=20, memory=600_000_000, answer=200_000_000)
_FORMS: Final = {"docx": "is a Word file", "html": "is a web page"}
_FONT: Final = "/Answers"
_LEAST_BITS: Final = 2048
"""Of an RSA key: the least that NIST SP 800-131A allows for a signature."""
_NAME_SIZE, _DAY_SIZE = 9, 7


def is_possible() -> bool:
    """Tell whether the package that signs and checks signatures is here."""
    return find_spec("pyhanko") is not None


def sign(content: bytes, key: bytes, password: str, field: str, now: dt.datetime) -> bytes:
    """Return a PDF with one more signature.

    Args:
        content: the PDF.
        key: a PKCS#12 file with a private key and its certificate.
        password: what opens the key; blank for none.
        field: which place to sign, by its short or its whole name.
        now: today, with a time zone; it is printed beside the signature.

    Raises:
        ObcgenError: the package is not here, the file is no PDF with such a place to sign, the place is
            signed, an earlier signature does not hold or the document was changed since, or the
            certificate cannot be used or is not in force.
    """
    if not is_possible():
        raise ObcgenError(no_library())
    if (form := form_of(content)) != "pdf":
        raise ObcgenError(cannot_sign(_FORMS[form]))
    place = _place(signature_fields(content), field)
    if faults := [one.problem for one in verify(content) if one.problem]:
        raise ObcgenError(*faults)
    signer = _signer(key, password)
    _hold_fit(signer)
    _hold_in_force(signer, now)
    return confined(partial(_signed, content, signer, place.name, now), LIMITS, "the file")


def _place(there: tuple[SignatureField, ...], asked: str) -> SignatureField:
    found = next((one for one in there if asked in (one.short, one.name)), None)
    if found is None:
        raise ObcgenError(no_field(asked, there))
    if found.is_signed:
        raise ObcgenError(signed_already(found))
    return found


# --- the certificate -----------------------------------------------------------------------------


def _signer(key: bytes, password: str) -> Any:
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - an optional package

    try:
        return SimpleSigner.load_pkcs12_data(key, (), password.encode() or None)
    except ValueError:
        with_this = "with this password" if password else "without a password"
        raise ObcgenError(no_key(f"its file cannot be opened {with_this}")) from None
    except (AttributeError, TypeError):  # what pyHanko makes of a file that lacks one of both
        raise ObcgenError(no_key("its file lacks the private key or the certificate")) from None


def _hold_fit(signer: Any) -> None:
    key = signer.signing_cert.public_key
    if key.algorithm not in {"rsa", "rsassa_pss", "ec"}:
        raise ObcgenError(unfit_key(f"of the kind {key.algorithm}"))
    if key.algorithm != "ec" and key.bit_size < _LEAST_BITS:
        raise ObcgenError(unfit_key(f"an RSA key of {key.bit_size:,} bits, which can be forged"))


def _hold_in_force(signer: Any, now: dt.datetime) -> None:
    term = signer.signing_cert["tbs_certificate"]["validity"]
    begins, ends = term["not_before"].native, term["not_after"].native
    if not begins <= now <= ends:
        raise ObcgenError(not_in_force(*(f"{day:%Y-%m-%d}" for day in (begins, ends, now))))


# --- the signature -------------------------------------------------------------------------------


def _signed(content: bytes, signer: Any, field: str, now: dt.datetime) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415

    try:
        pdf = IncrementalPdfFileWriter(BytesIO(content))
        pdf._update_meta = lambda: None  # noqa: SLF001 - it would write the packet anew, and with losses
        look = _look(pdf, signer.subject_name, now)
        about = PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
        made = PdfSigner(about, signer, stamp_style=look).sign_pdf(pdf, existing_fields_only=True)
    except (PdfError, SigningError) as error:
        raise ObcgenError(cannot_sign(f"does not allow it ({error})")) from None
    return bytes(made.getvalue())


def _look(pdf: Any, name: str, now: dt.datetime) -> Any:
    """Return how the signature shows: a name and a day, in the font that the file has for its blanks."""
    from pyhanko.pdf_utils.content import PdfResources, RawContent  # noqa: PLC0415
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule  # noqa: PLC0415
    from pyhanko.stamp import StaticStampStyle  # noqa: PLC0415

    resources, fonts = PdfResources(), pdf.root["/AcroForm"]
    for part in ("/DR", "/Font"):  # not by `get`, which returns a reference
        fonts = fonts[part] if part in fonts else {}  # noqa: SIM401 - as it says
    resources.font.update(fonts)
    drawn = _words(name, f"Signed by certificate, {now:%B} {now.day}, {now.year}") if _FONT in fonts else b""
    left = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN)
    content = RawContent(drawn, resources, BoxConstraints(1, 1))
    return StaticStampStyle(border_width=0, background=content, background_layout=left)


def _words(name: str, day: str) -> bytes:
    first = f"BT {_FONT} {_NAME_SIZE} Tf 2 15 Td (%s) Tj {_FONT} {_DAY_SIZE} Tf 0 -10 Td (%s) Tj ET"
    return first.encode() % (_escaped(name), _escaped(day))


def _escaped(text: str) -> bytes:
    return b"".join(
        b"\\" + bytes([one]) if one in b"\\()" else bytes([one]) for one in text.encode("cp1252", "replace")
    )
