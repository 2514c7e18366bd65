"""Starting the server: a port of the loopback address, a secret of this run, the address of the page."""

from __future__ import annotations

import gc
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NoReturn

import uvicorn

from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.studio_server.application import application
from obcgen.studio_server.desks import Desks, Reply, empty
from obcgen.studio_server.folder import Folder
from obcgen.studio_server.gate import Gate

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

NO_PORT = Kind("SRV-07", "A port of this computer that cannot be used")
NO_FOLDER = Kind("SRV-08", "A folder that the studio cannot serve")

PORT: Final = 8765
"""Where the studio is unless another port is asked for: what a browser keeps for a page it keeps by port."""
TRIED: Final = 10
"""Ports from the first one on, where none is asked for and other studios run."""
WORKED: Final = "denver-literacy"
LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that is ready to run: its address, secret included."""

    address: str
    server: uvicorn.Server
    listening: socket.socket

    def run(self) -> NoReturn:
        """Serve until a signal ends it.

        Raises:
            KeyboardInterrupt: always, also where whoever began the program lets it ignore Ctrl-C.
        """
        Thread(target=warm, daemon=True).start()
        with self.listening:
            self.server.run(sockets=[self.listening])
        raise KeyboardInterrupt


def answer(desk: Desk, request: Mapping[str, Any]) -> tuple[Desk, Reply]:
    """Answer a request of the protocol, which is loaded by the first."""
    from obcgen.studio.protocol import answer as answered  # noqa: PLC0415

    return answered(desk, request)


def warm() -> None:
    """Have loaded, while the first page is looked at, what the first question and the first preview need.

    What is loaded then stays: Python need not look through it for garbage after each keystroke.
    """
    desk, _ = answer(empty(), {"do": "begin", "from": "deal", "deal": WORKED})
    for request in ({"do": "form"}, {"do": "preview", "document": "rfp"}):
        answer(desk, request)
    gc.freeze()


def prepare(folder: Path, port: int | None) -> Serving:
    """Return a server of a folder on a port, or on the first free one from `PORT` on.

    Raises:
        ObcgenError: there is no such folder (SRV-08), or no port can be used (SRV-07).
    """
    if not folder.is_dir():
        raise ObcgenError(_no_folder(folder))
    listening = _listening(range(port, port + 1) if port else range(PORT, PORT + TRIED))
    number = int(listening.getsockname()[1])
    secret = secrets.token_urlsafe(32)
    served = application(Desks(Folder(folder.resolve()), answer), number, secret)
    server = uvicorn.Server(_settings(served))
    return Serving(f"http://{LOOPBACK}:{number}/#{secret}", server, listening)


def _settings(served: Gate) -> uvicorn.Config:
    """Return how the server runs: nothing told but faults, nothing believed about who asks."""
    return uvicorn.Config(
        served,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        loop="asyncio",
        http="h11",
        timeout_graceful_shutdown=2,
    )


def _listening(ports: range) -> socket.socket:
    """Return a socket that listens on the first of the ports that is free.

    Raises:
        ObcgenError: none is (SRV-07).
    """
    for port in ports:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((LOOPBACK, port))
            found.listen(64)
        except OSError as error:
            found.close()
            why = error.strerror or str(error)
        else:
            return found
    raise ObcgenError(_no_port(ports, why))


def _no_port(ports: range, why: str) -> Problem:
    told = str(ports[0]) if len(ports) == 1 else f"{ports[0]} to {ports[-1]}"
    return NO_PORT.problem(
        f"The studio cannot use port {told} of this computer: {why}.",
        found=why,
        expected="a port that no other program uses",
        hint="End the other program, or name another port with --port, such as --port 9000.",
    )


def _no_folder(folder: Path) -> Problem:
    return NO_FOLDER.problem(
        f"{folder} is not a folder.",
        found="a file" if folder.exists() else "nothing of that name",
        expected="the folder that holds your specs",
        hint="Name a folder that is there, or leave it out for the folder you are in.",
    )
