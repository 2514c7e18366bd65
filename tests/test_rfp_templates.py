"""The RFP and its response file as a bidder and a protest lawyer read them: every part there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from faults import source_of
from obcgen.account.schedule import schedule
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.pack import Pack, builtin
from obcgen.render.context import context
from obcgen.render.render import render
from obcgen.source import parse, read
from obcgen.spec import Spec
from packs import over_builtin

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "templates" / kind for kind in ("rfp", "response")]
SHARED = ROOT / "templates" / "shared"
CLAUSES = [path for folder in DOCUMENTS for path in sorted(folder.glob("*.md"))]
SHARED_CLAUSES = sorted(SHARED.glob("*.md"))
JUDGED = {
    "integrity": "has within the last three years been convicted of",
    "compliance with public policy": "voluntarily excluded from transactions",
    "proper classification of employees under the Fair Labor Standards Act (29 U.S.C. 201 and following)": (
        "Whether those who deliver the service are employees or contractors, and why"
    ),
    "record of past performance": "Name three buyers of a similar program",
    "financial resources": "Financial statements",
    "technical resources": "Staff: numbers, qualifications, screening",
}
"""By what an RFP says is considered before an award: the words by which the response file asks for it."""
DEALS = ("denver-literacy", "duval-math", "central-ohio-workforce")
PARTS = (
    "Legal notice", "Schedule", "Background and need", "Goals",
    "How outcomes-based contracting works here", "Target population and baseline", "Program", "Outcomes",
    "Thresholds and targets", "Mutual accountability", "Funding and payment", "Draft Rate Card",
    "Caps and limits", "Payment schedule", "Data verification",
    "Provider verification obligations", "Data use, sharing, and privacy", "Continuous improvement",
    "Evidence requirement", "Minimum qualifications", "Submission of proposals", "Criteria and weights",
    "Price formula", "Ties", "Award", "Questions and addenda", "Conflict of interest",
    "Public records and confidentiality", "Rights of the District", "Protest", "Legal terms",
    "Key terms of the Agreement", "Price statement", "References", "Exceptions", "Certifications",
    "Submission checklist",
)  # fmt: skip
THINGS = {
    "award", "form", "funding", "invoice", "line", "negotiation", "notice", "outcome", "payment", "price",
    "proposal", "protest", "rfp", "there", "this",
}  # fmt: skip
LOOSE_END = re.compile(r"\bNone\b(?! stated| on this)| [.,;]|\(\)|,,|\.\.|(?<!\.)\. ?: |[a-z]\.\d+\. ")
OPTIONAL = (
    "agreement", "agreement.insurance", "agreement.precedence", "agreement.termination",
    "assessments.istation.version", "data", "data.flows", "data.evaluation", "data.openness",
    "data.privacy_agreement", "document.notice", "duties", "duties.district", "duties.provider",
    "funding.rationale", "funding.sources", "improvement", "improvement.escalation",
    "improvement.indicators", "improvement.meetings", "need.background", "payment.base",
    "payment.caps", "payment.if_district_defaults", "payment.invoicing", "population.consent",
    "population.criterion", "population.distribution", "population.eligibility", "population.guaranteed",
    "population.history",
    "population.other_identifiers", "population.roster", "population.schools", "procurement.award",
    "procurement.conference", "procurement.criteria.price.scoring", "procurement.minimum_qualifications",
    "procurement.interviews", "procurement.protest", "procurement.published_at", "procurement.questions",
    "procurement.records_law", "procurement.scale",
    "procurement.schedule.answers_posted", "procurement.schedule.conference",
    "procurement.schedule.interviews",
    "procurement.schedule.questions_due", "procurement.schedule.start", "procurement.submission.pages",
    "procurement.submission.valid_for", "procurement.tie_break", "program.alignment", "program.calendar",
    "program.evidence", "program.evidence_tier", "program.group_size", "program.mode", "program.staffing",
    "district.contacts", "verification.dispute", "verification.evidence_pack",
)  # fmt: skip


def printed(spec: Spec, pack: Pack | None = None) -> str:
    """Return the dump of a spec's RFP and response file, by the built-in templates where no pack is named."""
    pack = pack or builtin()
    names = context(spec, schedule(spec), pack)
    made = {folder.name: from_html(render(folder.name, names, pack)) for folder in DOCUMENTS}
    return "".join(dump(resolve(one, made)) for one in made.values())


