"""Designs of dates, law, data and funds: what an experienced designer finds in a calendar and a budget."""

from __future__ import annotations

from designed import Design

PAID = "payment: {{rates: {{fluency: {{due: {due}}}, vocabulary: {{due: {due}}}}}}}"
STEPS = "procurement: {{schedule: {{{steps}}}}}"

LONGER = (
    "{base: {installments: {launch: {due: 2027-11-08}}}, invoicing: {terms: 45 days}, "
    "rates: {lasting: {due: 2028-12-18}, "
)

PAYMENT_DATES: tuple[Design, ...] = (
    Design("paid in July, decided in July", "DAY-01", PAID.format(due="2028-07-31")),
    Design("paid the day on which the chain ends", "", PAID.format(due="2028-08-09")),
    Design("paid the day before", "DAY-01", PAID.format(due="2028-08-08")),
    Design(
        "terms of 45 days",
        "",
        PAID.format(due="2028-08-24").replace("{rates: {", LONGER),
    ),
    Design(
        "terms of 45 days, paid a day before",
        "DAY-01",
        PAID.format(due="2028-08-23").replace("{rates: {", LONGER),
    ),
    Design(
        "the district's summer closure lies in the chain",
        "DAY-01",
        "district: {closures: {summer: {name: Summer closure, starts: 2028-07-03, ends: 2028-07-07}}}\n"
        + PAID.format(due="2028-08-09"),
    ),
    Design("paid before it can be decided", "PRO-14", PAID.format(due="2028-06-20")),
    Design(
        "a log that comes at the end of the next month",
        "PRO-14",
        "verification: {provider_must: {log_sessions: {evidence: 'session log, by the 30th day of "
        "the next month'}}}\n" + PAID.format(due="2028-07-14"),
    ),
)

CONTRADICTIONS: tuple[Design, ...] = (
    Design(
        "the roster is locked the Friday before service",
        "DAY-01 DAY-02",
        "population: {roster: {locked: 2027-10-01}}",
    ),
    Design("the roster is locked a week before service", "", "population: {roster: {locked: 2027-09-24}}"),
    Design(
        "scores are owed when the roster has been locked",
        "DAY-02",
        "duties: {district: {export: {duty: Export scores to the provider, by: 5 business days after "
        "each window closes, "
        "measure: all scores, cure: 5 business days, owner: Director of Assessment}}}",
    ),
    Design(
        "scores are owed in time for the roster",
        "",
        "duties: {district: {export: {duty: Export scores to the provider, by: 3 business days after "
        "each window closes, "
        "measure: all scores, cure: 5 business days, owner: Director of Assessment}}}",
    ),
    Design("rosters before the test", "DAY-02", "duties: {district: {rosters: {by: 2027-09-15}}}"),
    Design("rosters the day the window closes", "", "duties: {district: {rosters: {by: 2027-09-20}}}"),
    Design(
        "eligibility asks for a score of a later window",
        "DAY-02",
        "duties: {district: {rosters: {by: 2027-09-20}}}\n"
        "assessments: {screener: {windows: {second: {opens: 2027-09-21, closes: 2027-09-23}}}}\n"
        "population: {eligibility: The district names every student who has a score from the second window.}",
    ),
    Design("a contract that starts before it can be signed", "DAY-02", "agreement: {effective: 2027-07-01}"),
    Design("a contract that starts when it must be signed", "", "agreement: {effective: 2027-07-13}"),
    Design("service before the contract", "DAY-02", "agreement: {effective: 2027-10-11}"),
    Design(
        "service after the contract",
        "DAY-02 DAY-04 DSN-01 DSN-02",
        "agreement: {ends: 2028-12-29}\nprogram: {ends: 2029-01-05}",
    ),
    Design("a duty of the year before", "DAY-02", "duties: {district: {rosters: {by: 2026-10-02}}}"),
    Design("a duty after the contract", "DAY-02", "duties: {provider: {reports: {by: 2029-07-02}}}"),
    Design(
        "records kept after the contract",
        "",
        "verification: {provider_must: {keep: {duty: Keep session records, by: 2031-12-31, evidence: "
        "the records}}}",
    ),
    Design("measured before service", "DAY-02", "outcomes: {fluency: {measure: {from: fall, to: fall}}}"),
    Design(
        "measured backwards",
        "DAY-02",
        "outcomes: {fluency: {measure: {from: next_fall}}, vocabulary: {measure: {from: fall}}, "
        "lasting: {measure: {from: fall}}}",
    ),
    Design("measured in winter", "DSN-01", "outcomes: {fluency: {measure: {from: fall, to: winter}}}"),
    Design(
        "history of a year that has not been",
        "DAY-02",
        "population: {history: {2029-30: {assessment: screener, measured: 480, reached: 110}}}",
    ),
    Design(
        "history of the year before the issue",
        "",
        "population: {history: {2026-27: {assessment: screener, measured: 480, reached: 106}}}",
    ),
    Design(
        "wage records after the data that rest on them",
        "DAT-06 DAY-02",
        "duties: {district: {wages: {duty: Obtain wage records from the state, by: 2028-06-30, "
        "measure: all of them, "
        "cure: 5 business days, owner: Analyst}}}\n"
        "outcomes: {fluency: {verification: {sources: {scores: {system: wage records}}}}}",
    ),
    Design(
        "a closure that ends before it starts",
        "PRO-01",
        "district: {closures: {spring_break: {ends: 2028-03-20}}}",
    ),
    Design(
        "money paid out before it is promised",
        "PRO-01",
        "funding: {sources: {local_2029: {obligate_by: 2029-09-28, liquidate_by: 2029-06-29}}}",
    ),
    Design(
        "a substitution before the lock", "PRO-01", "population: {roster: {substitution_until: 2027-09-10}}"
    ),
    Design("an award before the proposals", "PRO-01", "agreement: {award: {date: 2027-05-13}}"),
    Design("an award after the contract began", "PRO-01", "agreement: {award: {date: 2027-07-16}}"),
)

