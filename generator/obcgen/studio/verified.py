"""After the award: verified results from a district's own tables, and what is due for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, cast, get_args

from obcgen.account.schedule import schedule
from obcgen.build import statement_of
from obcgen.checking import read_and_check, sound
from obcgen.deal.late_interest import promised
from obcgen.problems import ObcgenError, Path, is_error
from obcgen.results.beside import InMemory
from obcgen.results.pointed import as_data, pointed
from obcgen.results.presets import PRESETS
from obcgen.results.start import RESULTS, started, started_with
from obcgen.show.settlement import settled_values, told, waiting_costs
from obcgen.source import parse_sections
from obcgen.source.edits import with_value, without_value
from obcgen.source.nodes import Plain, at, entries, to_plain
from obcgen.source.spans import spans
from obcgen.source.spelled import below_key
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.spec.nouns import buyer_called, told_of_buyer
from obcgen.statement.from_results import from_results
from obcgen.statement.statement import Edition
from obcgen.statement.words import due_words
from obcgen.studio.asked import Answer, Reply, Request, coded, files_of, path_of, refused, text_of, value_of
from obcgen.studio.concerns import in_words_of_form
from obcgen.studio.reasons import ACKNOWLEDGED, reasons, with_reason
from obcgen.studio.results_asked import asked, in_words_of_results, kind_of
from obcgen.studio.rows import is_of_results
from obcgen.studio.typed import meant
from obcgen.verifying import settled_among

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.source.nodes import Node
    from obcgen.studio.desk import Desk

FORMATS: Final = ("csv", "xlsx", "docx", "pdf")
PROVIDER: Final = ("provider", "name")
COLUMNS: Final = {
    "participant": "Id of the participant",
    "served": "Was served (yes or no)",
    "dosage": "Dosage received",
    "dosage:in_year": "Dosage received in the year",
    "dosage:so_far": "Dosage received so far",
    "group": "Group",
    "cohort": "Cohort",
    "grade": "Grade",
    "year": "School year",
}
MAY_WAIT: Final = ("groups", "conditions")
"""What an interim settlement is made without, as long as it is not known."""
_LEDGER: Final = "\n# paid:\n"
"""What holds the place of the payments in a results file that has none."""
_OF_TABLES: Final = ("participants", "columns", "rows", "exports")


def _results(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return a results file with a mapping of tables, and who is not in all of them.

    The tables, and the results file, lie on the desk afterwards.
    """
    after = replace(desk, files={**desk.files, **files_of(request)})
    _awarded(after)
    spec, wrong = _pointable(after) if "roster" in request else (_contract(after), ())
    tables = {
        "systems": [{"id": preset.id, "name": preset.name} for preset in PRESETS],
        "labels": _labels(spec),
    }
    if "roster" not in request:
        text = _with_facts(_before(request) or started(spec)[RESULTS].decode(), request, spec)
        return _laid(after, text), {**tables, "text": text, "reasons": reasons(text, spec)}
    mapping = _group(request, "mapping") if "mapping" in request else None
    beside = InMemory(after.files)
    found = pointed(spec, text_of(request, "roster"), _names(request), beside, mapping)
    text = _with_facts(_text(request, spec, found.mapping), request, spec)
    words = [*in_words_of_form(_in_words(found.problems, spec), after), *in_words_of_form(wrong, after)]
    reply = {**tables, **as_data(found), "text": text, "reasons": reasons(text, spec), "problems": words}
    return _laid(after, text), reply


def _awarded(desk: Desk) -> None:
    """Refuse results of a deal whose provider is not named yet: nobody can be paid for them."""
    name = at(desk.reading().source.root, PROVIDER)
    if name is None or (isinstance(name.value, str) and name.value.startswith("<")):
        error = refused(
            "The provider is not named yet.", "Name it first: results are settled after the award."
        )
        raise ObcgenError(*(replace(each, path=PROVIDER) for each in error.problems))


def _contract(desk: Desk) -> Spec:
    """Return the contract on the desk.

    Raises:
        ObcgenError: what stands in its way; what is only weak in it is told with the spec.
    """
    try:
        return sound(desk.reading(), "contract")[1]
    except ObcgenError as error:
        raise ObcgenError(*filter(is_error, error.problems)) from None


