"""The fonts of a PDF: those the Style names and no other, whatever the machine has.

Fontconfig, which the PDF engine asks for fonts, reads one configuration file per font map. It is given a
file that knows only the Style's fonts, for the moment in which the map is made.
"""

from __future__ import annotations

import os
import warnings
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # a machine without fonts is no fault: the fonts are ours
    from weasyprint.text.fonts import FontConfiguration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SETTING: Final = "FONTCONFIG_FILE"
_ENVIRONMENT: Final = Lock()


def font_configuration(files: Iterable[Path]) -> FontConfiguration:
    """Return a configuration that holds these font files and nothing else."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        config = Path(folder, "fonts.conf")
        config.write_text(_config([file.resolve() for file in files], folder), encoding="utf-8")
        with _setting(str(config)):
            return FontConfiguration()


def _config(files: list[Path], folder: str) -> str:
    folders = "".join(f"<dir>{escape(str(one))}</dir>" for one in sorted({file.parent for file in files}))
    accepted = "".join(f"<glob>{escape(str(file))}</glob>" for file in files)
    return (
        f"<fontconfig>{folders}<cachedir>{escape(folder)}</cachedir><selectfont>"
        f"<rejectfont><glob>*</glob></rejectfont><acceptfont>{accepted}</acceptfont>"
        f"</selectfont></fontconfig>"
    )


@contextmanager
def _setting(value: str) -> Iterator[None]:
    with _ENVIRONMENT:
        before = os.environ.get(_SETTING)
        os.environ[_SETTING] = value
        try:
            yield
        finally:
            del os.environ[_SETTING]
            if before is not None:
                os.environ[_SETTING] = before
