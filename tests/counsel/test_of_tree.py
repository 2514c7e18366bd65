"""What a resolved document holds open: blanks in any of its texts, and clauses that counsel has not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from obcgen.counsel.of_tree import asked_in, blanks_in, changed, faults
from obcgen.document.tree import (
    Block,
    Callout,
    Cell,
    Document,
    Field,
    Heading,
    Item,
    ItemList,
    Number,
    Paragraph,
    Reference,
    Row,
    Section,
    Signature,
    Signatures,
    Table,
    Text,
)
from obcgen.spec import Confirmation

AT = "templates/rfp/caps.md:9"
NUMBER = Number("sections", 1, 1, "8.1", "Section 8.1")


def said(*texts: str) -> Paragraph:
    return Paragraph(tuple(Text(text) for text in texts), at=AT)


def section(*blocks: Block, number: Number | None = NUMBER) -> Section:
    return Section("caps", "Limits", "body", blocks, number=number, at="templates/rfp/caps.md:1")


def document(*blocks: Block, title: str = "Tutoring") -> Document:
    return Document("rfp", title, "RFP-1", "Example District", (section(*blocks),))


def asking(*blocks: Block, words: str = "Confirm the limit.") -> Document:
    return document(*blocks, Callout("warning", "For counsel to confirm", (said(words),)))


PLACES: dict[str, Block] = {
    "a paragraph": said("Paid by [date]."),
    "a heading": Heading((Text("Paid by [date]"),)),
    "an item of a list": ItemList("bullets", (Item((said("Paid by [date]"),)),)),
    "a cell of a table": Table("t", (), (Row((Cell((said("[date]"),)),)),)),
    "a caption": Table("t", (), (), caption=(Text("[date]"),)),
    "the title of a box": Callout("note", "[date]", ()),
    "a signature": Signatures((Signature("a", "[date]"),)),
    "a section inside": Section("inner", "Paid by [date]", "body", (), at="templates/rfp/inner.md:1"),
}


@pytest.mark.parametrize("where", PLACES)
def test_a_blank_is_found_wherever_it_would_print(where: str) -> None:
    (found,) = blanks_in(document(PLACES[where]))
    assert found.code == "FIN-04"
    assert found.found == "[date]"


def test_a_blank_is_told_with_its_clause_its_template_and_what_to_do() -> None:
    (found,) = blanks_in(document(said("These are: [counsel to confirm and list].")))
    assert "Section 8.1 Limits would print “[counsel to confirm and list]”" in found.message
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("templates/rfp/caps.md", 9)
    assert "(templates/rfp/caps.md)" in found.hint


@pytest.mark.parametrize(
    "text",
    [
        "TBD", "to be determined", "____", "bids@district.example", "Lorem ipsum", "???",
        "[counsel to confirm]", "XX days", "[30]", "[X]", "xxx", "T.B.D.",
    ],
)  # fmt: skip
def test_what_stands_for_something_else_is_a_blank(text: str) -> None:
    assert [each.found.casefold() for each in blanks_in(document(said(f"It is {text}.")))] == [
        text.casefold()
    ]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("Rate: $___per hour", "___"), ("Signed by_[Name]_", "[Name]"), ("dated[date] here", "[date]"),
        ("The price is to be determined and paid monthly.", "to be determined"),
    ],
)  # fmt: skip
def test_a_blank_is_found_between_words_too(text: str, blank: str) -> None:
    assert [each.found for each in blanks_in(document(said(text)))] == [blank]


def test_a_blank_in_the_head_of_the_document_is_found() -> None:
    assert [each.found for each in blanks_in(document(title="Tutoring [draft]"))] == ["[draft]"]


def test_what_somebody_fills_in_is_no_blank() -> None:
    field = Field("offeror", "text", "Name of the Offeror", placeholder="[name]")
    assert list(blanks_in(document(Paragraph((Text("Name: "), field))))) == []


@pytest.mark.parametrize(
    "text",
    [
        "A refund is to be paid.", "counsel for the District", "purchasing@district.us", "50% (half)",
        "an amount to be determined under A.5", "Matters to be decided by the board are listed.",
        "“[t]he student[s] requir[ed] have wrote [sic]”", "Todo Niño Lee", "Article XXX of the code",
        "teacher-based assessments (TBA) are used, and TBA scores count",
    ],
)  # fmt: skip
def test_plain_words_are_no_blank(text: str) -> None:
    assert list(blanks_in(document(said(text)))) == []


def test_the_blanks_that_a_form_of_contract_keeps_are_allowed_and_no_others() -> None:
    found = blanks_in(
        document(said("[Provider], at [address]."), said("[Provider]")), allowed=("[Provider]",)
    )
    assert [each.found for each in found] == ["[address]"]


@pytest.mark.parametrize(
    "box",
    [Callout("example", "Made with an example pack", ()), Callout("warning", "For counsel to confirm", ())],
)
def test_a_box_of_a_draft_or_an_example_does_not_print_in_a_final_document(box: Callout) -> None:
    assert [each.found for each in blanks_in(document(box))] == [box.title]
    assert list(blanks_in(document(replace(box, kind="note", title="Note")))) == []


# --- what counsel is asked ------------------------------------------------------------------------


def confirmed(imprint: str) -> dict[str, Confirmation]:
    values = {"by": "General Counsel", "on": "2027-02-15", "rfp": {"caps": imprint}}
    return {"counsel": Confirmation.model_validate(values)}


def imprint_of(draft: Document) -> str:
    (asked,) = asked_in("rfp", draft)
    return asked.imprint


def test_a_clause_that_asks_counsel_must_be_confirmed_and_the_message_names_it() -> None:
    final, draft = document(said("At most $1.")), asking(said("At most $1."))
    (found,) = faults("rfp", final, draft, {})
    assert found.code == "FIN-05"
    assert "Section 8.1 Limits is for counsel" in found.message
    assert found.expected == "Confirm the limit."
    assert f"confirmed: rfp_caps: {{by: <office>, on: <date>, rfp: {{caps: {imprint_of(draft)}}}}}" in (
        found.hint
    )
    assert list(faults("rfp", final, draft, confirmed(imprint_of(draft)))) == []


def test_a_confirmation_of_the_rfp_does_not_confirm_a_clause_of_the_contract() -> None:
    draft = asking(said("At most $1."))
    found = faults("contract", document(said("At most $1.")), draft, confirmed(imprint_of(draft)))
    assert [each.code for each in found] == ["FIN-05"]


def test_a_clause_that_reads_otherwise_since_is_told_in_a_draft_and_refused_in_a_final_document() -> None:
    read, now = asking(said("At most $1.")), asking(said("At most $2."))
    recorded = confirmed(imprint_of(read))
    assert list(changed("rfp", read, recorded)) == []
    (warning,) = changed("rfp", now, recorded)
    assert (warning.code, warning.severity) == ("FIN-06", "warning")
    assert warning.path == ("confirmed", "counsel", "rfp", "caps")
    (refused,) = faults("rfp", document(said("At most $2.")), now, recorded)
    assert "has not read it since it changed" in refused.message


@pytest.mark.parametrize(
    "block",
    [
        ItemList("bullets", (Item((said("At most $2."),)),)),
        Table("t", (), (Row((Cell((said("$2"),)),)),)),
        Section("inner", "More", "body", ()),
    ],
)
def test_the_imprint_changes_with_anything_that_the_clause_prints(block: Block) -> None:
    assert imprint_of(asking(said("At most $1."), block)) != imprint_of(asking(said("At most $1.")))


def test_the_points_that_a_clause_lists_for_counsel_are_counted_and_are_part_of_what_is_read() -> None:
    def listing(*points: str) -> Document:
        items = ItemList("bullets", tuple(Item((said(point),)) for point in points))
        return document(Callout("warning", "For counsel to confirm", (said("Compare each."), items)))

    (asked,) = asked_in("rfp", listing("Screening", "Records"))
    assert asked.asks == "Compare each. The draft lists 2 points."
    assert imprint_of(listing("Screening", "Other records")) != asked.imprint


def test_the_imprint_changes_with_what_counsel_is_asked_but_not_with_numbers() -> None:
    def referring(label: str) -> Paragraph:
        return Paragraph((Text("See "), Reference("notices", (Text(label),))))

    first = imprint_of(asking(referring("Section 9.1")))
    assert imprint_of(asking(referring("Section 12.4"))) == first
    assert imprint_of(replace(asking(referring("Section 9.1")), title="Another")) == first
    assert imprint_of(asking(referring("Section 9.1"), words="Confirm it with the board.")) != first
    other = Paragraph((Text("See "), Reference("amendments", (Text("Section 9.1"),))))
    assert imprint_of(asking(other)) != first
