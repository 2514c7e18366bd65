"""The logo on the cover: a picture of the pack's, how wide it stands, and the words read in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from obcgen.problems import Kind, Problem
from obcgen.style.picture import NotAPictureError, Picture, picture_of

if TYPE_CHECKING:
    from pathlib import Path

NO_LOGO_FILE = Kind("LOOK-08", "A logo is not there")
NOT_A_PICTURE = Kind("LOOK-09", "A logo is not a picture that documents can carry")
LARGE_LOGO = Kind("LOOK-10", "A logo is too large a file")
NO_LOGO_TEXT = Kind("LOOK-11", "A logo without words to read in its place")
LOGO_FOR_WORD = Kind("LOOK-12", "A drawn logo without a picture for Word")

LARGEST_LOGO: Final = 500_000
HIGHEST: Final = 1.25
"""Inches: a cover has room for key terms below its title."""
KEYS: Final = ("file", "text", "width", "word")
Data = Mapping[str, Any]
_KINDS: Final = "a PNG, JPEG or SVG picture"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo. `text` is read in its place; `width` is in inches; `word` is what Word shows."""

    picture: Picture
    text: str
    width: float
    word: Picture

    def size(self, room: float) -> tuple[float, float]:
        """Return width and height in inches: as asked, or smaller as a whole where there is no room."""
        shape = self.picture.height / self.picture.width
        width = min(self.width, room, HIGHEST / shape)
        return width, width * shape


def logo_of(data: Data, width: float, folder: Path, problems: list[Problem]) -> Logo | None:
    """Read what a style says of its logo; `folder` holds the file, `width` is in inches."""
    text = " ".join(str(data.get("text", "")).split())
    if not text:
        problems.append(
            NO_LOGO_TEXT.problem(
                "The logo has no text.",
                path=("logo", "text"),
                expected="the words that a screen reader says in its place",
                hint="Add text: with the name that the logo shows.",
            )
        )
    picture = _picture(data, "file", folder, problems)
    for_word = _picture(data, "word", folder, problems) if "word" in data else picture
    if for_word and for_word.kind == "svg":
        problems.append(
            LOGO_FOR_WORD.problem(
                "Word shows no SVG picture in every version.",
                path=("logo", "word" if "word" in data else "file"),
                found="an SVG picture",
                expected="a PNG or JPEG picture for Word beside it",
                hint="Save the logo as PNG too, about 1200 pixels wide, and name it under word:.",
            )
        )
    return Logo(picture, text, width, for_word) if picture and for_word else None


def _picture(data: Data, key: str, folder: Path, problems: list[Problem]) -> Picture | None:
    name = str(data.get(key, ""))
    file = (folder / name).resolve()
    if not name or not file.is_relative_to(folder.resolve()) or not file.is_file():
        problems.append(
            NO_LOGO_FILE.problem(
                f"The logo “{name}” is not there." if name else "The logo names no file.",
                path=("logo", key),
                found=name,
                expected=f"{_KINDS} beside the style",
                hint="Copy the picture into the folder, or correct its name.",
            )
        )
        return None
    content = file.read_bytes()
    if len(content) > LARGEST_LOGO:
        problems.append(
            LARGE_LOGO.problem(
                f"The logo “{name}” is too large a file: every document carries it.",
                path=("logo", key),
                found=f"{len(content):,} bytes",
                expected=f"at most {LARGEST_LOGO:,} bytes",
                hint="Save it about 1200 pixels wide, or as SVG.",
            )
        )
        return None
    return _read(content, name, key, problems)


def _read(content: bytes, name: str, key: str, problems: list[Problem]) -> Picture | None:
    try:
        return picture_of(content)
    except NotAPictureError as error:
        problems.append(
            NOT_A_PICTURE.problem(
                f"The logo “{name}” cannot be used: {error}.",
                path=("logo", key),
                found=name,
                expected=_KINDS,
                hint="Save it again as PNG from the program that made it.",
            )
        )
        return None
