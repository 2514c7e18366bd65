"""No value of a spec changes the structure of a document, whatever it holds and wherever it stands."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.render.environment import Templates
from obcgen.spec import Prose
from packs import alone, clause, html_of

EVERYWHERE = """\
# A heading with {{ v }}

A sentence with {{ v }} in it, **{{ v }}** and *x{{ v }}x*.

{{ v }}

- an item with {{ v }}
- {{ v }}

  - {{ v }} below

1. a clause with {{ v }}
1. {{ v }}

> {{ v }}

[{{ v }}](https://example.org/a) and [](#x).

{% set held %}Kept: {{ v }}{% endset %}
{{ held }}

{{ table() }}

{% call box() %}
Inside {{ v }}.
{% endcall %}
"""
MACROS = {
    "shared/macros.html": """\
{% macro table() %}
<table class="facts"><tbody><tr><th>{{ v }}</th><td>{{ v }} and {{ v }}</td></tr></tbody></table>
{% endmacro %}
{% macro box() %}<aside data-kind="note" data-title="{{ v }}">{{ caller() }}</aside>{% endmacro %}
"""
}
NASTY = (
    "**bold** _it_ `code` ~~~",
    "# Heading",
    "\n\n# Heading\n\n- item\n",
    "    four spaces before",
    "| a | b |\n|---|---|",
    "</p><script>alert(1)</script><p>",
    "<td colspan=9>",
    "&amp; &lt; ]]> <!-- x -->",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} {# c #}",
    "[x](javascript:alert(1)) ![y](z) <https://a.b>",
    "v0x0z v1x12z",
    "1. one\n2. two",
    "9. nine",
    "a)b)](c",
    "\\ \\* \\\\",
    '" onclick="x',
    "'",
    "***",
    "\t",
    "---",
)
VALUES = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\u2028\u2029")),
    st.lists(st.sampled_from([*NASTY, "x", " ", "\n", "\n\n"]), max_size=6).map("".join),
)
RELAXED = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def skeleton(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return every tag with its attributes' names, in order, without texts."""
    root = ET.fromstring(f"<root>{html}</root>")  # noqa: S314 - our own output
    return [(element.tag, tuple(sorted(element.attrib))) for element in root.iter()]


def texts(html: str) -> str:
    return "".join(ET.fromstring(f"<root>{html}</root>").itertext())  # noqa: S314


@RELAXED
@given(VALUES)
def test_a_line_never_changes_the_tags(tmp_path: Path, value: str) -> None:
    plain = html_of(tmp_path, EVERYWHERE, MACROS, v="x")
    html = html_of(tmp_path, EVERYWHERE, MACROS, v=value)
    assert skeleton(html) == skeleton(plain)
    assert texts(html).count(value) >= 10, "the value is there, letter by letter"


@RELAXED
@given(VALUES)
def test_a_line_never_changes_the_document(tmp_path: Path, value: str) -> None:
    def tree(text: str) -> str:
        html = html_of(tmp_path, EVERYWHERE, MACROS, v=text)
        section = f'<section id="x" data-kind="body" data-title="X">{html}</section>'
        opening = '<article data-kind="rfp" data-name="R" data-title="T" data-number="1" data-owner="D" '
        words = 'data-status="draft" data-section-word="Section" data-attachment-word="A" lang="en-US">'
        return dump(resolve(from_html(f"{opening}{words}{section}</article>")))

    assert [line.split()[:1] for line in tree("x").splitlines()] == [
        line.split()[:1] for line in tree(" ".join(value.split()) or "x").splitlines()
    ]


@RELAXED
@given(VALUES)
def test_prose_adds_only_what_markdown_has_and_breaks_nothing_around_it(tmp_path: Path, value: str) -> None:
    text = value.replace("](", "] (").replace("<https", "https")
    if any(line.strip()[:1].isdigit() for line in text.splitlines()):
        text = "x"
    body = "Before {{ v }} after.\n\n{{ v }}\n\n- {{ v }}\n- end\n"
    html = html_of(tmp_path, body, v=Prose(text))
    allowed = {"root", "p", "ul", "ol", "li", "h3", "em", "strong", "br", "a", "blockquote", "div"}
    allowed |= {"table", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in skeleton(html)} <= allowed
    assert "after." in html
    assert html.rstrip().endswith("</ul>")


@pytest.mark.parametrize("value", ["b", "a/b?c=d&e=f", "ü", '"x"', "a)b", "%20"])
def test_a_value_stands_in_the_target_of_a_link(tmp_path: Path, value: str) -> None:
    html = html_of(tmp_path, "[here](https://example.org/{{ v }})\n", v=value)
    (link,) = ET.fromstring(html).iter("a")  # noqa: S314
    assert link.get("href") == f"https://example.org/{value}"


def test_a_word_that_stands_for_another_value_is_only_text(tmp_path: Path) -> None:
    templates = Templates(
        alone(tmp_path, {"rfp/x.md": clause("x", "{{ a }} {{ b }}\n")}), {"a": "A", "b": "B"}
    )
    word = templates.aside.word.pattern.replace("([0-9]+)", "0")
    assert texts(html_of(tmp_path, "{{ a }} {{ b }}\n", a="A", b=word)).strip() == f"A {word}"


def test_the_words_that_stand_for_values_depend_on_every_value(tmp_path: Path) -> None:
    pack = alone(tmp_path, {"rfp/x.md": clause("x", "{{ a }}\n")})
    first, again, other = (Templates(pack, {"a": value}) for value in ("A", "A", "B"))
    assert first.aside.word == again.aside.word != other.aside.word


def test_the_words_that_stand_for_values_never_reach_a_document_or_a_message(tmp_path: Path) -> None:
    body = "{{ a }}\n\n3. x {{ a }}\n"
    with pytest.raises(Exception, match=r"“3\. x A” reads as a numbered list") as caught:
        html_of(tmp_path, body, a="A")
    assert not Templates(alone(tmp_path, {}), {"a": "A"}).aside.word.search(str(caught.value))