@cache
def rfp(deal: str, *without: str) -> str:
    """Return the dump of a worked example's RFP and response file, without some paths of its spec."""
    source = read(ROOT / "specs" / f"{deal}.yaml").without(tuple(tuple(path.split(".")) for path in without))
    return printed(parse(source, Spec))


def changed(old: str, new: str) -> str:
    """Return the dump of Denver's RFP and response file with one passage of its spec written otherwise."""
    text = (ROOT / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")
    assert old in text
    return printed(parse(source_of(text.replace(old, new, 1)), Spec))


def front(clause: Path) -> dict[str, object]:
    """Return a clause's opening lines."""
    text = clause.read_text(encoding="utf-8").split("---\n", 2)[1]
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - it makes only texts


def body(clause: Path) -> str:
    """Return a clause without its opening lines."""
    return clause.read_text(encoding="utf-8").split("\n---\n", 1)[1]


def loose_ends(text: str) -> list[str]:
    """Return the lines with what a missing value leaves behind: None, an empty bracket, a lonely stop."""
    return [line for line in text.split("\n") if LOOSE_END.search(line)]


def named(clause: Path) -> str:
    return f"{clause.parent.name}-{clause.stem}"


# --- the files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", DOCUMENTS, ids=lambda folder: folder.name)
def test_every_clause_stands_in_the_outline_once(folder: Path) -> None:
    text = (folder / "outline.yaml").read_text(encoding="utf-8")
    ids = re.findall(r"[a-z]+(?:-[a-z]+)*", re.sub(r"(?m)^[a-z_]+:.*?(?=\[|$)|#.*$", "", text))
    assert len(ids) == len(set(ids))
    own = {path.stem for path in folder.glob("*.md")}
    assert own <= set(ids) <= own | {path.stem for path in SHARED_CLAUSES}


@pytest.mark.parametrize("clause", CLAUSES + SHARED_CLAUSES, ids=named)
def test_a_clause_says_why_it_is_here_and_since_when(clause: Path) -> None:
    opening = front(clause)
    assert opening["id"] == clause.stem
    assert len(str(opening["note"])) > 20
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(opening["effective"]))


@pytest.mark.parametrize("clause", CLAUSES + SHARED_CLAUSES, ids=named)
def test_a_clause_holds_no_amount_or_date_of_a_deal(clause: Path) -> None:
    assert not re.search(r"\$\d|\b20[2-9]\d\b", body(clause))


@pytest.mark.parametrize("clause", CLAUSES + SHARED_CLAUSES, ids=named)
def test_shall_stands_only_where_somebody_has_a_duty(clause: Path) -> None:
    for owner in re.findall(r"(\w+) shall\b", body(clause)):
        assert owner.lower() not in THINGS


@pytest.mark.parametrize("clause", [path for path in CLAUSES if path.stem not in {"assessments", "cover"}])
def test_a_clause_speaks_of_no_school(clause: Path) -> None:
    assert not re.search(r"\b(?:student|school|teacher|classroom)s?\b", body(clause))


# --- the parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("deal", DEALS)
@pytest.mark.parametrize("part", PARTS)
def test_an_rfp_has_every_part_that_a_bidder_looks_for(deal: str, part: str) -> None:
    title = re.escape(part).replace("District", r"\w+")
    line = rf'(?m)^ *(?:front|section|attachment|Attachment)[^"]*"{title}"'
    assert re.search(line, rfp(deal))


@pytest.mark.parametrize("deal", DEALS)
def test_no_value_is_missing(deal: str) -> None:
    assert loose_ends(rfp(deal)) == []


@pytest.mark.parametrize(
    "text", ["from None to May", "paid in full .", "Sites: ()", "a,, b", "is kept.1. The"]
)
def test_a_value_that_is_missing_is_noticed(text: str) -> None:
    assert loose_ends(text) == [text]


