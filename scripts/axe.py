"""Runs axe-core over a web page in headless Chromium, in a wide and in a narrow window.

    python scripts/axe.py page.html ...

The page is copied with axe in it; the browser runs it and prints the page with what axe found.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

AXE = Path(__file__).parent.parent / ".conformance/node_modules/axe-core/axe.min.js"
WINDOWS = {"wide": "1400,1000", "narrow": "420,900"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """
<script>{axe}</script>
<script>
axe.run(document, {{runOnly: {tags}}}).then(found => {{
  const faults = found.violations.map(one => one.id + ": " + one.help + " (" + one.nodes.length + "): "
    + one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(" | "));
  const told = document.createElement("pre");
  told.id = "axe-report";
  told.textContent = JSON.stringify({{faults, passes: found.passes.length}});
  document.body.append(told);
}});
</script>
"""
_REPORT = re.compile(r'<pre id="axe-report">(.*?)</pre>', re.DOTALL)


def axe_faults(page: Path) -> list[str]:
    """Return what axe-core holds against a page, each with the window it was seen in."""
    with TemporaryDirectory() as name:
        copy = Path(name) / "page.html"
        script = _RUN.format(axe=AXE.read_text(encoding="utf-8"), tags=json.dumps(TAGS))
        copy.write_text(
            page.read_text(encoding="utf-8").replace("</body>", f"{script}</body>"), encoding="utf-8"
        )
        return [f"{window}: {fault}" for window, size in WINDOWS.items() for fault in _faults(copy, size)]


def _faults(page: Path, size: str) -> list[str]:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={size}"]
    profile = f"--user-data-dir={page.parent / 'browser'}"
    command += [profile, "--virtual-time-budget=60000", "--dump-dom", page.as_uri()]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found = _REPORT.search(result.stdout)
    if found is None:
        return [f"the browser gave no report: {result.stderr[-300:]}"]
    report = json.loads(html.unescape(found[1]))
    faults: list[str] = report["faults"]
    return faults if report["passes"] else ["axe tested nothing"]


def told(name: str, pages: list[str], faults_of: Callable[[Path], list[str]]) -> int:
    """Print the faults of each page under the name of what looks for them; return the exit status."""
    count = 0
    for page in pages:
        faults = faults_of(Path(page))
        print(f"{'FAILED' if faults else 'passed'}  {name}  {page}")
        for fault in faults:
            print(f"        {fault}")
        count += len(faults)
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(told("axe-core", sys.argv[1:], axe_faults))
