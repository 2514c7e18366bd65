"""The figures that a rule of design says, each worked out by hand from the sound deal and the change."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from designed import SOUND_LAW, Design, spec_of, told
from test_designs import EVERY

from obcgen.policy.check import check

BY_NAME = {design.name: design for design in EVERY}
FIGURES = [
    # 25 weeks have room for three sessions: 75 x 90% x 95% = 64.1; 33 hours are 66 half hours, 64 are 32
    (
        "both parties keep their duties and no participant receives the minimum",
        "DSN-01",
        ["receives 32 hours by 2028-05-05", "75 sessions", "90% x 95% leaves 64; 66 are needed"],
    ),
    # to January 7 eleven weeks: one of the fourteen is Thanksgiving, two are winter break; 33 half hours
    ("the window that decides is in the middle of the year", "DSN-01", ["16.5 hours", "by 2028-01-09"]),
    # from November 17, a Wednesday: 3 + 9 + 3 + 27 + 15 = 57, at 85.5% 48.7; a day later 56, 47.9
    ("a replacement in January", "DSN-02", ["2027-11-17 or earlier", "48 sessions are held"]),
    ("less is expected than earlier students reached", "DSN-07", ["5.02 points", "22.02% in 2024-25"]),
    ("the baseline is of the whole district", "DSN-06", ["1,501 people", "1,500 or fewer"]),
    # 300 x $600 is all that one step pays; 300 x ($600 + $600 + $400) is all there is
    ("all or nothing for one result of all", "DSN-08", ["$180,000 of the $480,000", "37.5%"]),
    # 300 x (36% + 34%) x $600 + 300 x 24% x $400; at target 300 x (44% + 42%) x $600 + 300 x 32% x $400;
    # fluency pays 132 x $600 for 24 more
    (
        "most of the money at target is for what comes anyway",
        "DSN-09",
        ["results pay $193,200; $154,800 of it, 80.12%", "reaches Text fluency costs $3,300"],
    ),
    # four fifths of both: $154,560 less ($154,560 - $123,840) / (4/5)
    ("a factor that leaves out too little", "DSN-09", ["$116,160 of it, 75.16%"]),
    (
        "the result of all rises with each weak participant who is not tested",
        "DSN-12",
        ["44% becomes 48.89%"],
    ),
    ("the result of all rises with each weak participant who stops coming", "DSN-24", ["44% becomes 48.89%"]),
    (
        "the result of all rises with each file that stays closed",
        "DSN-27",
        ["line fluency", "until access is given"],
    ),
    ("the definition asks for another level", "DSN-23", ["45 or more", "reached at 40"]),
    ("the definition asks for more, the measure for less", "DSN-23", ["60 or more", "at 60 or less"]),
    ("most of the base is due in the first month", "DSN-13", ["51% of the base after 25 of 215 days"]),
    ("places are paid that nobody need fill", "DSN-14", ["$36,600 may be paid for nobody", "at least 240"]),
    ("the provider staffs for twice as many as are promised", "DSN-15", ["$90,000 in place of $180,000"]),
    ("a duty to fill more places than are promised", "DSN-16", ["300 participants", "270 are guaranteed"]),
    (
        "every participant is tested before anybody is one",
        "DSN-25",
        ["the fall window, which closes on 2027-09-20", "locked on 2027-09-24"],
    ),
    # from 10% to 60%: at 22% it is 12 of 50 points, at the target of 44% 34 of 50
    ("a line of all that pays for what is expected", "DSN-09", ["pays $43,200 of its $122,400 at target"]),
    (
        "a fall of absences from the year that selected",
        "DSN-04",
        ["high by chance fall again", "that fall is paid"],
    ),
    ("a gain from the score that selected", "DSN-04", ["low by chance rise again", "that rise is paid"]),
    ("two cut-offs on one side", "FIG-01", ["below: 25 and at_most: 24", "only one can be meant"]),
    ("a range in which nobody is", "FIG-01", ["at_least: 25 and below: 25", "a number for below above 25"]),
    ("a workforce board that keeps education records", "DAT-08", ["release"]),
    ("the district holds nine in ten home visits", "FIG-05", ["33 hours 45 minutes"]),
    ("a board that its texts write small", "TXT-01", ["The board", "The Board"]),
    ("a gain is reached by those who lost", "DSN-26", ["at -5 or more", "a loss of 5"]),
    ("every result is a long way off", "DSN-17", ["$205,200 that results pay at target"]),
    (
        "a cap on all lines that is used up before the targets",
        "DSN-19",
        ["$150,000 of the $193,200 earned", "beyond 77.64%", "$43,200"],
    ),
    # half of 300 x $600
    ("base money waits for a data set that nobody owes", "DSN-21", ["$90,000 of base funding waits"]),
    # 20 x (1 - ($373,200 - $193,200 / 5) / $373,200) = 2.07
    ("a price score that only money for results can win", "DSN-22", ["wins 2.1 of 20 points"]),
    # 300 x (44% + 42%) x $360 + 300 x 32% x $240 = $115,920, beside $180,000
    ("little depends on outcomes and nothing says why", "GUI-01", ["39.17%", "at least $118,368"]),
]


@pytest.mark.parametrize(("name", "code", "texts"), FIGURES, ids=[name for name, _, _ in FIGURES])
def test_a_finding_says_its_figures(name: str, code: str, texts: list[str]) -> None:
    found = [each for each in told(BY_NAME[name]) if each.code == code]
    said = " ".join(f"{each.message} {each.found} {each.expected}" for each in found)
    assert [text for text in texts if text not in said] == [], said


def test_a_last_notice_that_is_proposed_ends_the_deal_in_the_first_half_of_service() -> None:
    changes = BY_NAME["a notice may come in the second half"].changes
    (found,) = [each for each in told(Design("late", "", changes)) if each.code == "BAL-01"]
    day = re.search(r"last_notice: (\d{4}-\d\d-\d\d);", str(found.hint))
    assert day is not None
    for late, codes in ((0, set()), (1, {"BAL-01"})):
        last = date.fromisoformat(day[1]) + timedelta(days=late)
        design = Design("proposed", "", re.sub(r"2028-01-14", str(last), changes))
        assert {each.code for each in told(design)} == codes, str(last)


def test_no_finding_of_a_workforce_deal_speaks_of_students() -> None:
    names = {
        "the threshold is the entry cut-off": "DSN-03",
        "the baseline is of the whole district": "DSN-06",
    }
    board = "district: {role: board}\nprogram: {field: workforce}\n"
    for name, code in names.items():
        found = [each for each in told(Design(name, "", board + BY_NAME[name].changes)) if each.code == code]
        said = [f"{each.message} {each.found} {each.expected} {each.hint}" for each in found]
        assert said, name
        assert not any("student" in each or "school" in each for each in said), said


@pytest.mark.parametrize(
    ("compare", "attainment", "texts"),
    [
        # 300 x ($600 + $600 + $400) = $480,000 beside $180,000: 20 x $480,000 / 5 / $660,000 = 2.91
        (
            "maximum_total",
            "target",
            ["wins 2.9 of 20 points", "at the maximum: base $180,000", "results $480,000"],
        ),
        # 300 x (44% x $600 + 42% x $600 + 32% x $400) = $193,200: 20 x $193,200 / 5 / $373,200 = 2.07
        (
            "expected_total",
            "target",
            ["wins 2.1 of 20 points", "at target: base $180,000", "results $193,200"],
        ),
        # 300 x (22% x $600 + 24% x $600 + 18% x $400) = $104,400: 20 x $104,400 / 5 / $284,400 = 1.47
        ("expected_total", "expected_without", ["wins 1.5 of 20 points", "without the program: base"]),
    ],
)
def test_a_price_score_is_reckoned_at_what_it_compares(
    compare: str, attainment: str, texts: list[str]
) -> None:
    scoring = f"{{compare: {compare}, attainment: {attainment}, formula: lowest_over_offer}}"
    changes = BY_NAME["a price score that only money for results can win"].changes
    asked = f"{changes}\nprocurement: {{criteria: {{price: {{scoring: {scoring}}}}}}}"
    (found,) = [each for each in told(Design("scored", "", asked)) if each.code == "DSN-22"]
    said = f"{found.message} {found.found}"
    assert [text for text in texts if text not in said] == [], said


def test_no_offer_is_scored_any_more_once_there_is_a_contract() -> None:
    spec = spec_of(BY_NAME["a price score that only money for results can win"].changes)
    asked = check(spec, SOUND_LAW), check(spec, SOUND_LAW, "contract"), check(spec, SOUND_LAW, asked=spec)
    assert ["DSN-22" in {each.code for each in found} for found in asked] == [True, False, False]
