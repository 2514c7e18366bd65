"""The contract as a lawyer reads it: nothing undefined, nothing left hanging, whatever a deal leaves out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from agreeing import read as read_sections
from obcgen.account.scenarios.ends import at_target
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.deal.terms import rounding_sentences
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.pack import builtin
from obcgen.render.context import context
from obcgen.render.render import render
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.trees import resolved
from substance import lost

ROOT = Path(__file__).parent.parent
CONTRACT = ROOT / "templates" / "contract"
SHARED = ROOT / "templates" / "shared"
CLAUSES = sorted(CONTRACT.glob("*.md"))
DEALS = ("denver-literacy", "duval-math", "central-ohio-workforce")
TERMS = (
    "Assessment", "Attainment", "Base Funding", "Baseline", "Business Day", "Counted Participant",
    "Decider", "District Default", "Dosage", "Education Records", "Effective Date",
    "Eligible Person", "End Date", "Evidence Pack", "Final Measure", "Initial Measure",
    "Minimum Dosage", "Not-to-Exceed Amount", "Outcome", "Outcome Payment", "Participant",
    "Participant Data", "Performance Funding", "Program", "Program Lead", "Proposal", "Provider",
    "Provider Personnel", "RFP", "Rate Card", "Roster", "Security Incident", "Service Period",
    "Services", "Settlement", "Site", "State", "Term", "Threshold", "True-Up", "Verification",
    "Verification Plan",
)  # fmt: skip
ONLY_PARTS = {"part-deal", "part-general", "part-forms", "deal-changes", "contents"}
ONLY_LONG = {"how-it-works", "contents-of-articles"}
LOOSE_END = re.compile(r"\bNone\b(?! stated| on this)| [.,;]|\(\)|: *\.|,,|(?<!\.)\. ?: |[a-z]\.\d+\. ")
OPTIONAL = (
    "duties", "duties.district", "data", "data.flows", "improvement", "improvement.indicators",
    "need", "procurement", "payment.base", "payment.caps", "payment.if_district_defaults",
    "payment.invoicing", "funding.sources", "population.roster", "population.history",
    "verification", "verification.dispute", "agreement.insurance", "agreement.notices",
    "agreement.precedence", "agreement.termination", "agreement.termination.convenience",
    "agreement.award", "district.contacts", "provider.contacts", "district.signatory",
    "provider.signatory",
)  # fmt: skip


@cache
def contract(deal: str, *without: str) -> str:
    """Return the dump of a worked example's contract, without some paths; the buyer is a District."""
    return re.sub(r"\bBoard\b", "District", dump(tree(deal, *without)))


@cache
def tree(deal: str, *without: str) -> Document:
    """Return a worked example's contract, without some paths."""
    pack = builtin()
    source = read(ROOT / "specs" / f"{deal}.yaml").without(tuple(tuple(path.split(".")) for path in without))
    spec = parse(source, Spec)
    return resolve(from_html(render("contract", context(spec, schedule(spec), pack), pack)))


def body(clause: Path) -> str:
    """Return a clause without its opening lines."""
    return clause.read_text(encoding="utf-8").split("\n---\n", 1)[1]


def front(clause: Path) -> dict[str, object]:
    """Return a clause's opening lines."""
    text = clause.read_text(encoding="utf-8").split("---\n", 2)[1]
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - it makes only texts


def loose_ends_of(text: str) -> list[str]:
    """Return what a missing value leaves behind: None, an empty bracket, a lonely stop."""
    return [line for line in text.split("\n") if LOOSE_END.search(line)]


def outline(name: str = "outline.yaml") -> list[str]:
    """Return every id of an outline, in order."""
    text = (CONTRACT / name).read_text(encoding="utf-8")
    return re.findall(r"[a-z]+(?:-[a-z]+)*", re.sub(r"(?m)^[a-z_]+:.*?(?=\[|$)|#.*$", "", text))


def variants() -> set[str]:
    """Return the id of every clause that is a variant of another."""
    named = [dict(front(path).get("variants", {})) for path in CLAUSES]  # type: ignore[call-overload]
    return {id_ for names in named for id_ in names.values()}


def defined(text: str) -> set[str]:
    """Return the terms that a contract's text defines."""
    return set(re.findall(r"\*\*([A-Z][A-Za-z -]+?)\*\*(?= means| has the meaning|[).])", text))


def used(text: str) -> set[str]:
    """Return the terms that a contract's text uses, its definitions, titles, and references aside."""
    text = text[text.index("Part A #") :]
    for aside in (r"\*\*[^*]+\*\*", r'"[^"]*"', "“[^”]*”", r"\(#[^)]*\)"):
        text = re.sub(aside, "", text)
    return {term for term in TERMS if re.search(rf"\b{term.removesuffix('s')}(?:s|es)?\b", text)}


