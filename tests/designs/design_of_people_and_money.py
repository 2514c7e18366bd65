"""Designs of people, measures, dosage, prices and incentives."""

from __future__ import annotations

from designed import Design

DESIGNS: tuple[Design, ...] = ()
