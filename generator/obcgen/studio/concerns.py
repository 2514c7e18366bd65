"""Problems as a front end shows them: each beside its field, with the remedy that can be applied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from obcgen.policy.rule import DocumentKind
from obcgen.problems import in_order
from obcgen.source.model_faults import MISSING_KEY
from obcgen.spec.links import DANGLING, REFERENCES
from obcgen.spec.shapes import UNFILLED
from obcgen.studio.asked import Answer, Reply, Request, refused
from obcgen.studio.fields import field_at
from obcgen.studio.followed import unseen
from obcgen.studio.following import said
from obcgen.studio.found import found
from obcgen.studio.help_words import plain_help
from obcgen.studio.in_words_of_form import Wording
from obcgen.studio.interview import interview
from obcgen.studio.named import is_reference
from obcgen.studio.paths import found_at
from obcgen.studio.remedies import remedy_of
from obcgen.studio.rows import is_of_results, problem_rows
from obcgen.words import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.problems import Problem
    from obcgen.studio.desk import Desk
    from obcgen.studio.fields import Field

_CODE: Final = re.compile(r"`([^`]*)`")


def _problems(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    kind = request.get("document")
    if kind is not None and kind not in get_args(DocumentKind):
        raise refused("The request names no document that is checked.")
    return desk, {"problems": concerns(desk, kind), "weighs": weighs(desk)}


def weighs(desk: Desk) -> list[dict[str, Any]]:
    """Return in words, with its path, what was filled in, binds somebody, and nobody has looked at."""
    pages, root = interview(desk.reading().pack), desk.reading().source.root
    wording, unlooked = Wording(root, pages), unseen(desk)
    found = [path for each in pages.weighs for path in found_at(root, each) if path in unlooked]
    return [
        {"path": list(path), "says": f"{wording.place(path)}: {wording.value(said(root, path), path)}"}
        for path in found
    ]


def concerns(desk: Desk, kind: DocumentKind | None = None) -> list[dict[str, Any]]:
    """Return every Problem in the order of a reader, said in the words of the form too.

    `says` is its message, `advice` what to do, `place` what it stands at, `page` and `at` where on the form
    to do it; `remedy` says what one click does, and `decides` why a person must where none can.

    Raises:
        ObcgenError: the text cannot be read as a spec at all.
    """
    return in_words_of_form(found(desk, kind), desk)


def in_words_of_form(problems: Sequence[Problem], desk: Desk) -> list[dict[str, Any]]:
    """Return Problems of the spec on the desk as `concerns` does."""
    reading = desk.reading()
    wording = Wording(reading.source.root, interview(reading.pack))
    return [
        {**row, **_in_words(each, wording)}
        for row, each in zip(problem_rows(problems), in_order(problems), strict=True)
    ]


def _in_words(problem: Problem, wording: Wording) -> dict[str, Any]:
    if is_of_results(problem):
        told = {"says": problem.message, "advice": problem.hint, "page": "", "decides": "", "remedy": None}
        return {**told, "at": list(problem.path)}
    remedy = remedy_of(problem, wording.root)
    place = remedy.path if remedy else wording.asked(problem)
    return {
        **_said(problem, wording),
        "place": wording.place(problem.path) if problem.path else "",
        "page": wording.page(place),
        "at": list(place),
        "decides": "" if remedy else wording.pages.why_a_person(problem.code),
        "remedy": {"label": remedy.says(wording)} if remedy else None,
    }


def _said(problem: Problem, wording: Wording) -> dict[str, str]:
    """Return what is wrong and what to do; of a field that is empty or leads nowhere, as the form has it."""
    field = field_at(problem.path)
    if problem.code in {MISSING_KEY.code, UNFILLED.code} and field is not None:
        return _missing(problem, field, wording)
    if problem.code == DANGLING.code:
        return _leads_nowhere(problem, wording)
    return {"says": wording.said(problem.message, problem.path), "advice": wording.advice(problem)}


def _leads_nowhere(problem: Problem, wording: Wording) -> dict[str, str]:
    """Return of what names nothing where such a thing is added, or that its line goes away with it."""
    target, what = next(
        (each.target, each.what) for each in REFERENCES if problem.expected.endswith(f" {each.what}")
    )
    page = wording.pages.page_of(target.partition(".{")[0])
    title = next((each.title for each in wording.pages.pages if each.id == page), page)
    is_line = problem.path[-1] == problem.found
    first = f"Remove {wording.place(problem.path)}" if is_line else "Choose one of those on the list"
    return {
        "says": f"There is no {what} “{in_words(str(problem.found))}”.",
        "advice": f"{first}, or add {'an' if what[0] in 'aeiou' else 'a'} {what} on page “{title}”.",
    }


def _missing(problem: Problem, field: Field, wording: Wording) -> dict[str, str]:
    place = wording.place(problem.path)
    advice = f"Choose {place} from its list."
    if not (field.words or is_reference(field)):
        told = _CODE.sub(r"“\1”", plain_help(field, wording.pages.label))
        says_more = wording.pages.label(field.pattern).lower() not in told.lower()
        advice = f"Fill in {place}.{' ' * says_more}{told if says_more else ''}"
    return {"says": f"{place} is not filled in.", "advice": advice}


ANSWERS: dict[str, Answer] = {"problems": _problems}
