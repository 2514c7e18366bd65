"""The commands. The only room that prints, writes and exits."""

from __future__ import annotations

from obcgen.cli import (
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
