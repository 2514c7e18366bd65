"""A folder with a spec in it, its desks, and a browser's page that speaks to the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.studio.protocol import answer
from obcgen.studio_server.application import application
from obcgen.studio_server.desks import Desks
from obcgen.studio_server.folder import Folder
from served_page import PORT, SECRET, Page

SPEC = "obcgen: 1\ndocument:\n  number: RFP-1  # ours\n  title: Tutoring\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "deal.yaml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "outside.yaml").write_text("secret: of somebody else\n", encoding="utf-8")
    return tmp_path / "served"


@pytest.fixture
def desks(folder: Path) -> Desks:
    return Desks(Folder(folder.resolve()), answer)


@pytest.fixture
def page(desks: Desks) -> Page:
    return Page(application(desks, PORT, SECRET))
