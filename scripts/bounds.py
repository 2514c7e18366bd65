"""Print the versions installed; `bounds.py lowest` fails unless each is the lowest allowed."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version


def main(edge: str) -> int:
    """Return 1 where the lowest are asked for and a package of the program is installed at another."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    print(f"{edge}:", ", ".join(f"{each.name} {version(each.name)}" for each in wanted))
    other = [each for each in wanted if Version(version(each.name)) != lowest(each)]
    if edge == "lowest" and other:
        print("not the lowest:", ", ".join(map(str, other)))
        return 1
    return 0


def lowest(requirement: Requirement) -> Version:
    """Return the version of the lower bound."""
    return next(Version(each.version) for each in requirement.specifier if each.operator == ">=")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