TIMES: tuple[Design, ...] = (
    Design(
        "payment after 90 days",
        "DAY-01 DAY-03",
        "payment: {invoicing: {terms: 90 days}, rates: {fluency: {due: 2028-10-16}, vocabulary: "
        "{due: 2028-10-16}, lasting: {due: 2029-02-15}}}",
    ),
    Design(
        "payment after 45 days",
        "",
        "payment: {base: {installments: {launch: {due: 2027-11-08}}}, invoicing: {terms: 45 days}, "
        "rates: {lasting: {due: 2028-12-18}}}",
    ),
    Design(
        "an end on a week's notice",
        "DAY-03",
        "agreement: {termination: {convenience: {notice: 5 business days}}}",
    ),
    Design("an end on a month's notice", "", "agreement: {termination: {convenience: {notice: 30 days}}}"),
    Design("no end without cause", "", "without: [agreement.termination.convenience]"),
    Design("two days to cure a breach", "DAY-03", "agreement: {termination: {cause: {cure: 2 days}}}"),
    Design("a quarter of a year to object", "DAY-03", "verification: {dispute: {notice: 90 days}}"),
    Design("a quarter of the base kept back", "DAY-03", "payment: {invoicing: {retainage: 25%}}"),
    Design("a twentieth of the base kept back", "", "payment: {invoicing: {retainage: 5%}}"),
    Design("a contract that ends in the middle of a dispute", "DAY-04", "agreement: {ends: 2028-12-15}"),
    Design("a contract that outlasts the last dispute", "", "agreement: {ends: 2029-01-31}"),
    Design(
        "proposals that lapse before the award", "DAY-04", "procurement: {submission: {valid_for: 30 days}}"
    ),
    Design(
        "proposals that lapse before the signature",
        "DAY-04",
        "procurement: {submission: {valid_for: 45 days}}",
    ),
    Design("proposals that last until the signature", "", "procurement: {submission: {valid_for: 60 days}}"),
    Design("a protest cut short", "DAY-04", STEPS.format(steps="protest_ends: 2027-06-02")),
    Design("a protest open for its time", "", STEPS.format(steps="protest_ends: 2027-06-04")),
    Design(
        "a protest open for longer than the words say",
        "DAY-04",
        STEPS.format(steps="protest_ends: 2027-06-07, award: 2027-06-22"),
    ),
    Design(
        "an award two days before the last protest has to be decided",
        "DAY-06",
        STEPS.format(steps="award: 2027-06-17"),
    ),
    Design(
        "an award in the week in which a protest may be made",
        "DAY-06",
        STEPS.format(steps="award: 2027-06-07"),
    ),
    Design(
        "an award on the day by which the last protest has to be decided",
        "",
        STEPS.format(steps="award: 2027-06-21"),
    ),
    Design(
        "an early award that nobody can protest",
        "",
        STEPS.format(steps="award: 2027-06-07") + "\nwithout: [procurement.protest]",
    ),
    Design(
        "a decision that runs from the window, before its data",
        "DAY-04",
        "outcomes: {fluency: {verification: {after: window_closes, within: 10 business days, "
        "sources: {scores: {due: 2028-06-09}}}}, vocabulary: {verification: {like: fluency}}}",
    ),
    Design(
        "answers slower than the decision",
        "DAY-04",
        "verification: {provider_must: {answer_queries: {by: 20 business days after request}}}",
    ),
    Design(
        "answers in time for the decision",
        "",
        "verification: {provider_must: {answer_queries: {by: 10 business days after request}}}",
    ),
)

