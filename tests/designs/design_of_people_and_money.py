"""Designs of people, measures, dosage, prices and incentives.

A change that pays once for all by the share who reach an outcome is built from `ONCE`: a participant who is
not tested then counts as not reached and nobody needs a minimum of service, so that nothing but the amounts
is in question.
"""

from __future__ import annotations

from designed import Design

NO_REPLACEMENTS = "without: [population.roster.substitution_until]\n"
ONCE = (
    "without: [payment.rates.fluency.per_participant, payment.rates.fluency.requires]\n"
    "outcomes: {{fluency: {{missing: {{final: not_reached}}}}}}\n"
    "payment: {{caps: {{participant: $1000}}, rates: {{fluency: {{group_result: {{{pays}}}}}}}}}\n"
)
WITH_MINIMUM = ONCE.replace(", payment.rates.fluency.requires", "").format(
    pays="line: [{at: 22%, pay: $0}, {at: 60%, pay: $180000}]"
)
PROVED = ONCE.format(pays="line: [{at: 22%, pay: $0}, {at: 60%, pay: $180000}]")
OPENS = (
    "verification: {{provider_must: {{open: {{duty: Open files to the verifier, by: 5 days after request, "
    "evidence: access given, remedy: {}}}}}}}\n"
)
KEEPS = (
    "duties: {{provider: {{keep: {{duty: {duty}, by: 2028-05-05, measure: {measure}, cure: 10 business days, "
    "owner: Program Director}}}}}}\n"
)
AT_OR_ABOVE = "outcomes: {{fluency: {{definition: {words}, measure: {{{measure}}}}}}}"
OWN_BASELINE = "{2024-25: {measured: 486, reached: 107}, 2025-26: {measured: 502, reached: 112}}"
TESTED = "duties: {{district: {{testing: {{duty: Test every participant {}, by: '{}'}}}}}}"
LOST = "outcomes: {{fluency: {{measure: {{kind: gain, scale: scale score points, {}, from: winter}}}}}}"
SENT = (
    "duties: {{district: {{data: {{duty: Send the participants' scores of each window, "
    "by: '3 business days {}', measure: all scores, cure: 5 business days, "
    "owner: Director of Assessment}}}}}}"
)
GUARANTEED = (
    "population: {{guaranteed: {n}}}\n"
    "duties: {{district: {{rosters: {{measure: '{share}% of places filled'}}}}}}\n"
)
REGISTER = """\
without: [population.criterion, outcomes.fluency.measure.at_least, outcomes.fluency.measure.from,
  outcomes.lasting.measure.like]
assessments:
  register:
    name: Attendance register
    administered_by: district
    windows: {before: {opens: 2026-08-17, closes: 2027-05-28}, year: {opens: 2027-10-04, closes: 2028-05-19}}
population:
  criterion: {assessment: register, metric: days absent, scale: days, at_least: 18, window: before}
"""

ATTENDANCE = (
    "outcomes: "
    "{attendance: {name: Attendance, definition: Participants attend., measure: {assessment: screener, "
    "metric: attendance, kind: level, scale: percent, at_least: 90, to: spring, counted_by: group}, "
    "missing: {initial: not_reached, final: not_reached}, expected_without: 85%, target: 92%, horizon: near, "
    "history: {2024-25: {measured: 486, reached: 410}, 2025-26: {measured: 502, reached: 425}}, "
    "verification: {like: fluency}}}\n"
)
TWO_INTAKES = (
    NO_REPLACEMENTS
    + "cohorts: {{a: {{name: Fall intake, planned: 150, starts: 2027-10-04, ends: 2028-05-05}}, "
    "b: {{name: Late intake, planned: 150, starts: {starts}, ends: 2028-05-05}}}}\n"
    "payment: {{rates: {{fluency: {{cohort: a}}, late: {{outcome: fluency, cohort: b, per_participant: $600, "
    "requires: {{dosage: minimum}}, due: 2028-08-31}}}}}}"
)
OTHERS_BY_TEST = (
    "vocabulary: {measure: {like: lasting, metric: vocabulary, to: spring}}, "
    "lasting: {measure: {assessment: screener, metric: overall reading, kind: level, scale: percentile, "
    "at_least: 40, from: fall, to: next_fall, counted_by: participant}}, "
)
"""The other outcomes without what they have like the first."""

