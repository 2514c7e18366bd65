"""Saving documents so that nothing is half-written and nothing a person made is lost.

A folder's `.obcgen.json` remembers the SHA-256 of what was written there; a file that changed since is
somebody's work and stays. Files and record change together or not at all.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from obcgen.file_contents import contents, digest, no_file
from obcgen.files.exchange import exchange, recover
from obcgen.files.lock import locked
from obcgen.problems import Kind, ObcgenError, Problem

CHANGED = Kind("FIL-01", "A file to be written was made or changed by somebody else")
NOT_WRITABLE = Kind("FIL-02", "A file or folder cannot be written")
TAKEN = Kind("FIL-03", "A file that would be overwritten")
MEANWHILE = Kind("FIL-05", "A file that somebody else has changed since it was opened")

RECORD = ".obcgen.json"
_OURS = ".obcgen"
"""Records, which nobody else writes: a damaged one is no work of a person."""
_LARGEST_RECORD = 10_000_000
_NO_SPACE = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_FULL = "Make room on this disk, or name a folder on another with --output. All files are as they were."
_ANOTHER = "Close the file where it is open, or name another folder with --output."


def save(
    files: Mapping[str, bytes],
    folder: Path,
    *,
    replace: bool = False,
    private: bool = False,
    origin: str = "",
) -> tuple[Path, ...]:
    """Write every file into `folder`, or none of them.

    Args:
        files: contents by file name.
        folder: made if it does not exist.
        replace: overwrite files that were changed since obcgen wrote them.
        private: let only their owner read files that are new.
        origin: the name of the spec that they are made from; what another spec made is not overwritten.

    Raises:
        ObcgenError: a file would be lost (FIL-01), the folder cannot be written (FIL-02), or another run
            does not stop writing into it (FIL-04).
    """
    with _held(folder):
        _refuse(_no_files((*files, RECORD), folder))
        written = _record(folder)
        _refuse(
            ()
            if replace
            else (*_foreign(files, folder, written), *_of_another(files, folder, written, origin))
        )
        record = {**written, **{name: _noted(content, origin) for name, content in files.items()}}
        text = json.dumps(dict(sorted(record.items())), indent=1) + "\n"
        return exchange({**files, RECORD: text.encode()}, folder, files if private else ())[:-1]


def create(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files that are not there yet, or none of them; one with the same contents is left as it is.

    Raises:
        ObcgenError: a file of that name is there (FIL-03), the folder cannot be written (FIL-02), or another
            run does not stop writing into it (FIL-04).
    """
    with _held(folder):
        there = [name for name in files if os.path.lexists(folder / name)]
        same = [name for name in there if _holds(folder / name, files[name])]
        _refuse(tuple(_taken(folder / name) for name in there if name not in same))
        return exchange({name: content for name, content in files.items() if name not in same}, folder)


