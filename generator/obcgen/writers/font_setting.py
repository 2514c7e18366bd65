"""Which fonts Fontconfig knows: those given and no other, whatever the machine has.

Fontconfig, which the PDF engine asks for fonts, reads one configuration file when it is started and one per
font map. It is given a file that knows only these fonts, for that moment; so no configuration of the machine
is needed, and none is read.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SETTING: Final = "FONTCONFIG_FILE"
_ENVIRONMENT: Final = RLock()


@contextmanager
def only_fonts(files: Iterable[Path]) -> Iterator[None]:
    """Let Fontconfig know these font files and nothing else."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        config = Path(folder, "fonts.conf")
        config.write_text(_config([file.resolve() for file in files], folder), encoding="utf-8")
        with _setting(str(config)):
            yield


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
