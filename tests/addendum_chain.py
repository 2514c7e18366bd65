"""The two addenda of the guide, laid over the Denver RFP, and small documents that differ as they do."""

from __future__ import annotations

import re
from pathlib import Path

from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "addenda.md").read_text(encoding="utf-8")
STEPS = re.findall(
    r"^```console\n\$ obcgen (.*?)\n```\n\n```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL
)
FILES = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))

HEAD = (
    '<article data-kind="rfp" data-name="Request for Proposals" data-title="T" data-number="1" '
    'data-owner="D" data-status="draft" data-section-word="Section" '
    'data-attachment-word="Attachment" lang="en-US">'
)


def written(folder: Path, changes: str = "") -> tuple[Path, Path, Path]:
    """Write the RFP, its first addendum, and the second one with changes, and return the three files."""
    rfp = (ROOT / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")
    texts = {"rfp.yaml": rfp, **FILES}
    texts["addendum-2.yaml"] += changes
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    first, second, third = (folder / name for name in texts)
    return first, second, third


def section(id_: str, body: str, title: str = "Caps", kind: str = "body") -> str:
    return f'<section id="{id_}" data-kind="{kind}" data-title="{title}" data-at="a.md:1">{body}</section>'


def document(*sections: str) -> Document:
    return resolve(from_html(f"{HEAD}{''.join(sections)}</article>"))
