"""The Word file named by a `style.yaml`: its look as values of the style, and its letterhead for Word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.problems import Kind, Problem
from obcgen.style.house_styles import house_styles
from obcgen.style.letterhead import letterhead
from obcgen.style.style import Style
from obcgen.style.word_file import NotAWordFileError, open_word

if TYPE_CHECKING:
    from pathlib import Path

NO_WORD_FILE = Kind("LOOK-13", "A Word file that is not there")
NOT_A_WORD_FILE = Kind("LOOK-14", "A Word file that cannot be used")


def from_word(name: str, folder: Path, base: Style, problems: list[Problem]) -> Style:
    """Return a style with what the Word file of a name says, and note what is wrong with the file."""
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        problems.append(
            NO_WORD_FILE.problem(
                f"The Word file “{name}” is not there.",
                path=("word",),
                found=name,
                expected="a file saved as .docx beside the style",
                hint="Copy the file into the folder, or correct its name.",
            )
        )
        return base
    try:
        opened = open_word(file.read_bytes())
        style = house_styles(opened, base)
        return replace(style, letterhead=letterhead(opened))
    except NotAWordFileError as error:
        problems.append(
            NOT_A_WORD_FILE.problem(
                f"The Word file “{name}” cannot be used: {error}.",
                path=("word",),
                found=name,
                expected="a file saved as .docx",
                hint="Open it in Word and save it again as .docx.",
            )
        )
        return base
