"""Who may speak to the server: this computer's own page with the secret of this run, and nobody else.

Another page that a browser has open can send requests to the loopback address too, under a name of its own
that it points here (DNS rebinding) or in the background. Each request must therefore name this address as its
host, come from this page or from no page, and, where it does anything, carry the secret in a header of its
own: a page from elsewhere cannot set one without being asked for leave, which is never given. Unlike a
cookie, a header does not reach other servers on this computer.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECRET = "obcgen-secret"  # noqa: S105 - the name of the header, not what it holds
LARGEST_BODY = 32 * 1024 * 1024
"""Bytes of a request: the largest is a table of results."""
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FRAME = (
    "sandbox allow-same-origin allow-modals; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The frame of the preview: its looks come with the document; it prints, and nothing in it runs or loads."""
_OTHER_STUDIO = (
    "This page belongs to a studio that has ended, or was opened without its whole address. "
    "Open the address that the terminal printed. Your changes are kept in this browser."
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets through to `app` what comes from this page, and gives every answer its protective headers."""

    app: ASGIApp
    port: int
    secret: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it before anything has read it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError(f"a server of pages got {scope['type']}")
        guarded = _with_headers(send, scope["path"])
        if refused := self._refusal(scope["method"], Headers(scope=scope)):
            await refused(scope, receive, guarded)
        else:
            await self.app(scope, _limited(receive), guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        """Return the refusal of a request that is not from this page, or nothing."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if headers.getlist("host") not in [[host] for host in hosts]:
            return _refused(421, "This server answers on its own address alone.")
        if (origin := headers.get("origin")) and origin not in {f"http://{host}" for host in hosts}:
            return _refused(403, "This server answers its own page alone.")
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return _refused(403, "This server answers its own page alone.")
        if method in {"GET", "HEAD"}:
            return None
        return self._refused_deed(method, headers)

    def _refused_deed(self, method: str, headers: Headers) -> PlainTextResponse | None:
        """Return the refusal of a request that would do something, or nothing."""
        if method != "POST":
            return _refused(405, "This server knows GET and POST.")
        if not hmac.compare_digest(headers.get(SECRET, "").encode(), self.secret.encode()):
            return _refused(403, _OTHER_STUDIO)
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(415, "This server reads JSON.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return _refused(413, "This is larger than the studio accepts.")
        return None


class TooLargeError(Exception):
    """A body went on past what the server accepts."""


def _limited(receive: Receive) -> Receive:
    """Return a reader of bodies that ends with a body that is too large, whatever length it stated."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:
            raise TooLargeError
        return message

    return limited


def _with_headers(send: Send, path: str) -> Send:
    """Return a sender that gives every answer the headers by which a browser protects the page."""
    policy = _FRAME if path == "/frame.html" else _PAGE

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**_ALWAYS, "content-security-policy": policy})
        await send(message)

    return guarded


def _refused(status: int, text: str) -> PlainTextResponse:
    return PlainTextResponse(f"{text}\n", status)
