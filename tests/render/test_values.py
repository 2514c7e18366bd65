"""Each type of the spec prints in plain US English."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from obcgen.money import Money, Share
from obcgen.render.faults import TemplateFault
from obcgen.render.values import Moment, capital, cents, piece, printed, sentence, weekday
from obcgen.spec import Duration, MonthDay, Proposed, Prose, Who

NOON = datetime(2027, 5, 14, 12, 0)  # noqa: DTZ001 - the spec gives the time zone apart

PROPOSED = Proposed.model_validate({"proposed": "true", "at_most": "$500"})
BOUNDED = Proposed.model_validate({"proposed": "true", "at_least": "$300", "at_most": "$500"})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is ", "as it is "),
        (Money.parse("$1,200,000"), "$1,200,000"),
        (Money.parse("450.50"), "$450.50"),
        (Share.parse("62.5%"), "62.5%"),
        (5, "5"),
        (1200, "1,200"),
        (0, "0"),
        (Decimal(40), "40"),
        (Decimal("100.0"), "100"),
        (Decimal("3.50"), "3.5"),
        (Decimal(12000), "12,000"),
        (date(2027, 3, 1), "March 1, 2027"),
        (NOON, "May 14, 2027, 12:00 p.m."),
        (NOON.replace(hour=0, minute=5), "May 14, 2027, 12:05 a.m."),
        (Moment(NOON.replace(hour=14), "Mountain Time"), "May 14, 2027, 2:00 p.m. Mountain Time"),
        (Duration(15, "business days"), "15 Business Days"),
        (MonthDay(7, 1), "July 1"),
        (Who(who="district"), "the District"),
        (Who(who="provider"), "the Provider"),
        (Who(who="third_party"), "a third party"),
        (Who(who="third_party", name="Mathematica"), "Mathematica"),
        (PROPOSED, "to be proposed, at most $500"),
        (BOUNDED, "to be proposed, at least $300 and at most $500"),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (("a", "b", "c"), "a, b, and c"),
        ([], ""),
    ],
)
def test_a_value_prints(value: object, text: str) -> None:
    assert printed(value) == text


@pytest.mark.parametrize("value", [None, True, False, {"a": 1}, 1.5, object(), b"x", {1}, [None]])
def test_a_value_that_no_person_could_read_does_not_print(value: object) -> None:
    with pytest.raises(TemplateFault):
        printed(value)


SEATS = """<div class="prose"><table class="grid" data-align="left right">
<thead>
<tr>
<th>School</th>
<th>Seats</th>
</tr>
</thead>
<tbody>
<tr>
<td><em>East</em></td>
<td>12</td>
</tr>
</tbody>
</table>
</div>"""


@pytest.mark.parametrize(
    ("text", "inline", "block"),
    [
        ("One *line*.", "One <em>line</em>.", None),
        ("One.\n\nTwo.", "One.<br />Two.", '<div class="prose"><p>One.</p>\n<p>Two.</p>\n</div>'),
        ("- a\n- b", "a<br />b", '<div class="prose"><ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</div>'),
        ("# Head", "Head", '<div class="prose"><h3>Head</h3>\n</div>'),
        (
            "| School | Seats |\n|---|--:|\n| *East* | 12 |",
            "School<br />Seats<br /><em>East</em><br />12",
            SEATS,
        ),
        ("a | b\nc", "a | b\nc", None),
        ("a < b <b>c</b>", "a &lt; b &lt;b&gt;c&lt;/b&gt;", None),
        ("[x](https://a.example 'title')", '<a href="https://a.example">x</a>', None),
        ("", "", None),
    ],
)
def test_prose_prints_as_markdown_in_a_sentence_and_on_its_own(
    text: str, inline: str, block: str | None
) -> None:
    found = piece(Prose(text))
    assert (found.inline, found.block) == (inline, block)


def test_the_filters() -> None:
    assert cents(Money.parse("$450,000")) == "$450,000.00"
    assert sentence(["a", "b", "c"], "or") == "a, b, or c"
    assert capital("the District") == "The District"
    assert capital(Who(who="district")) == "The District"
    assert capital("") == ""
    assert isinstance(capital(Prose("*x*")), Prose)
    assert weekday(date(2027, 5, 14)) == "Friday"