# --- the files -----------------------------------------------------------------------------------


def test_every_clause_stands_in_the_outline_or_is_a_variant_and_every_id_has_a_clause() -> None:
    ids = [*outline(), *(id_ for id_ in outline("long.yaml") if id_ in ONLY_LONG)]
    shared = {path.stem for path in SHARED.glob("*.md")}
    assert len(ids) == len(set(ids))
    assert {path.stem for path in CLAUSES} == set(ids) - shared | variants()
    assert not variants() & set(ids)
    assert set(ids) <= {path.stem for path in CLAUSES} | shared


def test_the_long_form_holds_what_the_parts_hold() -> None:
    assert set(outline()) - ONLY_PARTS == set(outline("long.yaml")) - ONLY_LONG
    assert len(outline("long.yaml")) == len(set(outline("long.yaml")))


def test_the_contract_has_the_depth_of_a_real_one() -> None:
    assert len(CLAUSES) > 130


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda path: path.stem)
def test_a_clause_says_why_it_is_here_and_since_when(clause: Path) -> None:
    opening = front(clause)
    assert opening["id"] == clause.stem
    assert len(str(opening["note"])) > 20
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(opening["effective"]))


@pytest.mark.parametrize(
    "clause",
    [path for path in CLAUSES if path.stem != "equal-opportunity-wioa"],  # 29 CFR 38.25, word for word
    ids=lambda path: path.stem,
)
def test_a_duty_is_said_with_shall(clause: Path) -> None:
    assert not re.search(r"\b(?:will|shall be obliged to|is responsible for|agrees to)\b", body(clause))


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda path: path.stem)
def test_a_clause_holds_no_amount_or_date_of_a_deal(clause: Path) -> None:
    assert not re.search(r"\$\d|\b20[2-9]\d\b", body(clause))


# --- the terms -----------------------------------------------------------------------------------


@pytest.mark.parametrize("deal", DEALS)
def test_every_defined_term_that_is_used_is_defined(deal: str) -> None:
    text = contract(deal)
    assert used(text) - defined(text) == set()


@pytest.mark.parametrize("deal", DEALS)
def test_every_term_that_is_defined_is_used(deal: str) -> None:
    text = contract(deal)
    assert defined(text) - used(text) - {"Agreement", "District", "Party", "Parties", "Including"} == set()


def test_a_term_that_nobody_defined_is_noticed() -> None:
    text = contract(DEALS[0])
    planted = text.replace("**Decider** means", "**The judge** means")
    assert used(planted) - defined(planted) == {"Decider"}


def test_a_term_that_nobody_uses_is_noticed() -> None:
    planted = "Part A #\n**Site** means a place. **Decider** means a person. The Site is open."
    assert defined(planted) - used(planted) == {"Decider"}


@pytest.mark.parametrize("deal", DEALS)
def test_a_term_is_defined_once(deal: str) -> None:
    terms = re.findall(r"paragraph: \*\*([A-Z][A-Za-z -]+)\*\* (?:means|has the meaning)", contract(deal))
    assert len(terms) == len(set(terms))


# --- what a deal leaves out ----------------------------------------------------------------------


@pytest.mark.parametrize("path", OPTIONAL)
def test_a_part_that_the_deal_leaves_out_leaves_no_loose_end(path: str) -> None:
    text = contract("denver-literacy", path)
    assert not re.search(r"\bNone\b(?! stated| on this)", text)
    assert not re.search(r" [.,;]|\(\)|: *\.", text)


def test_without_a_stated_effect_a_district_default_moves_dates_and_pays_nothing() -> None:
    text = contract("denver-literacy", "payment.if_district_defaults")
    assert "$150,000" not in text
    assert "Nothing is due for an Outcome that was not reached" in text


def test_without_federal_money_there_is_no_federal_exhibit() -> None:
    text = contract("denver-literacy", "funding.sources")
    assert "Federal terms" not in text
    assert 'part C.2 #exhibit-forms "Forms"' in text


@pytest.mark.parametrize(("deal", "speaks"), [("denver-literacy", False), ("duval-math", True)])
def test_only_a_contract_that_pays_by_measured_result_speaks_of_one(deal: str, speaks: bool) -> None:
    text = contract(deal)
    assert ("pays by measured result" in text) is speaks
    assert ("pays only for results that Verification finds" in text) is speaks
    assert ("pays only for Outcomes that Verification finds were reached" in text) is not speaks