TEXT = "program: {{calendar: '{said}'}}"

TEXTS: tuple[Design, ...] = (
    Design("a date with slashes in a text", "DAY-05", TEXT.format(said="Tutoring ends by 2028/05/19.")),
    Design("an American date in a text", "DAY-05", TEXT.format(said="Tutoring ends by 5/19/2028.")),
    Design("a date with en dashes in a text", "DAY-05", TEXT.format(said="It ends by 2028\u201305\u201319.")),
    Design("a day that June does not have", "DAY-05", TEXT.format(said="Tutoring ends by June 31, 2028.")),
    Design("the weekday of another year", "DAY-05", TEXT.format(said="None on Thursday, November 24, 2027.")),
    Design("a spreadsheet's number", "DAY-05", TEXT.format(said="Tutoring ends by 46892.")),
    Design("a date in words", "", TEXT.format(said="Tutoring ends by Friday, May 19, 2028.")),
    Design("a date as the spec writes it", "", TEXT.format(said="Tutoring ends by 2028-05-19.")),
    Design(
        "fractions and numbers that are no dates",
        "",
        TEXT.format(said="2/3 of 45000 places, by 46892 students, 24/7"),
    ),
    Design(
        "the number of a statute",
        "",
        TEXT.format(said="As C.R.S. 22-1-135 asks, and 2 CFR 200.334; 10.2.2027-x"),
    ),
)

ELEMENTS = "data: {{flows: {{referral: {{elements: [{elements}]}}}}}}"

