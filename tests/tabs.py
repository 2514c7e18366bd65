"""A real Chromium for the studio's pages, and the folder of the web edition handed out by a plain server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
EDITION = ROOT / "build" / "web"
AXE = ROOT / ".conformance" / "node_modules" / "axe-core" / "axe.min.js"
_QUIET = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync")
_ALONE = ("disable-background-networking", "disable-component-update")
FLAGS = [f"--{name}" for name in (*_QUIET, *_ALONE)]
PATIENCE = 180_000
"""Milliseconds that a page may take for anything: a machine may be slow and do much else."""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@dataclass(frozen=True)
class Tab:
    """A page of a browser of its own: what it asked for, and what it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class _Plain(SimpleHTTPRequestHandler):
    """Any static server: files by their names, and no header that protects anything."""

    extensions_map = {  # noqa: RUF012 - the library has it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def handed_out(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer while the block runs; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Plain, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def fresh_tab(chromium: Browser, **options: Any) -> Iterator[Tab]:
    """Open a page in a browser that knows nothing yet; afterwards nothing may have gone wrong in it."""
    context = chromium.new_context(locale="en-US", timezone_id="America/Denver", **options)
    context.set_default_timeout(PATIENCE)
    tab = Tab(context.new_page())
    context.on("request", lambda request: tab.asked.append(request.url))
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.page.on(
        "console",
        lambda said: tab.complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    yield tab
    context.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA on a page: the rule, and where."""
    page.evaluate(AXE.read_text("utf-8"))
    asked = json.dumps({"runOnly": list(WCAG)})
    found = page.evaluate(f"axe.run(document, {asked})")
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]
