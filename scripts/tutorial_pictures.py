"""Makes the pictures of docs/tutorial.md from the running studio: `make tutorial`. Needs Chromium.

python scripts/tutorial_pictures.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
DEAL = "duval-math"
PROGRAM = (sys.executable, "-m", "obcgen")
RESULTS = ROOT / "docs" / "tutorial"
VERIFIED = {
    "as_of": "2028-09-15",
    "verified.by": "Office of Accountability",
    "verified.on": "2028-07-14",
    "roster": "450",
    "served": "444",
}
WAIT = 60_000
CHANGED = 1_799_074_800
"""When the picture says that the file was changed."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run the studio on a folder while the block runs; yields its address."""
    command = [*PROGRAM, "studio", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as studio:
        try:
            yield next(iter(studio.stdout or ())).strip()
        finally:
            studio.terminate()


def view(page: Page, name: str) -> None:
    """Show one of the views of the bar."""
    page.locator("#bar nav").get_by_role("button", name=re.compile(f"^{name}")).click()


def taken(page: Page, name: str) -> None:
    """Save what is shown as a picture of the tutorial."""
    page.wait_for_timeout(1_000)
    page.screenshot(path=IMAGES / f"tutorial-{name}.png", animations="disabled")


def pictures(page: Page, address: str) -> None:
    """Take each picture in the order of the tutorial."""
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for(timeout=WAIT)
    page.get_by_text(re.compile("^In .*Contracts$")).evaluate("each => { each.textContent = 'In Contracts' }")
    page.evaluate("document.querySelectorAll('.first section')[1].scrollIntoView()")
    taken(page, "begin")
    page.get_by_role("button", name=re.compile(DEAL)).first.click()
    page.get_by_role("button", name="Outcomes").click(timeout=WAIT)
    page.frame_locator("iframe").get_by_role("heading").first.wait_for(timeout=WAIT)
    taken(page, "questions")
    view(page, "What is paid")
    page.get_by_text("$414,000").first.wait_for(timeout=WAIT)
    taken(page, "money")
    view(page, "After the award")
    page.get_by_label("Roster").first.set_input_files(RESULTS / "participants.csv")
    page.get_by_text("450 rows").first.wait_for(timeout=WAIT)
    for name, fact in VERIFIED.items():
        page.locator(f"[name='{name}']").fill(fact)
    page.locator("[name=settlement]").select_option("final")
    page.get_by_role("button", name="Settle", exact=True).click()
    page.get_by_text("$397,750").first.wait_for(timeout=WAIT)
    page.get_by_role("button", name="Settle", exact=True).evaluate(
        "each => each.scrollIntoView({block: 'center'})"
    )
    taken(page, "award")


def main() -> None:
    """Lay the worked deal into a folder of its own and picture the studio on it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "Contracts"
        subprocess.run([*PROGRAM, "example", DEAL, str(folder)], check=True, capture_output=True)
        os.utime(folder / f"{DEAL}.yaml", (CHANGED, CHANGED))
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            pictures(browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US"), address)
            browser.close()


if __name__ == "__main__":
    main()
