"""Cases beside the pages' own: some that fire and some on the edge that do not, laid over the Denver spec."""

from __future__ import annotations

Cases = tuple[tuple[str, str, str], ...]
"""The code, what the case is, and what is laid over the spec."""

SMALL = (
    "population: {{planned: {n}, maximum: {n}, guaranteed: {n}, "
    "groups: {{grades_k_1: {{planned: {n}}}, grades_2_3: {{planned: {n}}}}}}}\n"
    "payment: {{scenarios: {{cautious: {{served: 10}}, strong: {{served: 10}}}}}}\n"
    "outcomes:\n  vocabulary: {{target: 70%}}\n  phonemic_awareness: {{target: 75%}}\n"
    "  fluency: {{target: {t}%}}"
)
GRANT = "funding: {{sources: {{title_i: {{{keys}}}}}}}"
SCHEDULE = "procurement: {{schedule: {{{keys}}}}}"
DUTY = "duties: {{district: {{time: {{measure: '{words}'}}}}}}"
SCORES = "outcomes: {{fluency: {{verification: {{sources: {{district_scores: {{due: {due}}}}}}}}}}}"
FLUENCY = "payment: {{rates: {{fluency: {{due: {due}}}}}}}"
LAUNCH = "payment: {{base: {{installments: {{launch: {{due: {due}}}}}}}}}"
CLOSE = "payment: {{base: {{installments: {{close: {{due: {due}}}}}}}}}"
ALL_DUE = (
    "payment: {{rates: {{fluency: {{due: {due}}}, vocabulary: {{due: {due}}}, "
    "phonemic_awareness: {{due: {due}}}}}}}"
)
REFERRAL = (
    "data: {{flows: {{referral: {{elements: [name, student id, school, grade, accommodation plans, "
    "{results}, the result of each participant]}}}}}}"
)
NO_PRICE = (
    "without: [payment.base.per_participant]\n"
    "payment: {base: {per_participant: {proposed: true, at_most: $900}}}"
)

LOCAL = (
    "funding: {sources: {general: {name: General fund, federal: false, amount: $90000, "
    "pays: [base, rates]}}}\n"
)
ENDING = (
    LOCAL.replace("{", "{{").replace("}", "}}") + "agreement: {{termination: {{convenience: {{{keys}}}}}}}"
)
ASKED = "questions: {{{}: {{text: Why?, answer: So., received: {}}}}}\naddenda: {{1: {{issued: {}}}}}"
AMENDED = "amendments: {{{}: {{{}, reason: A school closes}}}}\nprogram: {{service: In-person tutoring}}"
TWICE_AMENDED = (
    "amendments: {{1: {{effective: {}, reason: A school closes}}, 2: {{effective: {}, reason: One opens}}}}\n"
    "program: {{service: In-person tutoring}}"
)
SETTLED = "agreement: {{termination: {{settlement: {{outcomes: {word}}}}}}}"

