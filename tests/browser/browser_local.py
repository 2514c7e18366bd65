"""The studio on this computer in a real browser: what a person sees, types, saves, loses nothing of."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, expect

from asking import as_typed
from obcgen.cli import main
from tabs import ROOT, Tab, fresh_tab, violations
from test_new import ANSWERS, FACTS

DENVER = (ROOT / "specs" / "denver-literacy.yaml").read_text("utf-8")
PROVIDER = "Example Mathematics Tutoring, Inc."
OHIO = (ROOT / "specs" / "central-ohio-workforce.yaml").read_text("utf-8")
DUVAL = (ROOT / "specs" / "duval-math.yaml").read_text("utf-8")
TUTORIAL = ROOT / "docs" / "tutorial"
VERIFIED = {
    "Settled as of": "2028-09-15",
    "Verified by": "Office of Accountability",
    "Verified on": "2028-07-14",
    "On the roster": "450",
    "Served": "444",
}
TITLE = "Title of the document"


FITS = "wide => document.documentElement.scrollWidth <= wide"
UNFOLDED = "for (const each of document.querySelectorAll('.award details')) each.open = true"
STALE = """for (const key of Object.keys(localStorage).filter((each) => each.startsWith("obcgen-draft"))) {
  const draft = { ...JSON.parse(localStorage[key]), text: "a: 1" };
  localStorage[key.replace("-draft", "-aside")] = JSON.stringify(draft);
}"""
"""Sets a draft aside that the studio has had, and has gone beyond."""
TYPED = """(input, text) => {
  input.value = text;
  for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
}"""


@dataclass
class Running:
    """A studio that runs, and the folder that it serves."""

    process: subprocess.Popen[str]
    address: str
    folder: Path
    number: int = 0
    """Counts the tests: what one of them leaves unsaved is no other's."""

    @property
    def spec(self) -> Path:
        return self.folder / f"denver{self.number}.yaml"

    def end(self) -> None:
        self.process.terminate()
        self.process.communicate()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def run(folder: Path, port: int) -> Iterator[Running]:
    """Run a studio while the block does."""
    command = [sys.executable, "-m", "obcgen", "studio", str(folder), "--port", str(port), "--no-open"]
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert process.stdout is not None
    studio = Running(process, process.stdout.readline().strip(), folder)
    try:
        yield studio
    finally:
        studio.end()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with run(tmp_path_factory.mktemp("deals"), free_port()) as studio:
        yield studio


@pytest.fixture
def studio(running: Running) -> Running:
    for path in running.folder.iterdir():
        path.unlink()
    running.number += 1
    running.spec.write_text(DENVER, encoding="utf-8")
    return running


def begin(page: Page, studio: Running) -> None:
    """Begin a new deal from a question; what another test never saved is listed above the questions."""
    page.goto(studio.address)
    asked = page.get_by_role("heading", name=re.compile("^Begin a new one"))
    questions = page.locator("section", has=asked).get_by_role("button", name=re.compile("^Tutoring"))
    questions.first.click()
    page.get_by_role("button", name="Begin", exact=True).click()


def opened(page: Page, studio: Running) -> Page:
    page.goto(studio.address)
    page.get_by_role("button", name=re.compile(f"^{re.escape(studio.spec.name)}")).click()
    expect(page.get_by_label(TITLE)).to_be_visible()
    return page