@pytest.mark.parametrize("deal", DEALS)
def test_each_definition_is_a_paragraph_of_its_own(deal: str) -> None:
    lines = [line for line in contract(deal).splitlines() if "** means" in line]
    assert len(lines) > 30
    assert not [line for line in lines if len(re.findall(r"\*\* (?:means|has the meaning)", line)) > 1]


@pytest.mark.parametrize("deal", DEALS)
def test_one_settlement_of_every_line_is_worked_and_the_rules_of_rounding_stand_once(deal: str) -> None:
    spec = parse(read(ROOT / "specs" / f"{deal}.yaml"), Spec)
    settled, roundings = at_target(deal_of(spec)), rounding_sentences(spec)
    text = contract(deal)
    worked = text.split('#exhibit-examples "', 1)[1].split('#exhibit-payments "', 1)[0]
    for line in settled.lines:
        assert re.search(rf"!{re.escape(line.name)} \| .+ \| {re.escape(str(line.amount))}\n", worked)
    assert re.search(rf"!Total\S* .*\| {re.escape(str(settled.total))}\n", worked)
    assert [text.count(sentence) for sentence in roundings] == [1] * len(roundings)
    assert "If an example and the words of the Rate Card or of an article conflict, the words" in worked


@pytest.mark.parametrize("deal", DEALS)
def test_nothing_of_the_edition_before_the_parts_is_lost(deal: str) -> None:
    frozen = (ROOT / "tests" / "golden" / "contract-substance" / f"{deal}.txt").read_text(encoding="utf-8")
    assert lost(frozen.splitlines(), tree(deal)) == []


@pytest.mark.parametrize("deal", DEALS)
def test_the_most_that_may_be_served_is_a_number_of_persons_and_who_is_replaced_is_not_among_them(
    deal: str,
) -> None:
    """A number at one time let more be served, and be paid for, than the RFP's table states."""
    text = contract(deal)
    replaces = "may replace a Participant" in text
    assert "at one time" not in text
    assert ("not counting those who were replaced, and nothing is due for more" in text) is replaces
    assert ("and the one who is replaced ceases to be one, when the changed Roster" in text) is replaces
    assert ("That person stays protected as" in text) is replaces
    assert "also protects a person who was a Participant, was referred to become one, or receives" in text
    assert "identifies a person who is or was a Participant or was referred to become one" in text
    assert replaces is (deal != "central-ohio-workforce")  # there each counts who enrolled


@pytest.mark.parametrize("deal", DEALS)
def test_no_duty_of_either_party_is_without_a_consequence(deal: str) -> None:
    text = contract(deal)
    for words in (
        "that is not a District Default changes no payment. It excuses the Provider as far as",
        "If the Provider does not perform a duty",
        "does not pay an undisputed amount",
    ):
        assert words in text, words


def test_part_a_can_say_of_each_variant_what_it_changes() -> None:
    """A name such as advisory tells a reader of the contract nothing."""
    named = {
        f"{front(path)['id']}/{name}"
        for path in CLAUSES
        for name in dict(front(path).get("variants", {}))  # type: ignore[call-overload]
    }
    labels = yaml.safe_load((ROOT / "templates" / "shared" / "labels.yaml").read_text(encoding="utf-8"))
    assert set(labels["variant_says"]) == named


def test_a_duty_or_a_value_that_is_left_out_is_noticed() -> None:
    frozen = ["The Provider shall juggle three lanterns at each Site.", "The District shall pay $123,456."]
    assert lost(frozen, tree(DEALS[0])) == frozen


def test_without_minimum_dosage_nothing_speaks_of_it() -> None:
    rates = (f"payment.rates.{name}.requires" for name in ("fluency", "vocabulary", "phonemic_awareness"))
    text = contract("denver-literacy", "program.dosage", *rates)
    assert "Minimum Dosage" not in text


@pytest.mark.parametrize("document", ["contract", "rfp"])
def test_that_payments_share_limits_is_said_once_beside_the_payment_schedule(document: str) -> None:
    pack = builtin()
    path = ROOT / "specs" / "denver-literacy.yaml"
    spec = parse(read(path, ("payment.caps.total=$500000",)), Spec)
    text = dump(resolved(document, context(spec, schedule(spec), pack), pack))
    assert (
        text.count("The payments share limits")
        == text.count("Together, no more than $950,000 can fall due")
        == 1
    )
    assert "cuts Performance Funding from $750,000 to $500,000" in text


