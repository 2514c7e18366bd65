"""What is told how far a long task has come; it loads nothing, so that commands and the API start at once."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Called with the stage that begins, such as `Laying out pages`."""


def silent(_: str) -> None:
    """Report no progress."""
