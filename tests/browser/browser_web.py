"""The web edition in a real browser: it asks its own origin alone, and nobody once it is loaded."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import cast
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Error, expect

from asking import as_typed, blanks_of_form
from obcgen.cli import main
from obcgen.problems import Problem
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer
from obcgen.writers import pdf_engine
from tabs import EDITION, ROOT, Tab, fresh_tab, handed_out, violations
from test_new import ANSWERS, FACTS

NO_ENGINE = Problem("ENG-01", "No engine lays out pages in a page.")
DENVER = (ROOT / "specs" / "denver-literacy.yaml").read_text("utf-8")
OPEN: dict[str, object] = {"do": "open", "name": "denver.yaml", "text": DENVER, "files": {}}
SENT = """async (requests) => {
  window.home ??= await (await import('./home-page.js')).connect();
  const replies = [];
  for (const request of requests) replies.push(await window.home.send(request));
  return JSON.stringify(replies);
}"""


GIVEN = """window.showDirectoryPicker = async () => {
  const root = await navigator.storage.getDirectory();
  for (const [folder, name, text] of files) {
    const place = folder === "." ? root : await root.getDirectoryHandle(folder, { create: true });
    const stream = await (await place.getFileHandle(name, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
  return root;
};"""
"""Gives a folder of the browser's own, whose handles are those that Chromium's picker gives."""
KEPT = """async () => {
  const root = await navigator.storage.getDirectory();
  return (await (await root.getFileHandle("deal.yaml")).getFile()).text();
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with handed_out(EDITION) as address:
        yield address


@pytest.fixture(scope="module")
def loaded(chromium: Browser, address: str) -> Iterator[Tab]:
    """Return a page of the edition that has begun."""
    with fresh_tab(chromium) as tab:
        begun(tab, address)
        yield tab


def begun(tab: Tab, address: str) -> None:
    tab.page.goto(address)
    tab.page.wait_for_selector("h1")


def replies(tab: Tab, *requests: dict[str, object]) -> list[dict[str, object]]:
    """Return what a worker of the page answers, without what belongs to its home."""
    found: list[dict[str, object]] = json.loads(tab.page.evaluate(SENT, list(requests)))
    return [{key: value for key, value in reply.items() if key != "unsaved"} for reply in found]


def natively(*requests: dict[str, object]) -> list[object]:
    desk, made = Desk(), []
    for request in requests:
        desk, reply = answer(desk, request)
        made.append(json.loads(json.dumps(reply)))
    return made


def test_it_lists_every_file_and_weighs_less_than_30_mb_scripts_less_than_300_kb() -> None:
    listed = json.loads((EDITION / "files.json").read_text("utf-8"))["files"]
    there = {path.relative_to(EDITION).as_posix() for path in EDITION.rglob("*") if path.is_file()}
    assert there - listed.keys() == {"files.json", "offline.js"}
    assert sum(each["bytes"] for each in listed.values()) < 30_000_000
    scripts = [each["bytes"] for name, each in listed.items() if name.endswith(".js")]
    assert sum(scripts) <= 300 * 1024


def test_it_asks_nobody_but_its_own_origin(loaded: Tab, address: str) -> None:
    asked = {urlsplit(url.removeprefix("blob:")).netloc for url in loaded.asked}
    assert asked == {urlsplit(address).netloc}
    assert [each for each in loaded.complaints if "ontent Security Policy" in each] == []


@pytest.mark.parametrize("way", ["fetch('http://127.0.0.1:9/')", "import('http://127.0.0.1:9/a.js')"])
def test_the_page_may_not_ask_another_origin(loaded: Tab, way: str) -> None:
    with pytest.raises(Error):
        loaded.page.evaluate(f"async () => {{ await {way}; }}")
    loaded.complaints.clear()


def test_the_worker_has_given_away_what_reaches_outward(loaded: Tab) -> None:
    replies(loaded, OPEN)
    worker = [each for each in loaded.page.workers if each.evaluate("self.name") == "obcgen"][-1]
    for name in ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts", "Worker"):
        assert worker.evaluate(f"typeof self.{name}") == "undefined"


def test_it_answers_as_the_program_does_elsewhere(loaded: Tab) -> None:
    requests: list[dict[str, object]] = [
        OPEN,
        {"do": "problems"},
        {"do": "set", "path": ["document", "number"], "typed": "RFP-7"},
        {"do": "set", "path": ["procurement", "decision_due"], "typed": "no day"},
        {"do": "problems", "document": "rfp"},
        {"do": "clear", "path": ["district", "name"]},
        {"do": "undo"},
        {"do": "nothing"},
    ]
    assert replies(loaded, *requests) == natively(*requests)


def test_the_first_page_asks_what_the_program_asks_and_waits_for_nothing(
    chromium: Browser, address: str
) -> None:
    with fresh_tab(chromium) as tab:
        tab.page.route("**/python/program.tar.gz", lambda route: route.abort())
        tab.page.goto(address)
        tab.page.get_by_role("heading", name="Begin a new one: what are you buying?").wait_for()
        tab.complaints.clear()
    asked = json.loads((EDITION / "questions.json").read_text("utf-8"))
    assert [asked] == natively({"do": "questions"})


def newcomer() -> list[dict[str, object]]:
    """Return what somebody asks for who comes from a blank to a clean check and a Word file."""
    begun_with: dict[str, object] = {"do": "begin", "from": "blank", "answers": ANSWERS}
    desk, _ = answer(Desk(), begun_with)
    requests = [begun_with]
    while asked := blanks_of_form(desk):
        for do, path, blank in asked:
            said = {"id": FACTS[blank]} if do == "rename" else {"typed": as_typed(FACTS[blank])}
            requests.append({"do": do, "path": path, **said})
            desk, _ = answer(desk, requests[-1])
    word: dict[str, object] = {"do": "export", "document": "rfp", "formats": ["docx"], "only": ["rfp"]}
    return [*requests, {"do": "problems"}, word]


def test_a_newcomers_word_file_equals_the_command_lines(
    loaded: Tab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_engine, "ENGINES", MappingProxyType({"weasyprint": lambda: NO_ENGINE}))
    requests = newcomer()
    made = replies(loaded, *requests)
    assert made[:-1] == natively(*requests)[:-1]
    text = loaded.page.evaluate("window.home.text")
    (tmp_path / "spec.yaml").write_text(text, encoding="utf-8")
    words = ["rfp", str(tmp_path / "spec.yaml"), "--only", "rfp", "--format", "docx", "-o", str(tmp_path)]
    assert CliRunner().invoke(main, words).exit_code == 0
    files = cast("dict[str, dict[str, str]]", made[-1]["files"])
    written = {name: b64decode(each["base64"]) for name, each in files.items()}
    assert written == {path.name: path.read_bytes() for path in tmp_path.glob("*.docx")}
    assert len(written) == 1


def test_what_takes_too_long_is_stopped_and_the_text_kept(loaded: Tab) -> None:
    told = loaded.page.evaluate(
        """async (open) => {
          const home = await (await import('./home-page.js')).connect(1);
          const told = (request) => home.send(request).catch((error) => error.message);
          return [await told(open), await told({ do: 'problems' })];
        }""",
        OPEN,
    )
    late = "This took too long and was stopped. Your text is kept; what could be undone is not."
    assert told == [late, late]


def test_the_first_page_is_sound_for_everybody(loaded: Tab) -> None:
    assert violations(loaded.page) == []


def test_somebody_begins_types_sees_it_printed_and_takes_the_word_file(
    chromium: Browser, address: str
) -> None:
    with fresh_tab(chromium) as tab:
        begun(tab, address)
        page = tab.page
        page.get_by_role("button", name=re.compile("duval-math")).click()
        page.get_by_role("button", name="Begin", exact=True).click()
        page.get_by_label("Number of the document").fill("RFP-77")
        page.get_by_label("Number of the document").press("Tab")
        page.frame_locator("iframe").get_by_text("RFP-77").first.wait_for()
        page.get_by_role("button", name=re.compile("^Export")).click()
        with page.expect_download() as saved:
            page.get_by_role("button", name=re.compile("^RFP")).click()
        assert saved.value.suggested_filename == "RFP-77.docx"
        assert tab.complaints == []


@pytest.mark.parametrize("specs", [("deal.yaml",), ("deal.yaml", "other.yaml")])
def test_a_folder_is_opened_with_what_lies_below_it(
    chromium: Browser, address: str, tmp_path: Path, specs: tuple[str, ...]
) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "denver.yaml").write_text(DENVER, encoding="utf-8")
    (tmp_path / "results.yaml").write_text("obcgen: 1\ncontract: C-1\n", encoding="utf-8")
    (tmp_path / "pupils.csv").write_text("participant\n", encoding="utf-8")
    for name in specs:
        (tmp_path / name).write_text(
            f"obcgen: 1\nextends: base/denver.yaml\ndocument:\n  title: From {name}\n", encoding="utf-8"
        )
    with fresh_tab(chromium) as tab:
        tab.page.add_init_script("delete window.showDirectoryPicker")
        begun(tab, address)
        with tab.page.expect_file_chooser() as asked:
            tab.page.get_by_role("button", name="Open a folder …").click()
        asked.value.set_files(tmp_path)
        if len(specs) > 1:
            choices = tab.page.get_by_role("dialog").get_by_role("listitem").get_by_role("button")
            expect(choices).to_have_text(list(specs))
            choices.last.click()
        expect(tab.page.get_by_label("Title of the document")).to_have_value(f"From {specs[-1]}")
        expect(tab.page.get_by_label("Number of the document")).to_have_value("RFP-2027-014")


def test_a_folder_that_chromium_gives_is_read_and_its_spec_saved_in_place(
    chromium: Browser, address: str
) -> None:
    deal = "obcgen: 1\nextends: base/denver.yaml\ndocument:\n  title: In a folder\n"
    files = [["base", "denver.yaml", DENVER], [".", "deal.yaml", deal], [".hidden", "other.yaml", DENVER]]
    with fresh_tab(chromium) as tab:
        tab.page.add_init_script(f"const files = {json.dumps(files)}; {GIVEN}")
        begun(tab, address)
        tab.page.get_by_role("button", name="Open a folder …").click()
        title = tab.page.get_by_label("Title of the document")
        expect(title).to_have_value("In a folder")
        expect(tab.page.get_by_label("Number of the document")).to_have_value("RFP-2027-014")
        title.fill("Saved in place")
        title.press("Tab")
        expect(tab.page.get_by_text("Not saved yet")).to_be_visible()
        tab.page.keyboard.press("Control+s")
        expect(tab.page.get_by_text("Saved", exact=True)).to_be_visible()
        assert tab.page.evaluate(KEPT) == deal.replace("In a folder", "Saved in place")


def test_a_folder_without_a_spec_is_told(chromium: Browser, address: str, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: a\n", encoding="utf-8")
    with fresh_tab(chromium) as tab:
        tab.page.add_init_script("delete window.showDirectoryPicker")
        begun(tab, address)
        with tab.page.expect_file_chooser() as asked:
            tab.page.get_by_role("button", name="Open a folder …").click()
        asked.value.set_files(tmp_path)
        tab.page.get_by_role("alert").get_by_text("No spec was opened from this folder.").wait_for()


def test_it_works_when_its_server_is_gone(chromium: Browser) -> None:
    with fresh_tab(chromium) as tab:
        with handed_out(EDITION) as address:
            begun(tab, address)
            tab.page.evaluate("navigator.serviceWorker.ready")
        begun(tab, address)
        assert replies(tab, OPEN, {"do": "problems"}) == natively(OPEN, {"do": "problems"})


MEMORY = """async () => {
  const kept = async () => (await (await caches.open('obcgen-memory')).keys()).length;
  while (!(await kept())) await new Promise((resolve) => setTimeout(resolve, 250));
}"""
SPOILT = """async () => {
  const memory = await caches.open('obcgen-memory');
  for (const each of await memory.keys()) {
    const bytes = new Uint8Array(await (await memory.match(each)).arrayBuffer());
    await memory.put(each, new Response(bytes.fill(0, bytes.length / 4)));
  }
}"""


def test_a_later_start_lays_out_the_memory_that_was_kept_and_a_spoilt_one_is_made_anew(
    chromium: Browser, address: str
) -> None:
    typed: dict[str, object] = {"do": "set", "path": ["procurement", "decision_due"], "typed": "no day"}
    requests: list[dict[str, object]] = [OPEN, {"do": "form"}, typed, {"do": "problems", "document": "rfp"}]
    with fresh_tab(chromium) as tab:
        begun(tab, address)
        tab.page.evaluate(MEMORY)
        for spoil, kept in ((None, True), (SPOILT, False)):
            if spoil:
                tab.page.evaluate(spoil)
            begun(tab, address)
            (told,) = replies(tab, {"do": "ready"})
            assert told == {"ok": True, "kept": kept}
            assert replies(tab, *requests) == natively(*requests)
        tab.complaints.clear()