@pytest.mark.parametrize("deal", DEALS)
def test_who_bids_is_an_offeror_until_the_award(deal: str) -> None:
    text = rfp(deal)
    assert "The Offeror certifies" in text
    assert "The Provider certifies" not in text


def test_every_verification_obligation_has_a_row_of_its_own_to_answer() -> None:
    form = rfp("denver-literacy").split('#form-data "', 1)[1].split('#form-price "', 1)[0]
    for name in ("log-sessions", "protect-testing", "open-records", "answer-queries", "keep-records"):
        assert f"{{long data-{name} " in form


def plan(old: str = "", new: str = "") -> str:
    """Return the verification plan of Ohio's RFP, with one passage of its spec written otherwise."""
    text = (ROOT / "specs" / "central-ohio-workforce.yaml").read_text(encoding="utf-8")
    assert old in text
    made = printed(parse(source_of(text.replace(old, new, 1)), Spec))
    return made.split("#verification-plan (", 1)[1].split("    clauses", 1)[0]


def test_a_plan_for_several_outcomes_says_once_what_they_share() -> None:
    shared = (
        "| !Decided by, and when | <2> The Board, within 20 Business Days after all the data are received"
    )
    assert plan().count("after all the data are received") == plan().count(shared) == 1
    assert plan().count("payment waits until the data are complete") == 1


def test_a_plan_says_of_each_outcome_who_decides_it_where_that_differs() -> None:
    last = "draws the rate from the state system.\n      within: "
    other = plan(f"{last}20 business days", f"{last}5 business days")
    assert "Decided by, and when" not in other
    assert other.count("paragraph: The Board decides within 20 Business Days after") == 3
    assert other.count("paragraph: The Board decides within 5 Business Days after") == 1


# --- what a deal leaves out ----------------------------------------------------------------------


@pytest.mark.parametrize("path", OPTIONAL)
def test_a_part_that_the_deal_leaves_out_leaves_no_loose_end(path: str) -> None:
    assert loose_ends(rfp("denver-literacy", path)) == []


@pytest.mark.parametrize("deal", DEALS)
def test_a_date_of_payment_is_the_earliest_as_in_the_contract(deal: str) -> None:
    assert re.search(r"The date of a payment is the earliest on which the \w+ has to pay it", rfp(deal))


def test_without_a_base_nothing_promises_base_funding() -> None:
    text = rfp("denver-literacy", "payment.base")
    first = text[: text.index("#contents")]
    assert "Base Funding" not in first
    assert "How Base Funding is earned" not in text
    split = text.split('#split "', 1)[1].split('#draft-rate-card "', 1)[0]
    assert "Performance Funding comes to $750,000 at most" in split
    assert "Base Funding comes to" not in split
    assert text.count("There is no Base Funding: every payment depends on results.") == 1


def test_without_federal_money_there_is_no_federal_term_and_no_lobbying_certificate() -> None:
    text = rfp("denver-literacy", "funding.sources")
    assert "Whistleblower" not in text
    assert "31 U.S.C. 1352" not in text
    assert '"State and local terms"' in text


def test_a_small_federal_contract_asks_for_no_lobbying_certificate() -> None:
    small = changed("not_to_exceed: $1,200,000", "not_to_exceed: $90,000")
    assert "Standard Form LLL" not in small
    assert "Standard Form LLL" in rfp("denver-literacy")


def test_without_duties_of_the_district_no_table_of_them_is_cited() -> None:
    assert "#duties-table-district" not in rfp("denver-literacy", "duties.district")


# --- what a deal chooses -------------------------------------------------------------------------


def test_a_price_stands_in_the_price_file_and_not_beside_the_answers() -> None:
    price = "vocabulary: {per_participant: "
    text = changed(f"{price}$500", f"{price}{{proposed: true, at_most: $500}}")
    form = text.split('#form-price "', 1)[1].split('#closing-forms "', 1)[0]
    assert "Prices are offered in the price file alone." in form
    assert "{money " not in form
    assert "{number " not in form


