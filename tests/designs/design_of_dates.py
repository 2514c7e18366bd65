"""Designs of dates, law, data and funds: what an experienced designer finds in a calendar and a budget."""

from __future__ import annotations

from designed import Design

DESIGNS: tuple[Design, ...] = ()