FIRES: Cases = (
    (
        "BAL-01",
        "results are paid only if decided",
        "without: [agreement.termination.convenience.last_notice]\n" + SETTLED.format(word="none"),
    ),
    ("BAL-01", "a last notice in the second half", ENDING.format(keys="last_notice: 2027-12-27")),
    (
        "BAL-02",
        "an outcome of three",
        (
            "verification: {deemed_after: 5 days}\nwithout: [outcomes.fluency.verification.sources."
            "district_scores]\noutcomes: {vocabulary: {verification: {sources: {district_scores: {from: "
            "district, system: Istation export, supplies: scores, due: 2028-05-26}}}}}"
        ),
    ),
    (
        "BAL-03",
        "a clause that is left out",
        LOCAL + "agreement: {clauses: {prompt-payment: false}}\n"
        "payment: {invoicing: {late_interest: {rate: 1%}}}",
    ),
    (
        "BAL-11",
        "exceptions from limits that nothing prints",
        (
            "agreement: {liability: {provider: $5, not_limited: [security_incident]}, "
            "clauses: {limits-of-liability: false}}"
        ),
    ),
    ("BAL-04", "limits without any amount", "agreement: {liability: {not_limited: [injury]}}"),
    (
        "BAL-05",
        "other things without a limit",
        (
            "without: [agreement.insurance.cyber]\n"
            "agreement: {liability: {provider: $5000000, not_limited: [injury, third_party_claims]}}"
        ),
    ),
    ("BAL-06", "a fee alone", ENDING.format(keys="in_flight: 100%, fee: $300000")),
    ("BAL-07", "a notice that ends as the window opens", ENDING.format(keys="last_notice: 2028-04-08")),
    (
        "BAL-08",
        "the provider gives the test",
        (
            "assessments: {istation: {administered_by: provider}}\n"
            "payment: {if_district_defaults: {failed_tests: true}}"
        ),
    ),
    (
        "BAL-09",
        "at full price",
        "payment: {if_district_defaults: {effect: full_price, cause: presumed, reach: contract}}",
    ),
    (
        "BAL-10",
        "a fee",
        "agreement: {termination: {convenience: {fee: $1}}}",
    ),
    (
        "BAL-10",
        "interest from a law's award",
        "payment: {invoicing: {late_interest: {paid_from: the WIOA award}}}",
    ),
    (
        "BAL-10",
        "interest from the federal source by its name, beside money of the district's own",
        LOCAL + "payment: {invoicing: {late_interest: {paid_from: 'Title I, Part A'}}}",
    ),
    ("SCN-02", "what everybody reaches", "payment: {scenarios: {all: {served: 500}}}"),
    ("SCN-03", "the day after", "estimate: {on: 2027-05-01}"),
    ("DAT-01", "words without a time", "data: {flows: {referral: {destroy_by: on request}}}"),
    (
        "DAT-02",
        "a day before five years are over",
        "data: {evidence_kept: 5 years after final payment, flows: {sessions: {destroy_by: 2033-08-30}}}",
    ),
    ("DAT-02", "years in words", "data: {evidence_kept: seven years}"),
    (
        "DAT-02",
        "federal law without the spec's word",
        "without: [data.evidence_kept]\ndata: {flows: {sessions: {destroy_by: 2031-08-30}}}",
    ),
    (
        "DAT-03",
        "a name among scores",
        "data: {flows: {evaluation: {basis: deidentified, elements: [names]}}}",
    ),
    ("DAT-05", "all uses", "data: {flows: {referral: {purpose: all uses}}}"),
    ("FIG-01", "more planned than may be", "population: {planned: 501}"),
    ("FIG-01", "a group larger than all", "population: {groups: {g: {name: G, planned: 501}}}"),
    ("FIG-01", "nobody planned", "population: {planned: 0}"),
    ("FIG-01", "more reached than measured", "population: {history: {2025-26: {measured: 130}}}"),
    ("FIG-01", "an outcome's history", "outcomes: {fluency: {history: {2025-26: {measured: 67}}}}"),
    ("FIG-01", "a scenario too large", "payment: {scenarios: {strong: {served: 501}}}"),
    ("FIG-01", "a scenario beyond all", "payment: {scenarios: {strong: {attainment: {fluency: 101%}}}}"),
    ("FIG-01", "more dosage than people", "payment: {scenarios: {strong: {dosage_met: 101%}}}"),
    ("FIG-01", "the 100th percentile", "outcomes: {fluency: {measure: {at_least: 100}}}"),
    ("FIG-01", "a target of all and more", "outcomes: {fluency: {target: 101%}}"),
    ("FIG-01", "a scale that falls", "procurement: {scale: {from: 5, to: 5}}"),
    ("FIG-02", "a contract limit below the rates", "funding: {not_to_exceed: $1199999}"),
    ("FIG-02", "a cap on all lines", "payment: {caps: {total: $749999}}"),
    ("FIG-02", "a cap on an outcome", "payment: {caps: {outcome: {fluency: $249999}}}"),
    ("FIG-03", "a cap on all lines", "payment: {caps: {total: $750001}}"),
    ("FIG-03", "a cap on an outcome", "payment: {caps: {outcome: {fluency: $250001}}}"),
    ("FIG-04", "a minute too much", "program: {dosage: {minimum: 3361 minutes}}"),
    ("FIG-04", "a week too much", "program: {dosage: {minimum: 29 weeks}}"),
    ("FIG-05", "a percent too few", DUTY.format(words="64% of sessions held")),
    ("FIG-05", "percent in words", DUTY.format(words="hold 64 percent of all sessions")),
    (
        "GUI-07",
        "a point is a difference",
        (
            "outcomes: {phonemic_awareness: {expected_without: 34%, target: 51%}, "
            "fluency: {expected_without: 28%, target: 46%}}\n"
            "payment: {rates: {phonemic_awareness: {per_participant: $499}}}"
        ),
    ),
    ("FIG-06", "the day before the last week begins", "program: {ends: 2028-05-14, dosage: {weeks: 33}}"),
    (
        "GUI-07",
        "a long-term outcome worth more",
        (
            "outcomes: {phonemic_awareness: {horizon: long, target: 52%}}\n"
            "payment: {rates: {phonemic_awareness: {per_participant: $501}, "
            "fluency: {per_participant: $499}}}"
        ),
    ),
    ("GUI-10", "one year of history", "without: [outcomes.fluency.history.2024-25]"),
    (
        "GUI-12",
        "a first score deemed reached",
        "outcomes: {fluency: {missing: {initial: deemed_reached, final: not_reached}}}",
    ),
    ("GUI-12", "the provider tests", "assessments: {istation: {administered_by: provider}}"),
    ("GUI-13", "the upper bound itself", SMALL.format(n=20, t=45)),
    ("GUI-13", "ten participants", SMALL.format(n=10, t=60)),
    (
        "GUI-13",
        "a small group of its own",
        (
            "population: {groups: {g: {name: G, planned: 20}}}\n"
            "payment: {rates: {fluency: {group: g}}, caps: {participant: $1000, total: $510000}}"
        ),
    ),
    (
        "PAY-10",
        "two lines that choose each other",
        (
            "payment: {rates: {a: {best_of: [b, fluency], due: 2028-07-31}, "
            "b: {best_of: [a, vocabulary], due: 2028-07-31}}}"
        ),
    ),
    (
        "PRO-01",
        "a cohort that ends before it starts",
        "cohorts: {first: {name: First, planned: 500, starts: 2027-10-04, ends: 2027-10-03}}",
    ),
    (
        "PRO-04",
        "a federal holiday",
        SCHEDULE.format(
            keys="interviews: 2027-05-31, intent: 2027-06-01, protest_ends: 2027-06-08, award: 2027-06-23"
        ),
    ),
    ("PRO-04", "a holiday of the state", SCHEDULE.format(keys="answers_posted: 2027-03-31")),
    ("PRO-04", "spring break", SCHEDULE.format(keys="answers_posted: 2027-03-30")),
    (
        "PRO-04",
        "a time of day on a Saturday",
        SCHEDULE.format(keys="evaluation: 2027-05-21, interviews: 2027-05-22T09:00"),
    ),
    ("PRO-04", "a payment on a Sunday", FLUENCY.format(due="2028-07-30")),
    ("PRO-04", "a roster locked on a Saturday", "population: {roster: {locked: 2027-09-25}}"),
    ("PRO-04", "data due on a Sunday", SCORES.format(due="2028-05-28")),
    ("PRO-04", "an installment on Christmas", "payment: {base: {installments: {launch: {due: 2027-12-24}}}}"),
    (
        "PRO-05",
        "an RFP that starts too late",
        "without: [agreement, provider]\n" + GRANT.format(keys="obligate_by: 2027-06-30"),
    ),
    (
        "PRO-06",
        "an installment",
        GRANT.format(keys="obligate_by: 2027-09-30, liquidate_by: 2028-06-29, pays: [base]"),
    ),
    (
        "PRO-07",
        "not enough for the base",
        (
            "funding: {sources: {title_i: {pays: [rates]}, local: "
            "{name: Local, federal: false, amount: $449999, pays: [base]}}}"
        ),
    ),
    (
        "PRO-07",
        "not enough for the rates",
        (
            "funding: {sources: {title_i: {pays: [base]}, local: "
            "{name: Local, federal: false, amount: $749999, pays: [rates]}}}"
        ),
    ),
    ("PRO-08", "any federal money", GRANT.format(keys="federal: true, amount: $1200000")),
    ("PRO-12", "a larger jurisdiction", "district: {population: 50000}"),
    ("PRO-12", "a population that is not stated", "without: [district.population]"),
    (
        "PRO-13",
        "a base in one sum",
        "without: [payment.base.installments]\npayment: {base: {due: 2027-10-01}}",
    ),
    ("PRO-14", "a day too early", FLUENCY.format(due="2028-06-28")),
    (
        "PRO-14",
        "from the window's close",
        "outcomes: {fluency: {verification: {after: window_closes, "
        "within: 60 days}}}\n" + FLUENCY.format(due="2028-07-17"),
    ),
    ("DAY-01", "a day too early", FLUENCY.format(due="2028-08-13")),
    ("DAY-01", "the day of the decision", FLUENCY.format(due="2028-06-29")),
    (
        "DAY-01",
        "longer terms",
        "payment: {invoicing: {terms: 45 days}, rates: {fluency: {due: 2028-08-14}}}",
    ),
    (
        "DAY-01",
        "a closure in the chain",
        "district: {closures: {moving: {name: Moving days, starts: 2028-07-10, ends: 2028-07-14}}}\n"
        + FLUENCY.format(due="2028-08-14"),
    ),
    ("PRO-04", "a duty due on a State holiday", "duties: {district: {space: {by: 2027-10-04}}}"),
    ("PRO-04", "a duty due on a Saturday", "duties: {provider: {staff: {by: 2027-10-02}}}"),
    ("DAY-01", "a base date before the roster can be confirmed and paid", LAUNCH.format(due="2027-10-29")),
    ("DAY-01", "a base date a day too early for its report", CLOSE.format(due="2028-06-19")),
    (
        "DAY-01",
        "a report of May that can be paid in the next fiscal year",
        "payment: {base: {installments: {close: {when: the monthly report for May 2028 is accepted}}}}",
    ),
    (
        "DAY-01",
        "a report that has more time",
        "duties: {provider: {reports: {by: 15 business days after each month}}}",
    ),
    (
        "DAY-01",
        "one payment for a final report",
        (
            "without: [payment.base.installments]\n"
            "payment: {base: {due: 2028-07-21, when: the final report is accepted}}"
        ),
    ),
    ("PRO-15", "data after the payment", SCORES.format(due="2028-09-01")),
    (
        "PRO-15",
        "an obligation after every payment",
        "verification: {provider_must: {answer_queries: {by: 2028-09-01}}}",
    ),
    (
        "PRO-17",
        "the full price",
        (
            "without: [payment.if_district_defaults]\n"
            "payment: {if_district_defaults: {effect: full_price, reach: contract}}"
        ),
    ),
    ("PRO-61", "an addendum before the RFP", "addenda: {1: {issued: 2027-02-26}}"),
    ("PRO-61", "a second before the first", "addenda: {1: {issued: 2027-03-26}, 2: {issued: 2027-03-25}}"),
    ("PRO-61", "a gap", "addenda: {1: {issued: 2027-03-26}, 3: {issued: 2027-04-09}}"),
    (
        "DAY-02",
        "a contract that starts later than scheduled",
        "without: [agreement.award]\nagreement: {effective: 2027-07-16}",
    ),
    ("DAY-02", "scores that a duty lets come later", SCORES.format(due="2028-05-25")),
    ("PRO-62", "the last day, in the morning", "addenda: {1: {issued: 2027-04-30}}"),
    ("PRO-67", "no question 1", ASKED.format(2, "2027-03-15", "2027-03-26")),
    ("PRO-67", "a question before the RFP", ASKED.format(1, "2027-02-28", "2027-03-26")),
    ("PRO-67", "a question after the last day", ASKED.format(1, "2027-03-20", "2027-03-26")),
    ("PRO-67", "a question after its addendum", ASKED.format(1, "2027-03-13", "2027-03-12")),
    ("AMD-01", "before the contract", AMENDED.format(1, "effective: 2027-07-14")),
    ("AMD-01", "a second before the first", TWICE_AMENDED.format("2028-01-10", "2028-01-09")),
    ("AMD-03", "signed later", AMENDED.format(1, "effective: 2028-01-10, signed: 2028-01-11")),
    (
        "AMD-03",
        "signed before it is approved",
        AMENDED.format(1, "effective: 2028-01-10, approved: 2028-01-09, signed: 2028-01-08"),
    ),
    ("PRO-18", "a criterion called cost", "procurement: {criteria: {plan: {name: Cost of the plan}}}"),
    ("PRO-20", "another legal form", "procurement: {prepared_with: ['University Instructors, Inc.']}"),
    ("PRO-23", "federal money without a listing", "without: [funding.sources.title_i.aln]"),
    ("REQ-03", "no factors", "without: [procurement.criteria, procurement.tie_break]"),
    ("REQ-04", "a base for bidders to propose", NO_PRICE.replace("[payment", "[procurement, payment")),
    (
        "REQ-08",
        "a share of sessions that are named at length",
        "duties: {provider: {delivery: {by: 2027-10-01, measure: 95% or more of literacy sessions}}}",
    ),
    (
        "REQ-08",
        "one of positions is no number of them",
        "duties: {provider: {staff: {measure: 90% filled and no one of the positions vacant for long}}}",
    ),
    (
        "PRO-04",
        "records deleted on a Saturday",
        "duties: {provider: {staff: {duty: Delete the old rosters, by: 2027-10-02}}}",
    ),
    ("DAT-06", "results of a survey are no scores", REFERRAL.format(results="results of the survey")),
    ("DAT-06", "results of a check are no scores", REFERRAL.format(results="background check results")),
    (
        "REQ-08",
        "a share of hours over no time",
        "duties: {provider: {delivery: {by: 2027-10-01, measure: 95% of scheduled hours}}}",
    ),
    (
        "REQ-08",
        "positions that nobody has counted",
        "duties: {provider: {staff: {measure: 90 percent of all positions filled}}}",
    ),
    ("REQ-05", "a provider's duty without an owner", "without: [duties.provider.staff.owner]"),
)

