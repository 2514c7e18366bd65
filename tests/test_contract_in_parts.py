"""The contract in its parts: what each holds, what a deal changes, and the same numbers whole and apart."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.account.schedule import schedule
from obcgen.build import document
from obcgen.cli import main
from obcgen.document.apart import apart, form_of
from obcgen.document.dump import dump
from obcgen.document.tree import Contents, Document, Reference, Section, Table
from obcgen.document.walk import blocks_of, fields_of, ids_of, inlines_of, sections_of
from obcgen.in_parts import build_parts
from obcgen.pack import Pack, builtin
from obcgen.problems import ObcgenError
from obcgen.render.context import context
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.trees import resolved
from packs import over_builtin

SPECS = Path(__file__).parent.parent / "specs"
DENVER = SPECS / "denver-literacy.yaml"
OTHER_TERMS = (
    "funding.not_to_exceed=$1,300,000",
    "agreement.ends=2029-01-31",
    "agreement.number=C-1",
    "agreement.termination.cause.cure=20 days",
    "agreement.termination.convenience.notice=45 days",
    "payment.invoicing.terms=45 days",
    "payment.if_district_defaults.notice=15 business days",
    "data.evidence_kept=5 years after final payment",
    "population.roster.locked=2027-09-23",
    "program.service=Tutoring by other means.",
    "document.title=Another program",
)
"""What Part A states, stated otherwise."""


@cache
def contract(*settings: str) -> Document:
    """Return the contract, whether or not its deal is a good one."""
    spec = parse(read(DENVER, settings), Spec)
    return resolved("contract", context(spec, schedule(spec), builtin()), builtin())


def of_pack(pack: Pack, *settings: str) -> str:
    """Return what Part A says of the general conditions."""
    text = dump(document("contract", DENVER, pack, settings)[0])
    return text.split("#deal-changes ", 1)[1].split("\nPart B #", 1)[0]


def parts(tree: Document) -> dict[str, Section]:
    return {
        block.number.label: block
        for block in tree.blocks
        if isinstance(block, Section) and block.kind == "part" and block.number
    }


def test_page_one_holds_the_key_terms_and_the_signatures() -> None:
    cover, contents, *_ = contract().blocks
    assert isinstance(cover, Section)
    text = dump(Document("contract", "T", "1", "O", (cover,)))
    rows = text.split("#what-is-paid-for", 1)[1].splitlines()
    assert [word in text for word in ("Not-to-Exceed Amount", "Effective Date", "#sign-provider")] == [
        True
    ] * 3
    for paid in (
        r"!Base Funding \| Delivery, whatever the results \| \$900 per participant \| . \| \$450,000",
        r"!Text fluency \| .*40th percentile.* \| \$1,000 per participant \| 45% \| \$250,000",
        r"!Total, after every cap of .* \| \$1,200,000",
    ):
        assert any(re.search(paid, row) for row in rows), paid
    assert any(isinstance(block, Contents) for block in blocks_of((contents,)))
    assert list(parts(contract())) == ["Part A", "Part B", "Part C"]


def test_other_terms_of_the_deal_change_no_word_of_the_general_conditions() -> None:
    words = [dump(Document("contract", "T", "1", "O", (parts(tree)["Part B"],))) for tree in (
        contract(), contract(*OTHER_TERMS)
    )]  # fmt: skip
    assert words[0] == words[1]
    assert dump(contract()).split("\nPart B #")[0] != dump(contract(*OTHER_TERMS)).split("\nPart B #")[0]


def test_the_general_conditions_state_no_amount_and_no_date() -> None:
    text = dump(Document("contract", "T", "1", "O", (parts(contract())["Part B"],)))
    assert re.findall(r"\$\d|[A-Z][a-z]+ \d{1,2}, 20\d\d|Denver", text) == []


# --- what is changed in the general conditions ---------------------------------------------------


def test_part_a_tells_the_edition_and_that_nothing_in_it_is_changed(tmp_path: Path) -> None:
    told = of_pack(over_builtin(tmp_path, {"shared/note.md": "x"}), "agreement.clauses={}")
    assert "edition 2026.11" in told
    assert "No section of Part B is replaced, added, left out, or worded in another way" in told


@pytest.mark.parametrize(
    ("files", "settings", "says"),
    [
        (
            {},
            ("agreement.clauses.dispute-steps=mediation",),
            "“Disputes”: a mediator is tried before a lawsuit.",
        ),
        ({}, ("agreement.clauses.closing-review=false",), "“Closing review” is left out"),
        (
            {"contract/taxes.md": "---\nid: taxes\ntitle: Taxes\ndocuments: [contract]\n---\nNone.\n"},
            (),
            "“Taxes”, is in the words of the pack “Cedar County”",
        ),
        (
            {
                "contract/ours.md": "---\nid: ours\ntitle: Pets\ndocuments: [contract]\n---\nNone.\n",
                "contract/outline.yaml": "insert: [{id: ours, after: taxes}]\n",
            },
            (),
            "“Pets”, is added by the pack “Cedar County”",
        ),
        ({"contract/outline.yaml": "edition: Cedar 3\n"}, (), "edition Cedar 3"),
    ],
)
def test_part_a_tells_what_a_spec_or_a_pack_changes(
    files: dict[str, str], settings: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    named = {"pack.yaml": 'name: Cedar County\nversion: "1"\n', **files}
    told = of_pack(over_builtin(tmp_path, named), *settings)
    assert says in told
    assert bool(re.search("differs? from that edition", told)) is ("is " in says)


def test_a_clause_for_another_kind_of_deal_is_no_change(tmp_path: Path) -> None:
    told = of_pack(over_builtin(tmp_path, {"shared/note.md": "x"}), "agreement.clauses={licenses: false}")
    assert "Licenses" not in told


# --- apart ---------------------------------------------------------------------------------------


def test_the_parts_hold_every_section_of_the_whole_once_with_its_number() -> None:
    pieces = apart(contract())
    assert list(pieces) == ["part-a", "part-b", "part-c"]
    inside = [
        (section.id, section.number) for piece in pieces.values() for section in sections_of(piece.blocks)
    ]
    whole = [(section.id, section.number) for section in sections_of(contract().blocks)]
    assert [one for one in inside if not one[0].endswith("-opening")] == whole


def test_a_reference_into_another_part_is_text_with_the_number_that_it_has_there() -> None:
    part = apart(contract())["part-b"]
    assert {one.target for one in inlines_of(part.blocks) if isinstance(one, Reference)} <= ids_of(
        part.blocks
    )
    assert "each Outcome that Verification" in dump(part)
    numbers = {section.id: section.number for section in sections_of(contract().blocks)}
    number = numbers["deal-terms"]
    assert number
    assert f"within the time for payment in {number.reference} after receiving it" in dump(part)


def test_the_contents_of_a_part_are_its_own() -> None:
    for letter, piece in zip("ABC", apart(contract()).values(), strict=True):
        (contents,) = [block for block in blocks_of(piece.blocks) if isinstance(block, Contents)]
        assert {entry.label[:1] for entry in contents.entries if entry.level} == {letter}


def test_one_invoice_claims_several_payments() -> None:
    invoice = form_of(contract(), "form-invoice")
    assert invoice
    (lines,) = [
        one for one in blocks_of(invoice.blocks) if isinstance(one, Table) and one.id == "invoice-lines"
    ]
    assert len(lines.rows) == 1 + 6 + 1
    assert len([field for field in fields_of((lines,)) if field.kind == "money"]) == 2 * 7
    assert form_of(contract(), "form-nobody-has") is None


def test_an_invoice_that_goes_its_way_alone_names_the_agreement_and_its_parties() -> None:
    invoice = form_of(contract(), "form-invoice")
    assert invoice
    kicker, title, subtitle, form = invoice.blocks
    said = "Form of the Outcomes-Based Services Agreement C-2027-014, which is a draft"
    assert said in dump(replace(invoice, blocks=(kicker,)))
    final = form_of(replace(contract(), draft=False), "form-invoice")
    assert final
    assert "which is a draft" not in dump(final)
    assert "title: Invoice" in dump(replace(invoice, blocks=(title,)))
    assert "High-Dosage Literacy Tutoring" in dump(replace(invoice, blocks=(subtitle,)))
    assert "University Instructors, LLC (Provider)" in dump(replace(invoice, blocks=(subtitle,)))
    assert isinstance(form, Section)
    assert form_of(contract(), "no-form") is None


def test_the_command_writes_the_parts_and_the_invoice(tmp_path: Path) -> None:
    options = ["contract", str(DENVER), "--parts", "--format", "html", "--output", str(tmp_path)]
    done = CliRunner().invoke(main, options)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.glob("*.html")) == [
        f"C-2027-014-{name}.html" for name in ("invoice", "part-a", "part-b", "part-c")
    ]
    refused = CliRunner().invoke(main, [*options, "--notes"])
    assert refused.exit_code == 2
    assert "leave out --parts" in refused.output


# --- the long form -------------------------------------------------------------------------------


def test_one_line_makes_it_one_long_form_with_the_same_clauses(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"contract/outline.yaml": "layout: long\n"})
    tree = document("contract", DENVER, pack)[0]
    assert parts(tree) == {}
    kinds = {section.id: section.number.label for section in sections_of(tree.blocks) if section.number}
    assert kinds["the-agreement"] == "1"
    assert kinds["exhibit-outcomes"] == "Exhibit A"
    ours = {section.id for section in sections_of(contract().blocks)}
    assert len({section.id for section in sections_of(tree.blocks)} & ours) > 120
    with pytest.raises(ObcgenError) as caught:
        build_parts("contract", DENVER, ("html",), pack)
    assert [problem.code for problem in caught.value.problems] == ["PKG-03"]


@pytest.mark.parametrize("layout", ["wide", "[long]"])
def test_a_layout_that_there_is_not_is_refused_at_its_line(layout: str, tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"contract/outline.yaml": f"layout: {layout}\n"})
    with pytest.raises(ObcgenError) as caught:
        document("contract", DENVER, pack)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("TPL-25", ("layout",))
    assert "layout: long" in problem.hint


def test_the_edition_is_that_of_the_newest_clause() -> None:
    clauses = (SPECS.parent / "templates" / "contract").glob("*.md")
    text = "".join(each.read_text("utf-8") for each in clauses)
    newest = max(re.findall(r"effective: (\d{4})-(\d\d)", text))
    assert f"edition {'.'.join(newest)}." in of_pack(builtin())
