"""Slips that a reader sees at once: figures nobody means, things named twice, texts that print raw."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from obcgen.counsel.stand_ins import SAMPLE, defined, example_address, stand_in
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec
from obcgen.spec.nouns import buyer_called
from obcgen.spec.once import all_texts

NOBODY_MEANS = Kind("FIG-08", "A figure that nobody means", "warning")
TWICE = Kind("FIG-09", "The same thing twice in a list", "warning")
LEFT_OVER = Kind("TXT-02", "A placeholder in a deal that is meant", "warning")
RAW = Kind("TXT-01", "A text that does not print as it is meant", "warning")

_TABLE = re.compile(r"^(?P<head>.*\|.*)\n(?P<dashes>[ \t:|-]*-{3,}[ \t:|-]*\|[ \t:|-]*)$", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")
_FILLER = re.compile(r"\blorem ipsum\b|\?{3,}|\bfoo bar\b|\basdf\w*", re.IGNORECASE)
_FILLS = ("lorem ipsum", "???", "foo bar", "asdf")
"""One of these is in whatever `_FILLER` finds, and is looked for in a fraction of the time."""
_NOT_A_DOCUMENT = {"waive", "summary", "estimate", "confirmed"}
"""Sections of which neither RFP nor contract prints a text."""
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")


@rule(NOBODY_MEANS, "program", "procurement", source="practice of schools and of procurement")
def figures_are_of_this_world(spec: Spec) -> Iterator[Problem]:
    """Sessions, minutes, groups, copies and pages lie where a school day and an office have room for them."""
    for path, found, (least, most), what in _figures(spec):
        if found is not None and not least <= found <= most:
            yield NOBODY_MEANS.problem(
                f"{what}: {found:,}. That is hardly meant.",
                path=path,
                found=f"{found:,}",
                expected=f"{least:,} to {most:,}",
                hint=f"Correct {path[-1]}, or give the reason in a waiver.",
            )


def _figures(spec: Spec) -> Iterator[tuple[Path, int | None, tuple[int, int], str]]:
    """Yield each figure with its path, the range in which it is meant, and what it counts."""
    program, dosage = spec.program, spec.program.dosage
    if dosage is not None:
        at: Path = ("program", "dosage")
        yield (*at, "sessions_per_week"), dosage.sessions_per_week, (1, 14), "Sessions a week"
        yield (*at, "minutes"), dosage.minutes, (5, 240), "Minutes a session"
        yield (*at, "weeks"), dosage.weeks, (1, 260), "Weeks of service"
    yield ("program", "group_size"), program.group_size, (1, 60), "Participants to one instructor"
    if spec.procurement is not None:
        submission = spec.procurement.submission
        yield ("procurement", "submission", "copies"), submission.copies, (1, 20), "Copies to hand in"
        yield ("procurement", "submission", "pages"), submission.pages, (5, 500), "Pages of a proposal"


@rule(TWICE, "population", "procurement", source="contract practice")
def lists_name_each_thing_once(spec: Spec) -> Iterator[Problem]:
    """A school, a grade or a criterion that breaks a tie stands in its list once."""
    for path, items in _lists(spec):
        twice = [item for item, count in Counter(item.casefold() for item in items).items() if count > 1]
        if twice:
            at = max(at for at, item in enumerate(items) if item.casefold() == twice[0])
            yield TWICE.problem(
                f"“{items[at]}” stands in the list twice.",
                path=(*path, at),
                found=items[at],
                expected="each once",
                hint="Remove it here, or write the one that was meant.",
            )


def _lists(spec: Spec) -> Iterator[tuple[Path, Sequence[str]]]:
    yield ("population", "schools"), spec.population.schools
    yield ("population", "grades"), spec.population.grades
    if spec.procurement is not None:
        yield ("procurement", "tie_break"), spec.procurement.tie_break
        yield ("procurement", "minimum_qualifications"), spec.procurement.minimum_qualifications
    if spec.improvement is not None:
        yield ("improvement", "indicators"), spec.improvement.indicators
    for key, flow in (spec.data.flows if spec.data else {}).items():
        yield ("data", "flows", key, "elements"), flow.elements


@rule(RAW, "document", source="plain language; contract practice")
def texts_print_as_they_are_meant(spec: Spec) -> Iterator[Problem]:
    """A text has no bars for a table, no filler, no line twice, no list that semicolons hold together."""
    for path, text in all_texts(spec):
        fault = _fault(path, text)
        if fault is not None:
            why, found, hint = fault
            yield RAW.problem(
                f"{why}.", path=path, found=found, expected="text as it is to be read", hint=hint
            )


def _fault(path: Path, text: str) -> tuple[str, str, str] | None:
    """Return what is wrong with a text, the words concerned and the remedy; None if nothing is."""
    match = _TABLE.search(text) if "|" in text else None
    if match and _columns(match["head"]) != _columns(match["dashes"]):
        dashes = " | ".join(["---"] * _columns(match["head"]))
        return (
            "A table drawn with bars prints as bars: its dashes have other columns than its heading",
            match[0].strip()[:80],
            f"Write this below the heading: | {dashes} |",
        )
    lower = text.casefold()
    if any(each in lower for each in _FILLS) and (match := _FILLER.search(text)):
        return f"“{match[0]}” is filler", match[0], "Write what is meant, or remove the line."
    lines = [line.strip() for line in text.splitlines()]
    double = next((line for line, after in pairwise(lines) if line == after and len(line) > 20), None)
    if double is not None:
        return "A line stands twice in this text", double[:80], "Remove one of the two."
    if path[-2:-1] in {("elements",), ("schools",), ("grades",)} and ";" in text:
        parts = [part.strip() for part in text.split(";")]
        import json  # noqa: PLC0415  few specs have such a list

        listed = ", ".join(json.dumps(each, ensure_ascii=False) if "," in text else each for each in parts)
        return "Semicolons make one element of several", text[:80], f"Write [{listed}]."
    return None


def _columns(line: str) -> int:
    """Return how many columns a line of a table has; bars at its ends only frame it."""
    return len(_BAR.split(line.strip().removeprefix("|").removesuffix("|")))


@rule(RAW, "district", source="contract practice")
def buyers_have_a_capital(spec: Spec) -> Iterator[Problem]:
    """A text names a board or an agency as documents define it; a district is capitalized for it."""
    role = spec.district.role
    if role == "district":
        return
    term = buyer_called(role)
    said = re.compile(rf"\b([Tt]he) {role}\b(?! of\b)")
    for path, text in all_texts(spec):
        found = said.search(text) if path[0] not in _NOT_A_DOCUMENT else None
        if found is not None:
            yield RAW.problem(
                f"Documents define the {term}, and this text says “{found[0]}”: readers ask which is meant.",
                path=path,
                found=" ".join(text[max(0, found.start() - 20) : found.end() + 20].split()),
                expected=f"{found[1]} {term}",
                hint=f"Write {found[1]} {term}, or name the other body in full.",
            )


@rule(RAW, "procurement", source="procurement practice")
def proposals_have_an_address(spec: Spec) -> Iterator[Problem]:
    """Paper goes to an office, not to an email address, and an email address is one."""
    submission = spec.procurement.submission if spec.procurement else None
    if submission is None:
        return
    path: Path = ("procurement", "submission", "to")
    if submission.how == "electronic" and _HOST.fullmatch(submission.to):
        yield RAW.problem(
            f"“{submission.to}” is neither an email address nor a web address.",
            path=path,
            found=submission.to,
            expected=f"purchasing@{submission.to}, or https://{submission.to}",
            hint="Write the whole address: an email address has an @, a web address begins with https://.",
        )
    elif "@" in submission.to and submission.how == "paper":
        yield RAW.problem(
            f"Proposals are handed in on paper, but go to an email address: {submission.to}.",
            path=path,
            found=submission.to,
            expected="an office with its postal address",
            hint="Write how: electronic, or the office and its address.",
        )
    elif "@" in submission.to and (_ADDRESS.search(submission.to) is None or "@@" in submission.to):
        yield RAW.problem(
            f"“{submission.to}” is no email address.",
            path=path,
            found=submission.to,
            expected="an email address such as purchasing@district.example",
            hint="Correct the address.",
        )


@rule(LEFT_OVER, "document", "district", source="RFC 2606 (addresses for examples); contract practice")
def nothing_stands_in_for_another(spec: Spec) -> Iterator[Problem]:
    """Beside real addresses none is an example's, and no TBD or TODO is left; a notice may call all a sample.

    A final document is held to more (FIN-01).
    """
    if spec.document.status == "final" or SAMPLE.search(spec.document.notice or ""):
        return
    texts = [each for each in all_texts(spec) if each[0][0] != "summary"]  # of other languages
    known = defined(text for _, text in texts)
    found = {path: words for path, text in texts if (words := stand_in(text, known))}
    samples = {path: words for path, text in texts if (words := example_address(text))}
    if any(address for path, text in texts for address in _ADDRESS.findall(text) if path not in samples):
        found |= samples
    for path, words in found.items():
        yield LEFT_OVER.problem(
            f"“{words}” stands for something that is still to be filled in.",
            path=path,
            found=words,
            expected="what it stands for",
            hint="Write what is meant; in a sample, say in the notice of the document that it is one.",
        )


ALWAYS = (
    figures_are_of_this_world,
    lists_name_each_thing_once,
    texts_print_as_they_are_meant,
    proposals_have_an_address,
    buyers_have_a_capital,
    nothing_stands_in_for_another,
)
