"""What signatures are worth: whose they are, whether they hold, and what was changed since."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from certificates import NOW, certificate, certified, signed_by_district, unsigned
from obcgen.cli import main
from obcgen.inspection import inspection
from obcgen.problems import ObcgenError
from obcgen.signing.sign import sign
from obcgen.signing.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def added(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a PDF with a change at its end, as another program would write it."""
    pdf = IncrementalPdfFileWriter(BytesIO(content))
    change(pdf)
    written = BytesIO()
    pdf.write(written)
    return written.getvalue()


def fill_date(pdf: Any, day: str = "December 1, 2026") -> None:
    """Write a date into the provider's line, as a reader of PDFs does."""
    fields = pdf.root["/AcroForm"]["/Fields"]
    field = next(one.get_object() for one in fields if "provider-date" in one.get_object()["/T"])
    field["/V"] = generic.pdf_string(day)
    pdf.update_container(field)


def move_field(pdf: Any) -> None:
    field = pdf.root["/AcroForm"]["/Fields"][0].get_object()
    field["/Rect"] = generic.ArrayObject(generic.NumberObject(one) for one in (0, 0, 600, 800))
    pdf.update_container(field)


def retype_price(pdf: Any) -> None:
    page = pdf.root["/Pages"]["/Kids"][0]
    page["/Contents"] = pdf.add_object(generic.StreamObject(stream_data=b"0 0 600 800 re f"))
    pdf.update_container(page)


def add_field(pdf: Any) -> None:
    form = pdf.root["/AcroForm"]
    form["/Fields"].append(pdf.add_object(generic.DictionaryObject()))
    pdf.update_container(form)


def open_elsewhere(pdf: Any) -> None:
    pdf.root["/OpenAction"] = generic.ArrayObject()
    pdf.update_root()


def test_a_file_without_a_signature_has_none() -> None:
    assert verify(unsigned()) == ()


def test_a_signature_says_whose_it_is_and_that_nothing_was_changed() -> None:
    (one,) = verify(signed_by_district())
    assert (one.field, one.title, one.signer, one.issuer) == (
        "district",
        "Signature, Elm District",
        "Ann Lee",
        "Ann Lee",
    )
    assert (one.is_whole, one.since, one.problem, len(one.sha256)) == (True, "nothing", None, 64)
    assert one.time.endswith("+00:00")


def test_two_parties_sign_one_after_the_other() -> None:
    both = sign(signed_by_district(), certificate("Bo Oak"), "", "provider", NOW)
    assert [(one.signer, one.is_whole, one.since) for one in verify(both)] == [
        ("Ann Lee", True, "filled in"),
        ("Bo Oak", True, "nothing"),
    ]


def test_a_blank_may_be_filled_in_after_a_signature() -> None:
    (one,) = verify(added(signed_by_district(), fill_date))
    assert (one.is_whole, one.since, one.problem) == (True, "filled in", None)
    assert [(each.before, each.after) for each in one.blanks] == [("", "December 1, 2026")]


def test_what_a_blank_said_when_somebody_signed_stays() -> None:
    signed = sign(added(unsigned(), fill_date), certificate("Ann Lee"), "", "district", NOW)
    (one,) = verify(added(signed, lambda pdf: fill_date(pdf, "June 1\n")))
    assert (one.since, one.problem and one.problem.code) == ("changed", "SIG-07")
    assert "said “December 1, 2026”, and says “June 1\N{REPLACEMENT CHARACTER}”." in str(one.problem)


def test_a_key_of_another_kind_may_sign_after_the_first() -> None:
    first = sign(unsigned(), certified(RSA, "Ann Lee"), "", "district", NOW)
    both = verify(sign(first, certificate("Bo Oak"), "", "provider", NOW))
    assert [(one.is_whole, one.since) for one in both] == [(True, "filled in"), (True, "nothing")]


def test_a_name_in_a_certificate_forges_no_line() -> None:
    (one,) = verify(sign(unsigned(), certificate("Eve\nmatches\u202e"), "", "district", NOW))
    assert (one.signer.isprintable(), one.issuer.isprintable()) == (True, True)


@pytest.mark.parametrize("change", [move_field, retype_price, add_field, open_elsewhere])
def test_any_other_change_after_a_signature_is_told(change: Callable[[Any], None]) -> None:
    (one,) = verify(added(signed_by_district(), change))
    assert (one.is_whole, one.since) == (True, "changed")
    assert one.problem is not None
    assert one.problem.code == "SIG-07"


def test_a_document_that_was_changed_after_a_signature_is_not_signed_again() -> None:
    with pytest.raises(ObcgenError) as error:
        sign(added(signed_by_district(), retype_price), certificate("Bo Oak"), "", "provider", NOW)
    assert [each.code for each in error.value.problems] == ["SIG-07"]


@pytest.mark.parametrize("place", [b"/ModDate", b"/Count 1", b"%PDF-1.7"])
def test_one_other_byte_in_what_was_signed_breaks_the_signature(place: bytes) -> None:
    content = signed_by_district()
    at = content.index(place) + len(place) - 1 if place in content else 200
    (one,) = verify(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert not one.is_whole
    assert one.problem is not None
    assert one.problem.code == "SIG-06"


def test_a_signature_that_cannot_be_read_does_not_hold() -> None:
    content = signed_by_district()
    at = content.index(b"/Contents <") + 11
    (one,) = verify(content[:at] + b"00" * 40 + content[at + 80 :])
    assert (one.is_whole, one.signer) == (False, "")


# --- the command ---------------------------------------------------------------------------------


def inspected(content: bytes, folder: Path, *more: str) -> tuple[int, str]:
    file = folder / "deal.pdf"
    file.write_bytes(content)
    result = CliRunner().invoke(main, ["inspect", str(file), *more])
    return result.exit_code, " ".join(result.output.split())


def test_inspect_tells_of_each_signature(tmp_path: Path) -> None:
    _, told = inspected(signed_by_district(), tmp_path)
    assert "signed Signature, Elm District: by Ann Lee, on 20" in told
    assert "holds; nothing was changed since certificate from itself" in told


def test_inspect_as_json_holds_the_same(tmp_path: Path) -> None:
    _, told = inspected(signed_by_district(), tmp_path, "--json")
    (one,) = json.loads(told)["signatures"]
    assert (one["field"], one["signer"], one["holds"], one["since"]) == (
        "district",
        "Ann Lee",
        True,
        "nothing",
    )


def test_inspect_fails_where_a_signature_does_not_hold(tmp_path: Path) -> None:
    status, told = inspected(added(signed_by_district(), retype_price), tmp_path)
    assert (status, "error SIG-07 After Ann Lee signed" in told) == (1, True)


def test_without_the_package_one_sentence_says_that_nothing_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "is_possible", lambda: False)
    _, told = inspected(signed_by_district(), tmp_path)
    assert "warning SIG-09 The file has 1 signature that was not checked" in told
    assert "SIG-09" not in inspected(unsigned(), tmp_path)[1]
