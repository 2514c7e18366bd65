"""Each thing that several documents of one deal say: where each says it, and in which words."""

from __future__ import annotations

from agreeing import CONTRACT, RFP, STATEMENT, Rows, Term


def alike(name: str, rfp: str, contract: str, words: str, deal: str = "denver-literacy") -> Term:
    """Return a term that both documents say in the same words."""
    return Term(name, ((RFP, rfp, words), (CONTRACT, contract, words)), deal)


def stated(name: str, rfp: tuple[str, str], contract: str, section: str = "deal-terms") -> Term:
    """Return a term that the RFP says in a sentence and the contract states among the terms of the deal."""
    return Term(name, ((RFP, *rfp), (CONTRACT, section, contract)))


TIME_TO_PAY = r"Time for payment \| (.+?) after a proper invoice is received"
TIME_TO_DISPUTE = r"Time for disputes \| (.+?) after the result, Settlement, or invoice concerned is received"
NOTICE = r"shall give notice of a failure within (\d+ \w+ Days) after it (.+?) of it"
LATE = r"A failure of which the Provider does not give notice in time (.+?) for .+? before it (.+?)\."
WITHHELD = r"withhold no more than (.+?)\. After the failure is cured, it shall (pay what it withheld)"
RECORDS = r"For names and results the date of destruction in § controls\. From then on .+? by identifier only"
EVERY = (
    alike("who is eligible", "eligibility", "eligibility", r"A person .+? is an Eligible Person\."),
    alike(
        "service period",
        "calendar-of-service",
        "term",
        r"the Services from (.+? to .+?) \(the Service Period\)",
    ),
    alike(
        "number referred",
        "eligibility",
        "participant-numbers",
        r"shall refer at least ([\d,]+) Eligible Persons(.*?)\.",
    ),
    alike(
        "referral shortfall",
        "eligibility",
        "participant-numbers",
        r"If fewer are referred .+? not referred\.",
    ),
    alike("roster lock", "roster", "roster-dates", r"The Roster is locked on (.+?)\."),
    alike(
        "substitution",
        "roster",
        "roster-dates",
        r"Until (.+?) the District may replace .+? with another Eligible Person",
    ),
    stated(
        "minimum dosage",
        ("dosage", r"The Minimum Dosage is (.+?) for each Participant"),
        r"Minimum Dosage \| (.+?) for each Participant",
        "dosage-schedule",
    ),
    alike("who counts", "dosage", "minimum-dosage", r"Where the Rate Card requires the Minimum Dosage, .+"),
    alike("dosage that counts", "dosage", "minimum-dosage", r"Sessions count toward the Minimum Dosage .+"),
    alike("excused sessions", "dosage", "dosage-schedule", r"These are excused, .+? Minimum Dosage.*?\. The"),
    alike(
        "base not delivered",
        "provider-default",
        "provider-failure",
        r"Base Funding is reduced for Services that the Provider fails to deliver .+",
    ),
    stated(
        "notice of failure",
        ("district-default", NOTICE),
        r"Time for notice of a failure \| (\d+ \w+ Days) after the Provider (.+?) of it",
    ),
    alike("late notice", "district-default", "district-default-notice", LATE),
    alike(
        "effect of a district default",
        "district-default",
        "default-terms",
        r"Where the District does not perform .+",
    ),
    Term(
        "cure by the District",
        (
            (RFP, "district-default", r"where it gives none, (\d+ Business Days)"),
            (CONTRACT, "district-default", r"where it allows none, within (\d+ Business Days)"),
        ),
    ),
    Term(
        "cure by the Provider",
        (
            (RFP, "provider-default", r"where it gives none, (\d+ Business Days)"),
            (CONTRACT, "provider-failure", r"where it states none, (\d+ Business Days)"),
        ),
    ),
    alike(
        "plan of the Provider",
        "provider-default",
        "provider-failure",
        r"within (\d+ Business Days, or within half of the time to cure where that is sooner "
        r"\(half a day counts as a day\)), "
        r"with a written plan that cures",
    ),
    alike("base withheld", "provider-default", "provider-failure", WITHHELD),
    alike(
        "base", "base-funding", "exhibit-split", r"(?:As Base Funding|The District shall (?:pay|reimburse)).+"
    ),
    alike(
        "costs that are not reimbursed",
        "base-funding",
        "base-payments",
        r"What it costs the Provider to repeat .+? is not allowable",
        "central-ohio-workforce",
    ),
    alike(
        "obligations in verification",
        "provider-verification-duties",
        "provider-verification-duties",
        r"shall meet each obligation in § (.+? and by the time shown)",
        "central-ohio-workforce",
    ),
    alike(
        "costs in installments",
        "base-funding",
        "base-payments",
        r"An installment reimburses the .+",
        "central-ohio-workforce",
    ),
    alike(
        "use in installments",
        "base-funding",
        "base-payments",
        r"The service received up to an installment.+",
        "edtech-licenses",
    ),
    alike(
        "program leads",
        "service",
        "program-leads",
        r"Each Party shall name a Program Lead .+? within 10 Business Days\b.+? within (\d+ Business Days)",
    ),
    alike(
        "meetings",
        "improvement",
        "deal-terms",
        r"The Parties shall meet (.+?)\. These take part: (.+?)\.",
    ),
    stated(
        "indicators",
        ("improvement", r"(?s)shall read these leading indicators: \w(.+?)\.[ \n]Each Party"),
        r"Leading indicators \| \w(.+)",
    ),
    alike(
        "data for a meeting",
        "improvement",
        "leading-indicators",
        r"Each Party shall supply its part of the data (.+?)\.",
    ),
    alike(
        "date of a payment",
        "payment-dates",
        "exhibit-schedule",
        r"The date of a payment is .+? whichever is later\.",
    ),
    stated("time to pay", ("invoicing", r"proper invoice within ([\w ]+?) after receiving it"), TIME_TO_PAY),
    alike(
        "damages of the District",
        "contract-terms",
        "limits-of-liability",
        r"What the District owes under (?:the|this) Agreement is limited to (.+?)\.",
    ),
    alike(
        "damages of the Provider",
        "contract-terms",
        "limits-of-liability",
        r"The Provider owes the District no more than (.+?) in the aggregate",
        "edtech-licenses",
    ),
    alike(
        "damages without a limit",
        "contract-terms",
        "limits-of-liability",
        r"No limit on damages applies to fraud, (.+?), the cost of a .+?, (.+?)\.",
        "edtech-licenses",
    ),
    alike(
        "last invoice", "invoicing", "prompt-payment", r"shall send its last invoice .+? by then, unless .+"
    ),
    alike("proper invoice", "invoicing", "invoices", r"If an invoice is not proper, .+? counts as proper\."),
    alike(
        "correction of errors",
        "verification-method",
        "correction-of-errors",
        r"shall correct a clear error .+? before the last Settlement, and afterward",
    ),
    stated(
        "true-up",
        (
            "invoicing",
            r"the Party that owes it shall pay it within (.+?) after the corrected Settlement",
        ),
        TIME_TO_PAY,
    ),
    stated(
        "time to dispute",
        (
            "disputes",
            r"A Party that disputes a result, a Settlement.+? within ([\w ]+?) after receiving it\.",
        ),
        TIME_TO_DISPUTE,
    ),
    alike(
        "steps of a dispute",
        "disputes",
        "steps-for-disputes",
        r"(?s)until the dispute is settled:\nletters\n(.+?)\.(?:\n|$)",
    ),
    alike(
        "what a verifier decides",
        "disputes",
        "independent-verifier",
        r"The finding of an independent verifier .+? the law means\.",
    ),
    alike(
        "written decision in a step",
        "disputes",
        "steps-for-disputes",
        r"A step's written decision, other than.+? objects in writing, .+? A decision .+? agreement",
    ),
    alike(
        "data that the District never supplies",
        "verification-method",
        "verification-decision",
        r"If a source that the District is to supply or obtain is still missing .+? "
        r"without further notice .+? True-Up follows",
    ),
    alike(
        "receipt of the District's own data",
        "verification-method",
        "exhibit-plan",
        r"What the District itself supplies or obtains counts as received .+",
    ),
    alike(
        "norms of a percentile",
        "outcome-definitions",
        "exhibit-outcome-list",
        r"A percentile is that which .+? change of the tool\.",
    ),
    alike("day of a score", "data-sharing", "data-rules", r"The day on which a score was measured .+?\."),
    Term(
        "who decides on results",
        (
            (CONTRACT, "exhibit-plan", r"Decided by, and when \| The (.+?) of the District, within"),
            (STATEMENT, "cover", r"Results verified \| By (.+?), on"),
        ),
    ),
    alike("records and destruction", "provider-verification-duties", "record-keeping", RECORDS),
    stated(
        "time to keep records",
        ("provider-verification-duties", r"records from which its data come for (.+?),? and"),
        r"Time for records \| (.+)",
    ),
    alike(
        "correction of data",
        "provider-verification-duties",
        "provider-verification-duties",
        r"correct an error in its data within (.+?) after",
    ),
    alike(
        "false certificate",
        "provider-verification-duties",
        "verification-consequences",
        r"if the Provider knew or should have known that it was false, is cause for termination",
    ),
    Term(
        "time to tell of a breach",
        (
            (RFP, "privacy", r"within (\d+ hours) after it learns of it"),
            (CONTRACT, "security-incident", r"no later than (\d+ hours) after it learns of it"),
        ),
    ),
    alike(
        "confirmation of the roster",
        "roster",
        "roster-lock",
        r"both Program Leads shall .+? and the rest is confirmed\. .+? by then is confirmed\.",
    ),
    alike(
        "settlement that is late",
        "invoicing",
        "settlement-of-results",
        r"If the District has not issued the Settlement .+? until the District issues one\.",
    ),
    alike("amount under dispute", "disputes", "disputed-amounts", r"A disputed amount bears .+? it\."),
    stated(
        "time to pay what a dispute decides",
        (
            "disputes",
            (
                r"within ([\w ]+?) after the dispute is settled, but not before it falls due, "
                r"the disputed amount as decided"
            ),
        ),
        TIME_TO_PAY,
    ),
    Term(
        "silence about a report",
        (
            (
                RFP,
                "base-funding",
                r"a report not answered within (\d+ Business Days) is accepted",
            ),
            (CONTRACT, "service-reports", r"has (\d+ Business Days) to accept a report"),
        ),
    ),
    Term(
        "most that a failure of the District adds",
        tuple(
            (
                document,
                section,
                (
                    r"what its own failure, or an end without the cause it states, adds for results, (.+?), "
                    r"the District shall pay no more than (\S+)\."
                ),
            )
            for document, section in (
                (RFP, "caps"),
                (CONTRACT, "payment-caps"),
                (STATEMENT, "statement-rules"),
            )
        ),
    ),
    alike(
        "federal money for what a failure of the District adds",
        "district-default",
        "default-terms",
        r"What this adds is paid from a federal award .+?\.",
    ),
    alike(
        "data that move",
        "data-sharing",
        "data-rules",
        r"Only the data in § move .+? say of a Participant, or .+? by identifier\.",
    ),
    alike(
        "own acts",
        "contract-terms",
        "indemnity",
        r"Each Party answers for its own acts .+? the law permits\.",
    ),
    Term(
        "term",
        (
            (RFP, "contract-terms", r"Term \| (.+?) to (.+)"),
            (CONTRACT, "term", r"begins on (.+?) \(the Effective Date\) and ends on (.+?) \("),
        ),
    ),
    Term(
        "governing law",
        (
            (RFP, "contract-terms", r"Governing law \| (.+)"),
            (CONTRACT, "deal-terms", r"Governing law \| (.+)"),
        ),
    ),
    Term(
        "notice of termination for convenience",
        (
            (RFP, "contract-terms", r"By the District, on written notice of (.+)"),
            (CONTRACT, "deal-terms", r"Termination for convenience \| By the District, on notice of (.+)"),
        ),
    ),
    Term(
        "cure before termination",
        (
            (RFP, "contract-terms", r"if a material breach is not cured within (.+?) after written notice"),
            (CONTRACT, "deal-terms", r"Time for cure of a breach \| (.+?) after notice"),
        ),
    ),
    Term(
        "longer of two times to cure",
        (
            (RFP, "provider-default", r"The (longer) of the two times to cure then governs, as it does for"),
            (CONTRACT, "termination-for-cause", r"the (longer) time for cure governs"),
            (CONTRACT, "termination-by-provider", r"the (longer) time for cure governs"),
        ),
    ),
    Term(
        "cure before termination, on the cover",
        (
            (CONTRACT, "cover", r"for a material breach not cured within ([\w ]+)"),
            (CONTRACT, "deal-terms", r"Time for cure of a breach \| (.+?) after notice"),
        ),
    ),
    Term(
        "base owed at an early end",
        (
            (
                RFP,
                "contract-terms",
                r"Owed at early termination \| .*?(pro rata|allowable costs|installment)",
            ),
            (CONTRACT, "settlement-at-end", r"(pro rata|allowable costs|(?<=each )installment)"),
        ),
    ),
    Term(
        "outcomes owed at an early end",
        (
            (RFP, "contract-terms", r"Owed at early termination \| .*?(met every condition|had decided)"),
            (CONTRACT, "settlement-at-end", r"(met every condition|had decided)"),
        ),
    ),
    Term(
        "not-to-exceed amount",
        (
            (RFP, "split", r"do not exceed (\S+) \(the Not-to-Exceed Amount\)"),
            (CONTRACT, "cover", r"Not-to-Exceed Amount \| (\S+)"),
            (CONTRACT, "payment-caps", r"the Not-to-Exceed Amount of (\S+),"),
            (STATEMENT, "statement-rules", r"the Not-to-Exceed Amount of (\S+),"),
        ),
    ),
    Term(
        "caps in their order",
        (
            (RFP, "caps", r"(?s).+reduced in proportion\."),
            (CONTRACT, "payment-caps", r"(?s).+reduced in proportion\."),
        ),
    ),
    Term(
        "rounding of a statement",
        (
            (CONTRACT, "rounding", r"(?s)(The amount due under each line.+?always add up to the whole\.)"),
            (
                STATEMENT,
                "statement-rules",
                r"(?s)(The amount due under each line.+?always add up to the whole\.)",
            ),
        ),
    ),
    Term(
        "base in a statement",
        (
            (
                CONTRACT,
                "exhibit-split",
                r"shall pay (?=.+ for (\d+) Participants)(\$[\d,]+) for each .+?, which is (\$[\d,]+)",
            ),
            (
                STATEMENT,
                "statement-base",
                r"(\d+) participants planned times (\$[\d,]+)\.00, which is (\$[\d,]+)\.00",
            ),
        ),
    ),
    Term(
        "limit for a participant",
        (
            (CONTRACT, "payment-caps", r"no more than (\$[\d,]+) of Performance Funding for any one"),
            (STATEMENT, "statement-rules", r"no more than (\$[\d,]+) of Performance Funding for any one"),
            (STATEMENT, "statement-limits", r"for one participant \| (\$[\d,]+)\.00"),
        ),
    ),
    Term(
        "limit of what a district default costs",
        (
            (RFP, "district-default", r"no more than (\$[\d,]+) on this ground"),
            (CONTRACT, "default-terms", r"no more than (\$[\d,]+) on this ground"),
            (STATEMENT, "statement-limits", r"on the ground of a district default \| (\$[\d,]+)\.00"),
        ),
    ),
    Term(
        "order of the limits in a statement",
        (
            (CONTRACT, "payment-caps", r"(?s)(?:clauses\n)(.+reduced in proportion\.)"),
            (STATEMENT, "statement-rules", r"(?s)(?:bullets\n)(.+?reduced in proportion\.)"),
        ),
    ),
    Term(
        "number of the agreement",
        (
            (CONTRACT, "cover", r"Agreement No\. (\S+)"),
            (CONTRACT, "form-invoice", r"Agreement number \| (\S+)"),
            (STATEMENT, "cover", r"Agreement No\. (\S+)"),
        ),
    ),
    Term(
        "who signs",
        (
            (CONTRACT, "signature-article", r"(?s)#sign-district (.+)\n#sign-provider (.+)"),
            (STATEMENT, "statement-certification", r"(?s)#sign-district (.+)\n#sign-provider (.+)"),
        ),
    ),
    Term(
        "time to dispute a statement",
        (
            (CONTRACT, "deal-terms", TIME_TO_DISPUTE),
            (STATEMENT, "cover", r"in writing within (\d+ \w+ Days) after it receives it"),
        ),
    ),
    Term(
        "date of a payment in a statement",
        (
            (
                CONTRACT,
                "exhibit-schedule",
                r"The date of a payment is the earliest on which the District has to pay it",
            ),
            (
                STATEMENT,
                "cover",
                r"The date of a payment is the earliest on which the District has to pay it",
            ),
        ),
    ),
    Term(
        "time to pay what is not disputed",
        (
            (CONTRACT, "deal-terms", TIME_TO_PAY),
            (
                STATEMENT,
                "cover",
                r"within (.+?) after it receives a proper invoice, and need not pay before the date",
            ),
        ),
    ),
)
ROWS = (
    Rows("prices on page one", (RFP, "rate-card", (0, 2, 3)), (RFP, "paid-for", (0, 2, 6))),
    Rows(
        "attainment on page one",
        (CONTRACT, "attainment-table", (0, 1, 3, 4)),
        (RFP, "paid-for", (0, 3, 4, 5)),
    ),
    Rows("base on page one", (CONTRACT, "funding-split", (0, 1)), (RFP, "paid-for", (0, 6))),
    Rows(
        "amounts of the rate card",
        (CONTRACT, "rate-card", (0, 3)),
        (CONTRACT, "payment-schedule", (1, 4)),
    ),
    Rows(
        "installments in a statement",
        (CONTRACT, "payment-schedule", (1, 0, 3, 4)),
        (STATEMENT, "statement-base-parts", (0, 1, 2, 3)),
    ),
    Rows(
        "due dates in a statement",
        (CONTRACT, "payment-schedule", (1, 0)),
        (STATEMENT, "statement-dues", (0, 1)),
    ),
    Rows(
        "targets in a statement",
        (CONTRACT, "what-is-paid-for", (0, 3)),
        (STATEMENT, "statement-attainment", (0, 4)),
    ),
    Rows("prices in a statement", (CONTRACT, "rate-card", (0, 2)), (STATEMENT, "statement-counts", (0, 3))),
)
