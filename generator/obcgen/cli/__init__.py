"""The commands. The only room that prints, writes and exits."""

from __future__ import annotations

from obcgen.cli import (
    adding_up,
    batching,
    changing,
    checking,
    clauses,
    comparing,
    designing,
    documents,
    inspecting,
    money,
    packs,
    planning,
    redlining,
    signing,
    starting,
    studio,
    taking_back,
    verifying,
    watching,
)
from obcgen.cli.command import main

__all__ = [
    "adding_up",
    "batching",
    "changing",
    "checking",
    "clauses",
    "comparing",
    "designing",
    "documents",
    "inspecting",
    "main",
    "money",
    "packs",
    "planning",
    "redlining",
    "signing",
    "starting",
    "studio",
    "taking_back",
    "verifying",
    "watching",
]