def test_a_reimbursed_base_asks_for_a_budget() -> None:
    assert "its budget by line" in rfp("central-ohio-workforce")
    assert "its budget by line" not in rfp("denver-literacy")


def test_a_budget_is_part_of_the_proposal_and_of_the_checklist_only_where_costs_are_reimbursed() -> None:
    text = rfp("central-ohio-workforce")
    assert "the price file, and the budget by line that" in text
    assert "Budget by line | {checkbox check-budget" in text
    assert "until it has scored every other criterion, interviews included" in text
    assert "udget by line" not in rfp("denver-literacy")


def test_each_minimum_qualification_has_one_wording_on_page_one_in_its_section_and_in_the_form() -> None:
    for words in ("Two years of tutoring in public schools", "Authority to do business in the state, or the"):
        assert len(re.findall(rf"(?m)^.*{words}.*$", rfp("denver-literacy"))) >= 3
    bare = rfp("denver-literacy", "procurement.minimum_qualifications")
    assert bare.count("Authority to do business in the state, or the ability to obtain it") == 3


def test_what_earlier_people_reached_is_named_where_the_deal_names_it() -> None:
    named = "118 of 486 reached the spring benchmark, the 40th percentile in overall reading (24.28%)"
    assert named in rfp("denver-literacy")
    bare = rfp("denver-literacy", "population.benchmark")
    assert "118 of 486 reached the benchmark (24.28%)" in bare
    assert "measured in the same way or by a proxy" in bare


def test_a_gain_has_two_windows_and_outcomes_share_what_they_have_in_common() -> None:
    both = (
        "(First: August 16, 2027 to August 27, 2027) and for the Final Measure (Third: May 1, 2028 to May 19,"
    )
    assert f"Two windows decide it: for the Initial Measure {both} 2028)." in rfp("duval-math")
    assert "All share one window (Spring: May 8, 2028 to May 19, 2028)." in rfp("denver-literacy")
    assert "All share" not in rfp("duval-math")
    assert "window (" not in rfp("central-ohio-workforce")


def test_money_that_falls_due_at_once_is_told_in_a_sentence() -> None:
    told = "all that is due falls due by August 31, 2028: $43,200 of Base Funding and $33,120 of Performance"
    whole = read(ROOT / "specs" / "edtech-licenses.yaml", ("payment.base.due=2028-08-15",))
    at_once = printed(parse(whole.without((("payment", "base", "installments"),)), Spec))
    assert told in at_once
    assert "Money against service" not in at_once
    assert "Money against service" in rfp("duval-math")


def test_paper_proposals_come_in_sealed_copies() -> None:
    where = "how: electronic, to: purchasing@district.example, copies: 1"
    text = changed(where, "how: paper, to: Room 4, copies: 3")
    assert "3 paper copies of its proposal to Room 4" in text
    assert "searchable file" not in text


def test_who_helped_to_write_the_rfp_is_named_and_may_not_offer() -> None:
    text = changed("prepared_with: []", "prepared_with: [Example Advisers LLC, Other Firm]")
    assert "may not submit a proposal: Example Advisers LLC and Other Firm." in text


def test_that_nobody_helped_is_not_said_where_nobody_is_named() -> None:
    assert "helped to prepare this RFP" not in rfp("denver-literacy")


def test_an_initial_measure_is_told_of_only_where_one_is_taken() -> None:
    assert "Initial Measure" not in rfp("central-ohio-workforce")
    assert "does not by itself make the result of a group missing" in rfp("central-ohio-workforce")
    assert "If an Initial Measure is missing" in rfp("duval-math")


def test_the_lowest_expected_total_wins_all_points_of_price() -> None:
    text = rfp("denver-literacy")
    assert "if each Outcome is reached at its target" in text
    assert "receives all 30 points" in text


def test_a_lot_with_a_description_of_several_paragraphs_keeps_them() -> None:
    east = '{name: East schools, planned: 250, description: "River side.\\n\\nTwo sites."}'
    text = changed("\nprogram:\n", f"\nlots:\n  east: {east}\n\nprogram:\n")
    assert "paragraph: River side." in text
    assert "paragraph: Two sites." in text


