"""From a YAML file to a tree of texts with their places, and from that tree to models."""

from __future__ import annotations

from obcgen.source.settings import Entry, Settings
from obcgen.source.source import (
    Ground,
    Source,
    is_lacking,
    pack_named,
    parse,
    parse_sections,
    plain,
    read,
    read_text,
    read_values,
    read_written,
    text_written,
    values_written,
)

__all__ = [
    "Entry",
    "Ground",
    "Settings",
    "Source",
    "is_lacking",
    "pack_named",
    "parse",
    "parse_sections",
    "plain",
    "read",
    "read_text",
    "read_values",
    "read_written",
    "text_written",
    "values_written",
]
