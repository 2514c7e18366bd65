"""Who may be taken off the roster where a result of all is paid for: nobody whom the service lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.deal.compile import deal_of
from obcgen.deal.lines.line import Line
from obcgen.policy.design.untested import STOPPED
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Problem
from obcgen.spec import Spec

_TAKEN_OFF = re.compile(
    r"\b(?:is|are) (?:taken|struck|dropped|removed) (?:off|from) the roster\b"
    r"|\bleaves? the roster\b|\b(?:is|are|does|do) not count(?:ed)?\b|\bno longer counts?\b",
    re.IGNORECASE,
)
_GAVE_UP = re.compile(
    r"\b(?:stops?|ceases?|misses|drops? out|gives? up|quits?|withdraws? from (?:the )?(?:program|service))\b"
    r"|\b(?:does|do) not (?:answer|attend|come|respond|take part|appear|show|finish|complete)\b",
    re.IGNORECASE,
)
"""What somebody does whom the service did not hold; who moves away or withholds consent is not meant."""
_GOES = re.compile(
    r"\b(?:resigns?|quits?|leaves?(?! (?:the )?(?:state|county|area|region|country|roster)\b))\b",
    re.IGNORECASE,
)
_GOES_ELSEWHERE = re.compile(r"\btransfers?\b|\banother (?:[a-z]+ )?school\b|\bdies\b", re.IGNORECASE)
_STAYS = re.compile(
    r"\b(?:retain(?:ed|s)?|retention|remain(?:s|ing)?|stay(?:s|ed)?|return(?:s|ed|ing)?|employed|persist\w*)\b",
    re.IGNORECASE,
)


@rule(STOPPED, *MONEY, source="G6; Standards of Excellence, mutual accountability")
def rates_count_who_leaves(spec: Spec) -> Iterator[Problem]:
    """Where a share of all is paid for, nobody is taken off the roster for what the service is to prevent."""
    roster = spec.population.roster
    shares = [line for line in deal_of(spec).paid if not line.by_participant and line.paid_for.outcomes]
    for sentence in re.split(r"(?<=[.;])\s+", (roster.mobility or "") if roster and shares else ""):
        line = next((each for each in shares if _drops(sentence, each)), None)
        if line is not None:
            said = " ".join(sentence.split())
            yield STOPPED.problem(
                f"The line {line.id} is paid by a result of all, and whoever is lost to the service is taken "
                "out of the count: the result rises with each one lost.",
                path=("population", "roster", "mobility"),
                found=said,
                expected="who stops or leaves stays on the roster and counts as not reached",
                hint="Write mobility: One who stops or leaves stays on the roster and counts as not reached.",
            )


def _drops(sentence: str, line: Line) -> bool:
    """Tell whether a sentence takes out of the count who gave up, or who left where staying is the result."""
    if not _TAKEN_OFF.search(sentence):
        return False
    results = " ".join(f"{each.name} {each.measure.metric}" for each in line.paid_for.outcomes.values())
    if _GAVE_UP.search(sentence):
        return True
    goes = _GOES.search(sentence) and not _GOES_ELSEWHERE.search(sentence)
    return bool(goes and _STAYS.search(results))
