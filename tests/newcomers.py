"""Four deals that nobody shipped, as newcomers type them: each answer by the path of its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from asking import Row, rows, told
from obcgen.studio.desk import Desk


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody buys, the first facts, and what they type into each field that stays open."""

    buying: str
    first: Mapping[str, str]
    typed: Mapping[str, str]


OHIO = Newcomer(
    "literacy",
    {
        "title": "High-impact tutoring in reading",
        "number": "RFP-27-08",
        "district": "Maple Hollow City School District",
        "state": "Ohio",
        "participants": "240",
    },
    {
        "district.address": "400 School Street, Maple Hollow, OH 44001",
        "district.contacts.procurement.email": "bids@maplehollow.k12.oh.us",
        "district.contacts.program.title": "Director of Curriculum",
        "need.problem": "In spring 2026, 264 of 610 students in grades 1 to 3 read below grade level.",
        "need.goals.0": "Every third grader reads at grade level",
        "population.grades.0": "1, 2, 3",
        "population.criterion.metric": "reading composite",
        "population.criterion.below": "30",
        "outcomes.fluency.measure.at_least": "45",
        "population.schools.0": "Lincoln Elementary, Grant Elementary",
        "assessments.screening.name": "Acadience Reading",
        "assessments.screening.version": "K-6",
        "program.service": "Tutors work with groups of three students on phonics and fluency.",
        "program.dosage.sessions_per_week": "4",
        "program.dosage.minutes": "30",
        "program.dosage.weeks": "28",
        "program.group_size": "3",
        "program.mode": "In person, during the school day",
        "outcomes.fluency.expected_without": "25 percent",
        "outcomes.fluency.target": "43 percent",
        "outcomes.fluency.rationale": "A quarter of such students reached it in each of two years.",
        "outcomes.vocabulary.expected_without": "28%",
        "outcomes.vocabulary.target": "40%",
        "outcomes.vocabulary.rationale": "It grows more slowly; studies report 12 points.",
        "funding.not_to_exceed": "$528,000",
        "funding.sources.title_i.name": "Title I, Part A",
        "funding.sources.title_i.aln": "84.010A",
        "funding.sources.title_i.federal": "yes",
        "funding.sources.title_i.obligate_by": "9/30/2028",
        "funding.sources.title_i.liquidate_by": "1/28/2029",
        "procurement.published_at": "https://www.maplehollow.k12.oh.us/bids",
        "procurement.schedule.proposals_due": "May 4, 2027 2 pm",
        "program.starts": "9/27/2027",
        "program.ends": "5/12/2028",
    },
)
WORKFORCE = Newcomer(
    "workforce",
    {
        "title": "Career services for adults",
        "number": "WB-2027-3",
        "district": "Great Lakes Workforce Board",
        "state": "Michigan",
        "participants": "300",
    },
    {
        "district.address": "12 Harbor Avenue, Muskegon, MI 49440",
        "district.contacts.procurement.email": "contracts@greatlakesworks.org",
        "district.contacts.program.title": "Director of Programs",
        "need.problem": "In 2025, 1,140 adults asked for training; a third had a job a year later.",
        "need.goals.0": "More adults leave with a credential and a job",
        "population.criterion.metric": "household income",
        "population.criterion.at_most": "200",
        "population.schools.0": "Muskegon Service Center",
        "program.service": "Coaches assess each adult, write a plan, and follow up for a year.",
        "program.mode": "In person and by video",
        "outcomes.skill_gains.expected_without": "44%",
        "outcomes.skill_gains.target": "54%",
        "outcomes.skill_gains.rationale": "The rate was 43 and 44 percent in the last two years.",
        "outcomes.credentials.expected_without": "49%",
        "outcomes.credentials.target": "60%",
        "outcomes.credentials.rationale": "The rate was 48 and 49 percent in the last two years.",
        "outcomes.skill_gains.measure.at_least": "49",
        "outcomes.credentials.measure.at_least": "54",
        "outcomes.employed_second_quarter.measure.at_least": "60",
        "outcomes.employed_second_quarter.expected_without": "55%",
        "outcomes.employed_second_quarter.target": "66%",
        "outcomes.employed_second_quarter.rationale": "The rate was 55 percent in two years.",
        "funding.not_to_exceed": "$900,000",
        "funding.sources.adult.name": "WIOA Adult Program",
        "funding.sources.adult.aln": "17.258",
        "funding.sources.adult.federal": "yes",
        "funding.sources.adult.obligate_by": "6/30/2029",
        "funding.sources.adult.liquidate_by": "12/31/2029",
        "procurement.time_zone": "Eastern",
        "procurement.published_at": "https://www.greatlakesworks.org/contracts",
        "procurement.schedule.proposals_due": "4/6/2027 4 pm",
        "program.starts": "7/6/2027",
        "program.ends": "6/29/2029",
    },
)
LICENSES = Newcomer(
    "licenses",
    {
        "title": "Mathematics practice software",
        "number": "27-114",
        "district": "Cedar Mesa Unified School District",
        "state": "New Mexico",
        "participants": "900",
    },
    {
        "district.address": "77 Mesa Road, Grants, NM 87020",
        "district.contacts.procurement.email": "purchasing@cedarmesa.org",
        "district.contacts.program.title": "Mathematics Coordinator",
        "need.problem": "In spring 2026, 520 of 900 students scored below the 40th percentile.",
        "need.goals.0": "Students practice every week and grow faster",
        "population.grades.0": "4, 5",
        "population.content_area": "Mathematics",
        "population.criterion.metric": "mathematics",
        "population.criterion.below": "40",
        "population.schools.0": "Mesa Elementary, Rio Elementary",
        "assessments.earlier_test.name": "STAR Math",
        "assessments.earlier_test.version": "Grades 3 and 4",
        "assessments.test.name": "STAR Math",
        "assessments.test.version": "Grades 4 and 5",
        "program.service": "One license a student: exercises that adapt to the student.",
        "program.dosage.sessions_per_week": "3",
        "program.dosage.minutes": "20",
        "program.dosage.weeks": "28",
        "program.mode": "On district devices, in class",
        "outcomes.growth.measure.at_least": "60",
        "outcomes.growth.expected_without": "30%",
        "outcomes.growth.target": "44%",
        "outcomes.growth.rationale": "Three in ten such students grew as much in each of the last two years.",
        "funding.not_to_exceed": "86,400",
        "funding.sources.general.name": "Instructional materials fund",
        "funding.sources.general.federal": "no",
        "procurement.published_at": "https://www.cedarmesa.org/purchasing",
        "procurement.schedule.proposals_due": "4/27/2027 2 pm",
        "program.starts": "9/13/2027",
        "program.ends": "5/19/2028",
    },
)
MATHEMATICS = Newcomer(
    "math",
    {
        "title": "Tutoring in mathematics",
        "number": "RFP 2027-14",
        "district": "Lake Erie City School District",
        "state": "Pennsylvania",
        "participants": "320",
        "base": "450",
    },
    {
        "district.address": "148 West 21st Street, Erie, PA 16502",
        "district.contacts.procurement.email": "bids@lakeerie.org",
        "district.contacts.program.title": "Mathematics Coordinator",
        "need.problem": "In spring 2026, 410 of 690 students in grade 7 scored below basic.",
        "need.goals.0": "Every student is ready for algebra",
        "population.grades.0": "7",
        "population.criterion.metric": "mathematics",
        "population.criterion.at_most": "30",
        "population.schools.0": "East Middle School, Strong Vincent Middle School",
        "assessments.earlier_test.name": "Acadience Math",
        "assessments.earlier_test.version": "Grade 6",
        "assessments.test.name": "Renaissance Star Math",
        "assessments.test.version": "Grade 7",
        "program.service": "Tutors meet groups of four students three times a week.",
        "program.dosage.sessions_per_week": "3",
        "program.dosage.minutes": "30",
        "program.dosage.weeks": "28",
        "program.group_size": "4",
        "program.mode": "In person, during the school day",
        "outcomes.progress.measure.at_least": "10",
        "outcomes.progress.expected_without": "30%",
        "outcomes.progress.target": "45%",
        "outcomes.progress.rationale": "Three in ten such students grew as much in the last two years.",
        "funding.not_to_exceed": "$280,000",
        "funding.sources.title_i.name": "Title I, Part A",
        "funding.sources.title_i.aln": "84.010A",
        "funding.sources.title_i.federal": "yes",
        "funding.sources.title_i.obligate_by": "9/30/2028",
        "funding.sources.title_i.liquidate_by": "1/28/2029",
        "payment.rates.progress.per_participant.tiers.1.at_least": "15",
        "payment.rates.progress.per_participant.tiers.2.at_least": "20",
        "procurement.published_at": "https://www.lakeerie.org/bids",
        "procurement.schedule.proposals_due": "May 4, 2027 2 pm",
        "program.starts": "9/27/2027",
        "program.ends": "5/12/2028",
    },
)
NEWCOMERS = {
    "tutoring in Ohio": OHIO,
    "a workforce deal": WORKFORCE,
    "software licenses": LICENSES,
    "tutoring in mathematics": MATHEMATICS,
}


def left_to_type(desk: Desk, page: str = "") -> list[Row]:
    """Return the fields that a person must type, in the order of the form."""
    form = told(desk, do="form", **({"page": page} if page else {}))[1]
    fields = [row for each in form["pages"] for row in rows(each.get("fields", ()))]
    return [row for row in fields if row["blank"] and not row["follows"]]


def begun(who: Newcomer) -> Desk:
    """Return the desk after the first facts."""
    request: dict[str, Any] = {"from": "question", "buying": who.buying, "answers": who.first}
    return told(Desk(), do="begin", **request)[0]


def typed_in(who: Newcomer) -> tuple[Desk, list[str]]:
    """Return the desk after all pages, and what was typed, one answer a field."""
    desk, said = begun(who), [*who.first.values()]
    while left := left_to_type(desk):
        for row in left:
            answer = who.typed[".".join(map(str, row["path"]))]
            path = row["path"][:-1] if isinstance(row["path"][-1], int) else row["path"]
            desk, _ = told(desk, do="set", path=path, typed=answer)
            said.append(answer)
    return desk, said
