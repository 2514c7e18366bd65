"""A page in a browser, as the studio's server meets it: requests without a network."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from obcgen.studio_server.gate import Gate

PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"
SECRET = "a-secret-of-this-run"  # noqa: S105 - of a test


@dataclass
class Page:
    """Sends requests to an application, with the headers that a browser gives those of the studio's page."""

    application: Gate
    headers: dict[str, str] = field(
        default_factory=lambda: {"obcgen-secret": SECRET, "origin": ADDRESS, "sec-fetch-site": "same-origin"}
    )

    def request(self, method: str, path: str, **named: Any) -> httpx.Response:
        """Return the answer to one request; an exception of the application is an answer with 500."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.application, raise_app_exceptions=False)
            headers = {**self.headers, **named.pop("headers", {})}
            async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
                return await client.request(method, path, headers=headers, **named)

        return asyncio.run(asked())

    def get(self, path: str) -> httpx.Response:
        return self.request("GET", path)

    def post(self, path: str, **named: Any) -> httpx.Response:
        if "json" in named:  # as a browser writes it: a half of a character too
            named["content"] = json.dumps(named.pop("json"))
            named["headers"] = {"content-type": "application/json", **named.get("headers", {})}
        return self.request("POST", path, **named)

    def files(self, do: str, **asked: Any) -> dict[str, Any]:
        """Return the reply to a request about files."""
        reply: dict[str, Any] = self.post("/files", json={"do": do, **asked}).json()
        return reply

    def send(self, do: str, spec: str = "deal.yaml", **asked: Any) -> dict[str, Any]:
        """Return the reply to a request of the protocol."""
        reply: dict[str, Any] = self.post("/send", json={"spec": spec, "request": {"do": do, **asked}}).json()
        return reply
