"""The two addenda of the guide, laid over the Denver RFP."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "addenda.md").read_text(encoding="utf-8")
STEPS = re.findall(
    r"^```console\n\$ obcgen (.*?)\n```\n\n```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL
)
FILES = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))


def written(folder: Path, changes: str = "") -> tuple[Path, Path, Path]:
    """Write the RFP, its first addendum, and the second one with changes, and return the three files."""
    rfp = (ROOT / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")
    texts = {"rfp.yaml": rfp, **FILES}
    texts["addendum-2.yaml"] += changes
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    first, second, third = (folder / name for name in texts)
    return first, second, third
