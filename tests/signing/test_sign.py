"""A signature is added after what a PDF holds; what cannot be signed is told, and nothing is written."""

from __future__ import annotations

import datetime as dt
import io
from types import SimpleNamespace
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from certificates import NOW, Key, certificate, certified, signed_by_district, unsigned
from obcgen.cli import main
from obcgen.inspection import carried
from obcgen.problems import ObcgenError
from obcgen.readers.found import Found
from obcgen.signing import sign as signing
from obcgen.signing.sign import sign

if TYPE_CHECKING:
    from pathlib import Path


def refused(**changed: object) -> str:
    given = {
        "content": unsigned(),
        "key": certificate("Ann Lee"),
        "password": "",
        "field": "district",
        "now": NOW,
    }
    with pytest.raises(ObcgenError) as error:
        sign(**(given | changed))  # type: ignore[arg-type]  # some are wrong on purpose
    (problem,) = error.value.problems
    return f"{problem.code} {problem.message} {problem.hint}"


def test_what_was_there_stays_byte_for_byte() -> None:
    assert signed_by_district().startswith(unsigned())


def test_the_line_shows_who_signed_and_on_which_day() -> None:
    pdf = pikepdf.open(io.BytesIO(signed_by_district()))
    field = next(one for one in pdf.Root.AcroForm.Fields if "sign-district-signature" in str(one.T))
    drawn = bytes(field.AP.N.read_bytes())
    assert b"(Ann Lee) Tj" in drawn
    assert b"(Signed by certificate, November 29, 2026) Tj" in drawn


def test_letters_that_would_end_a_text_of_a_pdf_are_drawn() -> None:
    made = sign(unsigned(), certificate("Ann (Lee) \\ Č"), "", "district", NOW)
    assert made.startswith(unsigned())


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_signed_file_passes_as_the_unsigned_one_does(profile: str, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed_by_district())
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert [failure.message for failure in report.failures] == []


def test_a_field_may_be_named_in_whole() -> None:
    made = sign(unsigned(), certificate("Ann Lee"), "", "sign-provider-signature_es_:signer2:signature", NOW)
    assert len(made) > len(unsigned())


def test_an_unknown_place_is_refused_with_those_that_are_there() -> None:
    assert refused(field="mayor").startswith("SIG-02 The file has no place to sign called “mayor”.")
    assert refused(field="sign-district-date").endswith("Give --field one of: district, provider.")


def test_a_place_is_signed_once() -> None:
    assert refused(content=signed_by_district()).startswith(
        "SIG-03 “Signature, Elm District” is signed already."
    )


@pytest.mark.parametrize(
    ("key", "password", "why"),
    [
        (certificate("Ann Lee", "right"), "wrong", "cannot be opened with this password"),
        (certificate("Ann Lee", "right"), "", "cannot be opened without a password"),
        (b"no key at all", "", "cannot be opened without a password"),
    ],
)
def test_a_certificate_that_does_not_open_is_refused(key: bytes, password: str, why: str) -> None:
    assert refused(key=key, password=password).startswith(
        f"SIG-04 The certificate cannot be used: its file {why}."
    )


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (rsa.generate_private_key(65537, 1024), "an RSA key of 1,024 bits"),  # noqa: S505 - a weak one
        (ed25519.Ed25519PrivateKey.generate(), "of the kind ed25519"),
    ],
)
def test_a_key_that_is_weak_or_of_no_use_is_refused(key: Key, why: str) -> None:
    told = refused(key=certified(key, "Ann Lee"))
    assert told.startswith(f"SIG-04 The certificate cannot be used: its key is {why}")


@pytest.mark.parametrize("begins", [NOW + dt.timedelta(days=1), NOW - dt.timedelta(days=400)])
def test_a_certificate_is_refused_before_and_after_its_term(begins: dt.datetime) -> None:
    assert refused(key=certificate("Ann Lee", "", begins)).startswith(
        "SIG-05 The certificate is in force from 202"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!doctype html><p>", "SIG-01 The file cannot be signed: it is a web page."),
        (b"PK\x03\x04", "SIG-01 The file cannot be signed: it is a Word file."),
        (b"A letter.", "RDR-01 "),
        (b"%PDF-1.7 and no more", "RDR-02 "),
    ],
)
def test_what_is_no_pdf_is_refused(content: bytes, told: str) -> None:
    assert refused(content=content).startswith(told)


def test_without_the_package_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "find_spec", lambda _: None)
    assert refused().endswith('not installed. Run: pip install "obcgen[signing]"')


# --- the command ---------------------------------------------------------------------------------


def run(folder: Path, *more: str) -> tuple[int, str]:
    (folder / "deal.pdf").write_bytes(unsigned())
    (folder / "key.p12").write_bytes(certificate("Ann Lee", "päss word"))
    (folder / "password").write_text("päss word\n", encoding="utf-8")
    command = [
        "sign",
        str(folder / "deal.pdf"),
        "--certificate",
        str(folder / "key.p12"),
        "--field",
        "district",
    ]
    result = CliRunner().invoke(main, [*command, "--password-file", str(folder / "password"), *more])
    return result.exit_code, result.output


def certified_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a certificate that was made for a day of the tests be in force whenever they run."""
    monkeypatch.setattr(signing, "_hold_in_force", lambda *_: None)


def test_the_command_writes_a_new_file_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certified_now(monkeypatch)
    assert run(tmp_path) == (0, f"{tmp_path / 'deal-signed.pdf'}\n")
    made = (tmp_path / "deal-signed.pdf").read_bytes()
    assert made.startswith(unsigned())
    status, told = run(tmp_path)
    assert (status, "FIL-03" in told, "Name another file with -o" in told) == (1, True, True)
    assert (tmp_path / "deal-signed.pdf").read_bytes() == made


@pytest.mark.parametrize(("status", "warns"), [("draft", True), ("final", False)])
def test_a_draft_is_signed_with_a_warning(
    status: str, warns: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certified_now(monkeypatch)
    found = Found("", {"ObcgenVersion": "1"}, f"document:\n  status: {status}\n")
    monkeypatch.setattr(carried, "reader", lambda _: SimpleNamespace(about=lambda _: found))
    code, told = run(tmp_path)
    assert (code, "warning SIG-10" in told) == (0, warns)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    status, told = run(tmp_path, "--certificate", str(tmp_path / "other.p12"))
    assert (status, "other.p12 is not there." in told and "INS-01" in told) == (1, True)
    assert not (tmp_path / "deal-signed.pdf").exists()
