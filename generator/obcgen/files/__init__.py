"""Saving files so that nothing is half-written and nothing a person made is lost."""

from __future__ import annotations

from obcgen.files.saving import MEANWHILE, RECORD, create, is_recorded, overwrite, save, save_opened

__all__ = ["MEANWHILE", "RECORD", "create", "is_recorded", "overwrite", "save", "save_opened"]
