"""Saving files so that nothing is half-written and nothing a person made is lost."""

from __future__ import annotations

from obcgen.files.saving import RECORD, create, overwrite, save, save_opened

__all__ = ["RECORD", "create", "overwrite", "save", "save_opened"]
