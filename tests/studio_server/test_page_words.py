"""What the page itself says: in the words of who fills in a deal, and no two places by one name."""

from __future__ import annotations

import re
from pathlib import Path

from obcgen.pack import builtin
from obcgen.studio.interview import interview

PAGE = Path(__file__).parents[2] / "generator" / "obcgen" / "studio_server" / "page"
OWN = [path for path in sorted(PAGE.glob("*.js")) if path.name != "codemirror.js"]


def test_no_view_is_called_as_a_step_is() -> None:
    views = re.findall(r'\{ label: "([^"]+)", view', (PAGE / "app.js").read_text("utf-8"))
    assert len(views) == 6
    assert not {*views} & {page.title for page in interview(builtin()).pages}


def test_no_script_says_words_of_the_machine() -> None:
    said = [
        text for path in OWN for text in re.findall(r'["`]([A-Z][^"`]* [^"`]*)["`]', path.read_text("utf-8"))
    ]
    assert len(said) > 100
    assert [text for text in said if re.search(r"\b(spec|specs|YAML|id|byte|command line)\b", text)] == []