DOSAGE = (
    Design("an intake in January", "DSN-01", TWO_INTAKES.format(starts="2028-01-24")),
    Design("an intake in November", "", TWO_INTAKES.format(starts="2027-11-15")),
    Design(
        "a replacement on the last day that counts",
        "",
        "population: {roster: {substitution_until: 2027-11-17}}",
    ),
    Design(
        "a replacement on the day after",
        "DSN-02",
        "population: {roster: {substitution_until: 2027-11-18}}",
    ),
    Design(
        "testing windows on which service goes on",
        "",
        NO_REPLACEMENTS + "program: {calendar: Tutoring runs on school days., dosage: {minimum: 32 hours}}",
    ),
    Design(
        "a break that nobody planned for",
        "DSN-01",
        NO_REPLACEMENTS + "district: {closures: {snow: {name: Snow, starts: 2028-02-07, ends: 2028-02-18}}}\n"
        "program: {dosage: {minimum: 31 hours}}",
    ),
    Design(
        "both parties keep their duties and no participant receives the minimum",
        "DSN-01",
        NO_REPLACEMENTS + "program: {dosage: {minimum: 33 hours}}",
    ),
    Design(
        "the minimum is just what both duties leave",
        "",
        NO_REPLACEMENTS + "program: {dosage: {minimum: 32 hours}}",
    ),
    Design(
        "sessions after the window opens are counted on",
        "DSN-01",
        NO_REPLACEMENTS + "program: {ends: 2028-05-19, dosage: {weeks: 27, minimum: 34 hours}}",
    ),
    Design(
        "sessions after the window opens are not needed",
        "",
        NO_REPLACEMENTS + "program: {ends: 2028-05-19, dosage: {weeks: 27, minimum: 30 hours}}",
    ),
    Design(
        "the window that decides is in the middle of the year",
        "DSN-01",
        "outcomes: {vocabulary: {measure: {to: winter}}}",
    ),
    Design(
        "the window in the middle of the year asks for no minimum",
        "",
        "without: [payment.rates.vocabulary.requires]\noutcomes: {vocabulary: {measure: {to: winter}}}",
    ),
    Design(
        "the provider's duty is not a share of sessions",
        "",
        NO_REPLACEMENTS + "program: {dosage: {minimum: 33 hours}}\n"
        "duties: {provider: {delivery: {measure: a tutor for each group}}}",
    ),
    Design(
        "a minimum in weeks that testing takes away",
        "DSN-01",
        NO_REPLACEMENTS + "program: {dosage: {minimum: 22 weeks}}",
    ),
    Design(
        "the district's own measure keeps participants from the minimum",
        "FIG-05",
        NO_REPLACEMENTS + "program: {dosage: {minimum: 34 hours}}",
    ),
    Design(
        "a replacement in January",
        "DSN-02",
        "population: {roster: {substitution_until: 2028-01-14}}",
    ),
    Design("a replacement an hour short", "DSN-02", "program: {dosage: {minimum: 25 hours}}"),
    Design(
        "a replacement in January where nothing asks for a minimum",
        "",
        "without: [payment.rates.fluency.requires, payment.rates.vocabulary.requires, "
        "payment.rates.lasting.requires]\npopulation: {roster: {substitution_until: 2028-01-14}}",
    ),
)
MEASURES = (
    Design(
        "only those are let in who have reached the threshold",
        "DSN-03",
        "without: [population.criterion.below]\npopulation: {criterion: {above: 45}}",
    ),
    Design(
        "those let in start above a floor and below the threshold",
        "",
        "population: {criterion: {at_least: 5}}",
    ),
    Design(
        "two steps of one score as two outcomes",
        "",
        "outcomes: "
        "{vocabulary: {measure: {metric: text fluency, at_least: 55}, expected_without: 12%, target: 30%, "
        "history: {2024-25: {measured: 486, reached: 58}, 2025-26: {measured: 502, reached: 61}}}}",
    ),
    Design(
        "two steps that nearly the same students reach",
        "DSN-05",
        "outcomes: {vocabulary: {measure: {metric: text fluency, at_least: 42}}}",
    ),
    Design(
        "one score in two windows",
        "",
        "outcomes: {vocabulary: {measure: {metric: overall reading}}}",
    ),
    Design(
        "the threshold is the entry cut-off",
        "DSN-03",
        "outcomes: {fluency: {measure: {at_least: 25}}}",
    ),
    Design(
        "the threshold of one grade is below the entry cut-off",
        "DSN-03",
        "outcomes: {fluency: {measure: {at_least: {2: 20, 3: 45}}}}",
    ),
    Design(
        "the definition asks for more, the measure for less",
        "DSN-23",
        "without: [outcomes.fluency.measure.at_least, outcomes.vocabulary, outcomes.lasting, "
        "payment.rates.vocabulary, payment.rates.lasting, payment.caps]\n"
        + AT_OR_ABOVE.format(words="Days absent are at least 60", measure="scale: days, at_most: 60"),
    ),
    Design(
        "the definition asks for another level",
        "DSN-23",
        AT_OR_ABOVE.format(words="The score is at or above the 45th percentile", measure="at_least: 40"),
    ),
    Design(
        "the definition asks for another level, in other words",
        "DSN-23",
        AT_OR_ABOVE.format(words="A score at the 45th percentile or higher counts", measure="at_least: 40"),
    ),
    Design(
        "the definition asks for the level of the measure",
        "",
        AT_OR_ABOVE.format(words="The score is at or above the 40th percentile", measure="at_least: 40.0"),
    ),
    Design(
        "the definition names where students start, too",
        "",
        AT_OR_ABOVE.format(
            words="One who started at or below the 24th percentile scores at or above the 40th",
            measure="at_least: 40",
        ),
    ),
    Design(
        "the definition states only an end of another thing",
        "",
        AT_OR_ABOVE.format(words="The level is reached in no more than 28 weeks", measure="at_least: 40"),
    ),
    Design("a threshold just above the cut-off", "", "outcomes: {fluency: {measure: {at_least: 26}}}"),
    Design(
        "a threshold on another scale",
        "",
        "outcomes: {fluency: {measure: {at_least: 20, scale: scale score}}}",
    ),
    Design(
        "as many absences as let a student in",
        "DSN-03",
        REGISTER
        + "outcomes: {"
        + OTHERS_BY_TEST
        + "fluency: {name: Attendance, measure: {assessment: register, "
        "metric: days absent, scale: days, at_most: 18, to: year}}}",
    ),
    Design(
        "a third fewer absences than let a student in",
        "",
        REGISTER
        + "outcomes: {"
        + OTHERS_BY_TEST
        + "fluency: {name: Attendance, measure: {assessment: register, "
        "metric: days absent, scale: days, at_most: 12, to: year}}}",
    ),
    Design(
        "a gain from the score that selected",
        "DSN-04",
        "outcomes: {fluency: {measure: {kind: gain, scale: scale score points, at_least: 12}}}",
    ),
    Design(
        "a gain from a later score",
        "",
        "outcomes: {fluency: {measure: {kind: gain, scale: scale score points, at_least: 12, from: winter}}}",
    ),
    Design(
        "selected in the spring before, and the gain from fall",
        "",
        "assessments: {screener: {windows: {before: {opens: 2027-05-03, closes: 2027-05-14}}}}\n"
        "population: {criterion: {window: before}}\n"
        "outcomes: {fluency: {measure: {kind: gain, scale: scale score points, at_least: 12}}}",
    ),
    Design(
        "one measure under two names",
        "DSN-05",
        "outcomes: {vocabulary: {measure: {metric: Text fluency}}}",
    ),
    Design(
        "two lines for one outcome",
        "DSN-05",
        "funding: {not_to_exceed: $690000, sources: {local_2029: {amount: $510000}}}\n"
        "payment: {caps: {participant: $1700}, rates: {more: {outcome: vocabulary, per_participant: $100, "
        "requires: {dosage: minimum}, due: 2028-08-31}}}",
    ),
    Design(
        "two lines for one outcome, each for its own grade",
        "",
        "population: "
        "{groups: {second: {name: Grade 2, planned: 150}, third: {name: Grade 3, planned: 150}}}\n"
        "payment: {rates: {fluency: {group: second}, third: {outcome: fluency, group: third, "
        "per_participant: $600, requires: {dosage: minimum}, due: 2028-08-31}}}",
    ),
    Design(
        "the level and the gain of one score",
        "DSN-05",
        "outcomes: {vocabulary: {measure: {metric: text fluency, kind: gain, scale: scale score points, "
        "at_least: 12, from: winter}}}",
    ),
    Design(
        "the better of the level and the gain",
        "",
        "outcomes: {vocabulary: {measure: {metric: text fluency, kind: gain, scale: scale score points, "
        "at_least: 12, from: winter}}}\n"
        "payment: {caps: {participant: $1000}, rates: {fluency: {due: 2028-08-31}, "
        "either: {best_of: [fluency, vocabulary], due: 2028-08-31}}}",
    ),
    Design(
        "a score and the whole of which it is a part",
        "DSN-05",
        "outcomes: {fluency: {measure: {metric: oral reading fluency score}}, "
        "vocabulary: {measure: {metric: reading fluency}}}",
    ),
    Design(
        "two outcomes that the same students reached each year",
        "DSN-05",
        "outcomes: {vocabulary: {expected_without: 22%, history: " + OWN_BASELINE + "}}",
    ),
    Design(
        "one year in which as many reached both",
        "",
        "outcomes: {vocabulary: {history: {2024-25: {measured: 486, reached: 107}}}}",
    ),
    Design(
        "a premium for both outcomes together",
        "",
        "funding: {not_to_exceed: $690000, sources: {local_2029: {amount: $510000}}}\n"
        "payment: {caps: {participant: $1700}, rates: {both: {all: [fluency, vocabulary], "
        "per_participant: $100, requires: {dosage: minimum}, due: 2028-08-31}}}",
    ),
)
BASELINES = (
    Design(
        "more is expected than earlier students reached",
        "",
        "outcomes: {fluency: {expected_without: 28%}}",
    ),
    Design(
        "the baseline is of another test",
        "DSN-06",
        "without: [outcomes.fluency.history]\n"
        "assessments: {old: {name: Old Screener, administered_by: district}}\n"
        "population: {history: {2024-25: {assessment: old}, 2025-26: {assessment: old}}}",
    ),
    Design(
        "another test stands only where every outcome has a history of its own",
        "",
        "assessments: {old: {name: Old Screener, administered_by: district}}\n"
        "population: {history: {2024-25: {assessment: old}, 2025-26: {assessment: old}}}",
    ),
    Design(
        "the baseline is of the whole district",
        "DSN-06",
        "outcomes: {fluency: {history: {2025-26: {measured: 1501, reached: 331}}}}",
    ),
    Design(
        "the baseline is five times the program",
        "",
        "outcomes: {fluency: {history: {2025-26: {measured: 1500, reached: 330}}}}",
    ),
    Design(
        "one baseline for two scores",
        "DSN-06",
        "without: [outcomes.fluency.history, outcomes.vocabulary.history]",
    ),
    Design("one baseline for one score", "", "without: [outcomes.fluency.history]"),
    Design(
        "less is expected than earlier students reached",
        "DSN-07",
        "outcomes: {fluency: {expected_without: 17%}}",
    ),
    Design(
        "about as much is expected as earlier students reached",
        "",
        "outcomes: {fluency: {expected_without: 17.1%}}",
    ),
    Design(
        "forty participants",
        "GUI-13 DSN-06",
        "population: {planned: 40, maximum: 40, guaranteed: 36}\noutcomes: {fluency: {target: 35%}}",
    ),
)
AMOUNTS = (
    Design(
        "nobody is paid for unless a comparison shows an effect",
        "",
        ATTENDANCE.replace(
            "scale: percent, at_least: 90",
            "scale: percentile points, at_least: 3, effect: {against: schools that wait}",
        ).replace("initial: not_reached", "initial: not_counted")
        + "payment: {rates: {fluency: {requires: {dosage: minimum, reached: [attendance]}}}}",
    ),
    Design(
        "nobody is paid for unless all of them together reach a rate",
        "DSN-08",
        ATTENDANCE + "payment: {rates: {fluency: {requires: {dosage: minimum, reached: [attendance]}}}}",
    ),
    Design(
        "a participant is paid for who reaches another outcome too",
        "",
        "payment: {rates: {fluency: {requires: {dosage: minimum, reached: [vocabulary]}}}}",
    ),
    Design(
        "nearly three quarters of the money at target is for what comes anyway",
        "",
        "outcomes: {fluency: {expected_without: 33%}, vocabulary: {expected_without: 31.4%}, "
        "lasting: {expected_without: 24%}}",
    ),
    Design(
        "a step of less than a fifth of the money",
        "",
        ONCE.format(pays="steps: [{at_least: 28%, pay: $90000}, {at_least: 44%, pay: $180000}]"),
    ),
    Design(
        "a ceiling of one line at the target",
        "",
        "without: [payment.caps]\npayment: {rates: {fluency: {at_most: $79200}}}",
    ),
    Design(
        "a ceiling of one line below the target",
        "DSN-19",
        "without: [payment.caps]\npayment: {rates: {fluency: {at_most: $79199}}}",
    ),
    Design(
        "all or nothing for one result of all",
        "DSN-08",
        ONCE.format(pays="steps: [{at_least: 44%, pay: $180000}]"),
    ),
    Design(
        "a quarter of the money on one step",
        "DSN-08",
        ONCE.format(pays="steps: [{at_least: 30%, pay: $60000}, {at_least: 44%, pay: $180000}]"),
    ),
    Design(
        "a line that begins high",
        "DSN-08",
        ONCE.format(pays="line: [{at: 40%, pay: $100000}, {at: 60%, pay: $180000}]"),
    ),
    Design(
        "a straight line from what is expected",
        "",
        ONCE.format(pays="line: [{at: 22%, pay: $0}, {at: 60%, pay: $180000}]"),
    ),
    Design(
        "six small steps",
        "",
        ONCE.format(
            pays="steps: [{at_least: 24%, pay: $30000}, {at_least: 28%, pay: $60000}, "
            "{at_least: 32%, pay: $90000}, {at_least: 36%, pay: $120000}, {at_least: 40%, pay: $150000}, "
            "{at_least: 44%, pay: $180000}]"
        ),
    ),
    Design(
        "most of the money at target is for what comes anyway",
        "DSN-09",
        "outcomes: {fluency: {expected_without: 36%}, vocabulary: {expected_without: 34%}, "
        "lasting: {expected_without: 24%}}",
    ),
    Design(
        "a factor leaves out what comes anyway",
        "",
        "outcomes: {fluency: {expected_without: 36%}, vocabulary: {expected_without: 34%}, "
        "lasting: {expected_without: 24%}}\n"
        "payment: {caps: {participant: $400}, rates: {fluency: {factor: 1/4}, vocabulary: {factor: 1/4}, "
        "lasting: {factor: 1/4}}}",
    ),
    Design(
        "a factor that leaves out too little",
        "DSN-09",
        "outcomes: {fluency: {expected_without: 36%}, vocabulary: {expected_without: 34%}, "
        "lasting: {expected_without: 24%}}\n"
        "payment: {caps: {participant: $1280}, rates: {fluency: {factor: 4/5}, vocabulary: {factor: 4/5}, "
        "lasting: {factor: 4/5}}}",
    ),
    Design(
        "a cap on all lines that is used up before the targets",
        "DSN-19 FIG-02",
        "payment: {caps: {total: $150000}}",
    ),
    Design(
        "a cap on one outcome that is used up before its target",
        "DSN-19 FIG-02",
        "payment: {caps: {outcome: {fluency: $70000}}}",
    ),
    Design(
        "a cap above the targets and below the most",
        "FIG-02",
        "payment: {caps: {total: $193200}}",
    ),
    Design(
        "the best step lies below the target",
        "DSN-19",
        ONCE.format(pays="line: [{at: 22%, pay: $0}, {at: 43%, pay: $180000}]"),
    ),
    Design(
        "the best step is the target",
        "",
        ONCE.format(pays="line: [{at: 22%, pay: $0}, {at: 44%, pay: $180000}]"),
    ),
    Design(
        "little depends on outcomes and nothing says why",
        "GUI-01",
        "without: [funding.rationale]\npayment: {caps: {participant: $960}, rates: "
        "{fluency: {per_participant: $360}, vocabulary: {per_participant: $360}, "
        "lasting: {per_participant: $240}}}",
    ),
    Design(
        "little depends on outcomes and the rationale says why",
        "",
        "payment: {caps: {participant: $960}, rates: "
        "{fluency: {per_participant: $360}, vocabulary: {per_participant: $360}, "
        "lasting: {per_participant: $240}}}",
    ),
    Design("more than the usual share depends on outcomes", "", "without: [funding.rationale]"),
)
PEOPLE = (
    Design(
        "tutors may exchange participants",
        "DSN-10",
        "population: {roster: {mobility: Tutors may replace a student who does not come.}}",
    ),
    Design(
        "a tutor is replaced",
        "",
        "population: {roster: {mobility: The provider replaces a tutor who leaves within a week.}}",
    ),
    Design(
        "the provider decides who takes part",
        "DSN-10",
        "population: {eligibility: The provider decides who takes part.}",
    ),
    Design(
        "the provider's director decides nothing of it",
        "",
        "population: {eligibility: The provider's director is told. The district decides who takes part.}",
    ),
    Design(
        "the provider reports who was removed",
        "",
        "population: "
        "{roster: {mobility: A participant who is removed is reported by the provider within a week.}}",
    ),
    Design(
        "the provider serves whom the district chooses",
        "",
        "population: {eligibility: The provider serves the students whom the district selects.}",
    ),
    Design(
        "the provider alone holds the log and the district the scores",
        "",
        "outcomes: {fluency: {verification: {sources: {session_log: {system: platform}}}}}",
    ),
    Design(
        "the provider chooses whom it serves",
        "DSN-10",
        "population: "
        "{eligibility: The provider selects participants among the students who meet the criterion.}",
    ),
    Design(
        "the provider may replace whom it likes",
        "DSN-10",
        "population: {roster: {mobility: A participant who leaves is replaced. The provider may replace a "
        "participant who misses more than half of the sessions.}}",
    ),
    Design(
        "participants are dropped at the provider's word",
        "DSN-10",
        "population: {roster: {mobility: Participants are removed from the roster by the provider.}}",
    ),
    Design(
        "the district chooses and the provider takes no part",
        "",
        "population: "
        "{eligibility: The district selects participants. The provider takes no part in the choice.}",
    ),
    Design(
        "the provider may not drop anybody",
        "",
        "population: {roster: {mobility: The provider may not remove or replace a participant.}}",
    ),
    Design(
        "the provider tells and the district replaces",
        "",
        "population: {roster: {mobility: The provider tells the district of a participant who leaves. The "
        "district replaces the participant from its list.}}",
    ),
    Design(
        "the provider gives the test",
        "DSN-11",
        "assessments: {screener: {administered_by: provider}}\n"
        "outcomes: {fluency: {missing: {final: not_reached}}}",
    ),
    Design(
        "the provider gives the test and an absent participant costs it nothing",
        "DSN-11 GUI-12",
        "assessments: {screener: {administered_by: provider}}",
    ),
    Design(
        "only the provider holds the scores",
        "DSN-11 DAT-06",
        "outcomes: {fluency: {verification: {sources: {scores: {from: provider}}}}}",
    ),
    Design(
        "the provider gives the test that lets participants in",
        "DSN-11",
        "assessments: {intake: {name: Intake Test, administered_by: provider, "
        "windows: {fall: {opens: 2027-09-07, closes: 2027-09-20}}}}\n"
        "population: {criterion: {assessment: intake}}",
    ),
    Design(
        "a third party gives the test",
        "",
        "assessments: {screener: {administered_by: {who: third_party, name: Example Testing}}}",
    ),
    Design(
        "the provider decides",
        "GUI-15",
        "outcomes: {fluency: {verification: {decided_by: provider}}}",
    ),
    Design(
        "the result of all rises with each weak participant who is not tested",
        "DSN-12",
        ONCE.replace("final: not_reached", "final: not_counted").format(
            pays="line: [{at: 22%, pay: $0}, {at: 60%, pay: $180000}]"
        ),
    ),
    Design(
        "the result of all rises with each file that stays closed",
        "DSN-27",
        PROVED + OPENS.format("the results concerned are not counted until access is given"),
    ),
    Design(
        "the result of all rises with what is entered late",
        "DSN-27",
        PROVED + OPENS.format("what is entered late does not count"),
    ),
    *(
        Design(f"the result of all rises with what is “{remedy}”", "DSN-27", PROVED + OPENS.format(remedy))
        for remedy in (
            "results are excluded",
            "the result is disregarded",
            "results are removed from the count",
            "results of those concerned not counted",
        )
    ),
    Design("who is excluded has no result", "", PROVED + OPENS.format("the costs of it are excluded")),
    Design(
        "a closed file is a result not reached", "", PROVED + OPENS.format("the result counts as not reached")
    ),
    Design(
        "who was not asked counts as not reached, and who refuses is not counted",
        "",
        PROVED + OPENS.format("who was not asked counts as not reached, and who refuses is not counted"),
    ),
    Design(
        "what the provider spoiled is left out, against the clause on integrity",
        "DSN-27",
        OPENS.format("results that were affected are not counted"),
    ),
    Design(
        "what the provider spoiled counts as not reached",
        "",
        OPENS.format("a result that was affected counts as not reached"),
    ),
    Design(
        "a session without a record adds nothing", "", PROVED + OPENS.format("the session does not count")
    ),
    Design(
        "each participant has a price and a closed file brings nothing",
        "",
        OPENS.format("the results concerned are not counted"),
    ),
    Design(
        "the result of all rises with each weak participant who stops coming",
        "DSN-24",
        WITH_MINIMUM,
    ),
    Design(
        "the provider owes that sessions are held, not that anybody comes",
        "DSN-24",
        WITH_MINIMUM + KEEPS.format(duty="Hold the sessions", measure="95% of sessions held each month"),
    ),
    Design(
        "the provider owes that most receive the minimum",
        "",
        WITH_MINIMUM + KEEPS.format(duty="Bring participants to 24 hours", measure="90% of participants"),
    ),
    Design(
        "the provider owes that few leave",
        "",
        WITH_MINIMUM
        + KEEPS.format(duty="Keep participants in the program", measure="at most 10% leave early"),
    ),
    Design(
        "the price of each participant does not rise with one who is not tested",
        "",
        "outcomes: {fluency: {missing: {initial: not_counted, final: not_counted}}}",
    ),
)
BASE = (
    Design(
        "half of the base after a quarter of the service",
        "",
        "payment: {base: {installments: {launch: {share: 60%, due: 2027-11-29}, fall: {share: 20%}, "
        "close: {share: 20%}}}}",
    ),
    Design(
        "the district owes just what is promised, in numbers",
        "",
        "duties: {district: {rosters: {measure: 270 participants referred}}}",
    ),
    Design(
        "most of the base is due in the first month",
        "DSN-13",
        "payment: {base: {installments: {launch: {share: 51%}, fall: {share: 9%}, close: {share: 40%}}}}",
    ),
    Design(
        "half of the base is due in the first month",
        "",
        "payment: {base: {installments: {launch: {share: 50%}, fall: {share: 10%}, close: {share: 40%}}}}",
    ),
    Design(
        "the whole base in one sum in November",
        "DSN-13",
        "without: [payment.base.installments]\npayment: {base: {due: 2027-11-01}}",
    ),
    Design(
        "the whole base in one sum at the end",
        "",
        "without: [payment.base.installments]\npayment: {base: {due: 2028-06-20}}",
    ),
    Design(
        "places are paid that nobody need fill",
        "DSN-14",
        GUARANTEED.format(n=239, share=79) + "payment: {base: {counted: planned}}",
    ),
    Design(
        "four in five of the places that are paid will be filled",
        "",
        GUARANTEED.format(n=240, share=80) + "payment: {base: {counted: planned}}",
    ),
    Design(
        "the provider staffs for twice as many as are promised", "DSN-15", GUARANTEED.format(n=150, share=50)
    ),
    Design(
        "nobody is promised",
        "DSN-15",
        "without: [population.guaranteed]\nduties: {district: {rosters: {measure: a complete roster}}}",
    ),
    Design("four in five of the places are promised", "", GUARANTEED.format(n=240, share=80)),
    Design(
        "a duty to fill more places than are promised",
        "DSN-16",
        "duties: {district: {rosters: {measure: 100% of places filled}}}",
    ),
    Design(
        "a gain is reached by those who lost",
        "DSN-26",
        LOST.format("at_least: -5"),
    ),
    Design("a gain of nothing is no loss", "", LOST.format("at_least: 0")),
    Design(
        "every participant is tested before anybody is one", "DSN-25", TESTED.format("in each window", "June")
    ),
    Design(
        "the fall test is owed to participants",
        "DSN-25",
        TESTED.format("in the fall and the spring window", "June"),
    ),
    Design(
        "their fall scores are owed before there is a roster",
        "DSN-25",
        SENT.format("after each window closes"),
    ),
    Design(
        "their fall scores are owed once there is a roster",
        "",
        SENT.format("after each window closes, and for the fall window after the roster is locked"),
    ),
    Design(
        "later windows are tested",
        "",
        TESTED.format("in each window that follows the start of service", "June"),
    ),
    Design(
        "all students are tested in fall",
        "",
        "duties: {district: {testing: {duty: Test every student of the listed schools in the fall window, "
        "measure: 95% of students tested}}}",
    ),
    Design(
        "the fall window closes after the lock",
        "",
        TESTED.format("in each window", "June") + "\npopulation: {roster: {locked: 2027-09-20}}",
    ),
    Design(
        "the provider owes more participants than are promised",
        "DSN-16",
        "duties: "
        "{provider: {enrollment: {duty: Enroll participants, by: 2027-10-01, measure: 300 participants "
        "enrolled, cure: 10 business days, owner: Program Director}}}",
    ),
    Design(
        "the provider owes as many participants as are promised",
        "",
        "duties: "
        "{provider: {enrollment: {duty: Enroll participants, by: 2027-10-01, measure: 270 participants "
        "enrolled, cure: 10 business days, owner: Program Director}}}",
    ),
)
TERMS = (
    Design(
        "base money waits until service begins and most have a tutor",
        "",
        "payment: {base: {installments: {launch: {when: service begins}, "
        "fall: {when: at least 90% of participants have a tutor}, close: "
        "{when: half of the sessions are held}}}}",
    ),
    Design(
        "base money waits until the work is complete",
        "DSN-21",
        "payment: {base: {installments: {close: {when: the work is complete}}}}",
    ),
    Design(
        "one result is near and the rest a long way off",
        "",
        "outcomes: {vocabulary: {horizon: long}, lasting: {target: 42%}}",
    ),
    Design(
        "every result is near and the rationale says why",
        "",
        "outcomes: {lasting: {horizon: near, target: 42%}}\n"
        "funding: {rationale: The outcomes are near because the money is granted for one year.}\n"
        "data: {evaluation: The district compares participants with like-performing students.}",
    ),
    Design(
        "base money waits until the first session",
        "",
        "payment: {base: {installments: {launch: {when: service has started}}}}",
    ),
    Design(
        "base money waits until something is counted and accepted",
        "",
        "payment: {base: {installments: {fall: {when: the hours so far are counted and accepted}}}}",
    ),
    Design(
        "every result is a long way off",
        "DSN-17",
        "outcomes: {fluency: {horizon: long}, vocabulary: {horizon: long}, lasting: {target: 42%}}",
    ),
    Design(
        "every result is near and nothing asks whether it lasts",
        "DSN-18",
        "outcomes: {lasting: {horizon: near, target: 42%}}\n"
        "funding: {rationale: The base covers the cost of delivery.}\n"
        "data: {evaluation: The district compares participants with like-performing students.}",
    ),
    Design(
        "every result is near and an evaluation asks whether it lasts",
        "",
        "outcomes: {lasting: {horizon: near, target: 42%}}\nfunding: "
        "{rationale: The base covers the cost of delivery.}",
    ),
    Design(
        "indicators at which nobody acts",
        "DSN-20",
        "improvement: {indicators: [attendance, hours to date], "
        "escalation: If an indicator stays below the agreed level for two meetings the leads write a plan "
        "within 10 business days.}",
    ),
    Design(
        "the level stands in what follows",
        "",
        "improvement: {indicators: [attendance, hours to date], "
        "escalation: If fewer than 80 percent of sessions are held the leads write a plan.}",
    ),
    Design(
        "base money waits for a data set that nobody owes",
        "DSN-21",
        "payment: {base: {installments: {close: {when: the final data set is received}}}}",
    ),
    Design(
        "base money waits for a report that is not among the reports",
        "DAY-07 DSN-21",
        "payment: {base: {installments: {fall: {when: the midyear dosage report is accepted}}}}",
    ),
    Design(
        "base money waits for a report that is owed",
        "",
        "payment: {base: {installments: {fall: {when: the progress report for October is accepted}}}}",
    ),
    Design(
        "base money waits for two things that are owed",
        "",
        "payment: {base: {installments: {launch: {when: the roster is locked and the tutors are screened}}}}",
    ),
    Design(
        "a price score that only money for results can win",
        "DSN-22",
        "without: [payment.base.per_participant]\npayment: {base: {per_participant: $600}}",
    ),
    Design(
        "a base as published and a price that is not scored by a formula",
        "PRO-18",
        "without: [payment.base.per_participant, procurement.criteria.price.scoring]\n"
        "payment: {base: {per_participant: $600}}\n"
        "procurement: {criteria: {price: {description: The prices for results that the bidder offers.}}}",
    ),
)
DESIGNS: tuple[Design, ...] = (
    *DOSAGE,
    *MEASURES,
    *BASELINES,
    *AMOUNTS,
    *PEOPLE,
    *BASE,
    *TERMS,
)
