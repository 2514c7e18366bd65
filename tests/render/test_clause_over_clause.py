"""A district's clause may stand over the built-in one and still say what that one says."""

from __future__ import annotations

import re
from pathlib import Path

from obcgen.pack import Layer, Pack
from obcgen.render.environment import Templates
from packs import clause, html_of, written

LOW = "Before.\n\n{% block terms %}\n1. One {{ name }}.\n1. Two.\n{% endblock %}\n"


def over(folder: Path, body: str) -> str:
    """Return the HTML of a clause over `LOW`, without its places."""
    low = written(folder / "low", {"rfp/x.md": clause("x", LOW)})
    top = written(folder / "top", {"rfp/x.md": clause("x", body)})
    pack = Pack((Layer(top, "top"), Layer(low, "low")))
    html = Templates(pack, {"name": "*a* <b>"}).html("rfp/x.md")
    return re.sub(r' data-at="[^"]*"', "", html).replace("\n", "")


def test_a_part_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    body = "{% extends 'base/rfp/x.md' %}\n{% block terms %}\n- Other.\n{% endblock %}\n"
    assert over(tmp_path, body) == "<p>Before.</p><ul><li>Other.</li></ul>"


def test_what_super_brings_is_markdown_and_its_list_goes_on(tmp_path: Path) -> None:
    body = "{% extends 'base/rfp/x.md' %}\n{% block terms %}\n{{ super() }}\n1. Three.\n{% endblock %}\n"
    items = "".join(f"<li><p>{text}</p></li>" for text in ("One *a* &lt;b&gt;.", "Two.", "Three."))
    assert over(tmp_path, body) == f"<p>Before.</p><ol>{items}</ol>"


def test_the_whole_of_the_clause_below_is_included(tmp_path: Path) -> None:
    assert over(tmp_path, "{% include 'base/rfp/x.md' %}\n\nAfter.\n").endswith("</ol><p>After.</p>")


def test_what_comes_from_below_begins_where_it_is_asked_for_and_then_keeps_its_own_lines(
    tmp_path: Path,
) -> None:
    low = written(tmp_path / "low", {"rfp/x.md": clause("x", LOW)})
    body = "{% extends 'base/rfp/x.md' %}\n{% block terms %}\n{{ super() }}\n1. Three.\n{% endblock %}\n"
    top = written(tmp_path / "top", {"rfp/x.md": clause("x", body)})
    html = Templates(Pack((Layer(top, "top"), Layer(low, "low"))), {"name": "n"}).html("rfp/x.md")
    assert re.findall(r'<li data-at="([^"]*)"', html) == [
        "top/rfp/x.md:8",
        "low/rfp/x.md:10",
        "top/rfp/x.md:9",
    ]


def test_no_mark_of_a_line_is_ever_printed(tmp_path: Path) -> None:
    html = html_of(tmp_path, "{% block a %}x **y**{% endblock %} {{ self.a() }}\n")
    assert "\x02" not in html
    assert html.count("<strong>y</strong>") == 2