SLIPS: tuple[Design, ...] = (
    Design("five hours a session", "FIG-08", "program: {dosage: {minutes: 300}}"),
    Design("half an hour a session", "", "program: {dosage: {minutes: 45}}"),
    Design("a group of nobody", "FIG-08", "program: {group_size: 0}"),
    Design("a class of thirty", "", "program: {group_size: 30}"),
    Design("no copy of a proposal", "FIG-08", "procurement: {submission: {copies: 0}}"),
    Design("a tie that breaks itself", "FIG-09", "procurement: {tie_break: [evidence, evidence]}"),
    Design("one school twice", "FIG-09", "population: {schools: [East Elementary, East elementary]}"),
    Design("two schools of one street", "", "population: {schools: [East Elementary, East Middle School]}"),
    Design("filler as a duty", "TXT-01", "duties: {district: {time: {duty: Lorem ipsum dolor sit amet}}}"),
    Design(
        "elements that semicolons hold together",
        "TXT-01",
        ELEMENTS.format(elements="'names; scores; grades'"),
    ),
    Design(
        "schools that semicolons hold together",
        "TXT-01",
        "population: {schools: [East Elementary; West Elementary]}",
    ),
    Design(
        "an address without its sign",
        "TXT-01",
        "procurement: {submission: {to: purchasingdistrict.example}}",
    ),
    Design("a web address", "", "procurement: {submission: {to: 'https://bids.example/rfp-1'}}"),
    Design("a portal by its name", "", "procurement: {submission: {to: the State's bid portal}}"),
    Design("paper to an email address", "TXT-01", "procurement: {submission: {how: paper}}"),
    Design(
        "paper to an office", "", "procurement: {submission: {how: paper, to: 'Purchasing Office, Room 12'}}"
    ),
    Design(
        "an address with two signs", "TXT-01", "procurement: {submission: {to: purchasing@@district.example}}"
    ),
    Design(
        "a line of a text twice",
        "TXT-01",
        'need: {problem: "Too few read at grade level.\\nToo few read at grade level."}',
    ),
    Design(
        "a table whose dashes have another number of columns",
        "TXT-01",
        'need: {problem: "| School | Seats |\\n|---|---|---|\\n| East | 12 |"}',
    ),
    Design("a table", "", 'need: {problem: "| School | Seats |\\n|:--|--:|\\n| East | 12 |"}'),
    Design(
        "a table without bars at its ends", "", 'need: {problem: "School | Seats\\n--- | ---\\nEast | 12"}'
    ),
    Design("a sentence with a bar", "", "need: {problem: 'Reading | writing: too few reach the level.'}"),
)

KNOWN = "name, student id, school, grade"
OWN_MONEY = "funding: {{sources: {{local_2029: {{{keys}}}}}}}"

DATA: tuple[Design, ...] = (
    Design(
        "scores of each window from fall scores only",
        "DAT-06",
        ELEMENTS.format(elements=f"{KNOWN}, fall scores")
        + "\nimprovement: {indicators: [attendance of 90% or more, growth from fall to winter of 5 "
        "points or more]}",
    ),
    Design(
        "growth by scores of two windows",
        "",
        ELEMENTS.format(elements=f"{KNOWN}, fall scores, winter scores")
        + "\nimprovement: {indicators: [attendance of 90% or more, growth from fall to winter of 5 "
        "points or more]}",
    ),
    Design(
        "an evidence pack with both scores, that the provider may not have",
        "DAT-06",
        ELEMENTS.format(elements=KNOWN)
        + "\nverification: {evidence_pack: 'One line for each: both scores, reached.'}",
    ),
    Design(
        "an evidence pack with both scores",
        "",
        "verification: {evidence_pack: 'One line for each: both scores, reached.'}",
    ),
    Design(
        "recordings of minors in no flow",
        "DAT-06",
        "verification: {provider_must: {recordings: {duty: Keep a recording of each session and "
        "open it to the "
        "verifier, by: 5 business days after request, evidence: the recording}}}",
    ),
    Design(
        "the last of the base hangs on recordings that may not move",
        "DAT-06 DAY-07 DSN-21",
        "payment: {base: {installments: {close: {when: the session log and all recordings are delivered}}}}",
    ),
    Design(
        "recordings in a flow",
        "",
        "verification: {provider_must: {recordings: {duty: Keep a recording of each session and "
        "open it to the "
        "verifier, by: 5 business days after request, evidence: the recording}}}\n"
        "data: {flows: {sessions: {elements: [student id, session dates, minutes, absences, "
        "session recordings]}}}",
    ),
    Design(
        "accommodation plans that may not move",
        "DAT-06",
        "duties: {district: {plans: {duty: Share accommodation plans with the provider, by: 2027-10-01, "
        "measure: every plan, cure: 5 business days, owner: Director of Literacy}}}",
    ),
    Design(
        "accommodation plans in a flow",
        "",
        ELEMENTS.format(elements=f"{KNOWN}, scores of each window, accommodations")
        + "\nduties: {district: {plans: {duty: Share accommodation plans with the provider, by: 2027-10-01, "
        "measure: every plan, cure: 5 business days, owner: Director of Literacy}}}",
    ),
    Design(
        "hours that decide, from a provider that sends none",
        "DAT-06",
        "data: {flows: {sessions: {elements: [student id, tutor]}}}",
    ),
    Design(
        "a duty that moves no data",
        "",
        "duties: {district: {time: {duty: Provide a quiet room for 20 hours a week}}}",
    ),
    Design(
        "the provider's log is called a disclosure of the district",
        "DAT-08",
        "data: {flows: {sessions: {basis: school_official}}}",
    ),
    Design(
        "the district's records are called kept for it",
        "DAT-08",
        "data: {flows: {referral: {basis: kept_for_district}}}",
    ),
    Design("the provider's log by consent", "", "data: {flows: {sessions: {basis: consent}}}"),
    Design("a flow from the district to itself", "DAT-07", "data: {flows: {verification: {to: district}}}"),
    Design(
        "a flow from one third party to another",
        "",
        "data: {flows: {state: {from: {who: third_party, name: the state agency}, to: {who: "
        "third_party, name: the "
        "evaluator}, elements: [study id], purpose: evaluation, basis: studies, destroy_by: 2032-12-31}}}",
    ),
)