def test_a_base_that_goes_by_use_has_no_charge_for_time_and_no_days() -> None:
    by_use, by_days = contract("edtech-licenses"), contract("denver-literacy")
    assert "not charged for that time" not in by_use
    assert "did not deliver" not in by_use
    assert "the installments due so far come to the sum of their shares of what that service earns" in by_use
    assert "the sum of their shares" not in by_days
    in_one = contract("edtech-licenses", "payment.base.installments")
    assert "A payment of Base Funding is due on its date in" in in_one
    assert "the sum of their shares" not in in_one
    fictive = "stands for the last day of Services in the computation of"
    assert f"{fictive} what " in by_use
    assert f"{fictive} Base Funding. " in by_days


def test_a_license_that_nobody_could_use_reduces_a_base_by_time() -> None:
    pack, path = builtin(), ROOT / "specs" / "edtech-licenses.yaml"
    by_use = (("payment", "base", "tiers"), ("payment", "base", "combine"))
    spec = parse(read(path, ("payment.base.per_participant=$36",)).without(by_use), Spec)
    text = dump(resolved("contract", context(spec, schedule(spec), pack), pack))
    assert "count as sessions that the Provider did not deliver" in text


@pytest.mark.parametrize("deal", DEALS)
def test_what_the_payer_alone_holds_is_never_a_way_out_of_paying(deal: str) -> None:
    """Late data of the District stopped the time to decide, and its make-up test counted as missing."""
    text = contract(deal)
    assert "is to supply or obtain is still missing 20 Business Days after the Provider has given" in text
    assert "but no date of payment, moves by the same number of days" in text
    assert "A measure that it then takes in the time to cure counts as taken in its window" in text
    assert "it has failed in its duty, whatever share was measured" in text
    assert "So far as that end kept a Participant from" in text
    assert re.search(r"states where the \w+ had no cause", text)


@pytest.mark.parametrize("deal", DEALS)
def test_how_a_rule_of_part_a_is_applied_does_not_conflict_with_it(deal: str) -> None:
    text = contract(deal)
    assert "What Part B says of how a rule of Part A is applied does not conflict with it" in text
    kept = "keeps from the Minimum Dosage counts as having received it; that alone makes no Outcome reached"
    assert (kept in text) is ("Minimum Dosage of" in text)
    assert "or a Participant from receiving the Minimum Dosage" not in text
    assert ("for the number planned in each group" in text) is (deal == "denver-literacy")
    assert ("Most, as planned" in text) is (deal == "denver-literacy")


@pytest.mark.parametrize("deal", DEALS)
def test_no_other_rule_takes_back_what_an_end_without_cause_owes(deal: str) -> None:
    text = contract(deal)
    assert re.search(r"Apart from what .+? states?, a \*\*District Default\*\* exists only if", text)
    assert "another Section of this Article states, no condition of the Rate Card is relaxed" in text
    assert ("Services that it kept from being delivered are excused" in text) is (
        "Base Funding is reduced for Services" in text
    )


@pytest.mark.parametrize("deal", DEALS)
def test_each_end_that_is_a_district_default_is_named_where_a_district_default_is_defined(deal: str) -> None:
    """What is one without notice and time to cure was outside the four tests that define it."""
    found = re.search(r"Apart from what (.+?) states?, a \*\*District Default\*\*", contract(deal))
    sections = read_sections(tree(deal)).sections
    without_notice = (
        "Default, without notice and time to cure",
        "applies without further notice or time to cure",
    )
    ends = {key for key, words in sections.items() if any(some in words for some in without_notice)}
    assert ends == {"verification-decision", "termination-for-cause", "termination-by-provider"}
    assert found
    assert len(re.findall(r"\d+\.\d+", found[1])) == len(ends)


@pytest.mark.parametrize("deal", DEALS)
def test_a_notice_is_given_and_only_an_end_takes_effect(deal: str) -> None:
    """Thirty days of Base Funding hung on which of the two senses was meant."""
    text = contract(deal)
    assert not re.search(r"[Nn]otice (?:[^.;]*[^.; ] )?(?:takes|taken|take) effect", text)
    assert not re.search(r"[Ii]t takes effect when", text)
    assert "counts as given when" in text


@pytest.mark.parametrize("deal", DEALS)
def test_a_suspension_and_an_end_in_part_say_what_is_owed(deal: str) -> None:
    text = contract(deal)
    assert "count as not delivered so far as the Provider gave the ground for it, and are otherwise" in text
    assert "suspend the Services for as long as the ground lasts" in text
    assert "If it ends for a Site or in another part alone, this Section applies to that part" in text
    assert ("in proportion to the Participants on the Roster whom that part concerns" in text) is (
        "Base Funding is earned pro rata" in text
    )


