from __future__ import annotations

import pytest

from articles import article, section
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve, with_pages
from obcgen.document.tree import Document


def book(depth: int) -> Document:
    return resolve(
        from_html(
            article(
                section(f"<nav data-depth='{depth}'/>", "contents", "front"),
                section("<ol><li>x</li></ol>" + section(section("<p>x</p>", "three"), "two"), "one"),
                section(section("<p>x</p>", "form-part", "attachment"), "form", "attachment"),
            )
        )
    )


def entries(document: Document) -> list[str]:
    found = dump(document).split("contents ", 2)[2].splitlines()[1:]
    return [line.removeprefix("    ") for line in found if line.startswith("    ")][: _entries(found)]


def _entries(lines: list[str]) -> int:
    return next(place for place, line in enumerate(lines) if not line.startswith("    "))


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (1, ['1 "One" #one', 'Attachment A "Form" #form']),
        (
            2,
            [
                '1 "One" #one',
                '  1.2 "Two" #two',
                'Attachment A "Form" #form',
                '  A.1 "Form-Part" #form-part',
            ],
        ),
        (
            3,
            [
                '1 "One" #one',
                '  1.2 "Two" #two',
                '    1.2.1 "Three" #three',
                'Attachment A "Form" #form',
                '  A.1 "Form-Part" #form-part',
            ],
        ),
    ],
)
def test_the_contents_list_sections_as_deep_as_asked_without_front_matter_and_clauses(
    depth: int, expected: list[str]
) -> None:
    assert entries(book(depth)) == expected


def test_pages_are_filled_in_by_the_id_of_the_section() -> None:
    assert entries(with_pages(book(1), {"one": 3, "form": 12})) == [
        '1 "One" #one, page 3',
        'Attachment A "Form" #form, page 12',
    ]


def test_a_section_whose_page_is_unknown_shows_none_and_unknown_sections_are_ignored() -> None:
    assert entries(with_pages(book(1), {"one": 3, "elsewhere": 4})) == [
        '1 "One" #one, page 3',
        'Attachment A "Form" #form',
    ]


def test_pages_change_nothing_but_the_contents() -> None:
    assert resolve(with_pages(book(3), {"one": 3})) == book(3)
