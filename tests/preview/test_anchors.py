"""Where a value prints: elements with its path, for a page that scrolls to what is being edited."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from obcgen.preview.preview import build_preview, preview_page
from obcgen.reading import reading_of_text
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

DENVER = (Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")
SPAN = re.compile(r'<span (?:id="at-\d+" )?data-path="([^"]*)">(.*?)</span>')


def test_each_value_that_prints_has_its_path_and_nothing_else_of_the_page_changes() -> None:
    read = reading_of_text(DENVER, "denver.yaml")
    page = preview_page(read, "rfp")
    (plain,) = build_preview(read, "rfp").files.values()
    assert SPAN.sub(r"\2", page.html) == plain.decode()
    printed = {path: unescape(words) for path, words in SPAN.findall(page.html)}
    assert printed["program.starts"] == "October\N{NO-BREAK SPACE}4,\N{NO-BREAK SPACE}2027"
    assert printed["funding.not_to_exceed"] == "$1,200,000"
    assert printed["procurement.minimum_qualifications.0"]
    assert page.anchors.keys() > printed.keys()
    ids = re.findall(r' id="([^"]*)"', page.html)
    assert len(ids) == len(set(ids))
    assert set(page.anchors.values()) <= set(ids)
    assert page.anchors["payment.rates.fluency"] in ids  # its sentence is composed of several values


def test_what_was_shown_before_leaves_no_trace() -> None:
    def shown(text: str) -> str:
        return preview_page(reading_of_text(text, "denver.yaml"), "rfp").html

    other = DENVER.replace("group_size: 4", "group_size: 7").replace("locked: 2027-09-30", "locked: <when>")
    first = shown(other)
    assert shown(DENVER) != first
    assert shown(other) == first


def test_a_value_with_markup_or_with_our_own_signs_stays_text() -> None:
    text = DENVER.replace(
        "content_area: Early literacy", "content_area: '<b x=\">\">\ue0107\ue011bold\ue012 \ue000x\ue001'"
    )
    assert text != DENVER
    _, reply = answer(Desk("deal.yaml", text), {"do": "preview", "document": "rfp", "path": "population"})
    assert reply["ok"], reply
    assert "&lt;b x=&quot;&gt;&quot;&gt;" in reply["html"]
    assert not re.search("[\ue000\ue001\ue010-\ue012]", reply["html"])
    tags = Tags()
    tags.feed(reply["html"])
    assert "b" not in tags.seen
    assert "population.content_area" in reply["anchors"]


def test_a_preview_of_something_else_is_refused_and_a_text_that_is_no_yaml_told() -> None:
    _, reply = answer(Desk("deal.yaml", DENVER), {"do": "preview", "document": "../rfp"})
    assert [problem["code"] for problem in reply["problems"]] == ["STU-01"]
    _, reply = answer(Desk("deal.yaml", "document: {"), {"do": "preview"})
    assert reply["problems"][0]["code"].startswith("SRC-")


class Tags(HTMLParser):
    """Gathers the names of the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.seen.add(tag)
