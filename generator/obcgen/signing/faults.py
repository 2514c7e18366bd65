"""What may be wrong with a signature, or with the wish to sign: kinds of Problems, and how each is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from obcgen.readers.found import SignatureField

NO_PDF = Kind("SIG-01", "A file that cannot be signed")
NO_FIELD = Kind("SIG-02", "A place to sign that the file does not have")
SIGNED = Kind("SIG-03", "A place to sign that is signed already")
NO_KEY = Kind("SIG-04", "A certificate that cannot be used")
NOT_IN_FORCE = Kind("SIG-05", "A certificate that is not in force")
BROKEN = Kind("SIG-06", "A signature that does not fit what was signed")
CHANGED = Kind("SIG-07", "A document that was changed after it was signed")
NO_LIBRARY = Kind("SIG-08", "Signing without the package for it")
UNCHECKED = Kind("SIG-09", "Signatures that cannot be checked here", "warning")
DRAFT = Kind("SIG-10", "A draft that was signed", "warning")

INSTALL: Final = 'pip install "obcgen[signing]"'


def cannot_sign(why: str, hint: str = "Sign the PDF that obcgen wrote, or a copy of it.") -> Problem:
    """Say that a file cannot be signed; `why` follows its subject, as in `is a Word file`."""
    return NO_PDF.problem(f"The file cannot be signed: it {why}.", expected="a PDF", hint=hint)


def no_field(asked: str, there: Iterable[SignatureField]) -> Problem:
    """Say that a file has no such place to sign, and which it has."""
    names = ", ".join(one.short for one in there)
    return NO_FIELD.problem(
        f"The file has no place to sign called “{asked}”.",
        found=asked,
        expected=f"one of {names}" if names else "a place to sign",
        hint=f"Give --field one of: {names}." if names else "Sign a contract, a response or an estimate.",
    )


def signed_already(field: SignatureField) -> Problem:
    """Say that somebody signed there."""
    return SIGNED.problem(
        f"“{field.title}” is signed already.",
        found=field.short,
        hint="To see by whom, run obcgen inspect. To sign anew, begin with the file before that signature.",
    )


def no_key(what: str) -> Problem:
    """Say that a certificate's file, or its password, is of no use."""
    return NO_KEY.problem(
        f"The certificate cannot be used: {what}.",
        expected="a PKCS#12 file (.p12 or .pfx) with a private key and its certificate, and its password",
        hint="Check the password first; a script gives --password-file the file that holds it. "
        "Whoever issued the certificate can export it as PKCS#12.",
    )


def unfit_key(what: str) -> Problem:
    """Say that a key makes no signature that others accept or that lasts."""
    return NO_KEY.problem(
        f"The certificate cannot be used: its key is {what}.",
        found=what,
        expected="an RSA key of 2,048 bits or more, or an elliptic-curve key such as P-256",
        hint="Ask whoever issued the certificate for one with such a key.",
    )


def draft() -> Problem:
    """Say that a document that says it is a draft was signed."""
    return DRAFT.problem(
        "The document that you signed says that it is a draft, not for signing.",
        found="a draft",
        expected="a document made with document.status: final",
        hint="Set document.status to final, make the document again, and sign that.",
    )


def not_in_force(begins: str, ends: str, today: str) -> Problem:
    """Say that a certificate is no longer, or not yet, in force."""
    return NOT_IN_FORCE.problem(
        f"The certificate is in force from {begins} to {ends}, and today is {today}.",
        found=today,
        expected=f"a day from {begins} to {ends}",
        hint="Sign with a certificate that is in force; its issuer renews it.",
    )


def broken(title: str, signer: str) -> Problem:
    """Say that a signature was made over other bytes."""
    return BROKEN.problem(
        f"“{title}” does not hold: what {signer or 'its signer'} signed is not what this file says.",
        found=title,
        hint="Do not rely on this file. Ask whoever signed it for the file as it was signed.",
    )


def changed(title: str, signer: str, over: Sequence[tuple[str, str, str]] = ()) -> Problem:
    """Say that a document was changed in another way than signers may, after somebody signed it.

    `over` are the blanks that were filled in over what they said: each by its title, before and after.
    """
    told = "".join(f" “{blank}” said “{was}”, and says “{now}”." for blank, was, now in over)
    return CHANGED.problem(
        f"After {signer} signed (“{title}”) the document was changed otherwise than by filling in an empty "
        f"blank or signing.{told}",
        found=title,
        hint="Compare it with the file as it was signed; each version before is still inside it.",
    )


def no_library() -> Problem:
    """Say that signing needs a package that is not here."""
    return NO_LIBRARY.problem(
        "Signing needs the package pyHanko, which is not installed.",
        expected="pyHanko",
        hint=f"Run: {INSTALL}",
    )


def unchecked(count: int) -> Problem:
    """Say that a file is signed, and that nothing is known of its signatures."""
    are = "signature that was" if count == 1 else "signatures that were"
    return UNCHECKED.problem(
        f"The file has {count} {are} not checked: that needs the package pyHanko, which is not installed.",
        hint=f"Run: {INSTALL}",
    )
