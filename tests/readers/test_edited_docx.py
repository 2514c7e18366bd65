"""What an edited Word file says when all its tracked changes are accepted, and who changed what."""

from __future__ import annotations

import pytest

from edited_word import W, zipped
from obcgen.problems import ObcgenError
from obcgen.readers.edited import Edited, shown
from obcgen.readers.edited_docx import read_edited

INS = '<w:ins w:id="1" w:author="{}" w:date="2027-06-01T00:00:00Z">{}</w:ins>'
DEL = '<w:del w:id="2" w:author="{}" w:date="2027-06-02T00:00:00Z">{}</w:del>'


def run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def p(*parts: str, marks: str = "") -> str:
    return f"<w:p><w:pPr>{marks}</w:pPr>{''.join(parts)}</w:p>"


def edited(body: str, **parts: str) -> Edited:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    others = {name.replace("__", "/") + ".xml": text.encode() for name, text in parts.items()}
    return read_edited(zipped({"word/document.xml": document.encode(), **others}), {"b1": "delivery"})


def test_changes_of_several_people_count_as_accepted_and_keep_their_names() -> None:
    ann, bob = INS.format("Ann", run("within 5 days ")), DEL.format("Bob", run("promptly ", "delText"))
    (one,) = edited(p(run("It shall pay "), ann, bob, run("in full."))).paragraphs
    assert one.text == "It shall pay within 5 days in full."
    assert [(each.done, each.author, each.date[:10], each.words) for each in one.revisions] == [
        ("inserted", "Ann", "2027-06-01", "within 5 days"),
        ("deleted", "Bob", "2027-06-02", "promptly"),
    ]


def test_a_paragraph_that_was_deleted_is_remembered() -> None:
    ends = '<w:rPr><w:del w:id="3" w:author="Ann"/></w:rPr>'
    found = edited(p(DEL.format("Ann", run("All of it.", "delText")), marks=ends) + p(run("Next.")))
    assert [one.text for one in found.paragraphs] == ["Next."]
    assert [one.revisions[0].words for one in found.lost] == ["All of it."]


def test_rows_that_came_or_went_are_told_with_their_author() -> None:
    row = '<w:tr><w:trPr><w:{} w:id="4" w:author="Ann"/></w:trPr><w:tc>{}</w:tc></w:tr>'
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> REF b1 </w:instrText></w:r>"
    counted = sign.format("begin") + code + sign.format("separate") + sign.format("end")
    gone = p(run("gone"), INS.format("Bob", run(" too")), counted)
    found = edited(
        f"<w:tbl>{row.format('del', gone)}{row.format('ins', p(run('come')))}</w:tbl>{p(run('left'))}"
    )
    assert [one.text for one in found.paragraphs] == ["come", "left"]
    told = [one.revisions for one in (*found.lost, *found.paragraphs)]
    assert [[(one.done, one.author, one.words) for one in several] for several in told] == [
        [("deleted", "Ann", "gone too")],
        [("inserted", "Ann", "come")],
        [],
    ]


@pytest.mark.parametrize(("mark", "texts"), [("del", ["One two."]), ("ins", ["One", "two."])])
def test_an_end_alone_that_came_or_went_is_told(mark: str, texts: list[str]) -> None:
    ends = f'<w:rPr><w:{mark} w:id="3" w:author="Ann"/></w:rPr>'
    found = edited(p(run("One "), marks=ends) + p(run("two.")))
    assert [one.text for one in found.paragraphs] == texts
    assert [(one.author, one.words) for one in found.paragraphs[0].revisions] == [("Ann", "\u00b6")]


def test_a_number_that_word_counts_is_set_apart() -> None:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> REF b1 \\n \\h </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>7.1</w:t>", '<w:fldChar w:fldCharType="end"/>',
        )
    )  # fmt: skip
    (one,) = edited(p(run("see Section "), field)).paragraphs
    assert one.text == "see Section \ue0007.1\ue001"
    assert shown(one.text) == "see Section 7.1"


def test_a_clause_begins_at_its_bookmark_also_before_a_paragraph() -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="b1"/>'
    assert [one.clause for one in edited(p(run("a")) + mark + p(run("b"))).paragraphs] == ["", "delivery"]


@pytest.mark.parametrize(
    ("come", "anchor"), [(INS.format("Ann", run("at once")), "at once"), ("", "promptly")]
)
def test_comments_keep_their_author_and_the_words_they_stand_at(come: str, anchor: str) -> None:
    gone = DEL.format("Ann", run("promptly", "delText"))
    body = p(
        run("Pay "), '<w:commentRangeStart w:id="0"/>', gone, come, '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )  # fmt: skip
    about = 'w:id="0" w:author="Bob" w:date="2027-06-03T00:00:00Z"'
    remark = f"<w:comment {about}>{p(run('Why?'))}</w:comment>"
    words = f'<w:comments xmlns:w="{W}">{remark}</w:comments>'
    (one,) = edited(body, word__comments=words).comments
    assert (one.author, one.date[:10], one.words, one.anchor, one.paragraph) == (
        "Bob", "2027-06-03", "Why?", anchor, 0,
    )  # fmt: skip


def test_words_in_notes_and_boxes_are_not_lost() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote>{p(run("By the way."))}</w:footnote></w:footnotes>'
    box = f"<w:r><w:pict><w:txbxContent>{p(run('In a box.'))}</w:txbxContent></w:pict></w:r>"
    found = edited(p(run("a"), box), word__footnotes=notes)
    assert found.elsewhere == ("By the way.", "In a box.")
    assert [one.text for one in found.paragraphs] == ["a"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", zipped({"a.txt": b"x"})])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(ObcgenError) as error:
        read_edited(content, {})
    assert error.value.problems[0].code.startswith("RDR-")


def test_deep_nesting_and_unbalanced_fields_break_nothing() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + p(run("deep")) + "</w:sdtContent></w:sdt>" * 3000
    assert [one.text for one in edited(deep).paragraphs] == ["deep"]
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 3
    assert (
        edited(p(begins, '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 9, run("x"))).paragraphs[0].text
        == "x"
    )


def test_signs_that_nobody_sees_forge_no_lines_and_turn_no_words_round() -> None:
    forged = INS.format("Ann&#10;Values of the spec (9)\u202e", run("in\u200b 5\u202e days"))
    (one,) = edited(p(run("Pay "), forged)).paragraphs
    assert one.text == "Pay in 5 days"
    assert one.revisions[0].author == "Ann Values of the spec (9)"
