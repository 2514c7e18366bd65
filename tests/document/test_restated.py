"""Which parts of a document an amendment restates, and how they read in another document."""

from __future__ import annotations

from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.restated import renumbered, restated, with_restated
from obcgen.document.tree import Document, Paragraph, Reference
from obcgen.document.walk import texts

ARTICLE = (
    '<article data-kind="contract" data-name="Contract" data-title="T" data-number="1" data-owner="O" '
    'data-status="draft" data-section-word="Section" data-attachment-word="Exhibit" lang="en-US">{}</article>'
)


def document(*sections: str) -> Document:
    return resolve(from_html(ARTICLE.format("".join(sections))))


def section(id_: str, body: str, title: str = "") -> str:
    return f'<section id="{id_}" data-kind="body" data-title="{title or id_}">{body}</section>'


PRICE = section(
    "price", "<ol><li>The price is $5.</li><li>See <a href='#term'></a>.</li></ol>".replace("'", '"')
)
TERM = section("term", "<p>One year.</p>")
TABLE = '<table id="rates"><caption>Rates</caption><tbody><tr><td>{}</td></tr></tbody></table>'


def found(before: Document, after: Document) -> list[tuple[str, str, str]]:
    return [(each.id, each.how, each.label) for each in restated(before, after)]


def test_two_documents_that_say_the_same_restate_nothing() -> None:
    assert restated(document(PRICE, TERM), document(PRICE, TERM)) == ()


def test_a_clause_that_reads_otherwise_is_replaced_and_no_other() -> None:
    after = document(PRICE.replace("$5", "$6"), TERM)
    assert found(document(PRICE, TERM), after) == [("price", "replaced", "Section 1")]


def test_a_title_alone_is_a_change() -> None:
    assert found(document(TERM), document(section("term", "<p>One year.</p>", "Length"))) == [
        ("term", "replaced", "Section 1")
    ]


def test_a_clause_that_only_moves_is_listed_and_not_restated() -> None:
    new = section("notice", "<p>In writing.</p>")
    before, after = document(PRICE, TERM), document(new, PRICE, TERM)
    assert found(before, after) == [("notice", "added", "Section 1")]
    assert [(each.title, each.before, each.after) for each in renumbered(before, after)] == [
        ("price", "Section 1", "Section 2"),
        ("term", "Section 2", "Section 3"),
    ]


def test_a_clause_that_is_gone_is_deleted_under_its_old_number() -> None:
    gone = restated(document(TERM, section("fee", "<p>$1.</p>")), document(TERM))
    assert [(each.how, each.label, each.after, each.blocks) for each in gone] == [
        ("deleted", "Section 2", "Section 1", ())
    ]


def test_a_part_is_not_restated_for_a_part_inside_it() -> None:
    outer = '<section id="pay" data-kind="body" data-title="Pay"><p>Fixed.</p>{}</section>'
    before, after = document(outer.format(TERM)), document(outer.format(TERM.replace("One", "Two")))
    assert found(before, after) == [("term", "replaced", "Section 1.1")]


def test_signatures_and_contents_are_never_restated() -> None:
    nav = section("contents", '<nav data-depth="2"></nav>')
    party = '<div class="signature" id="s" data-party="{}" data-name="" data-role=""></div>'
    sign = section("sign", f'<div class="signatures">{party}</div>')
    before = document(nav, TERM, sign.format("One"))
    after = document(nav, PRICE, TERM, sign.format("Other"))
    assert found(before, after) == [("price", "added", "Section 2")]


def test_numbers_and_references_are_text_in_another_document() -> None:
    blocks = restated(document(TERM), document(TERM, PRICE))[0].blocks
    assert list(texts(_placed(blocks))) == ["change", "2.1 The price is $5.", "2.2 See Section 1."]


def _placed(blocks: tuple[object, ...]) -> Document:
    mark = from_html(ARTICLE.format(section("change", '<p><a href="#restated-price"></a></p>')))
    placed, ids = with_restated(mark, {"price": blocks})  # type: ignore[dict-item]
    assert ids == {"price"}
    return placed


def test_a_table_keeps_the_number_by_which_its_document_knows_it() -> None:
    one = section("one", TABLE.format("1").replace("rates", "first"))
    before, after = (document(one, section("two", TABLE.format(cell))) for cell in ("a", "b"))
    printed = list(texts(resolve(_placed(restated(before, after)[0].blocks))))
    assert [each for each in printed if "Rates" in each] == ["Table 2. Rates"]


def test_a_mark_that_nobody_answers_stays_for_the_reader_to_refuse() -> None:
    mark = from_html(ARTICLE.format(section("change", '<p><a href="#restated-fee"></a></p>')))
    placed, ids = with_restated(mark, {})
    assert ids == frozenset()
    (paragraph,) = placed.blocks[0].blocks  # type: ignore[union-attr]
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.content[0], Reference)


def test_a_clause_that_changes_and_moves_is_known_by_its_old_number() -> None:
    fee = section("fee", "<p>$5.</p>")
    before, after = document(TERM, fee), document(fee.replace("$5", "$6"))
    (changed, term) = restated(before, after)
    assert (changed.how, changed.label, changed.now) == ("replaced", "Section 2", "Section 1")
    assert (term.how, term.label, term.now) == ("deleted", "Section 1", "")
