"""Reads and renews a case: one Markdown file that says which spec, which command, what is printed.

A case holds, in this order:

- a fence ` ```yaml NAME ` with a whole file, or ` ```change NAME from specs/FILE.yaml ` with hunks of lines
  to take out (`- `) and to put in (`+ `), hunks parted by an empty line, none for the example as it is;
- a fence ` ```console ` with one line `$ obcgen ...`;
- a fence ` ```output ` with all that is printed;
- a line `Exit status: N`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_FENCE = re.compile(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_STATUS = re.compile(r"^Exit status: (\d)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    files: dict[str, str]
    command: list[str]
    output: str
    status: int


def read_case(text: str) -> Case:
    files, command, output = {}, "", ""
    for kind, rest, body in _FENCE.findall(text):
        if kind == "yaml":
            files[rest] = body
        elif kind == "change":
            name, source = rest.split(" from ")
            files[name] = changed((ROOT / source).read_text(encoding="utf-8"), body)
        elif kind == "console":
            command = body.strip().removeprefix("$ obcgen ")
        elif kind == "output":
            output = body
    status = _STATUS.search(text)
    assert command, "a case has a command"
    assert status, "a case has an exit status"
    return Case(files, command.split(), output, int(status[1]))


def changed(text: str, hunks: str) -> str:
    """Return `text` with each hunk's lines replaced; a hunk must fit exactly one place."""
    for hunk in filter(None, re.split(r"\n\s*\n", hunks.strip("\n"))):
        lines = hunk.split("\n")
        old = "\n".join(line[2:] for line in lines if line.startswith("-")) + "\n"
        new = "".join(line[2:] + "\n" for line in lines if line.startswith("+"))
        assert all(line[:2] in {"- ", "+ ", "-", "+"} for line in lines), f"not a hunk: {hunk}"
        count = len(re.findall(f"(?=\n{re.escape(old)})", "\n" + text))
        assert count == 1, f"the hunk fits {count} places:\n{old}"
        text = ("\n" + text).replace("\n" + old, "\n" + new)[1:]
    return text


def renewed(text: str, output: str, status: int) -> str:
    """Return the case with what the command printed now."""
    text = re.sub(
        r"^```output\n(?:.*\n)*?```$", lambda _: f"```output\n{output}```", text, flags=re.MULTILINE
    )
    return _STATUS.sub(f"Exit status: {status}", text)
