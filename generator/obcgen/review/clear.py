"""What it means that a rule found nothing, for the rows that only rules judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from obcgen.policy.check import AGAINST, every_rule

CLEAR: Mapping[str, str] = {
    "BAL-02": "silence does not decide on the data of one party alone",
    "BAL-03": "no late interest is stated that the chosen clause does not promise",
    "DAY-01": "the contract's own times reach every payment date",
    "DSN-01": "a minimum dosage, where there is one, can be reached before the window that decides",
    "DSN-05": "no result is paid more than once",
    "DSN-08": "no single step decides over a large part of the money",
    "DSN-09": "not too much of the money for results is for what would have come anyway",
    "DSN-10": "the provider does not choose whose results it is paid for",
    "DSN-11": "the provider neither takes the measurement nor alone holds the data that it is paid by",
    "DSN-12": "no rate of all rises with those who are not measured",
    "DSN-19": "no limit takes away the pay for more success before the target is met",
    "FIG-02": "no cap is below what the rates can pay",
    "FIG-03": "no cap is above what the rates can ever pay",
    "FIG-05": "a district that keeps its duty keeps nobody from a minimum dosage",
    "FIG-07": "no limits make more success pay less",
    "GUI-05": "participants of earlier years did not reach the target",
    "GUI-06": "no target asks for an unusual gain",
    "GUI-07": "no harder outcome is worth more than a more achievable one",
    "GUI-12": "no rule for a missing result invites gaming",
    "GUI-13": "chance alone does not reach the target",
    "GUI-15": "the provider does not alone decide what it is paid for",
    "LAW-01": "no law of another State than the district's is named",
    "PRO-09": "an independent estimate is on file, or none is needed",
    "PRO-14": "no payment is due before its result can be verified",
    "PRO-20": "the provider did not help to write the request",
    "PRO-21": "no roster is locked after service starts",
    "SCN-03": "no estimate is dated after proposals are due",
    "STA-01": "the pack of the State is in use, or there is none",
    "STA-02": "no verifier decides where its finding is advice",
}


def nothing_found(codes: Sequence[str], limits: Mapping[str, str]) -> str:
    """Return what stands for the reason where only rules judge a row, and none found anything.

    Of a rule that a pack's row names and that has no words here, the title stands: it is not the case.
    """
    titles = {rule.kind.code: rule.kind.title for rule in (*every_rule(), *AGAINST)}
    named = {code: f"{code}, {limits[code]}" if code in limits else code for code in codes}
    said = [f"{CLEAR[code]} ({named[code]})" for code in codes if code in CLEAR]
    others = [f"{titles[code]} ({named[code]})" for code in codes if code not in CLEAR]
    sentences = (("By the rules of check", said), ("Checked, and not the case", others))
    return " ".join(f"{start}: {'; '.join(words)}." for start, words in sentences if words)
