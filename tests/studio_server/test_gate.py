"""The server is attacked as other pages, other hosts and other people of this computer would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from obcgen.studio_server.application import page_files
from obcgen.studio_server.gate import LARGEST_BODY
from served_page import Page

LIST = {"do": "list"}


def test_the_page_with_the_secret_is_answered(page: Page) -> None:
    reply = page.post("/files", json=LIST)
    assert (reply.status_code, [each["name"] for each in reply.json()["specs"]]) == (200, ["deal.yaml"])


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("host", "attacker.example:8765", 421),
        ("host", "127.0.0.1:8766", 421),
        ("host", "127.0.0.1", 421),
        ("host", "127.0.0.1:8765.attacker.example", 421),
        ("host", "", 421),
        ("origin", "https://attacker.example", 403),
        ("origin", "http://127.0.0.1:9999", 403),
        ("origin", "null", 403),
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("obcgen-secret", "", 403),
        ("obcgen-secret", "a-secret-of-this-ru", 403),
        ("obcgen-secret", "a-secret-of-this-run2", 403),
        ("content-type", "text/plain", 415),
        ("content-type", "application/x-www-form-urlencoded", 415),
        ("content-length", str(LARGEST_BODY + 1), 413),
        ("content-length", "-1", 413),
        ("content-length", "many", 413),
    ],
)
def test_a_request_from_elsewhere_is_refused(page: Page, header: str, value: str, status: int) -> None:
    reply = page.post(
        "/files", content=b'{"do":"list"}', headers={"content-type": "application/json", header: value}
    )
    assert (reply.status_code, "deal.yaml" in reply.text) == (status, False)


def test_a_request_without_its_secret_is_refused(page: Page) -> None:
    del page.headers["obcgen-secret"]
    assert page.post("/files", json=LIST).status_code == 403
    assert page.post("/send", json={"spec": "deal.yaml", "request": {"do": "problems"}}).status_code == 403


def test_a_secret_in_the_address_or_in_a_cookie_counts_for_nothing(page: Page) -> None:
    secret = page.headers.pop("obcgen-secret")
    page.headers["cookie"] = f"obcgen-secret={secret}"
    assert page.post(f"/files?obcgen-secret={secret}", json=LIST).status_code == 403


def test_a_body_that_states_no_length_is_refused_once_it_is_too_large(page: Page) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // (1 << 20) + 1):
            yield b" " * (1 << 20)

    reply = page.post("/files", content=endless(), headers={"content-type": "application/json"})
    assert reply.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(page: Page, method: str) -> None:
    reply = page.request(method, "/files")
    assert reply.status_code == 405
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"list"', b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_request_is_refused(page: Page, body: bytes) -> None:
    reply = page.post("/files", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.yaml",
        "/%2e%2e/outside.yaml",
        "/..%2foutside.yaml",
        "/served/deal.yaml",
        "/deal.yaml",
        "/page/../gate.py",
        "/gate.py",
        "//etc/passwd",
        "/index.html%00.js",
    ],
)
def test_no_address_leads_to_a_file_but_those_of_the_page(page: Page, path: str) -> None:
    assert page.get(path).status_code == 404


def test_what_is_sent_by_get_does_nothing(page: Page) -> None:
    assert page.get("/files").status_code == 405
    assert page.get("/send").status_code == 405


@pytest.mark.parametrize("address", ["/", "/studio.css", "/nothing", "/files"])
def test_every_answer_protects_the_page(page: Page, address: str) -> None:
    headers = page.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers


def test_a_refusal_protects_the_page_too(page: Page) -> None:
    headers = page.post("/files", json=LIST, headers={"origin": "null"}).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_frame_of_the_preview_runs_and_loads_nothing(page: Page) -> None:
    policy = page.get("/frame.html").headers["content-security-policy"]
    assert policy.startswith("sandbox allow-same-origin allow-modals; default-src 'none';")
    assert "script-src" not in policy
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("path", page_files(), ids=lambda path: path.name)
def test_the_page_holds_nothing_that_its_policy_would_refuse(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.name == "codemirror.js" or path.suffix == ".txt":
        return
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "srcdoc",
    ):
        assert word not in text, word
    if path.suffix == ".html":
        assert " style=" not in text
        assert "<script>" not in text
        assert " on" not in text.partition("<body")[2].replace(" once", "")
    outside = [
        part
        for part in text.split("http")[1:]
        if part.startswith(("://", "s://")) and "www.w3.org" not in part[:20]
    ]
    assert outside == []


def test_the_scripts_of_the_page_stay_within_their_size() -> None:
    sizes = [path.stat().st_size for path in page_files() if path.suffix == ".js"]
    assert sum(sizes) <= 300 * 1024