@pytest.mark.parametrize("deal", DEALS)
def test_a_result_that_the_payer_holds_back_is_settled_as_one_that_it_did_not_measure(deal: str) -> None:
    text = contract(deal).replace("Board", "District")
    assert "counts as one that the District was to measure and did not" in text
    assert "this limit does not apply" not in text


@pytest.mark.parametrize("deal", DEALS)
def test_an_invoice_claims_what_was_earned_and_only_a_knowing_falsehood_ends_the_deal(deal: str) -> None:
    text = contract(deal)
    assert "that the amount is due under" not in text
    assert "the amount was earned and is payable as the Agreement states" in text
    assert re.search(r"gave a false certificate as \S+ \S+ describes it", text)
    assert not re.search(r"(?:installment|payment of it|Base Funding) is due when", text)
    assert "final Settlement" not in text


@pytest.mark.parametrize("deal", DEALS)
def test_what_the_limits_cover_leaves_out_the_cost_of_a_verifier(deal: str) -> None:
    """The most that is owed "for everything" stood against half of what a verifier costs."""
    text = contract(deal)
    assert "and the cost of a verifier are not part of this amount." in text
    assert "interest on a late payment, and its part of the cost of a verifier." in text
    assert "mediator" not in text


def with_clauses(*chosen: str) -> str:
    """Return the dump of Denver's contract with other variants of clauses."""
    pack, path = builtin(), ROOT / "specs" / "denver-literacy.yaml"
    spec = parse(read(path, tuple(f"agreement.clauses.{one}" for one in chosen)), Spec)
    return dump(resolved("contract", context(spec, schedule(spec), pack), pack))


def test_who_mediates_is_paid_beside_the_limits_too() -> None:
    text = with_clauses("dispute-steps=mediation")
    assert text.count("the cost of a verifier or mediator") == 2


@pytest.mark.parametrize("chosen", [(), ("termination-for-convenience=stage",)])
def test_an_end_that_avoids_a_payment_counts_from_the_notice_that_was_given(chosen: tuple[str, ...]) -> None:
    """Counted from the end, a notice of thirty days was paid twice."""
    text = with_clauses(*chosen)
    assert "had no cause, counted from that notice. An Outcome Payment" in text


@pytest.mark.parametrize("chosen", [(), ("termination-by-provider=nonpayment",)])
def test_an_offer_to_complete_a_stage_has_a_price_and_an_end(chosen: tuple[str, ...]) -> None:
    own = with_clauses(*chosen).split("#termination-by-provider ", 1)[1].split("#settlement-at-end ", 1)[0]
    assert "Before that end, the Provider must offer to complete the grading period then under way" in own
    assert "If, in 5 Business Days, the District accepts and pays what is overdue and undisputed" in own
    assert "this Agreement ends after it." in own
    assert ("the longer time for cure governs" in own) is (not chosen)


@pytest.mark.parametrize("deal", DEALS)
def test_a_window_that_is_moved_moves_the_day_of_its_results(deal: str) -> None:
    moved = contract(deal).split("#school-closure-measure ", 1)[1].split("#compensation ", 1)[0]
    assert (
        "for that Site, and the dates in the Verification Plan that depend on it, by the time lost" in moved
    )


@pytest.mark.parametrize("deal", DEALS)
def test_the_last_day_of_services_is_one_day(deal: str) -> None:
    """A break before the end, or a stop of sixty days, was paid or not by the reading of three words."""
    text = contract(deal)
    assert text.count("The last day of Services is the day before this Agreement ends, whether or not") == 1
    assert "a suspension on a ground that the Provider gave stopped all Services until then." in text
    assert "that have passed" not in text
    assert "actual last day" not in text


@pytest.mark.parametrize("chosen", [(), ("dispute-steps=mediation",), ("dispute-steps=decision",)])
def test_a_question_of_law_is_settled_or_goes_to_a_court_and_never_both(chosen: tuple[str, ...]) -> None:
    text = with_clauses(*chosen)
    assert "every question of law" not in text
    assert "on a question of law alone, objects in writing, which ends the steps for it." in text
    assert "within 10 Business Days after receipt a Party asks for the next step" in text
    assert ("on a question of law too" in text) is (chosen == ("dispute-steps=decision",))


@pytest.mark.parametrize("deal", DEALS)
def test_an_open_window_takes_no_result_away_and_adds_nobody(deal: str) -> None:
    """A window of a whole year had every end for convenience ignored."""
    text = contract(deal)
    assert "has opened takes nothing away" not in text
    assert text.count("whose window had opened before the notice stays due for those who") == 1
    assert "is first shown after the End Date, except" in text
