"""Shows a web page in narrow windows of headless Chromium and tells what does not fit.

    python scripts/reflow.py page.html ...

320 pixels is a phone, or 1280 at 400 %; 640 is 1280 at 200 %. No window may make the page scroll sideways,
break a word that has no hyphen, or set type smaller than 9 pixels.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from axe import told

WIDTHS: Final = (320, 640, 1400)
_SHOWN: Final = 8
_FRAME: Final = """<!DOCTYPE html><meta charset="utf-8"><body>
<iframe style="border:0;width:{width}px;height:900px" srcdoc="{page}"></iframe>
<script>
onload = () => {{
  const page = document.querySelector("iframe").contentDocument, faults = [], root = page.documentElement;
  if (root.scrollWidth > {width})
    faults.push("scrolls sideways: " + root.scrollWidth + " pixels; " + [...page.body.querySelectorAll("*")]
      .filter(one => one.getBoundingClientRect().right > {width} - 14 && !one.closest("figure")).slice(0, 3)
      .map(one => one.tagName + "." + one.className + " " + one.textContent.slice(0, 40)).join(" | "));
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT), broken = [], small = [];
  const range = page.createRange();
  for (let node; node = texts.nextNode();) {{
    if (node.parentElement.closest("script, style, title")) continue;
    for (const word of node.data.matchAll(/[\\p{{L}}\\p{{N}}'\\u2019.,$%]+/gu)) {{
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      const boxes = [...range.getClientRects()].filter(box => box.width > 0.5);
      if (!boxes.length) continue;
      if (new Set(boxes.map(box => Math.round(box.top))).size > 1) broken.push(word[0]);
      if (boxes[0].height < 9) small.push(word[0]);
    }}
  }}
  if (broken.length) faults.push(broken.length + " broken words: " + broken.slice(0, {shown}).join(" | "));
  if (small.length) faults.push(small.length + " words too small: " + small.slice(0, {shown}).join(" | "));
  const told = document.createElement("pre");
  told.id = "report"; told.textContent = JSON.stringify(faults); document.body.append(told);
}};
</script>"""
_REPORT: Final = re.compile(r'<pre id="report">(.*?)</pre>', re.DOTALL)


def reflow_faults(page: Path) -> list[str]:
    """Return what does not fit a narrow window, each with the window's width in pixels."""
    return [f"{width}: {fault}" for width in WIDTHS for fault in _faults(page, width)]


def _faults(page: Path, width: int) -> list[str]:
    with TemporaryDirectory() as name:
        frame = Path(name) / "frame.html"
        shown = html.escape(page.read_text(encoding="utf-8"))
        frame.write_text(_FRAME.format(width=width, page=shown, shown=_SHOWN), encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1500,1000"]
        command += [f"--user-data-dir={name}/browser", "--virtual-time-budget=60000", "--dump-dom"]
        result = subprocess.run(
            [*command, frame.as_uri()], capture_output=True, text=True, check=False, timeout=300
        )
    found = _REPORT.search(result.stdout)
    if found is None:
        return [f"the browser gave no report: {result.stderr[-300:]}"]
    faults: list[str] = json.loads(html.unescape(found[1]))
    return faults


if __name__ == "__main__":
    sys.exit(told("reflow", sys.argv[1:], reflow_faults))
