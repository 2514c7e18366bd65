"""The server takes a port of the loopback address and a secret of its own for each run."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from obcgen.problems import ObcgenError
from obcgen.studio.desk import Desk
from obcgen.studio_server import prepare
from obcgen.studio_server.application import application
from obcgen.studio_server.desks import Desks
from obcgen.studio_server.folder import Folder
from served_page import PORT, SECRET, Page

ANY_PORT = """
import sys
from obcgen.cli import main
from obcgen.studio_server import serving

serving.PORT = 0  # any that is free; one that is asked for may be taken by then
main(["studio", sys.argv[1], "--no-open"])
"""


def test_it_listens_on_this_computer_alone_with_a_new_secret_each_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("obcgen.studio_server.serving.PORT", 0)
    secrets = set()
    for _ in range(2):
        serving = prepare(folder, None)
        assert serving.listening.getsockname()[0] == "127.0.0.1"
        secrets.add(serving.address.partition("#")[2])
        serving.listening.close()
    assert [len(each) >= 40 for each in secrets] == [True, True]


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ObcgenError) as raised:
            prepare(folder, taken.getsockname()[1])
    assert raised.value.problems[0].code == "SRV-07"


@pytest.mark.parametrize("name", ["gone", "deal.yaml"])
def test_what_is_no_folder_is_told(folder: Path, name: str) -> None:
    with pytest.raises(ObcgenError) as raised:
        prepare(folder / name, None)
    assert raised.value.problems[0].code == "SRV-08"


def test_no_thread_keeps_the_program_from_its_end(folder: Path) -> None:
    kept, before = set[threading.Thread](), set(threading.enumerate())

    def answering(desk: Desk, _: object) -> tuple[Desk, dict[str, object]]:
        kept.update(each for each in threading.enumerate() if not each.daemon)
        return desk, {"ok": True}

    page = Page(application(Desks(Folder(folder.resolve()), answering), PORT, SECRET))
    assert page.get("/studio.js").status_code == 200
    assert page.post("/send", json={"spec": "", "request": {"do": "form"}}).json() == {"ok": True}
    assert threading.main_thread() in kept <= before


def test_the_command_prints_its_address_serves_and_ends_with_ctrl_c(folder: Path) -> None:
    command = [sys.executable, "-c", ANY_PORT, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address, _, secret = process.stdout.readline().strip().partition("#")
        asked = httpx.post(
            f"{address}files", json={"do": "list"}, headers={"obcgen-secret": secret}, timeout=600
        )
        process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        told = process.stderr.read()
    assert asked.json()["folder"] == str(folder)
    assert "Traceback" not in told
    assert process.returncode == 130
