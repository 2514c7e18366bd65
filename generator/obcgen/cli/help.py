"""The help of the program: commands in the order of the work, summaries whole, and where the guides are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from obcgen.cli.edges import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTIONS = {
    "Start": ("example", "new", "studio", "schema"),
    "Check": ("check", "review", "rule", "explain", "clauses", "tree"),
    "Money": ("design", "schedule", "scenarios", "results", "settle", "awards", "portfolio"),
    "Documents": ("rfp", "contract", "watch", "batch", "estimate", "summary", "sign", "inspect"),
    "Changes": ("diff", "redline", "addendum", "amendment", "take-back", "history"),
    "Your own templates": ("pack",),
}
"""The commands by what one wants; one that is not named here stands at the end."""


class Whole(click.Group):
    """A group of commands whose help never cuts a summary."""

    sections: Mapping[str, tuple[str, ...]] = {}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands section by section."""
        named = {name for names in self.sections.values() for name in names}
        others = tuple(name for name in self.list_commands(ctx) if name not in named)
        for title, names in (*self.sections.items(), ("Commands", others)):
            rows = [(name, self.commands[name].get_short_help_str(1_000)) for name in names]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows, col_max=20)


class Commands(Whole, Group):
    """The program's commands, as its help lists them."""

    sections = SECTIONS

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write where the guides are, on one line that can be copied."""
        del ctx
        formatter.write(f"\nThe guides are in {guides()}\nBegin with first-deal.md.\n")


def guides() -> Path:
    """Return the folder of the guides: inside the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    inside, checkout = here / "docs", here.parent.parent / "docs"
    return inside if inside.is_dir() else checkout
