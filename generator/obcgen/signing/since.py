"""What was changed in a PDF after a signature, object by object.

A program that adds to a signed file writes the objects that it changes once more at the end. Of these only
what a blank holds and shows may differ, where it was empty, and what a file says of itself; what is new is
reached from there. pyHanko's own comparison follows every path through a file, which takes minutes where all
of it is tagged.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Since = Literal["nothing", "filled in", "changed"]
"""What happened to a file after a signature; `filled in`: blanks were filled in or others signed."""

_BLANK: Final = {"/V", "/AP", "/AS", "/M"}
_FORM: Final = {"/SigFlags", "/DR", "/DA"}
_CATALOG: Final = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"}
"""`/DSS` is what proves later that a certificate was in force; a signature with another kind of key than RSA
states the version of PDF that has it."""
_EMPTY: Final = {"", "/Off"}


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank that holds something else than when somebody signed; empty texts where it held nothing."""

    title: str
    before: str
    after: str


def changes_since(pdf: Any, signature: Any) -> tuple[Since, tuple[Blank, ...]]:
    """Return what happened to a file, a reader of pyHanko's, after a signature, and to which blanks."""
    from pyhanko.sign.fields import MDPPerm  # noqa: PLC0415 - an optional package
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    covered = signature.evaluate_signature_coverage()
    if covered == SignatureCoverageLevel.ENTIRE_FILE:
        return "nothing", ()
    is_locked = signature.docmdp_level == MDPPerm.NO_CHANGES
    if covered < SignatureCoverageLevel.ENTIRE_REVISION or is_locked:
        return "changed", ()
    return _changes_after(pdf, signature.signed_revision)


def _changes_after(pdf: Any, signed: int) -> tuple[Since, tuple[Blank, ...]]:
    later = range(signed + 1, pdf.xrefs.total_revisions)
    if any(pdf.xrefs.refs_freed_in_revision(revision) for revision in later):
        return "changed", ()
    then = pdf.get_historical_resolver(signed)
    now = pdf.get_historical_resolver(later[-1])
    written = {one for revision in later for one in pdf.xrefs.explicit_refs_in_revision(revision)}
    old = [one for one in written if not then.is_ref_unassignable(one)]
    blanks = tuple(sorted(_blanks(then, now, old), key=lambda one: one.title))
    may_be = now.root_ref == then.root_ref and all(_may_differ(then, now, one) for one in old)
    return "filled in" if may_be else "changed", blanks


def _blanks(then: Any, now: Any, references: list[Any]) -> Iterator[Blank]:
    """Yield each blank that holds another text; signatures are told by themselves."""
    for before, after in ((then(one), now(one)) for one in references):
        if (
            isinstance(before, dict)
            and isinstance(after, dict)
            and before.get("/FT") in ("/Tx", "/Ch", "/Btn")
        ):
            was, held = _held(before), _held(after)
            if was != held:
                yield Blank(str(before.get("/TU") or before.get("/T") or ""), was, held)


def _held(blank: Any) -> str:
    """Return what a blank holds; nothing for a box that is not ticked."""
    value = str(blank.get("/V") or blank.get("/AS") or "")
    return "" if value in _EMPTY else value


def _may_differ(then: Any, now: Any, reference: Any) -> bool:
    before, after = then(reference), now(reference)
    differing = set(_differing(before, after))
    if not differing:
        return True
    if reference.idnum == then.root_ref.idnum:
        forms = (one.get("/AcroForm", {}) for one in (before, after))
        old, new = (form.get_object() if hasattr(form, "get_object") else form for form in forms)
        return differing <= _CATALOG and set(_differing(old, new)) <= _FORM
    return _is_about(then, reference, before) or differing <= _allowed(before)


def _allowed(before: Any) -> set[str]:
    """Return which keys of an object may differ."""
    if not isinstance(before, dict):
        return set()
    if before.get("/Subtype") == "/Widget" or "/FT" in before:
        return {"/M"} if "/FT" in before and _held(before) else _BLANK
    return _FORM if "/Fields" in before else set()


def _is_about(then: Any, reference: Any, before: Any) -> bool:
    """Tell whether an object is what the file says of itself: its properties or its metadata packet."""
    info = then.trailer_view.raw_get("/Info") if "/Info" in then.trailer_view else None
    is_packet = isinstance(before, dict) and before.get("/Type") == "/Metadata"
    return is_packet or getattr(info, "idnum", None) == reference.idnum


def _differing(before: Any, after: Any) -> Iterator[str]:
    """Yield the keys under which two dictionaries differ; of other objects `*` where they do."""
    if type(before) is not type(after) or not isinstance(before, dict) or hasattr(before, "encoded_data"):
        if _written(before) != _written(after):
            yield "*"
        return
    for key in {*before, *after}:
        one, other = _raw(before, key), _raw(after, key)
        if one is None or other is None or _written(one) != _written(other):
            yield str(key)


def _raw(within: Any, key: str) -> Any:
    """Return what stands under a key, a reference as it stands."""
    return within.raw_get(key) if key in within else None


def _written(one: Any) -> bytes:
    stream = BytesIO()
    one.write_to_stream(stream, None)
    return stream.getvalue()
