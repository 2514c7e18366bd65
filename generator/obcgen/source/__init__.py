"""From a YAML file to a tree of texts with their places, and from that tree to models."""

from __future__ import annotations

from obcgen.source.settings import Settings
from obcgen.source.source import Source, parse, parse_sections, plain, read, read_text

__all__ = ["Settings", "Source", "parse", "parse_sections", "plain", "read", "read_text"]