def overwrite(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files in place of what is there: records that the program keeps beside what a person wrote.

    Raises:
        ObcgenError: the folder cannot be written (FIL-02), or another run does not stop writing into it
            (FIL-04).
    """
    with _held(folder):
        _refuse(_no_files(files, folder))
        return exchange(files, folder)


def save_opened(path: Path, content: bytes, opened: str) -> None:
    """Write a file in place of the one that was opened, and of no other.

    Args:
        path: the file; its folder is there.
        content: what it holds from now on.
        opened: the SHA-256 of what it held when it was opened, in hexadecimal; empty where it was not there.

    Raises:
        ObcgenError: it holds something else by now, is gone or has come (FIL-05), the folder cannot be
            written (FIL-02), or another run does not stop writing into it (FIL-04).
    """
    with _held(path.parent):
        there = digest(path) if os.path.lexists(path) else ""
        if there not in (opened, sha256(content).hexdigest()):
            raise ObcgenError(_meanwhile(path, there))
        exchange({path.name: content}, path.parent)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder for this run alone, with nothing half-done in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            recover(folder)
            yield
    except OSError as error:
        raise ObcgenError(_not_writable(error, folder)) from error


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise ObcgenError(*problems)


def _record(folder: Path) -> dict[str, str]:
    """Return what obcgen wrote here before; a damaged record counts as none, so that files are kept."""
    try:
        record = json.loads(contents(folder / RECORD, _LARGEST_RECORD))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in record.items()} if isinstance(record, dict) else {}


def is_recorded(folder: Path, names: Iterable[str]) -> bool:
    """Tell whether the record of a folder knows files; a damaged one knows none."""
    record = _record(folder)
    return all(name in record for name in names)


def _no_files(names: Mapping[str, bytes] | tuple[str, ...], folder: Path) -> tuple[Problem, ...]:
    """Return Problems for targets that are there and no files."""
    there = ((folder / name, no_file(folder / name)) for name in names if (folder / name).exists())
    return tuple(
        NOT_WRITABLE.problem(
            f"{path} cannot be written: it is {what}, not a file.",
            found=what,
            expected="no file, or the one that obcgen wrote last",
            hint="Move it away, or name another folder with --output.",
        )
        for path, what in there
        if what
    )


def _foreign(files: Mapping[str, bytes], folder: Path, written: Mapping[str, str]) -> tuple[Problem, ...]:
    def is_foreign(name: str) -> bool:
        ours = (written.get(name, "").partition(" ")[0], sha256(files[name]).hexdigest())
        return not name.startswith(_OURS) and (folder / name).exists() and digest(folder / name) not in ours

    return tuple(_changed(folder / name, known=name in written) for name in files if is_foreign(name))


def _noted(content: bytes, origin: str) -> str:
    """Return what the record says of a file: its SHA-256, and the spec that it was made from."""
    return f"{sha256(content).hexdigest()} {origin}".rstrip()


def _of_another(
    files: Mapping[str, bytes], folder: Path, written: Mapping[str, str], origin: str
) -> Iterator[Problem]:
    """Yield a Problem for each file that would take the place of one that another spec made."""
    for name, content in files.items():
        there, _, other = written.get(name, "").partition(" ")
        differs = other not in ("", origin) and there != sha256(content).hexdigest()
        if origin and differs and (folder / name).exists():
            yield CHANGED.problem(
                f"{name} was made from {other}; {origin} makes a file of the same name.",
                found=f"a document of {other}",
                expected=f"no file, or one that was made from {origin}",
                hint="Give the documents numbers of their own, name another folder with --output, or give "
                "--replace.",
            )


def _changed(path: Path, *, known: bool) -> Problem:
    why = "was changed since obcgen wrote it" if known else "was not written by obcgen, as far as it knows"
    return CHANGED.problem(
        f"{path} is already there and {why}.",
        found="a file with other contents",
        expected="no file, or the one that obcgen wrote last",
        hint="Move it away, name another folder with --output, or give --replace to overwrite it.",
    )


def _holds(path: Path, content: bytes) -> bool:
    return path.exists() and not no_file(path) and contents(path) == content


def _taken(path: Path) -> Problem:
    return TAKEN.problem(
        f"{path} is already there.",
        found="a file",
        expected="no file",
        hint="Name a folder that does not exist yet; this command overwrites nothing.",
    )


def _meanwhile(path: Path, there: str) -> Problem:
    return MEANWHILE.problem(
        f"{path.name} was changed by somebody else since it was opened. Nothing was overwritten.",
        found="a file with other contents" if there else "no file",
        expected="the file as it was opened",
        hint="Save under another name, or open the file anew and compare the two.",
    )


def _not_writable(error: OSError, folder: Path) -> Problem:
    for path in (folder, *folder.parents):
        if os.path.lexists(path) and not path.is_dir():
            what = "a link that leads nowhere" if path.is_symlink() and not path.exists() else "a file"
            message = f"{path} is {what}, not a folder."
            expected, hint = "a folder, or a new name", "Name another folder with --output."
            return NOT_WRITABLE.problem(message, found=what, expected=expected, hint=hint)
    return NOT_WRITABLE.problem(
        f"{error.filename or folder} cannot be written: {error.strerror or error}.",
        found=str(error.strerror or error),
        expected="a folder that can be written",
        hint=_FULL if error.errno in _NO_SPACE else _ANOTHER,
    )
