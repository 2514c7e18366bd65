"""The server as an application: two addresses that answer requests, and the files of the page."""

from __future__ import annotations

import json
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from obcgen.studio_server.desks import Desks, Reply
from obcgen.studio_server.gate import Gate, TooLargeError
from obcgen.studio_server.patience import begun

PAGE: Final = Path(__file__).parent / "page"
KINDS: Final = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}


def application(desks: Desks, port: int, secret: str) -> Gate:
    """Return the application that serves one folder's desks on a port to whoever has the secret."""
    answers: dict[str, Callable[[Mapping[str, Any]], Reply]] = {
        "/send": partial(_sent, desks),
        "/files": desks.files,
    }
    routes = [
        Route("/", _serving(PAGE / "index.html")),
        *(Route(f"/{path.name}", _serving(path)) for path in page_files()),
        *(Route(address, _answering(answer), methods=["POST"]) for address, answer in answers.items()),
    ]
    return Gate(Starlette(routes=routes), port, secret)


def page_files() -> tuple[Path, ...]:
    """Return the files of which the page is made."""
    return tuple(path for path in sorted(PAGE.iterdir()) if path.suffix in KINDS)


def _sent(desks: Desks, asked: Mapping[str, Any]) -> Reply:
    """Answer a request of the protocol that says which spec it is for."""
    request, spec = asked.get("request"), asked.get("spec", "")
    return desks.send(spec if isinstance(spec, str) else "", request if isinstance(request, dict) else {})


def _serving(path: Path) -> Callable[[Request], Awaitable[Response]]:
    async def serve(_: Request) -> Response:  # a pool of threads for it could keep the program from its end
        return Response(path.read_bytes(), media_type=KINDS[path.suffix])  # noqa: ASYNC240 - small, and local

    return serve


def _answering(answer: Callable[[Mapping[str, Any]], Reply]) -> Callable[[Request], Any]:
    """Return an endpoint that reads a JSON object and answers with another."""

    async def respond(request: Request) -> Response:
        try:
            asked = json.loads(await request.body())
        except TooLargeError:
            return PlainTextResponse("This is larger than the studio accepts.\n", 413)
        except (ValueError, RecursionError):
            return PlainTextResponse("This is not JSON.\n", 400)
        if not isinstance(asked, dict):
            return PlainTextResponse("This is not a request.\n", 400)
        reply = await wrap_future(begun(partial(answer, asked)))
        told = json.dumps(reply, ensure_ascii=False).encode(
            errors="replace"
        )  # a name on the disk may be no text
        return Response(told, media_type="application/json")

    return respond
