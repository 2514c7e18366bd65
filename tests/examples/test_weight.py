"""How heavy the files are that travel by mail, with their fonts inside."""

from __future__ import annotations

import pytest
from built import FORMATS, ROOT, built

MOST = 400_000
"""Bytes."""


@pytest.mark.parametrize("form", FORMATS)
def test_the_denver_rfp_stays_below_400_kilobytes(form: str) -> None:
    content = getattr(built(ROOT / "specs" / "denver-literacy.yaml", "rfp"), form)
    assert 50_000 < len(content.encode() if isinstance(content, str) else content) < MOST
