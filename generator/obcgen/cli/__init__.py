"""The commands. The only room that prints, writes and exits."""

from __future__ import annotations

from obcgen.cli import starting
from obcgen.cli.commands import main

__all__ = ["main", "starting"]