def _pointable(desk: Desk) -> tuple[Spec, tuple[Problem, ...]]:
    """Return a contract whose tables can be read, and the errors that keep it from being settled yet.

    Raises:
        ObcgenError: a section of it cannot be read.
    """
    source, spec, problems = read_and_check(desk.reading(), "contract")
    wrong = tuple(filter(is_error, problems))
    if wrong and parse_sections(source, Spec, links)[2]:
        raise ObcgenError(*wrong)
    return spec, wrong


def _labels(spec: Spec) -> dict[str, str]:
    """Return by what a results file calls a column, what people call it."""
    ends = {"": "", ":from": ": score at the start", ":to": ": score at the end"}
    outcomes = spec.outcomes.items()
    return {
        **COLUMNS,
        **{f"{key}{end}": f"{each.name}{word}" for key, each in outcomes for end, word in ends.items()},
    }


def _laid(desk: Desk, text: str) -> Desk:
    return replace(desk, files={**desk.files, RESULTS: text.encode()})


def _before(request: Request) -> str:
    return text_of(request, "text", "")


def _text(request: Request, spec: Spec, mapping: Mapping[str, Plain]) -> str:
    """Return the results file: a new one, or the one that is given with another mapping."""
    text = _before(request)
    if not text:
        return started_with(spec, mapping)
    known = entries(spans(text)[1])
    for key in _OF_TABLES:
        if key in mapping:
            text = with_value(text, (key,), mapping[key])
        elif key in known:
            text = without_value(text, (key,))
    return text


def _with_facts(text: str, request: Request, spec: Spec) -> str:
    """Return a results file in which facts are filled in: the day, who verified, numbers, what was paid.

    A payment takes the place of the one under its id, and leaves all others; an empty text takes it away.
    A fact that is emptied is open again. What is left empty for an interim settlement is not in it.
    """
    begun = spans(started_with(spec, {}))[1]
    for key, value in _group(request, "facts").items():
        if key == "paid" and isinstance(value, dict):
            for payment, made in value.items():
                text = _with_payment(text, ("paid", payment), made)
        else:
            text = _with_fact(text, (key,), value, begun)
    for path, value in _answers(request):
        text = _with_fact(_asked_again(text, path, begun), path, value, begun)
    return _without_empty(text, begun)


def _with_fact(text: str, path: Path, value: Plain, begun: Node) -> str:
    """Return a results file with a fact; with the blank that it began with where the fact is emptied."""
    if path[0] == ACKNOWLEDGED:
        return with_reason(text, path, str(value).strip())
    blank = at(begun, path)
    if value == "" and blank is not None:
        return with_value(text, path, to_plain(blank))
    return with_value(text, path, _meant(value, path))


def _asked_again(text: str, path: Path, begun: Node) -> str:
    """Return a results file with all blanks beside the one that is filled in, where they were left out."""
    asked_for = at(begun, path[:2]) if path[0] in MAY_WAIT and len(path) > len(path[:2]) else None
    if asked_for is None or at(spans(text)[1], path[:2]) is not None:
        return text
    return with_value(text, path[:2], to_plain(asked_for))


def _without_empty(text: str, begun: Node) -> str:
    """Return a results file without the results that nobody filled in, where its settlement is interim."""
    known = spans(text)[1]
    kind = at(known, ("settlement",))
    if kind is None or kind.value != "interim":
        return text
    for path in [(name, key) for name in MAY_WAIT for key in entries(at(begun, (name,)) or begun)]:
        empty, found = at(begun, path), at(known, path)
        if empty is not None and found is not None and to_plain(found) == to_plain(empty):
            text = without_value(text, path)
    return text


def _answers(request: Request) -> list[tuple[Path, str]]:
    """Return what was typed for what `payments` says is asked, each with its path."""
    found = request.get("answers", [])
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise refused("The answers of the request are not a list of paths with what was typed.")
    return [(path_of(each), text_of(each, "typed")) for each in found]


