"""The reference of rules: each code with its severity, title and citation, and its page out of the pack."""

from __future__ import annotations

from obcgen.pack import Pack
from obcgen.policy.check import AGAINST, every_rule
from obcgen.policy.waive import NEEDLESS, OF_ERROR, UNKNOWN
from obcgen.problems import Kind, ObcgenError
from obcgen.spec.confidential import CANNOT_HIDE, NOTHING_TO_HIDE
from obcgen.spec.links import DANGLING, NO_FIRST_WINDOW, NO_MINIMUM, NO_THRESHOLD

NO_RULE = Kind("RUL-01", "A rule that does not exist")
_OTHERS = (
    DANGLING,
    NO_MINIMUM,
    NO_FIRST_WINDOW,
    NOTHING_TO_HIDE,
    NO_THRESHOLD,
    CANNOT_HIDE,
    UNKNOWN,
    OF_ERROR,
    NEEDLESS,
)
_OF_LANGUAGE = "spec language"
_OPENING = """\
# The rules, one by one

Made from the program. `obcgen check SPEC` runs them all; `obcgen rule CODE` prints one of these pages. An
**error** stops the documents; a **warning** is weak against guidance or law and travels with them; a **note**
is a fact an officer must know. A warning or a note may be waived in the spec with a reason, which the review
prints: `waive: {GUI-02: why it does not apply here}`.

G1 to G9 are the points of the guidance "Define Desired Outcomes: Outcomes-Based Contracting" (Results for
America, LEA Education Evidence-Based Spending Guide): G1 base and performance funding, G2 a base that carries
delivery, G3 an incentive that is strong enough, G4 thresholds that are challenging yet achievable, G5 larger
shares for the more achievable outcomes, G6 verification, G7 the provider's part in it, G8 openness about
other uses of the data, G9 improvement. The Standards of Excellence are those of the Center for Outcomes
Based Contracting.

Each example is laid over `specs/denver-literacy.yaml`: what it does not name stays as it is there.
"""

Row = tuple[str, str, str, str]
"""A rule's code, severity, title and citation."""


def rule_list() -> tuple[Row, ...]:
    """Return every code with its severity, its title and where it comes from, in order of codes."""
    found: dict[str, tuple[Kind, list[str]]] = {kind.code: (kind, [_OF_LANGUAGE]) for kind in _OTHERS}
    for rule in (*every_rule(), *AGAINST):
        found.setdefault(rule.kind.code, (rule.kind, []))[1].append(rule.source)
    return tuple(
        (code, kind.severity, kind.title, "; ".join(dict.fromkeys(sources)))
        for code, (kind, sources) in sorted(found.items())
    )


def rule_page(code: str, pack: Pack) -> str:
    """Return the page of one rule as Markdown: what it finds, why, and an example of wrong and right.

    Raises:
        ObcgenError: there is no such rule.
    """
    row = next((row for row in rule_list() if row[0] == code.strip().upper()), None)
    if row is None:
        message = f"There is no rule {code}."
        hint = "Run obcgen rule to see all of them."
        raise ObcgenError(NO_RULE.problem(message, found=code, expected="a code such as GUI-02", hint=hint))
    return _page(row, pack, level="#")


def reference(pack: Pack) -> str:
    """Return all rules as one Markdown page: a table, then a chapter for each."""
    rows = rule_list()
    table = [
        f"| [{code}](#{code.lower()}) | {severity} | {title} | {cited} |"
        for code, severity, title, cited in rows
    ]
    head = ["| Code | Severity | Title | Citation |", "|---|---|---|---|"]
    chapters = [_page(row, pack, level="##") for row in rows]
    return "\n".join([_OPENING, *head, *table, "", *chapters])


def _page(row: Row, pack: Pack, level: str) -> str:
    code, severity, title, cited = row
    text = pack.text(f"rules/{code}.md").strip()
    return f"{level} {code}\n\n**{title}** ({severity}). Source: {cited}.\n\n{text}\n"