def view(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Views").get_by_role("button", name=name).click()
    idle(page)


def idle(page: Page) -> None:
    """Wait until everything that was typed is in the text, and what follows from it on the page."""
    page.wait_for_selector("body:not([data-waits])")


def retitled(page: Page, title: str) -> None:
    page.get_by_label(TITLE).fill(title)
    page.get_by_label(TITLE).press("Tab")
    expect(page.get_by_text("Not saved yet")).to_be_visible()


def test_what_is_typed_is_saved_in_the_text_and_nothing_else_changes(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    retitled(page, "Tutoring & <b>more</b>")
    page.keyboard.press("Control+s")
    idle(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    old, new = DENVER.splitlines(), studio.spec.read_text("utf-8").splitlines()
    assert [one for one, other in zip(old, new, strict=True) if one != other] == [
        "  title: High-Dosage Literacy Tutoring, Kindergarten to Grade 3"
    ]


def test_what_cannot_be_read_stays_until_its_writer_mends_it(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    steps = page.get_by_role("navigation", name="Steps")
    sessions = page.get_by_label("Sessions a week")
    steps.get_by_role("button", name=re.compile("^What is delivered")).click()
    sessions.fill("some")
    sessions.press("Tab")
    steps.get_by_role("button", name=re.compile("^Money")).click()
    page.get_by_role("button", name="1 answer that cannot be read").click()
    expect(sessions).to_have_value("some")
    expect(page.get_by_text("“some” is not a whole number")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved without 1 answer that cannot be read")).to_be_visible()
    page.get_by_role("button", name="Show it", exact=True).click()
    expect(page.get_by_text("Sessions a week: “some” is not a whole number")).to_be_visible()
    page.reload()
    view(page, "Problems")
    page.get_by_role("heading", name="Cannot be read").locator("..").get_by_role("button").click()
    expect(sessions).to_have_value("some")
    expect(sessions).to_be_focused()
    sessions.fill("4")
    sessions.press("Tab")
    expect(page.get_by_text("Saved without")).to_have_count(0)
    expect(page.get_by_role("button", name="1 answer that cannot be read")).to_have_count(0)


def test_the_price_that_was_agreed_is_typed_where_bidders_proposed_one(tab: Tab, studio: Running) -> None:
    proposed = DENVER.replace(
        "    per_participant: $900  ", "    per_participant: {proposed: true, at_most: $900}  ", 1
    )
    studio.spec.write_text(proposed, encoding="utf-8")
    page = opened(tab.page, studio)
    page.get_by_role("navigation", name="Steps").get_by_role("button", name=re.compile("^Money")).click()
    in_place(page, "Base funding per participant").click()
    dialog = page.get_by_role("dialog")
    for typed in ("about 850", "850"):
        dialog.get_by_role("textbox").fill(typed)
        dialog.get_by_role("button", name="Put it in place").click()
        expect(dialog.get_by_role("alert")).to_have_count(int(typed == "about 850"))
    expect(page.get_by_label("Base funding per participant", exact=True)).to_have_value("$850")
    idle(page)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="1 answer that cannot be read")).to_have_count(0)
    assert "per_participant: $850" in studio.spec.read_text("utf-8")


def in_place(page: Page, label: str) -> Locator:
    return page.get_by_role("button", name=f"One amount in place of all this: {label}")


def test_steps_of_a_price_stay_until_somebody_says_that_they_go_and_undo_brings_them_back(
    tab: Tab, studio: Running
) -> None:
    studio.spec.write_text(DUVAL, encoding="utf-8")
    page = opened(tab.page, studio)
    page.get_by_role("navigation", name="Steps").get_by_role("button", name=re.compile("^Money")).click()
    label = "Price per participant"
    in_place(page, label).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("What stands here is taken out")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    assert "at_least: 18" in saved(page, studio)
    in_place(page, label).click()
    dialog.get_by_role("textbox").fill("300")
    dialog.get_by_role("button", name="Put it in place").click()
    expect(dialog).to_have_count(0)
    assert "at_least: 18" not in saved(page, studio)
    page.get_by_role("button", name="Undo").click()
    assert saved(page, studio) == DUVAL


def saved(page: Page, studio: Running) -> str:
    idle(page)
    page.keyboard.press("Control+s")
    idle(page)
    return studio.spec.read_text("utf-8")


def test_warnings_are_counted_apart_and_lead_to_their_fields(tab: Tab, studio: Running) -> None:
    studio.spec.write_text(re.sub(r"\nwaive:\n  DSN-22: .*", "", DENVER), encoding="utf-8")
    page = opened(tab.page, studio)
    expect(page.locator(".badge.warned")).to_have_text("1")
    expect(page.locator(".badge").first).to_be_hidden()
    page.get_by_role("button", name="Export …").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("1 warning remains").click()
    dialog.get_by_role("button", name="Go to the question").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_label("Base funding per participant", exact=True)).to_be_focused()
    page.get_by_role("button", name="1 warning", exact=True).click()
    expect(page.get_by_role("heading", name="Worth a second look (1)")).to_be_visible()


def test_a_name_that_is_refused_is_told_in_its_dialog(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    page.get_by_role("navigation", name="Steps").get_by_role(
        "button", name=re.compile("^Who is served")
    ).click()
    page.get_by_role("button", name=re.compile("^Short name: 2024.25")).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("last year")
    dialog.get_by_role("button", name="Give it this name").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Write a school year that is not there yet")
    dialog.get_by_role("textbox").fill("2020-21")
    dialog.get_by_role("button", name="Give it this name").click()
    expect(dialog).to_have_count(0)


def test_undo_brings_back_the_first_byte_and_redo_the_last(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    retitled(page, "One")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label(TITLE)).to_have_value(re.compile("^High-Dosage"))
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_label(TITLE)).to_have_value("One")


def test_form_and_text_stay_in_step_both_ways(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    retitled(page, "From the form")
    view(page, "Text")
    editor = page.get_by_role("textbox", name="Text of the deal")
    line = editor.get_by_text("title: From the form")
    expect(line).to_be_visible()
    line.click()
    page.keyboard.press("End")
    page.keyboard.type(" and the text")
    for key in ("Control+Shift+ArrowLeft", "Control+x", "Control+v", "Control+v"):
        page.keyboard.press(key)
    view(page, "Questions")
    expect(page.get_by_label(TITLE)).to_have_value("From the form and the texttext")


def test_the_text_offers_what_fits_and_writes_what_is_chosen(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    view(page, "Text")
    page.get_by_role("textbox", name="Text of the deal").get_by_text("title: High-Dosage").click()
    for key in ("End", "Enter", "Control+Space"):
        page.keyboard.press(key)
    offered = page.get_by_role("listbox", name="Offered").get_by_role("option", selected=True)
    expect(offered).to_be_visible()
    key = offered.evaluate("option => option.firstChild.data")
    page.keyboard.press("Enter")
    page.keyboard.type("x")
    page.keyboard.press("Control+s")
    idle(page)
    assert f"\n  {key}: x\n" in studio.spec.read_text("utf-8")


def test_a_date_is_understood_as_people_write_it_or_told_beside_it(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    page.get_by_role("button", name=re.compile("^Dates")).click()
    question = page.locator('[data-path="document.issued"]')
    question.locator("input").fill("13/02/2027")
    question.locator("input").press("Tab")
    expect(question.locator(".problem.error")).to_contain_text("month")
    other = page.locator('[data-path="program.starts"] input')
    other.fill("10/5/2027")
    other.press("Tab")
    idle(page)
    expect(other).to_have_value("October 5, 2027")
    expect(question.locator("input")).to_have_value("13/02/2027")
    question.locator("input").fill("3/2/2027")
    question.locator("input").press("Tab")
    expect(question.locator("input")).to_have_value("March 2, 2027")
    expect(question.locator(".note")).to_contain_text("Tuesday")


def test_a_text_that_cannot_be_read_is_told_in_place_of_its_questions(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    view(page, "Text")
    page.get_by_role("textbox", name="Text of the deal").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("a: [")
    view(page, "Questions")
    expect(page.get_by_role("heading", name="The text cannot be read as it is")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    idle(page)
    expect(page.get_by_label(TITLE)).to_have_value(re.compile("^High-Dosage"))


def test_text_from_a_spec_never_becomes_markup(tab: Tab, studio: Running) -> None:
    evil = '<img src="/evil" onerror="document.title=1"><script>document.title=1</script>'
    page = opened(tab.page, studio)
    retitled(page, evil)
    for name in ("Problems", "Text", "What is paid", "Questions"):
        view(page, name)
    expect(page.locator("main img, main script, header img, header script")).to_have_count(0)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("<script>").first).to_be_attached()
    expect(frame.locator("script, img[src='/evil']")).to_have_count(0)
    assert [url for url in tab.asked if "evil" in url] == []
    expect(page).to_have_title(re.compile(f"^{re.escape(studio.spec.name)}"))


def test_two_windows_are_in_step(tab: Tab, studio: Running) -> None:
    first = opened(tab.page, studio)
    second = opened(first.context.new_page(), studio)
    retitled(second, "From the other")
    expect(first.get_by_label(TITLE)).to_have_value("From the other")


def test_a_reload_loses_nothing(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    retitled(page, "Not saved")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label(TITLE)).to_have_value("Not saved")
    page.evaluate(STALE)
    page.reload()
    expect(page.get_by_label(TITLE)).to_have_value("Not saved")
    idle(page)
    expect(page.get_by_text("that were not saved")).to_have_count(0)


def test_a_studio_that_ended_loses_nothing(chromium: Browser, tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "denver0.yaml").write_text(DENVER, encoding="utf-8")
    with fresh_tab(chromium) as tab:
        page = tab.page
        page.on("dialog", lambda dialog: dialog.accept())
        with run(tmp_path, port) as studio:
            opened(page, studio)
            retitled(page, "Before the end")
        page.get_by_label(TITLE).fill("After the end")
        page.get_by_label(TITLE).press("Tab")
        expect(page.get_by_text(f'type obcgen studio "{tmp_path}" in a terminal')).to_be_visible()
        with run(tmp_path, port) as studio:
            page.goto(studio.address)
            page.get_by_role("button", name="Take them up").click()
            expect(page.get_by_label(TITLE)).to_have_value("After the end")


def test_who_closes_the_page_is_asked_while_something_is_not_saved(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    page.get_by_label(TITLE).press_sequentially("Half")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_a_file_that_changed_on_the_disk_is_never_overwritten(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    retitled(page, "Mine")
    studio.spec.write_text(DENVER.replace("RFP-2027-014", "THEIRS-1"), encoding="utf-8")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed outside the studio")).to_be_visible()
    page.get_by_role("button", name="Save mine under another name").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert "THEIRS-1" in studio.spec.read_text("utf-8")
    (mine,) = studio.folder.glob(f"{studio.spec.stem}-mine-*.yaml")
    assert "title: Mine" in mine.read_text("utf-8")


def test_both_versions_are_seen_and_chosen_from_and_neither_is_lost(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    retitled(page, "Mine")
    idle(page)
    theirs = DENVER.replace("RFP-2027-014", "THEIRS-1").replace("High-Dosage", "Their High-Dosage")
    studio.spec.write_text(theirs, encoding="utf-8")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="See both and choose").click()
    dialog = page.get_by_role("dialog", name=re.compile("^Two versions"))
    places = dialog.get_by_role("group")
    expect(places).to_have_count(2)
    for at, chosen, other in ((0, "On the disk", "Mine"), (1, "Mine", "On the disk")):
        expect(places.nth(at).get_by_role("radio", name=re.compile(f"^{chosen}"))).to_be_checked()
        expect(places.nth(at).get_by_role("radio", name=re.compile(f"^{other}"))).not_to_be_checked()
    expect(places.nth(1)).to_contain_text("Their High-Dosage")
    idle(page)
    assert violations(page) == []
    dialog.get_by_role("button", name="Save what is chosen").click()
    expect(page.get_by_text("What is chosen is saved as")).to_be_visible()
    (kept,) = studio.folder.glob(f"{studio.spec.stem}-disk-*.yaml")
    assert kept.read_text("utf-8") == theirs
    both = studio.spec.read_text("utf-8")
    assert "THEIRS-1" in both
    assert "title: Mine" in both
    page.get_by_role("button", name="Undo").click()
    idle(page)
    expect(page.get_by_label("Number of the document")).to_have_value("RFP-2027-014")


def test_a_page_without_the_secret_is_told_what_to_do(chromium: Browser, studio: Running) -> None:
    with fresh_tab(chromium) as tab:
        tab.page.goto(studio.address.partition("#")[0])
        expect(tab.page.get_by_text("Open the address that the terminal printed")).to_be_visible()
        assert "denver" not in tab.page.content()


def test_the_secret_leaves_the_address(tab: Tab, studio: Running) -> None:
    opened(tab.page, studio)
    assert "#" not in tab.page.url
    assert {url.split("/")[2] for url in tab.asked} == {studio.address.split("/")[2]}


@pytest.mark.parametrize(("scheme", "wide"), [("light", 1400), ("dark", 1400), ("light", 320)])
def test_every_view_is_accessible_and_fits(
    chromium: Browser, studio: Running, scheme: str, wide: int
) -> None:
    with fresh_tab(
        chromium, color_scheme=scheme, reduced_motion="reduce", viewport={"width": wide, "height": 900}
    ) as tab:
        page = tab.page
        page.goto(studio.address)
        expect(page.get_by_role("heading", name="Go on with a deal")).to_be_visible()
        assert violations(page) == []
        opened(page, studio)
        for name in ("Questions", "Text", "Problems", "What is paid", "After the award"):
            view(page, name)
            page.evaluate(UNFOLDED)
            page.wait_for_function(FITS, arg=wide)
            assert violations(page) == [], name
        page.get_by_role("button", name="Export …").click()
        expect(page.get_by_role("dialog").get_by_role("heading", name="Export")).to_be_visible()
        assert violations(page) == []


def test_what_a_settlement_lacks_is_named_and_the_first_of_it_in_focus(tab: Tab, studio: Running) -> None:
    studio.spec.write_text(OHIO, encoding="utf-8")
    page = opened(tab.page, studio)
    view(page, "After the award")
    page.get_by_label("Kind of settlement").select_option("final")
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(page.get_by_role("button", name="Fill in “Verified by”")).to_be_visible()
    expect(page.get_by_label("Settled as of")).to_be_focused()
    page.get_by_role("button", name="Fill in “Result of “Measurable skill gains”").click()
    expect(page.get_by_label("Result of “Measurable skill gains”")).to_be_focused()
    page.get_by_label("Costs that were found").fill("many")
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(page.get_by_text("Costs that were found: “many” is not an amount")).to_be_visible()


def results_filled_in(page: Page) -> None:
    for name, fact in VERIFIED.items():
        page.get_by_label(name).fill(fact)
    page.get_by_label("Kind of settlement").select_option("final")


def paid_before(page: Page, payment: str, facts: dict[str, str]) -> None:
    """Fill in what was paid of a payment of the schedule."""
    for name, fact in facts.items():
        page.get_by_label(f"{name}: {payment}", exact=True).fill(fact)


def test_tables_are_settled_and_the_statement_is_the_command_lines(
    tab: Tab, studio: Running, tmp_path: Path
) -> None:
    studio.spec.write_text(DUVAL, encoding="utf-8")
    page = opened(tab.page, studio)
    view(page, "After the award")
    page.get_by_label("Roster").first.set_input_files(TUTORIAL / "participants.csv")
    expect(page.get_by_text("450 rows")).to_be_visible()
    results_filled_in(page)
    page.get_by_text("What was paid before").click()
    paid_before(page, "Launch installment", {"Paid": "some", "Paid on": "10/15/2027"})
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(page.get_by_label("Paid: Launch installment", exact=True)).to_be_focused()
    paid_before(page, "Launch installment", {"Paid": "75,375"})
    view(page, "Questions")
    retitled(page, "Mathematics")
    view(page, "After the award")
    expect(page.get_by_label("Verified by")).to_have_value(VERIFIED["Verified by"])
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(page.get_by_role("definition").filter(has_text="$397,750").first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the table (CSV)").click()
    page.get_by_text("The results file as text", exact=True).click()
    results = page.get_by_label("results.yaml")
    expect(results).to_have_value(re.compile(r"Office of Accountability(.*\n)*.*on: 2027-10-15"))
    (tmp_path / "results.yaml").write_text(results.input_value(), encoding="utf-8")
    shutil.copy(TUTORIAL / "participants.csv", tmp_path)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    words = [
        "settle",
        str(studio.spec),
        str(tmp_path / "results.yaml"),
        "--format",
        "csv",
        "-o",
        str(tmp_path),
    ]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert (tmp_path / saved.value.suggested_filename).read_bytes() == Path(saved.value.path()).read_bytes()


def settled_duval(page: Page) -> None:
    """Settle the tutorial's results, of which nothing was paid before."""
    view(page, "After the award")
    page.get_by_label("Roster").first.set_input_files(TUTORIAL / "participants.csv")
    expect(page.get_by_text("450 rows")).to_be_visible()
    results_filled_in(page)
    settle(page)
    expect(page.get_by_role("definition").filter(has_text="$397,750").first).to_be_visible()


def settle(page: Page) -> None:
    page.get_by_role("button", name="Settle", exact=True).click()


def test_results_are_carried_over_to_a_contract_whose_number_was_corrected(tab: Tab, studio: Running) -> None:
    studio.spec.write_text(DUVAL, encoding="utf-8")
    page = opened(tab.page, studio)
    settled_duval(page)
    view(page, "Questions")
    page.get_by_role("navigation", name="Steps").get_by_role(
        "button", name=re.compile("^The contract")
    ).click()
    number = page.locator("[data-path='agreement.number'] input")
    number.fill("C-2028-099")
    number.press("Tab")
    idle(page)
    view(page, "After the award")
    settle(page)
    expect(page.get_by_text("These are results of C-2027-031")).to_be_visible()
    page.get_by_role("button", name="They belong to C-2028-099: carry them over").click()
    expect(page.get_by_role("definition").filter(has_text="$397,750").first).to_be_visible()
    expect(page.get_by_label("results.yaml")).to_have_value(
        re.compile("^contract: C-2028-099$", re.MULTILINE)
    )


def test_a_reason_says_why_is_shown_changed_and_withdrawn(tab: Tab, studio: Running) -> None:
    studio.spec.write_text(DUVAL, encoding="utf-8")
    page = opened(tab.page, studio)
    settled_duval(page)
    reason = page.get_by_label("If it is right, say why, and settle again").first
    name = str(reason.get_attribute("data-odd"))
    given = page.locator(f"[data-odd='{name}']")
    written = page.get_by_label("results.yaml")
    reason.fill("yes")
    settle(page)
    expect(page.get_by_role("alert").get_by_text("“yes” does not say why it is right")).to_be_visible()
    expect(reason).to_have_value("yes")
    for said in ("the invoice was held until May", "the invoice was held until June"):
        given.fill(said)
        settle(page)
        expect(page.get_by_text("Reasons you gave.")).to_be_visible()
        expect(written).to_have_value(re.compile(re.escape(said)))
        expect(given).to_have_value(said)
        expect(page.get_by_role("alert")).to_have_count(0)
    given.fill("")
    settle(page)
    expect(page.get_by_text("Reasons you gave.")).to_have_count(0)
    expect(written).not_to_have_value(re.compile("acknowledged"))


def test_what_was_filled_in_and_binds_leads_from_export_to_its_question(tab: Tab, studio: Running) -> None:
    page = tab.page
    begin(page, studio)
    page.get_by_role("button", name="Export …").click()
    dialog = page.get_by_role("dialog")
    first = dialog.get_by_role("heading", name="Look first at what was filled in and binds")
    links = first.locator("xpath=following-sibling::ul").get_by_role("button")
    expect(links.first).to_be_visible()
    words = links.first.inner_text()
    links.first.click()
    expect(dialog).to_have_count(0)
    asked = page.locator("[data-path]:focus-within").last
    expect(asked).to_contain_text("Filled in for you")
    assert words.split("”")[0].removeprefix("“") in asked.inner_text()


def test_tables_that_wait_for_the_provider_are_read_once_it_is_named(tab: Tab, studio: Running) -> None:
    studio.spec.write_text(DUVAL.replace(PROVIDER, "<legal name>"), encoding="utf-8")
    page = opened(tab.page, studio)
    view(page, "After the award")
    page.get_by_label("Roster").first.set_input_files(TUTORIAL / "participants.csv")
    expect(page.get_by_text("The provider is not named yet.")).to_be_visible()
    expect(page.get_by_text("450 rows")).to_have_count(0)
    page.get_by_role("button", name="Go to the question").click()
    expect(page.locator("[data-path='provider.name'] input")).to_be_focused()
    page.keyboard.insert_text(PROVIDER)
    page.keyboard.press("Tab")
    idle(page)
    view(page, "After the award")
    expect(page.get_by_text("450 rows")).to_be_visible()
    page.reload()
    view(page, "After the award")
    expect(page.get_by_text("Choose again: participants.csv")).to_be_visible()


def test_a_column_is_pointed_at_and_who_stands_twice_is_told(
    tab: Tab, studio: Running, tmp_path: Path
) -> None:
    rows = (TUTORIAL / "participants.csv").read_text("utf-8").replace("participant,", "Pupil no.,", 1)
    table = tmp_path / "pupils.csv"
    table.write_text(f"{rows}{rows.splitlines()[1]}\n", encoding="utf-8")
    studio.spec.write_text(DUVAL, encoding="utf-8")
    page = opened(tab.page, studio)
    view(page, "After the award")
    page.get_by_label("Roster").first.set_input_files(table)
    column = page.get_by_label("Id of the participant")
    expect(column).to_have_value(re.compile("^<|^$"))
    column.select_option("Pupil no.")
    expect(page.get_by_text("The participant of this row stands twice").first).to_be_visible()
    read = page.get_by_label("results.yaml")
    expect(read).to_have_value(re.compile(r"^ +served: served$", re.MULTILINE))
    page.get_by_label("Was served").select_option("Everyone was")
    expect(read).not_to_have_value(re.compile(r"^ +served: served$", re.MULTILINE))
    expect(page.get_by_label("Was served")).to_have_value("Everyone was")
    idle(page)
    columns = page.get_by_role("group", name="Roster").get_by_role("combobox")
    expect(columns.nth(1)).to_have_value("Everyone was")
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(rows, encoding="utf-8")
    page.get_by_label("Roster").first.set_input_files(corrected)
    expect(read).to_have_value(re.compile("^participants: corrected.csv$", re.MULTILINE))
    expect(page.get_by_label("Id of the participant")).to_have_value("Pupil no.")
    expect(page.get_by_label("Was served")).to_have_value("Everyone was")


def test_what_follows_need_not_be_typed_and_a_page_is_looked_at_at_once(tab: Tab, studio: Running) -> None:
    page = tab.page
    begin(page, studio)
    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("button", name=re.compile("^Dates")).click()
    issued = page.locator("[data-path='procurement.schedule.issue']")
    expect(issued).to_contain_text("Follows: ")
    expect(issued.get_by_text("Open", exact=True)).to_have_count(0)
    due = page.locator("[data-path='procurement.schedule.proposals_due'] input")
    due.fill("May 14, 2027, 2:00 PM")
    due.press("Tab")
    expect(issued.locator("input")).to_have_value(re.compile("2027"))
    expect(issued).to_contain_text("Filled in for you: ")
    page.get_by_role("button", name="I have looked at all on this page").click()
    expect(issued.get_by_text("Filled in for you")).to_have_count(0)
    expect(page.get_by_role("button", name="I have looked at all on this page")).to_have_count(0)
    page.get_by_role("button", name=re.compile("filled in for you to look at$")).click()
    group = page.locator("details", has=page.get_by_text(re.compile("^Law, contract and data")))
    group.locator("summary").click()
    idle(page)
    assert violations(page) == []
    group.get_by_role("button", name=re.compile("^I have looked at all of these")).click()
    expect(group).to_have_count(0)
    expect(page.locator(".filled-in summary").first).to_be_focused()


def test_it_can_be_used_with_the_keyboard_alone(tab: Tab, tmp_path: Path) -> None:
    (tmp_path / "denver0.yaml").write_text(DENVER, encoding="utf-8")
    with run(tmp_path, free_port()) as studio:
        _used_with_the_keyboard(tab.page, studio)
        tab.page.close()  # it looks now and then whether the file changed: not after the studio has ended


def _used_with_the_keyboard(page: Page, studio: Running) -> None:
    page.goto(studio.address)
    expect(page.get_by_role("button", name=re.compile("^denver"))).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label(TITLE)).to_be_visible()
    idle(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-path]')?.dataset.path") == "document.title":
            break
    page.keyboard.press("Control+a")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Control+s")
    idle(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert "title: By keyboard" in studio.spec.read_text("utf-8")


def test_memory_stays_flat_over_500_edits(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    session = page.context.new_cdp_session(page)
    number = page.get_by_label("Number of the document")

    def edit(upto: int) -> dict[str, int]:
        for each in range(upto):
            number.evaluate(TYPED, f"RFP-{upto}-{each}")
            page.wait_for_timeout(10)
            if each % 25 == 0:
                idle(page)  # so that no wait grows with the number of edits
        idle(page)
        page.wait_for_timeout(2_000)  # what was taken away may be held until the window is drawn again
        session.send("HeapProfiler.collectGarbage")
        counts: dict[str, int] = session.send("Memory.getDOMCounters")
        return {**counts, "heap": session.send("Runtime.getHeapUsage")["usedSize"]}

    before, after = edit(50), edit(450)
    assert after["nodes"] <= before["nodes"] * 1.05
    assert after["jsEventListeners"] <= before["jsEventListeners"] * 1.05
    assert after["heap"] <= before["heap"] + 2_000_000


def filled_in(page: Page) -> None:
    """Answer each question of the page that is open as somebody types it."""
    named = page.locator("main").get_by_role("button", name=re.compile("^Give it a name"))
    idle(page)
    while named.count():
        path = page.locator("main [data-path*='<']").first.get_attribute("data-path") or ""
        blank = path.partition("<")[2].partition(">")[0]
        named.first.click()
        asked = page.get_by_role("dialog").get_by_label(
            re.compile(f"^What is it called. {blank}$|^Which school year")
        )
        asked.fill(FACTS[blank])
        page.get_by_role("dialog").get_by_role("button", name="Give it this name").click()
        expect(page.locator(f"[data-path*='<{blank}>']")).to_have_count(0)
    asked = page.locator("main [data-path]:has(> [placeholder])")
    for path in asked.evaluate_all("asked => asked.map((each) => each.dataset.path)"):
        question = page.locator(f'[data-path="{path}"] > [placeholder]')
        if question.input_value():
            continue
        typed = as_typed(FACTS[question.get_attribute("placeholder") or ""])
        if question.evaluate("control => control.tagName") == "SELECT":
            question.select_option(typed.lower() if typed in {"Yes", "No"} else typed)
        else:
            question.fill(typed)
            question.press("Tab")
    idle(page)


def test_a_newcomer_comes_from_nothing_to_a_word_file_that_the_command_line_writes_too(
    tab: Tab, studio: Running, tmp_path: Path
) -> None:
    page = tab.page
    page.goto(studio.address)
    page.get_by_role("button", name=re.compile("^Something else")).click()
    dialog = page.get_by_role("dialog")
    for name, answer in ANSWERS.items():
        dialog.locator(f"[name={name}]").fill(answer)
    dialog.get_by_label("Name of the new file").fill("new.yaml")
    dialog.get_by_role("button", name="Begin").click()
    expect(page.get_by_label(TITLE)).to_be_visible()
    steps = page.get_by_role("navigation", name="Steps").get_by_role("listitem").get_by_role("button")
    for at in range(steps.count()):
        steps.nth(at).click()
        expect(steps.nth(at)).to_have_attribute("aria-current", "step")
        filled_in(page)
    view(page, "Problems")
    idle(page)
    expect(page.get_by_role("heading", name="Has to be mended")).to_have_count(0)
    expect(page.get_by_role("heading", name="Still open")).to_have_count(0)
    page.keyboard.press("Control+s")
    idle(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Export …").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^RFP")).click()
        said = page.get_by_role("dialog").get_by_role("status")
        expect(said).to_contain_text("Saved by your browser")
    command = [sys.executable, "-m", "obcgen", "rfp", str(studio.folder / "new.yaml"), "--only", "rfp"]
    subprocess.run([*command, "--format", "docx", "--quiet", "-o", str(tmp_path)], check=True)
    (file,) = tmp_path.glob("*.docx")
    assert download.value.suggested_filename == file.name
    assert download.value.path().read_bytes() == file.read_bytes()


def test_what_was_never_saved_is_found_again_after_the_end_and_can_be_thrown_away(
    chromium: Browser, tmp_path: Path
) -> None:
    port = free_port()
    with fresh_tab(chromium) as tab:
        page = tab.page
        page.on("dialog", lambda dialog: dialog.accept())
        with run(tmp_path, port) as studio:
            page.goto(studio.address)
            page.get_by_role("button", name=re.compile("^Something else")).click()
            page.get_by_role("button", name="Begin", exact=True).click()
            expect(page.get_by_label(TITLE)).to_be_visible()
            retitled(page, "Never saved")
            idle(page)
        with run(tmp_path, port) as studio:
            page.goto(studio.address)
            page.get_by_role("button", name=re.compile("^a-new-deal.yaml Go on")).click()
            expect(page.get_by_label(TITLE)).to_have_value("Never saved")
            expect(page.get_by_text("Not saved yet")).to_be_visible()
        with run(tmp_path, port) as studio:
            page.goto(studio.address)
            page.get_by_role("button", name="Throw away a-new-deal.yaml").click()
            page.reload()
            expect(page.get_by_role("button", name=re.compile("^Something else"))).to_be_visible()
            expect(page.get_by_text("a-new-deal")).to_have_count(0)


def test_back_and_forward_lead_through_steps_views_and_the_first_page(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    steps = page.get_by_role("navigation", name="Steps").get_by_role("button")
    steps.nth(2).click()
    expect(steps.nth(2)).to_have_attribute("aria-current", "step")
    view(page, "What is paid")
    expect(page.get_by_role("heading", name="Design the prices")).to_be_visible()
    page.go_back()
    expect(steps.nth(2)).to_have_attribute("aria-current", "step")
    idle(page)
    page.go_back()
    expect(page.get_by_label(TITLE)).to_be_visible()
    idle(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Write a contract")).to_be_visible()
    page.go_forward()
    expect(page.get_by_label(TITLE)).to_be_visible()


def test_a_window_learns_that_another_has_saved(tab: Tab, studio: Running) -> None:
    first = opened(tab.page, studio)
    retitled(first, "Of both")
    idle(first)
    second = opened(first.context.new_page(), studio)
    second.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_text("Saved", exact=True)).to_be_visible()


def test_the_focus_stays_where_something_was_taken_out_or_put_back(tab: Tab, studio: Running) -> None:
    page = opened(tab.page, studio)
    page.get_by_role("navigation", name="Steps").get_by_role("button", name=re.compile("^Outcomes")).click()
    outcomes = page.locator("[data-path='outcomes']")
    for name in ("Text fluency", "Vocabulary", "Phonemic awareness"):
        expect(outcomes.get_by_role("group", name=name)).to_be_visible()
    page.get_by_role("button", name="Remove Vocabulary").press("Enter")
    expect(outcomes.get_by_role("group", name="Vocabulary")).to_have_count(0)
    expect(outcomes.get_by_role("button", name="Add to outcomes")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(outcomes.get_by_role("group", name="Vocabulary")).to_be_visible()
    expect(outcomes.get_by_role("button", name="Add to outcomes")).to_be_focused()


def test_the_focus_stays_on_problems_once_a_remedy_is_applied(tab: Tab, studio: Running) -> None:
    text = studio.spec.read_text(encoding="utf-8")
    studio.spec.write_text(
        text.replace("Barnum Elementary,", "Barnum Elementary, Barnum Elementary,", 1), "utf-8"
    )
    page = opened(tab.page, studio)
    view(page, "Problems")
    remedy = page.get_by_role("button", name="Remove “Schools and sites”")
    remedy.press("Enter")
    expect(remedy).to_have_count(0)
    expect(page.get_by_role("heading", name=re.compile("to look at"))).to_be_focused()


def test_a_name_that_no_file_may_have_is_told_at_its_field(tab: Tab, studio: Running) -> None:
    page = tab.page
    page.goto(studio.address)
    page.get_by_role("button", name=re.compile("^Something else")).click()
    name = page.get_by_role("dialog").get_by_label("Name of the new file")
    name.fill("My deal: final?")
    page.get_by_role("dialog").get_by_role("button", name="Begin").click()
    expect(name).to_be_focused()
    assert name.evaluate("field => field.validity.patternMismatch")
    name.fill("final.yaml")
    page.get_by_role("dialog").get_by_role("button", name="Begin").click()
    expect(page.get_by_label(TITLE)).to_be_visible()


def test_a_payment_emptied_after_a_reload_is_taken_out_and_what_is_changed_by_hand_stays(
    tab: Tab, studio: Running
) -> None:
    studio.spec.write_text(DUVAL, encoding="utf-8")
    page = opened(tab.page, studio)

    def tables() -> Locator:
        view(page, "After the award")
        page.get_by_label("Roster").first.set_input_files(TUTORIAL / "participants.csv")
        expect(page.get_by_text("450 rows")).to_be_visible()
        page.evaluate(UNFOLDED)
        return page.get_by_label("results.yaml")

    text = tables()
    results_filled_in(page)
    paid_before(page, "Launch installment", {"Paid": "75,375", "Paid on": "10/15/2027"})
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(text).to_have_value(re.compile(r"base\.launch: .*75,375"))
    page.reload()
    text = tables()
    text.fill(text.input_value().replace("Office of Accountability", "Office of Evaluation"))
    paid_before(page, "Launch installment", {"Paid": "", "Paid on": ""})
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(text).not_to_have_value(re.compile(r"base\.launch: .*75,375"))
    expect(text).to_have_value(re.compile("Office of Evaluation"))
    expect(page.get_by_role("definition").filter(has_text="$397,750").first).to_be_visible()
