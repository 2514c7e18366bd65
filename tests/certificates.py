"""Certificates that sign themselves, and a small PDF with two places to sign."""

from __future__ import annotations

import datetime as dt
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pdf_sample import said, shipped_style, small

from obcgen.document.tree import Signature, Signatures
from obcgen.signing.sign import sign
from obcgen.writers.to_pdf import to_pdf

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey
_YEAR = dt.timedelta(days=365)


@cache
def certificate(name: str, password: str = "", begins: dt.datetime = NOW - _YEAR / 2) -> bytes:
    """Return a PKCS#12 file with a key and a certificate for a year."""
    return certified(ec.generate_private_key(ec.SECP256R1()), name, password, begins)


def certified(key: Key, name: str, password: str = "", begins: dt.datetime = NOW - _YEAR / 2) -> bytes:
    """Return a PKCS#12 file with this key and a certificate for a year."""
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(who, who, key.public_key(), 1, begins, begins + _YEAR)
    by = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"", key, made.sign(key, by), None, lock)


@cache
def unsigned() -> bytes:
    """Return a page with two places to sign, and one blank that is no such place."""
    parties = (
        Signature("sign-district", "Elm District", "A. Lee", "Head"),
        Signature("sign-provider", "Oak", "B."),
    )
    return to_pdf(small(said("The price is $900."), Signatures(parties)), shipped_style())


@cache
def signed_by_district() -> bytes:
    """Return the page with the first signature."""
    return sign(unsigned(), certificate("Ann Lee"), "", "district", NOW)
