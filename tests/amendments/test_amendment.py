"""An amendment of the Denver contract: what it prints, what it refuses, what it leaves as it was earned."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from obcgen.amendment import build_amendment, tree_between
from obcgen.amendments.earned import earned_before
from obcgen.checking import sound
from obcgen.document.tree import Document, Signatures
from obcgen.document.walk import blocks_of, sections_of, texts
from obcgen.pack import open_pack
from obcgen.problems import ObcgenError, Problem
from obcgen.reading import reading

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
FIRST = """\
amendments: {1: {effective: 2028-02-01, approved: 2028-01-20, reason: Storms closed the schools for a week.}}
program: {ends: 2028-05-26}
assessments: {istation: {windows: {spring: {opens: 2028-05-15, closes: 2028-05-26}}}}
payment: {rates: {vocabulary: {per_participant: $550}}, caps: {participant: $1550}}
funding: {not_to_exceed: $1225000, sources: {title_i: {amount: $1225000}}}
"""
SECOND = """\
amendments: {2: {effective: 2028-03-01, reason: An office has moved.}}
provider: {address: "1 New Street, Richmond, VA 23219"}
without: [agreement.termination.convenience]
"""
INTERIM = """\
obcgen: 1
contract: C-2027-014
settlement: interim
as_of: 2028-01-14
verified: {by: Office of Data and Evaluation, on: 2028-01-14}
roster: 492
served: 480
paid:
  base.launch: {amount: $180000, on: 2027-10-29}