SILENT: Cases = (
    (
        "REQ-08",
        "the term in the measure",
        "duties: {district: {time: {by: 2027-10-01, measure: 90% of sessions of each week held}}}",
    ),
    (
        "REQ-08",
        "a number of positions",
        "duties: {provider: {staff: {duty: Fill all 40 positions, measure: 90% of positions filled}}}",
    ),
    (
        "REQ-08",
        "a number of positions in the measure",
        "duties: {provider: {staff: {measure: 95% of the 12 instructor positions filled}}}",
    ),
    (
        "REQ-08",
        "a share that is over within days",
        "duties: {provider: {staff: {by: 2027-10-01, measure: 95% of calls answered in 2 business days}}}",
    ),
    (
        "REQ-08",
        "a number of positions in words",
        "duties: {provider: {staff: {duty: Fill the twenty-four positions, measure: 95% of positions}}}",
    ),
    (
        "REQ-08",
        "a share of rooms before sessions",
        "duties: {district: {space: {measure: 100% of rooms ready 10 days before sessions start}}}",
    ),
    (
        "REQ-08",
        "a share of tickets within hours",
        "duties: {provider: {staff: {by: 2027-10-01, measure: 95% of tickets answered in two open hours}}}",
    ),
    (
        "PRO-04",
        "records kept until a Saturday",
        "duties: {provider: {staff: {duty: Keep insurance certificates on file, by: 2027-10-02}}}",
    ),
    ("DAT-06", "results of tests are scores", REFERRAL.format(results="test results")),
    ("DAT-06", "results of each window are scores", REFERRAL.format(results="results of each window")),
    (
        "REQ-08",
        "a share of persons on one day",
        "duties: {provider: {staff: {measure: 100% of instructors have passed the background check}}}",
    ),
    (
        "REQ-08",
        "a share of persons who receive a number of hours by one day",
        "duties: {provider: {staff: {by: 2028-05-05, measure: 90% of participants receive 36 hours}}}",
    ),
    ("BAL-01", "a last notice in the first half", ENDING.format(keys="last_notice: 2027-12-26")),
    ("BAL-01", "a share in flight", ENDING.format(keys="in_flight: 1%")),
    ("BAL-01", "no end without cause", "without: [agreement.termination.convenience]"),
    ("BAL-01", "no minimum dosage: results count", "without: [program.dosage.minimum]"),
    ("BAL-02", "silence opens a dispute", "verification: {dispute: {notice: 5 days}}"),
    ("BAL-03", "the usual clause", LOCAL + "payment: {invoicing: {late_interest: {rate: 1%}}}"),
    ("BAL-11", "no limit to print", "agreement: {clauses: {limits-of-liability: false}}"),
    ("BAL-04", "the provider's alone: the other has one", "agreement: {liability: {provider: $1}}"),
    ("BAL-05", "insured beside the limit", "agreement: {liability: {provider: $100000}}"),
    ("BAL-06", "a small fee", ENDING.format(keys="in_flight: 100%, fee: $1000")),
    ("BAL-07", "the day before", ENDING.format(keys="last_notice: 2028-04-07")),
    ("BAL-08", "a test of the district", "payment: {if_district_defaults: {failed_tests: true}}"),
    (
        "BAL-09",
        "an outcome",
        "payment: {if_district_defaults: {cause: presumed, reach: outcome}}",
    ),
    (
        "BAL-10",
        "interest from what is said not to be federal",
        "payment: {invoicing: {late_interest: {paid_from: money of the board that is not federal}}}",
    ),
    ("BAL-10", "start-up cost is a cost", "agreement: {termination: {convenience: {start_up: $1}}}"),
    (
        "FIG-01",
        "a scenario of all",
        "payment: {scenarios: {strong: {dosage_met: 100%, attainment: {fluency: 100%}}}}",
    ),
    ("PRO-09", "an estimate with its day", "funding: {sources: {title_i: {federal: true}}}"),
    (
        "SCN-01",
        "an outcome with one value",
        (
            "outcomes: {fluency: {measure: {counted_by: group}}}\n"
            "payment: {rates: {fluency: {group_result: {steps: [{at_least: 40, pay: $1}]}}}, "
            "scenarios: {strong: {attainment: {fluency: 41}}}}\n"
            "without: [payment.rates.fluency.per_participant, payment.rates.fluency.requires]"
        ),
    ),
    ("SCN-02", "a name like one", "payment: {scenarios: {alls: {served: 500}}}"),
    ("SCN-03", "the day itself", "estimate: {on: 2027-04-30}"),
    ("DAT-01", "a time to count", "data: {flows: {referral: {destroy_by: 2 years after final payment}}}"),
    (
        "DAT-01",
        "no personal data",
        (
            "data: {flows: {open: {from: district, to: third_party, elements: [totals], "
            "purpose: publication, basis: deidentified, destroy_by: never}}}"
        ),
    ),
    ("DAT-02", "the very day", "data: {flows: {sessions: {destroy_by: 2031-08-31}}}"),
    ("DAT-02", "a flow that proves nothing", "data: {flows: {referral: {destroy_by: 2028-08-01}}}"),
    ("DAT-03", "a study id", "data: {flows: {evaluation: {basis: deidentified, elements: [study key]}}}"),
    ("FIG-01", "everybody guaranteed", "population: {guaranteed: 500}"),
    ("FIG-01", "everybody reached", "population: {history: {2025-26: {measured: 131}}}"),
    ("FIG-01", "the 99th percentile", "outcomes: {fluency: {measure: {at_least: 99}}}"),
    ("FIG-02", "the rates to the dollar", "payment: {caps: {total: $750000}}"),
    ("FIG-03", "the rates to the dollar", "payment: {caps: {total: $750000, outcome: {fluency: $250000}}}"),
    ("FIG-04", "all that is offered", "program: {dosage: {minimum: 56 hours}}"),
    ("FIG-04", "days cannot be compared with sessions", "program: {dosage: {minimum: 900 days}}"),
    ("FIG-05", "sessions without a failure", DUTY.format(words="80% of sessions without a failure")),
    ("FIG-06", "the last week begins on the last day", "program: {ends: 2028-05-15, dosage: {weeks: 33}}"),
    ("FIG-06", "the last week begun", "program: {ends: 2028-05-21, dosage: {weeks: 33}}"),
    ("GUI-07", "equal worth", "outcomes: {phonemic_awareness: {horizon: long}}"),
    (
        "GUI-07",
        "half a point is no difference",
        (
            "outcomes: {phonemic_awareness: {target: 51%}}\n"
            "payment: {rates: {vocabulary: {per_participant: $501}, fluency: {per_participant: $499}}}"
        ),
    ),
    (
        "GUI-12",
        "not reached where the provider tests",
        (
            "assessments: {istation: {administered_by: provider}}\n"
            "outcomes: {fluency: {missing: {initial: not_counted, final: not_reached}}}"
        ),
    ),
    ("GUI-13", "one more than chance", SMALL.format(n=20, t=50)),
    ("PRO-04", "the Friday before", SCHEDULE.format(keys="interviews: 2027-05-28")),
    ("PRO-04", "the day after the break", SCHEDULE.format(keys="answers_posted: 2027-04-05")),
    ("PRO-05", "the last day", GRANT.format(keys="obligate_by: 2027-07-15")),
    ("PRO-06", "the last day", GRANT.format(keys="obligate_by: 2027-09-30, liquidate_by: 2028-08-31")),
    (
        "PRO-06",
        "another source lasts",
        (
            "funding: {sources: {title_i: {obligate_by: 2027-09-30, liquidate_by: 2028-01-01}, local: "
            "{name: Local, federal: false, amount: $1, pays: [base, rates]}}}"
        ),
    ),
    ("PRO-07", "an amount that is not stated", "without: [funding.sources.title_i.amount]"),
    (
        "PRO-09",
        "the threshold itself",
        (
            "without: [estimate]\n"
            "funding: {not_to_exceed: $350000, delivery_cost: {per_participant: $1}}\n"
            "payment: {base: {per_participant: $100}, caps: {participant: $600}, rates: {fluency: "
            "{per_participant: $200}, vocabulary: {per_participant: $200}, "
            "phonemic_awareness: {per_participant: $200}}}"
        ),
    ),
    ("PRO-10", "rates only", "funding: {sources: {title_i: {pay_for_success: true, pays: [rates]}}}"),
    ("PRO-13", "the first day", "payment: {base: {installments: {launch: {due: 2027-10-04}}}}"),
    ("PRO-14", "the very day", FLUENCY.format(due="2028-06-29")),
    ("DAY-01", "the day by which the contract pays", ALL_DUE.format(due="2028-08-14")),
    ("PRO-04", "a duty due each month", "duties: {provider: {staff: {by: each month}}}"),
    ("DAY-01", "the day by which the contract pays the roster", LAUNCH.format(due="2027-11-01")),
    ("DAY-01", "the day by which the contract pays a report", CLOSE.format(due="2028-06-20")),
    (
        "DAY-01",
        "a condition that names no report",
        "payment: {base: {installments: {close: {due: 2028-06-01, when: the last session was held}}}}",
    ),
    (
        "DAY-01",
        "no word of when data come",
        "outcomes: {fluency: {verification: {sources: {session_log: {due: on request}}}}}\n"
        + ALL_DUE.format(due="2028-08-11"),
    ),
    ("PRO-15", "the day of the payment", SCORES.format(due="2028-08-31")),
    ("PRO-16", "the day the window closes", SCORES.format(due="2028-05-19")),
    (
        "PRO-17",
        "excluded costs nothing",
        (
            "without: [payment.if_district_defaults]\n"
            "payment: {if_district_defaults: {effect: excluded, reach: affected_participants}}"
        ),
    ),
    ("PRO-61", "two on one day", "addenda: {1: {issued: 2027-03-26}, 2: {issued: 2027-03-26}}"),
    (
        "PRO-61",
        "ten or more",
        "addenda: {" + ", ".join(f"{n}: {{issued: 2027-04-05}}" for n in range(1, 12)) + "}",
    ),
    (
        "DAY-02",
        "a contract and its schedule that start later",
        (
            "without: [agreement.award]\nagreement: {effective: 2027-07-16}\n"
            "procurement: {schedule: {start: 2027-07-16}}"
        ),
    ),
    ("DAY-02", "scores on the last day of the duty", SCORES.format(due="2028-05-26")),
    ("PRO-62", "the day before", "addenda: {1: {issued: 2027-04-29}}"),
    ("PRO-67", "the day of the RFP", ASKED.format(1, "2027-03-01", "2027-03-26")),
    ("PRO-67", "the last day for questions", ASKED.format(1, "2027-03-19", "2027-03-26")),
    ("PRO-67", "the day of the addendum", ASKED.format(1, "2027-03-12", "2027-03-12")),
    ("AMD-01", "on the contract's first day", AMENDED.format(1, "effective: 2027-07-15")),
    ("AMD-01", "two on one day", TWICE_AMENDED.format("2028-01-10", "2028-01-10")),
    ("AMD-03", "signed on the day", AMENDED.format(1, "effective: 2028-01-10, signed: 2028-01-10")),
    ("AMD-04", "on the contract's last day", AMENDED.format(1, "effective: 2028-12-31")),
    ("PRO-20", "another firm", "procurement: {prepared_with: [University Instructors of Ohio]}"),
    ("PRO-22", "a criterion computed by a formula", "without: [procurement.criteria.price.description]"),
    (
        "PRO-22",
        "a criterion that counts for nothing",
        "procurement: {criteria: {extra: {name: E, weight: 0}}}",
    ),
    (
        "PRO-23",
        "money of the district's own",
        "funding: {sources: {own: {name: Own, federal: false, pays: [base]}}}",
    ),
    (
        "PRO-24",
        "one payment for all",
        (
            "without: [payment.base.per_participant, payment.base.counted, payment.base.installments]\n"
            "payment: {base: {per_unit: $25, unit: hour, units: 18000, due: 2027-10-15}}"
        ),
    ),
    ("PRO-21", "the first day", "population: {roster: {locked: 2027-10-04}}"),
    (
        "REQ-04",
        "a spec for both documents may hold what bidders are to propose",
        NO_PRICE,
    ),
    (
        "REQ-04",
        "an RFP may leave the base open",
        (
            "without: [provider, payment.base.per_participant]\n"
            "payment: {base: {per_participant: {proposed: true, at_most: $900}}}"
        ),
    ),
)