LAW_AND_FUNDS: tuple[Design, ...] = (
    Design(
        "records for a quarter of a year, with federal money",
        "FED-01 PRO-08 PRO-09",
        "data: {evidence_kept: 3 months after final payment}\n"
        + OWN_MONEY.format(
            keys="federal: true, aln: 84.010A, name: 'Title I, Part A', liquidate_by: 2029-12-31"
        ),
    ),
    Design(
        "records for three years, with federal money",
        "PRO-08 PRO-09",
        OWN_MONEY.format(
            keys="federal: true, aln: 84.010A, name: 'Title I, Part A', liquidate_by: 2029-12-31"
        ),
    ),
    Design(
        "records for a quarter of a year, no federal money",
        "",
        "data: {evidence_kept: 3 months after final payment}",
    ),
    Design("federal money by its name", "PRO-23", OWN_MONEY.format(keys="name: 'Title I, Part A, 2028-29'")),
    Design(
        "money of the district's own",
        "",
        OWN_MONEY.format(keys="name: General fund 2028-29 (title to follow)"),
    ),
    Design(
        "results paid from last year's budget",
        "FED-02",
        OWN_MONEY.format(keys="name: General fund"),
    ),
    Design(
        "results paid from money that the board reserved",
        "",
        OWN_MONEY.format(keys="name: 'Board reserve, Resolution 27-14', liquidate_by: 2029-06-29"),
    ),
    Design(
        "a reserve that lapses before the last result",
        "PRO-06",
        OWN_MONEY.format(keys="name: 'Board reserve, Resolution 27-14', liquidate_by: 2028-12-14"),
    ),
    Design("Texas law for a Colorado district", "LAW-01", "agreement: {governing_law: Texas}"),
    Design("another state's records act", "LAW-01", "procurement: {records_law: Ohio Public Records Act}"),
    Design(
        "another state's statute in a text",
        "LAW-01",
        "program: {staffing: Tutors are screened as Florida law requires.}",
    ),
    Design(
        "the district's own statute in a text",
        "",
        "program: {staffing: Tutors are screened as Colorado law requires.}",
    ),
    Design("a provider from elsewhere", "", "provider: {organized: a corporation under New York law}"),
    Design(
        "a state that the address is not in",
        "LAW-01",
        "district: {address: '1 Example Street, Columbus, OH 43215'}",
    ),
)

DESIGNS: tuple[Design, ...] = (*PAYMENT_DATES, *TEXTS, *SLIPS, *CONTRADICTIONS, *TIMES, *DATA, *LAW_AND_FUNDS)