"""


def chain(folder: Path, *texts_: str) -> list[Path]:
    """Write the Denver contract and files that extend one another, and return them all."""
    paths = [folder / f"{at}.yaml" for at in range(len(texts_) + 1)]
    paths[0].write_text(DENVER.read_text(encoding="utf-8"), encoding="utf-8")
    for at, text in enumerate(texts_, 1):
        paths[at].write_text(f"extends: {at - 1}.yaml\n{text}", encoding="utf-8")
    return paths


@cache
def first() -> Document:
    with TemporaryDirectory() as folder:
        old, new = chain(Path(folder), FIRST)
        results = Path(folder) / "interim.yaml"
        results.write_text(INTERIM, encoding="utf-8")
        earned = earned_before(sound(old)[1], sound(new)[1], results, date(2028, 2, 1))
        return tree_between(old, new, earned)


@cache
def second() -> Document:
    with TemporaryDirectory() as folder:
        _, old, new = chain(Path(folder), FIRST, SECOND)
        return tree_between(old, new)


def words(document: Document) -> str:
    return "\n".join(texts(document))


def refused(folder: Path, *texts_: str, results: str = "") -> list[Problem]:
    old, new = chain(folder, *texts_)[-2:]
    file = folder / "results.yaml"
    file.write_text(results, encoding="utf-8")
    with pytest.raises(ObcgenError) as caught:
        build_amendment(old, new, ["html"], only="amendment", results=file if results else None)
    return [each for each in caught.value.problems if each.severity == "error"]


def test_each_clause_that_changes_is_restated_under_its_own_number() -> None:
    titles = [each.title for each in sections_of(first().blocks) if each.id.startswith("change-")]
    assert titles == [
        "The cover page",
        "The timeline",
        "Section A.1.3, Term",
        "Section A.5.1, Definitions, thresholds, and targets",
        "Section A.5.3, Measurement and windows",
        "Article A.6, Rate Card",
        "Article A.7, Worked settlement",
        "Section A.8.1, Base Funding and Performance Funding",
        "Section A.8.2, Caps and their order",
        "Section A.8.3, Payment schedule",
        "Section A.8.4, Funding sources",
        "Section A.8.5, If this Agreement ends early",
    ]
    assert "$1,225,000; until now $1,200,000" in words(first())
    assert "The District's governing body approved this amendment on January 20, 2028." in words(first())


def test_a_restated_clause_reads_as_it_does_after_the_amendment() -> None:
    assert "A.8.2.1 The District shall pay no more than $1,550 of Performance Funding" in words(first())
    assert "$1,500" not in words(first()).split("Changes to the Agreement")[1].split("What is paid")[0]


def test_the_money_stands_before_and_after() -> None:
    lines = words(first()).split("What is paid before and after")[1].splitlines()
    assert lines[lines.index("The most that can be paid") :][:3] == [
        "The most that can be paid",
        "$1,200,000",
        "$1,225,000",
    ]
    assert lines[lines.index("2028-29") :][:3] == ["2028-29", "$750,000", "$775,000"]


def test_the_background_names_earlier_amendments_and_the_clause_that_allows_it() -> None:
    assert "They have changed it" not in words(first())
    assert "They have changed it by Amendment No. 1 of February 1, 2028." in words(second())
    assert "Section B.16.1 of the Agreement allows a change" in words(second())


def test_those_who_made_the_contract_are_named_as_before(tmp_path: Path) -> None:
    reason = "amendments: {1: {effective: 2028-02-01, reason: A new name.}}\n"
    old, new = chain(tmp_path, reason + "provider: {name: Other Tutors Inc.}\n")
    printed = words(tree_between(old, new))
    assert "and University Instructors, LLC (the Provider) made" in printed
    assert "University Instructors, LLC, the Provider, is now named Other Tutors Inc., and is" in printed
    assert "is now named" not in words(first())


def test_a_price_that_a_cap_hides_in_every_case_is_told(tmp_path: Path) -> None:
    old, new = chain(
        tmp_path,
        "payment: {caps: {participant: $1450}}\n",
        "amendments: {1: {effective: 2028-02-01, reason: Prices rise.}}\n"
        "payment: {rates: {vocabulary: {per_participant: $520}}}\n"
        "duties: {district: {rosters: {cure: 5 business days}}}\n",
    )[1:]
    printed = words(tree_between(old, new))
    assert "These prices change, although no case above comes to another amount" in printed
    assert "as where a cap limits it: Price per participant of “Vocabulary”." in printed
    assert "10 Business Days\n5 Business Days" in printed
    assert "These prices change" not in words(first())


def test_an_amendment_restates_only_its_own_changes() -> None:
    titles = [each.title for each in sections_of(second().blocks) if each.id.startswith("change-")]
    assert titles == [
        "The cover page",
        "The timeline",
        "Section A.1.1, Parties",
        "Section A.8.5, If this Agreement ends early",
        "Article A.11, Periods and particulars",
        "Section B.9.7, Source and availability of funds",
        "Section B.17.1, Termination by the District for cause",
        "Section C.1.3, Termination for cause and for convenience",
        "Section B.17.2, Termination by the District for convenience",
    ]
    assert "stays as it is" in words(second())


def test_both_parties_sign_and_nothing_of_the_districts_own_is_shown() -> None:
    (signatures,) = (each for each in blocks_of(first().blocks) if isinstance(each, Signatures))
    assert [each.party for each in signatures.parties][1] == "University Instructors, LLC"
    assert "$880" not in words(first())
    assert "Expected without the program" not in words(first())


def test_what_is_earned_already_is_settled_before_and_after() -> None:
    assert "The results that were verified on January 14, 2028 come to $180,000" in words(first())
    assert "The results that were verified" not in words(second())


@pytest.mark.parametrize(
    ("change", "name", "amount"),
    [
        ("payment: {base: {per_participant: $890}}", "Launch installment", "$178,000"),
        ("without: [payment.base.installments.launch]", "Launch installment", "no such payment"),
    ],
)
def test_an_amendment_that_would_change_what_is_earned_is_not_made(
    change: str, name: str, amount: str, tmp_path: Path
) -> None:
    shares = "payment: {base: {installments: {midyear: {share: 70%}}}}\n" if "without" in change else ""
    text = f"amendments: {{1: {{effective: 2028-02-01, reason: Costs fell.}}}}\n{change}\n{shares}"
    (problem,) = refused(tmp_path, text, results=INTERIM)
    assert problem.code == "AMD-14"
    assert problem.message.startswith(f"“{name}” comes to $180,000 for results verified on 2028-01-14")
    assert amount in problem.message
    assert problem.place is not None


def test_a_payment_that_is_still_to_come_may_change(tmp_path: Path) -> None:
    paths = chain(tmp_path, "payment: {base: {installments: {midyear: {share: 35%}, close: {share: 25%}}}}\n")
    old, new = (sound(path)[1] for path in paths)
    results = tmp_path / "interim.yaml"
    results.write_text(INTERIM, encoding="utf-8")
    assert earned_before(old, new, results, date(2028, 2, 1)).changed == ()


def test_results_that_were_verified_later_cannot_tell(tmp_path: Path) -> None:
    later = INTERIM.replace("2028-01-14", "2028-02-01")
    assert [each.code for each in refused(tmp_path, FIRST, results=later)] == ["AMD-15"]


def test_results_of_another_contract_are_refused(tmp_path: Path) -> None:
    other = INTERIM.replace("C-2027-014", "C-2027-015")
    assert [each.code for each in refused(tmp_path, FIRST, results=other)] == ["RES-09"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (0, 2, "AMD-13"),
        (1, 0, "AMD-13"),
        (1, 1, "AMD-13"),
    ],
)
def test_two_specs_that_are_not_one_amendment_apart_are_refused(
    old: int, new: int, code: str, tmp_path: Path
) -> None:
    paths = chain(tmp_path, FIRST, SECOND)
    with pytest.raises(ObcgenError) as caught:
        build_amendment(paths[old], paths[new], ["html"], only="amendment")
    assert [each.code for each in caught.value.problems] == [code]
    assert caught.value.problems[0].hint


def test_an_earlier_amendment_cannot_be_rewritten(tmp_path: Path) -> None:
    found = refused(tmp_path, FIRST, SECOND.replace("without: [", "without: [amendments.1.approved, "))
    assert [(each.code, each.path) for each in found] == [("AMD-13", ("amendments", "1"))]


def test_two_files_that_do_not_extend_one_another_are_held_to_the_same_rules(tmp_path: Path) -> None:
    own = DENVER.read_text(encoding="utf-8").replace("  effective: 2027-07-15", "  effective: 2027-07-16")
    other = tmp_path / "other.yaml"
    other.write_text(own + "\namendments: {1: {effective: 2028-02-01, reason: A slip.}}\n", encoding="utf-8")
    with pytest.raises(ObcgenError) as caught:
        build_amendment(DENVER, other, ["html"])
    assert [each.code for each in caught.value.problems if each.severity == "error"] == ["AMD-06"]


def test_an_rfp_cannot_be_amended(tmp_path: Path) -> None:
    found = refused(tmp_path, "without: [provider]\n", FIRST)
    assert {"REQ-02"} <= {each.code for each in found}


def test_a_clause_that_is_deleted_is_told_and_what_follows_has_new_numbers() -> None:
    assert "Section B.17.2 of the Agreement is deleted." in words(second())
    assert "These parts of the Agreement have new numbers" in words(second())
    assert "have new numbers" not in words(first())


def test_a_term_that_no_clause_names_is_told_in_the_table_alone(tmp_path: Path) -> None:
    old, new = chain(
        tmp_path,
        "amendments: {1: {effective: 2028-02-01, reason: A president resigned.}}\n"
        "provider: {signatory: {title: Chair}}\n",
    )
    printed = words(tree_between(old, new))
    assert "Who signs for the Provider\nPresident\nChair" in printed
    assert "No clause of the Agreement reads otherwise" in printed
    assert "Changes to the Agreement" not in printed


def test_a_reference_of_the_reason_that_leads_nowhere_is_told_at_its_line_and_once(tmp_path: Path) -> None:
    (problem,) = refused(
        tmp_path, SECOND.replace("2:", "1:").replace("An office has moved.", '"It moved, [](#no)."')
    )
    assert (problem.code, problem.path) == ("DOC-17", ("amendments", "1", "reason"))
    assert problem.place is not None
    assert problem.place.file == str(tmp_path / "1.yaml")


def test_a_final_amendment_is_held_to_what_a_final_contract_is(tmp_path: Path) -> None:
    text = FIRST + "document: {status: final}\n"
    assert "FIN" in {each.code[:3] for each in refused(tmp_path, text)}


def test_a_pack_that_leaves_a_change_out_makes_no_amendment(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "amendment").mkdir(parents=True)
    (pack / "pack.yaml").write_text("name: Ours\nversion: 1.0.0\n", encoding="utf-8")
    head = "---\nid: amendment-changes\ntitle: Changes\ndocuments: [amendment]\n---\nSee the Agreement.\n"
    (pack / "amendment" / "amendment-changes.md").write_text(head, encoding="utf-8")
    old, new = (reading(path, open_pack(str(pack))) for path in chain(tmp_path, SECOND.replace("2:", "1:")))
    with pytest.raises(ObcgenError) as caught:
        tree_between(old, new)
    assert [each.code for each in caught.value.problems] == ["AMD-16"]


def test_the_guides_example_is_an_amendment(tmp_path: Path) -> None:
    guide = (DENVER.parents[1] / "docs" / "amendments.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "contract.yaml").write_text(DENVER.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "amendment-1.yaml").write_text(example, encoding="utf-8")
    told = [each.code for each in sound(tmp_path / "amendment-1.yaml", "contract")[2]]
    assert [code for code in told if code.startswith("AMD")] == ["AMD-09"]
