"""The edition with drafting notes: remarks beside clauses, a warning on the cover, and the body as it was."""

from __future__ import annotations

from articles import article, section
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.marks import Remark
from obcgen.document.notes import MARK, TITLE, annotated, without_remarks
from obcgen.document.resolve import resolve
from obcgen.document.tree import Callout, Document, Section
from obcgen.document.walk import sections_of, texts

REMARK = Remark("one", "Why it is here.", "2 CFR 200.320", "if federal money pays")
COVER = section('<p class="kicker">K</p><p class="title">T</p><p>Text.</p>', "cover", "front")


def document(*sections: str) -> Document:
    return resolve(
        from_html(article(*(sections or (COVER, section("<p>A.</p>"), section("<p>B.</p>", "two")))))
    )


def test_a_remark_stands_on_its_section_alone() -> None:
    found = {one.id: one.remark for one in sections_of(annotated(document(), {"one": REMARK}).blocks)}
    assert found == {"cover": None, "one": REMARK, "two": None}


def test_a_remark_reaches_a_section_inside_another() -> None:
    tree = document(section(section("<p>A.</p>", "inner"), "outer"))
    inner = [one for one in sections_of(annotated(tree, {"inner": REMARK}).blocks) if one.remark]
    assert [one.id for one in inner] == ["inner"]


def test_the_warning_stands_below_the_title_of_the_cover() -> None:
    cover = annotated(document(), {}).blocks[0]
    assert isinstance(cover, Section)
    assert [type(block).__name__ for block in cover.blocks] == [
        "Paragraph",
        "Paragraph",
        "Callout",
        "Paragraph",
    ]
    warning = cover.blocks[2]
    assert isinstance(warning, Callout)
    assert (warning.kind, warning.title) == ("warning", TITLE)


def test_every_page_says_that_it_is_not_for_signing() -> None:
    assert annotated(document(), {}).mark == MARK
    marked = resolve(from_html(article(COVER, data_mark="Internal")))
    assert annotated(marked, {}).mark == f"Internal · {MARK}"


def test_the_body_is_that_of_the_plain_edition() -> None:
    plain = document()
    noted = annotated(plain, {"one": REMARK, "two": REMARK, "cover": REMARK})
    assert without_remarks(noted).blocks[1:] == plain.blocks[1:]
    assert without_remarks(plain) == plain


def test_the_lines_of_a_remark_say_what_there_is_to_say() -> None:
    assert REMARK.lines == (
        ("Clause", "one; printed if federal money pays"),
        ("Note", "Why it is here."),
        ("Source", "2 CFR 200.320"),
    )
    assert Remark("one").lines == (("Clause", "one"),)


def test_a_remark_is_among_the_texts_and_in_the_print() -> None:
    noted = annotated(document(), {"one": REMARK})
    assert "Why it is here." in tuple(texts(noted))
    assert '  section 1 #one "One"\n  > Clause: one' in dump(noted).replace("section 1", "  section 1", 1)
    assert "Why it is here." not in dump(document())
