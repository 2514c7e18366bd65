"""An edited contract is taken back: each edit is a value, words of a clause, a comment, or told as it is."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from built import SPECS, built
from click.testing import CliRunner

from edited_files import ITEM, PROPERTIES, with_parts
from edited_word import EditedWord, parts_of, said, zipped
from obcgen.cli import main
from obcgen.inspection.marks import marks_of
from obcgen.pack import builtin, open_pack
from obcgen.problems import ObcgenError, dotted
from obcgen.readers.edited_docx import read_edited
from obcgen.taken_back.claims import Target, begins_new_clause
from obcgen.taken_back.edits import Edit, edited_paragraphs
from obcgen.taken_back.opened import Opened, open_edited
from obcgen.taken_back.printed import Printed, printed
from obcgen.taken_back.proposal import apply, proposal
from obcgen.taken_back.report import to_json, to_terminal
from obcgen.taken_back.said import figures_in
from obcgen.taken_back.taken_back import Item, TakenBack, taken_back
from obcgen.taken_back.words import same

FOOTER = b"<w:r><w:t>Subject to board approval</w:t></w:r></w:p>"
DENVER = next(spec for spec in SPECS if spec.stem == "denver-literacy")


def edited(content: bytes) -> bytes:
    """Edit the contract as two people do, one with tracked changes, and leave a comment."""
    word = EditedWord(content, author="Pat Counsel")
    word.replace("October 15, 2027", "October 22, 2027", word.holding("Until October 15, 2027 the District"))
    word.replace("plan for 500", "plan for 510")
    word.replace("250", "270", word.holding("Kindergarten and grade 1, 250"))
    word.replace("250", "240", word.holding("3, 250 Participants planned"))
    word.replace("at least 400", "at least -400")
    word.replace("school days from October", "school days from November")
    word.replace("the District's written consent", "the District's prior written consent")
    word.remove(word.holding("Pay for tutoring in proportion"))
    word.remove(word.holding("A Participant is counted once for a line"))
    word.author = ""
    word.replace("July 15, 2027", "July 20, 2027", word.holding("This Agreement begins on"))
    word.replace("rosters of eligible", "full rosters of eligible")
    word.replace("within 5 Business Days of anything", "within 3 Business Days of anything")
    word.replace("$450,000 Base, $343,000", "$460,000 Base, $343,000")
    word.replace("Planned service", "Planned lessons")
    word.add_after(
        word.holding("follow the District's policies for Sites"), "It shall name its {{ agents }}."
    )
    word.add_after(word.holding("An amendment prevails"), "A side letter prevails over *nothing*.")
    word.parts["word/footer2.xml"] = word.parts["word/footer2.xml"].replace(b"</w:p>", FOOTER, 1)
    word.comment("This Agreement does not renew by itself", "Why not?")
    return word.saved()


@pytest.fixture(scope="module")
def content() -> bytes:
    return built(DENVER, "contract").docx


@pytest.fixture(scope="module")
def opened(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder = tmp_path_factory.mktemp("edited")
    (folder / "C-1.docx").write_bytes(edited(content))
    (folder / "deal.yaml").write_bytes(DENVER.read_bytes())
    return open_edited(folder / "C-1.docx", folder / "deal.yaml", builtin())


@pytest.fixture(scope="module")
def found(opened: Opened) -> TakenBack:
    return taken_back(opened.deal, opened.content)


def item(found: TakenBack, words: str) -> Item:
    (one,) = [one for one in found.items if words in f"{one.before} | {one.after}"]
    return one


@pytest.mark.parametrize(
    ("words", "path", "old", "new"),
    [
        ("October 22, 2027", "population.roster.substitution_until", "2027-10-15", "2027-10-22"),
        ("plan for 510", "population.planned", "500", "510"),
        ("grade 1, 270", "population.groups.grades_k_1.planned", "250", "270"),
        ("3, 240", "population.groups.grades_2_3.planned", "250", "240"),
        ("July 20, 2027", "agreement.effective", "2027-07-15", "2027-07-20"),
        ("full rosters", "duties.district.rosters.duty", "Provide rosters of eligible participants",
         "Provide full rosters of eligible participants"),
        ("Pay for tutoring", "need.goals.2",
         "Pay for tutoring in proportion to what it achieves for students.", ""),
    ],
)  # fmt: skip
def test_an_edit_where_a_value_is_printed_changes_the_value(
    found: TakenBack, words: str, path: str, old: str, new: str
) -> None:
    one = item(found, words)
    assert (one.became, dotted(one.path), one.old, one.new) == ("value", path, old, new)
    assert one.place is not None
    assert old.partition(" ")[0] in one.place.excerpt


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("prior written consent", "contract/delivery.md"),
        ("counted once for a line", "contract/outcome-payments.md"),
        ("within 3 Business Days", "contract/provider-obligations.md"),
        ("A side letter", "contract/order-of-precedence.md"),
    ],
)
def test_an_edit_of_words_changes_the_clause_and_keeps_its_variables(
    found: TakenBack, words: str, file: str
) -> None:
    one = item(found, words)
    assert (one.became, one.file) == ("words", file)
    was, now = builtin().text(file).split("\n"), found.trial.files[file].split("\n")
    assert abs(len(was) - len(now)) + sum(line not in was for line in now) <= 2


def test_what_markdown_would_read_as_a_mark_stays_a_letter(found: TakenBack) -> None:
    assert (
        "1. A side letter prevails over \\*nothing\\*.\n"
        in found.trial.files["contract/order-of-precedence.md"]
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("$460,000", "works it out"),
        ("Planned lessons", "The program makes these words"),
        ("{{ agents }}", "a brace"),
    ],
)
def test_what_cannot_be_taken_back_is_told_with_its_words(found: TakenBack, words: str, why: str) -> None:
    one = item(found, words)
    assert one.became == "nothing"
    assert why in one.why
    assert not any("agents" in text for text in found.trial.files.values())


def test_each_figure_that_no_longer_follows_the_deal_is_flagged(found: TakenBack) -> None:
    assert "$450,000 before, $460,000 now" in item(found, "$460,000").look
    assert "5 before, 3 now" in item(found, "within 3 Business").look
    assert "FIG-01" in item(found, "plan for 510").look
    assert [one.code for one in found.faults if one.severity == "error"] == ["FIG-01"]
    assert "least 400 Eligible before, least -400 Eligible now" in item(found, "least -400").look
    assert "November 4, 2027 now. It stands in a text: no" in item(found, "days from November 4").look
    assert not any(item(found, words).look for words in ("prior written", "grade 1, 270", "full rosters"))


def test_a_clause_that_only_moved_has_no_edited_figure() -> None:
    said = "It shall answer within 5 days."
    moved, other = (Edit("moved", 1, 2, said, now, "a", ()) for now in (said, said.replace("5", "9")))
    assert figures_in(moved, Target(0)) == ""
    assert "5 before, 9 now" in figures_in(other, Target(0))


def test_a_place_that_nobody_edited_and_that_now_disagrees_is_listed(found: TakenBack) -> None:
    assert ("", "July 15, 2027", "July 20, 2027") in [
        (one.clause, one.document, one.deal) for one in found.disagreements
    ]
    assert not any("July 20" in one.document for one in found.disagreements)


def test_who_changed_what_and_the_comments_are_kept(found: TakenBack) -> None:
    assert item(found, "prior written").authors == ("Pat Counsel, 2027-06-01",)
    assert item(found, "counted once").authors == ("Pat Counsel, 2027-06-01",)
    assert item(found, "within 3 Business").authors == ()
    ((clause, comment),) = found.comments
    assert (clause, comment.author, comment.words) == ("term", "A. Reader", "Why not?")
    assert comment.anchor.startswith("This Agreement does not renew")


def test_words_in_a_footer_are_told_and_blanks_are_no_edits(found: TakenBack) -> None:
    (one,) = found.elsewhere
    assert one.startswith("in a header or footer: ")
    assert "Subject to board approval" in one


def test_no_edit_is_listed_twice_and_none_is_missing(found: TakenBack) -> None:
    assert len(found.items) == 16


def test_the_report_and_the_json_hold_every_item(opened: Opened, found: TakenBack) -> None:
    told = json.loads(to_json(opened, found))
    assert [one["became"] for one in told["items"]] == [one.became for one in found.items]
    text, report = to_terminal(opened, found), proposal(opened, found)["report.md"].decode()
    for one in found.items:
        assert one.after in text
        assert one.before in report
    assert "LOOK:" in text
    assert "lines" in report or "line " in report


def test_a_document_that_nobody_edited_has_no_edits(content: bytes, opened: Opened) -> None:
    tree = opened.deal.tree()
    read, made = edited_paragraphs(read_edited(content, marks_of(tree, "docx"))), printed(tree)
    assert [one.clause for one in read] == [one.clause for one in made]
    assert all(same(a.text, b.text) for a, b in zip(read, made, strict=True))


def reshaped(content: bytes) -> bytes:
    """Move a clause, remove one, rename one, and give values that contradict each other or do not exist."""
    word = EditedWord(content)
    moved = [word.holding("Counterparts and electronic"), word.holding("sign this Agreement in counterparts")]
    word.move(moved, word.holding("This Agreement gives rights to nobody"))
    paragraphs = list(word.paragraphs())
    article = [said(one) for one in paragraphs].index("Data privacy and security")
    word.move([paragraphs[article]], paragraphs[article + 1])
    word.move([word.holding("Pay for tutoring in proportion")], word.holding("The goals of the Program are"))
    for words in (
        "may publish findings",
        "Before the District publishes",
        "shall not publish",
        "the name or mark",
    ):
        word.remove(word.holding(words))
    word.remove(next(one for one in word.paragraphs() if said(one) == "Publication"))
    word.replace("Early literacy", "Early (pre-K) *literacy* and sums")
    word.replace("20 hours of training", "24 hours of training")
    word.replace("by trained instructors", "by screened and trained instructors")
    word.replace("Site leads", "The site lead, or a deputy", word.holding("Site leads"))
    word.replace("$900", "$925", word.holding("As Base Funding, whatever"))
    word.replace("$450,000", "$462,500", word.holding("As Base Funding, whatever"))
    word.replace("Barnum Elementary, ", "", word.holding("Ashley Elementary, Barnum"))
    title = next(one for one in word.paragraphs() if said(one) == "Delivery")
    word.replace("Delivery", "Delivery of the Program", title)
    word.replace("May 19, 2028", "May 22, 2028", word.holding("shall deliver the Services from"))
    word.replace("May 19, 2028", "May 23, 2028", word.holding("May 19, 2028"))
    word.replace("September 24, 2027", "September 31, 2027", word.holding("The Roster is locked on"))
    return word.saved()


@pytest.fixture(scope="module")
def in_new_shape(content: bytes, opened: Opened) -> TakenBack:
    return taken_back(opened.deal, reshaped(content))


def test_a_value_becomes_what_was_typed_as_a_whole_and_is_told_once(
    opened: Opened, in_new_shape: TakenBack
) -> None:
    text = to_terminal(opened, in_new_shape)
    for path, old, new in (
        ("population.content_area", "Early literacy", "Early (pre-K) *literacy* and sums"),
        ("duties.provider.groups.owner", "site leads", "The site lead, or a deputy"),
        ("payment.base.per_participant", "$900", "$925"),
    ):
        assert [(one.old, one.new) for one in in_new_shape.items if dotted(one.path) == path] == [(old, new)]
        assert text.count(f"{path}\n      {old} -> {new}\n") == 1
    assert item(in_new_shape, "screened and trained").became == "value"
    assert "must complete 24 hours of training" in item(in_new_shape, "24 hours").new
    assert "content_area: Early (pre-K) *literacy* and sums\n" in in_new_shape.trial.text


def test_a_total_that_follows_the_deal_is_no_edit_that_was_lost(in_new_shape: TakenBack) -> None:
    assert item(in_new_shape, "$462,500").became == "follows"


def test_a_list_that_a_cell_prints_is_named_with_its_key(in_new_shape: TakenBack) -> None:
    assert "the list population.schools," in item(in_new_shape, "Ashley Elementary").why


def test_what_moved_and_cannot_be_moved_by_itself_is_told_so(in_new_shape: TakenBack) -> None:
    goal, heading = (
        item(in_new_shape, words) for words in ("Pay for tutoring in", "Ownership and permitted use |")
    )
    assert goal.why.startswith(
        "It prints the list need.goals, where an item is added, changed, moved or taken"
    )
    assert (
        heading.why == "It stands elsewhere now, and neither the outline nor a clause can move it by itself."
    )
    assert (goal.became, heading.became) == ("nothing", "nothing")


def test_a_clause_that_was_moved_says_where_it_stands_now_and_is_one_entry(
    opened: Opened, in_new_shape: TakenBack
) -> None:
    moved = [one for one in in_new_shape.items if one.clause == "counterparts"]
    assert len(moved) == 2
    assert moved[0].moved_after.startswith("This Agreement gives rights to nobody")
    text = to_terminal(opened, in_new_shape)
    assert "Clauses removed or moved (2)" in text
    assert text.count("now: moved, now after “This Agreement gives rights to nobody") == 1


def test_whole_clauses_go_to_the_outline_and_impossible_values_are_told(in_new_shape: TakenBack) -> None:
    found = in_new_shape
    assert found.trial.files["contract/outline.yaml"] == (
        "remove: [publication]\nmove: [{id: counterparts, after: no-third-parties}]\n"
    )
    assert 'title: "Delivery of the Program"' in found.trial.files["contract/delivery.md"]
    assert "2028-05-2" not in found.trial.text.replace("2028-05-26", "")
    assert {one.became for one in found.items if "May 2" in one.after} == {"nothing"}
    assert all("two different" in one.why and one.look for one in found.items if "May 2" in one.after)
    assert "SPC-10" in item(found, "September 31").why


def test_a_whole_article_goes_and_a_faulty_value_blocks_no_other_edit(content: bytes, opened: Opened) -> None:
    word = EditedWord(content)
    paragraphs = list(word.paragraphs())
    titles = [said(one) for one in paragraphs]
    article = slice(titles.index("Intellectual property"), titles.index("General terms"))
    complaints, needed = titles.index("Complaints"), titles.index("Correction of errors")
    several = (article, slice(complaints, complaints + 3), slice(needed, needed + 4))
    for one in (each for clause in several for each in paragraphs[clause]):
        word.remove(one)
    word.replace("plan for 500", "plan for 520")
    word.replace("withhold without good reason", "withhold unreasonably")
    found = taken_back(opened.deal, word.saved())
    assert found.trial.files["contract/outline.yaml"] == "remove: [complaints, property-articles]\n"
    assert "property-articles" not in found.trial.files["contract/survival.md"]
    assert {one.became for one in found.items} == {"outline", "value", "words", "nothing"}
    why = {one.why for one in found.items if one.became == "nothing"}
    assert {"DOC-17" in one and "contract/verification-decision.md has it" in one for one in why} == {True}


# --- the proposal ----------------------------------------------------------------------------------


@pytest.fixture
def proposed(opened: Opened, found: TakenBack, tmp_path: Path) -> Path:
    """Write the proposal, a copy of the spec and an empty pack into one folder."""
    for name, content in proposal(opened, found).items():
        (tmp_path / "p" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / name).write_bytes(content)
    (tmp_path / "deal.yaml").write_bytes(DENVER.read_bytes())
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.yaml").write_text('name: Ours\nversion: "1"\n', encoding="utf-8")
    return tmp_path


def test_applying_changes_the_values_alone_and_puts_clauses_into_the_pack(proposed: Path) -> None:
    done = apply(proposed / "p", proposed / "deal.yaml", open_pack(str(proposed / "pack")))
    before, after = DENVER.read_text(encoding="utf-8"), (proposed / "deal.yaml").read_text(encoding="utf-8")
    lines = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(lines) == 7
    assert "# follows from the published figures" in next(line for line in lines if "planned" in line)
    assert {path.name for path in done.files} >= {"deal.yaml", "delivery.md", "origins.yaml"}
    assert [one.code for one in done.faults] == ["FIG-01", "TKB-13"]
    assert "Write pack: pack at the top of deal.yaml" in done.faults[1].hint
    assert "prior written" in (proposed / "pack" / "contract" / "delivery.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("deal.yaml", "obcgen: 1\n", "TKB-06"),
        ("pack/contract/delivery.md", "---\nid: delivery\n---\nOurs.\n", "TKB-06"),
        ("p/proposal.json", "{", "TKB-10"),
        (
            "p/proposal.json",
            '{"spec": {"file": "deal.yaml", "sha256": ""}, "pack": {"../x.md": ""}}',
            "TKB-10",
        ),
    ],
)
def test_nothing_is_applied_to_what_was_changed_since(
    proposed: Path, name: str, text: str, code: str
) -> None:
    (proposed / name).parent.mkdir(exist_ok=True)
    (proposed / name).write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in proposed.rglob("*") if path.is_file()}
    with pytest.raises(ObcgenError) as error:
        apply(proposed / "p", proposed / "deal.yaml", open_pack(str(proposed / "pack")))
    assert error.value.problems[0].code == code
    assert {path: path.read_bytes() for path in proposed.rglob("*") if path.is_file()} == before


def test_a_read_only_spec_is_not_written_over(proposed: Path) -> None:
    (proposed / "deal.yaml").chmod(0o444)
    before = {path: path.read_bytes() for path in proposed.rglob("*") if path.is_file()}
    with pytest.raises(ObcgenError, match="TKB-14"):
        apply(proposed / "p", proposed / "deal.yaml", open_pack(str(proposed / "pack")))
    assert {path: path.read_bytes() for path in proposed.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("p/pack/contract/delivery.md", "prior written", "{% if fact.federal %}", "TPL-"),
        ("p/deal.yaml", "planned: 510", "planned: many", "SPC-"),
        ("p/proposal.json", '"made_with": []', '"made_with": ["colorado"]', "TKB-12"),
        ("p/proposal.json", '"kind": "contract"', '"kind": "letter"', "TKB-10"),
    ],
)
def test_a_corrected_proposal_that_makes_no_document_is_refused(
    proposed: Path, name: str, old: str, new: str, code: str
) -> None:
    text = (proposed / name).read_text(encoding="utf-8")
    assert old in text
    (proposed / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ObcgenError) as error:
        apply(proposed / "p", proposed / "deal.yaml", open_pack(str(proposed / "pack")))
    assert error.value.problems[0].code.startswith(code)
    assert (proposed / "deal.yaml").read_bytes() == DENVER.read_bytes()
    assert [one.name for one in (proposed / "pack").iterdir()] == ["pack.yaml"]


def test_a_pack_that_the_spec_names_is_not_asked_for_again(proposed: Path) -> None:
    deal, about = proposed / "deal.yaml", proposed / "p" / "proposal.json"
    was = DENVER.read_bytes()
    named = was.replace(b'pack: {name: colorado, version: "2026.1"}', b"pack: pack")
    assert named != was
    deal.write_bytes(named)
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace(sha256(was).hexdigest(), sha256(named).hexdigest()), encoding="utf-8")
    (proposed / "p" / "deal.yaml").unlink()
    assert apply(proposed / "p", deal, open_pack(str(proposed / "pack"))).faults == ()


def test_clauses_without_a_pack_are_refused_and_values_alone_are_applied(proposed: Path) -> None:
    with pytest.raises(ObcgenError) as error:
        apply(proposed / "p", proposed / "deal.yaml", None)
    assert error.value.problems[0].code == "TKB-07"
    for path in (proposed / "p" / "pack" / "contract").iterdir():
        path.unlink()
    assert [path.name for path in apply(proposed / "p", proposed / "deal.yaml", None).files] == ["deal.yaml"]


# --- what does not belong --------------------------------------------------------------------------


def refused(content: bytes, folder: Path, spec: Path = DENVER) -> str:
    (folder / "x.docx").write_bytes(content)
    with pytest.raises(ObcgenError) as error:
        open_edited(folder / "x.docx", spec, builtin())
    return error.value.problems[0].code


def test_a_spec_that_was_changed_since_is_told_with_the_values(content: bytes, tmp_path: Path) -> None:
    spec = tmp_path / "deal.yaml"
    text = DENVER.read_text(encoding="utf-8")
    spec.write_text(text.replace("substitution_until: 2027-10-15", "substitution_until: 2027-10-16"), "utf-8")
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(ObcgenError, match=r"TKB-04.*population\.roster\.substitution_until"):
        open_edited(tmp_path / "x.docx", spec, builtin())


def test_a_document_of_another_deal_or_pack_is_refused(content: bytes, tmp_path: Path) -> None:
    assert refused(content, tmp_path, next(spec for spec in SPECS if spec.stem == "duval-math")) == "TKB-03"
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(ObcgenError, match="INS-07"):
        open_edited(tmp_path / "x.docx", DENVER)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "RDR-02"),
        (b"", "RDR-01"),
        (b"PK\x03\x04 cut short", "RDR-02"),
        (b"<html></html>", "TKB-01"),
    ],
)
def test_what_is_no_sound_word_file_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    assert refused(content, tmp_path) == code


def test_an_embedded_spec_that_was_changed_is_refused(content: bytes, tmp_path: Path) -> None:
    assert refused(with_parts(content, {ITEM: ("2027-10-04", "2027-10-05")}), tmp_path) == "INS-04"


def test_macros_and_a_lost_spec_are_told_and_nothing_is_run(content: bytes, tmp_path: Path) -> None:
    parts = {**parts_of(content), "word/vbaProject.bin": b"x"}
    (tmp_path / "x.docx").write_bytes(
        zipped({name: one for name, one in parts.items() if "customXml" not in name})
    )
    found = open_edited(tmp_path / "x.docx", DENVER, builtin())
    assert {one.code for one in found.problems} == {"INS-10", "TKB-09"}


def test_a_document_that_no_longer_says_what_it_is_needs_to_be_told(content: bytes, tmp_path: Path) -> None:
    assert refused(with_parts(content, {PROPERTIES: None}), tmp_path) == "TKB-05"
    assert open_edited(tmp_path / "x.docx", DENVER, builtin(), "contract").deal.kind == "contract"


def test_a_document_that_is_another_than_was_said_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(ObcgenError, match=r"TKB-11.*it is the contract, and --document says rfp"):
        open_edited(tmp_path / "x.docx", DENVER, builtin(), "rfp")


@pytest.mark.parametrize("option", [[], ["--apply"]])
def test_a_folder_in_place_of_the_edited_file_is_refused(option: list[str]) -> None:
    done = CliRunner().invoke(main, ["take-back", ".", "--spec", str(DENVER), *option])
    assert done.exit_code == 1, done.exception
    assert isinstance(done.exception, SystemExit)


def test_the_command_says_that_there_is_nothing_to_take_back(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("obcgen.cli.command.pack_of", lambda _: builtin())
    (tmp_path / "x.docx").write_bytes(content)
    done = CliRunner().invoke(main, ["take-back", str(tmp_path / "x.docx"), "--spec", str(DENVER)])
    assert done.exit_code == 1
    assert "TKB-02" in done.output
    assert not (tmp_path / "x.proposal").exists()


def test_a_new_heading_makes_no_words_of_the_clause_before() -> None:
    before = (Printed("audit", "Audit", "heading"), Printed("audit", "It shall."))
    assert begins_new_clause(before, Printed("Joint committee", "The Parties shall form one."))
    assert not begins_new_clause(before, Printed("audit", "It may."))
    assert not begins_new_clause(before, Printed("Audit", "It may, and the mark was lost."))