def _with_payment(text: str, path: Path, made: Plain) -> str:
    """Return a results file with a payment; the first one where the file was begun with a place for it."""
    known = spans(text)[1]
    if not made:
        return without_value(text, path) if at(known, path) is not None else text
    value = _meant(made, path)
    if _LEDGER in text and at(known, path[:1]) is None:
        lines = "\n".join(f"  {line}" for line in below_key({str(path[-1]): value})[1])
        begun = text.replace(_LEDGER, f"\npaid:\n{lines}\n", 1)
        if at(spans(begun)[1], path) is not None:
            return begun
    return with_value(text, path, value)


def _meant(value: Plain, path: Path) -> Plain:
    """Return a fact as a results file writes what people type."""
    if isinstance(value, dict):
        return {key: _meant(each, (*path, key)) for key, each in value.items()}
    kind = kind_of(path)
    return meant(kind, value, path) if kind and isinstance(value, str) and value.strip() else value


def _group(request: Request, name: str) -> dict[str, Plain]:
    found = value_of(request.get(name, {}))
    if not isinstance(found, dict):
        raise refused(f"The request lacks its group “{name}”.")
    return found


def _names(request: Request) -> list[str]:
    found = request.get("exports", [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise refused("The exports of the request are not names of files.")
    return found


def _payments(desk: Desk, _: Request) -> tuple[Desk, Reply]:
    """Return the payments that can have been made before, and what else a results file asks."""
    _awarded(desk)
    spec = _contract(desk)
    payments = [
        {
            "id": each.id,
            "name": each.name,
            "date": each.date.isoformat() if each.date else None,
            "most": each.amount.plain,
        }
        for each in schedule(spec).payments
    ]
    return desk, {"payments": payments, "invoiced": promised(spec) is not None, "asked": asked(spec)}


def _settle(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return what is due for the results on the desk, and files of the statement where they are asked for."""
    name = text_of(request, "name", RESULTS)
    files = {**desk.files, **({name: text_of(request, "text").encode()} if "text" in request else {})}
    if name not in files:
        raise refused(f"There is no file {name} on the desk.", "Begin verified results first.")
    text = files[name].decode("utf-8", "replace")
    try:
        due = settled_among(desk.reading(), text, name, files)
    except ObcgenError as error:
        raise ObcgenError(*_in_words(error.problems, _contract(desk))) from None
    spec, verified, account, _ = due  # what is weak in the spec is told with the spec
    effects, index = told(verified)
    told_of = (verified.results, verified.oddities, verified.table_words, effects, index)
    data = settled_values(account, *told_of, waiting=waiting_costs(verified))
    made: dict[str, bytes] = {}
    if formats := _formats(request):
        stem = PurePosixPath(desk.name).stem
        edition = _edition(request)
        made = statement_of(due, stem, PurePosixPath(name), formats, edition, desk.reading().pack).files
    waits = due_words(from_results(spec, verified, account, PurePosixPath(name).name, "full"))
    waits = told_of_buyer(waits, buyer_called(spec.district.role))
    words = in_words_of_form(_in_words(verified.problems, spec), desk)
    told_with = {"due_words": waits, "problems": words, "files": coded(made)}
    return desk, {"settlement": data, **told_with}


def _in_words(problems: Sequence[Problem], spec: Spec) -> list[Problem]:
    """Return Problems with those of results and their tables in the words of the form."""
    labels = _labels(spec)
    return [in_words_of_results(each, spec, labels) if is_of_results(each) else each for each in problems]


def _formats(request: Request) -> list[str]:
    found = request.get("formats", [])
    if not isinstance(found, list) or not all(each in FORMATS for each in found):
        raise refused(f"A statement is written as {', '.join(FORMATS)}.")
    return list(dict.fromkeys(found))


def _edition(request: Request) -> Edition:
    found = text_of(request, "edition", "full")
    if found not in get_args(Edition):
        raise refused("There is no such edition of a statement.")
    return cast("Edition", found)


ANSWERS: dict[str, Answer] = {"results": _results, "payments": _payments, "settle": _settle}