def test_page_one_has_dates_and_criteria_side_by_side_under_their_titles() -> None:
    head, *rows = rfp("denver-literacy").split("table #dates-and-criteria")[1].splitlines()[1:8]
    assert all(title in head for title in ("Dates", "Selection criteria, total of 100 points"))
    told = list(zip(("Mar 1, 2027", "Mar 11, 2027", "Mar 19, 2027"), ("30", "25", "15"), rows, strict=False))
    assert all(day in row and f"{points} points" in row for day, points, row in told)
    assert "Proposals due" in rows[3]
    assert "Apr 30, 2027, 2:00 p.m." in rows[3]
    assert len(rows) == 6


@pytest.mark.parametrize(
    ("table", "heads", "values"),
    [
        ("milestones", ("RFP issued", "Proposals due"), ("Mar 1, 2027", "Apr 30, 2027, 2:00 p.m.")),
        ("weights", ("Evidence of effectiveness", "Price"), ("30 of 100 points", "30 of 100 points")),
    ],
)
def test_a_pack_with_a_first_page_of_before_still_prints_dates_and_criteria_as_two_tables(
    tmp_path: Path, table: str, heads: tuple[str, ...], values: tuple[str, ...]
) -> None:
    cover = (ROOT / "templates" / "rfp" / "cover.md").read_text("utf-8")
    of_before = cover.replace("{{ dates_and_criteria() }}", "{{ milestones() }}\n\n{{ weights() }}")
    text = printed(
        parse(read(ROOT / "specs" / "denver-literacy.yaml"), Spec),
        over_builtin(tmp_path, {"rfp/cover.md": of_before}),
    )
    head, body = text.split(f"table #{table}")[1].splitlines()[1:3]
    assert all(words in head and words not in body for words in heads)
    assert all(words in body and words not in head for words in values)


def test_the_third_figure_of_page_one_says_that_it_is_when_services_begin() -> None:
    figures = rfp("denver-literacy").split("table #key-figures")[1].split("table #")[0]
    assert "services begin; they end May 19, 2028" in figures


# --- what is judged is asked for -------------------------------------------------------------------


@cache
def answered(deal: str) -> str:
    """Return the dump of a worked example's response file alone."""
    spec = parse(read(ROOT / "specs" / f"{deal}.yaml"), Spec)
    names = context(spec, schedule(spec), builtin())
    made = {folder.name: from_html(render(folder.name, names, builtin())) for folder in DOCUMENTS}
    return dump(resolve(made["response"], made))


@pytest.mark.parametrize("deal", DEALS)
def test_each_matter_that_is_judged_before_award_has_a_place_in_the_response_file(deal: str) -> None:
    said = re.search(
        r"Before it awards, the (?:District|Board) considers the Offeror's ([^\n]+?)\.\n", rfp(deal)
    )
    assert said
    listed = said[1].replace(
        "financial and technical resources", "financial resources, and technical resources"
    )
    assert re.split(r", (?:and )?", listed) == list(JUDGED)
    assert [matter for matter, words in JUDGED.items() if words not in answered(deal)] == []


@pytest.mark.parametrize("deal", DEALS)
def test_an_rfp_names_each_ground_on_which_a_proposal_may_be_rejected(deal: str) -> None:
    """The response file alone spoke of one, and an answer that came late had no consequence."""
    said = rfp(deal)
    assert "without this signature, or with a condition on a price, may be rejected." in said
    assert re.search(r"RFP, without a condition, and sign .+?; otherwise its proposal may be rejected", said)
    assert "shall answer within 3 Business Days after a request; otherwise its proposal may be" in said
    assert "or where the Offeror did not do what this RFP says that it shall do." in said
    grounds = 1 + ("figures that the analysis needs" in said)
    assert said.count("after a request; otherwise its proposal may be rejected.") == grounds


@pytest.mark.parametrize("deal", DEALS)
def test_a_true_up_ends_with_the_agreement_in_the_rfp_too(deal: str) -> None:
    assert "show, by the end date that the Agreement states or later where it allows it, that" in rfp(deal)
