"""Worked examples, to be written out: a spec, the schema for its editor, and results where it has some."""

from __future__ import annotations

from difflib import get_close_matches

from obcgen.problems import Kind, ObcgenError
from obcgen.vetting.examples import examples

NO_EXAMPLE = Kind("EXM-01", "There is no worked example of this name")


def listed() -> tuple[tuple[str, str], ...]:
    """Return the name of each worked example with its title."""
    return tuple((path.stem, _title(path.read_text(encoding="utf-8"))) for path in examples())


def example(name: str) -> dict[str, bytes]:
    """Return the files of a worked example by name.

    Raises:
        ObcgenError: there is none of this name.
    """
    path = next((path for path in examples() if path.stem == name), None)
    if path is None:
        names = [path.stem for path in examples()]
        near = get_close_matches(name, names, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise ObcgenError(
            NO_EXAMPLE.problem(
                f"There is no worked example “{name}”.",
                found=name,
                expected=f"one of: {', '.join(names)}",
                hint=f"{hint}obcgen example lists them.",
            )
        )
    results = sorted(path.parent.glob(f"results/{name}-*"))
    files = (path, path.with_name("schema.json"), *results)
    return {file.relative_to(path.parent).as_posix(): file.read_bytes() for file in files}


def _title(text: str) -> str:
    """Return the title that a spec states; it is ours, so the first line that begins so is it."""
    return next(line.partition(":")[2].strip() for line in text.split("\n") if line.startswith("  title:"))
