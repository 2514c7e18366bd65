"""What travels inside a file beside its pages: a text for programs, and what made the file."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

MEDIA_TYPE = "application/yaml"
ENGINE = "ObcgenEngine"
"""The property in which a PDF states what laid out its pages."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A name that a document prints in several places: what programs and people call it, and its text.

    `name` is letters only.
    """

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text that a file carries, and the properties that a file states of itself.

    `name` is what the text is called as a file, `about` says what it is to whoever finds it among the
    attachments, `maker` is the program and its version. The names of properties are letters and digits.
    `printed` are names of which a reader may want to change all places at once.
    """

    name: str
    about: str
    maker: str
    text: str
    properties: tuple[tuple[str, str], ...]
    printed: tuple[Printed, ...] = ()


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()
