"""Designs of terms that decide whether a provider bids: each bad one has a sound neighbor."""

from __future__ import annotations

from designed import Design

CONVENIENCE = "agreement: {{termination: {{convenience: {{{}}}}}}}\n"
DEFAULT = "payment: {{if_district_defaults: {{{}}}}}\n"

DESIGNS = (
    Design("a notice may come in the second half", "BAL-01", CONVENIENCE.format("last_notice: 2028-01-14")),
    Design("results in flight are owed in part", "", CONVENIENCE.format("in_flight: 40%")),
    Design("a last notice too late", "BAL-01 BAL-07", CONVENIENCE.format("last_notice: 2028-04-28")),
    Design("a fee with local money", "", CONVENIENCE.format("fee: $15000")),
    Design("limits for the district alone", "BAL-04", "agreement: {liability: {district: $100000}}"),
    Design("a limit that holds for a loss of data", "BAL-05", "agreement: {liability: {provider: $9000}}"),
    Design("a limit that no document prints", "BAL-11", "agreement: {liability: {provider: $900000, "
           "not_limited: [security_incident]}, clauses: {limits-of-liability: false}}"),
    Design("no limit, and no clause on limits", "", "agreement: {clauses: {limits-of-liability: false}}"),
    Design("a limit that does not", "",
           "agreement: {liability: {provider: $900000, not_limited: [security_incident]}}"),
    Design("interest twice", "BAL-03", "payment: {invoicing: {late_interest: {rate: 6%}}}\n"
           "agreement: {clauses: {prompt-payment: statute}}"),
    Design("interest once", "", "payment: {invoicing: {late_interest: {rate: 6%}}}"),
    Design("a failure presumed to cost all", "BAL-09", DEFAULT.format("cause: presumed, reach: contract")),
    Design("presumed for those concerned", "", DEFAULT.format("cause: presumed, failed_tests: true")),
    Design("silence decides on data of both", "", "verification: {deemed_after: 10 business days}"),
)  # fmt: skip
