"""A spec is laid on the desk: one that exists, or a new one from a blank, a worked deal or a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.example import example, listed
from obcgen.new import LAW, QUESTIONS, SPEC, STARTER, starter
from obcgen.pack import builtin
from obcgen.source import read_text
from obcgen.source.edits import without_value
from obcgen.source.nodes import at
from obcgen.spec.states import BARE
from obcgen.studio.asked import Answer, Reply, Request, files_of, paths_of, refused, text_of
from obcgen.studio.change import shown
from obcgen.studio.desk import Desk
from obcgen.studio.first_facts import asked_for, understood
from obcgen.studio.followed import BLANK, unseen, with_followed
from obcgen.studio.following import STATE
from obcgen.studio.interview import interview
from obcgen.studio.paths import leaves
from obcgen.studio.patterned import from_deal, terms_of
from obcgen.studio.shape import shape_of

if TYPE_CHECKING:
    from obcgen.problems import Path


def _open(_: Desk, request: Request) -> tuple[Desk, Reply]:
    desk = Desk(text_of(request, "name"), text_of(request, "text"), files_of(request))
    marks = request.get("marks", {})
    if not isinstance(marks, Mapping):
        raise refused("The marks of the request are no group of paths.")
    prefilled, looked, followed = (paths_of(marks, name) for name in ("prefilled", "looked", "followed"))
    shape = text_of(marks, "shape", "")
    if shape and shape not in {BLANK, *dict(listed())}:
        raise refused("The marks of the request name no worked deal.")
    return _laid(replace(desk, prefilled=prefilled, looked=looked, followed=followed, shape=shape))


def _begin(_: Desk, request: Request) -> tuple[Desk, Reply]:
    match text_of(request, "from"):
        case "blank":
            return _from_blank(_answers(request))
        case "deal":
            name = text_of(request, "deal")
            files = dict(example(name))
            text = files.pop(f"{name}.yaml").decode()
            return _laid(Desk(SPEC, text, files, prefilled=terms_of(text)))
        case "question":
            return _from_question(text_of(request, "buying"), _answers(request))
        case "draft":
            return _open(Desk(), request)
        case other:
            raise refused(f"A spec begins from a question, deal, blank or draft, not from “{other[:40]}”.")


def _from_blank(answers: Mapping[str, str]) -> tuple[Desk, Reply]:
    """Begin with the starter that `obcgen new` writes; what the answers fill is nobody else's term."""
    files = starter(understood(answers, tuple(each.name for each in QUESTIONS)), builtin())
    text = files.pop(SPEC).decode()
    kept = {path for path in terms_of(text) if _value(builtin().text(STARTER), path) == _value(text, path)}
    return _laid(Desk(SPEC, text, files, prefilled=frozenset(kept), shape=BLANK))


def _from_question(buying: str, answers: Mapping[str, str]) -> tuple[Desk, Reply]:
    """Begin with the shape of the worked deal that comes nearest, without its facts."""
    pages = interview(builtin())
    wanted = next((each for each in pages.questions if each.id == buying), None)
    if wanted is None:
        raise refused(f"Nothing is known of buying “{buying[:40]}”.")
    deal = wanted.deal
    meant = understood(answers, asked_for(deal))
    packs = {code: each["pack"] for code, each in builtin().data(LAW).value["states"].items()}
    text, own = from_deal(shape_of(deal), pages.of(wanted), meant, packs)
    schema = {name: content for name, content in starter({}, builtin()).items() if name != SPEC}
    text = _without_defaults(Desk(SPEC, text, schema))
    desk = Desk(SPEC, text, schema, prefilled=terms_of(text) - own, shape=deal)
    return _laid(replace(with_followed(desk, desk, pages)[0], undo=(), version=0))


def _without_defaults(desk: Desk) -> str:
    """Return the text of a new spec without what the pack of its state says already."""
    defaults, text = desk.reading().pack.defaults, desk.text
    for path, _ in leaves(defaults) if defaults else ():
        if path != STATE and at(read_text(text).root, path):
            text = without_value(text, path)
    return text


def _value(text: str, path: Path) -> object:
    found = at(read_text(text).root, path)
    return found.value if found else None


def _questions(desk: Desk, _: Request) -> tuple[Desk, Reply]:
    """Tell from what a spec may begin."""
    return desk, {
        "questions": [
            {"id": each.id, "title": each.title, "help": each.help, "asks": list(asked_for(each.deal))}
            for each in interview(builtin()).questions
        ],
        "deals": [{"id": name, "title": title} for name, title in listed()],
        "blank": [{"id": each.name, "asks": each.asks, **_choices(each.name)} for each in QUESTIONS],
    }


def _choices(name: str) -> Reply:
    """Return what a first fact is chosen from: the state."""
    return {"choices": list(BARE.values())} if name == "state" else {}


def _marks(desk: Desk, _: Request) -> tuple[Desk, Reply]:
    """Tell what is prefilled and what was looked at, so that it can be kept beside the spec."""
    told = {"prefilled": desk.prefilled, "looked": desk.looked, "followed": desk.followed}
    paths = {name: sorted(map(list, each), key=str) for name, each in told.items()}
    return desk, {"marks": {**paths, "shape": desk.shape}}


def _answers(request: Request) -> dict[str, str]:
    found = request.get("answers", {})
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise refused("The answers of the request are not texts by name.")
    return dict(found)


def _laid(desk: Desk) -> tuple[Desk, Reply]:
    return desk, {
        "name": desk.name,
        "text": shown(desk.text),
        "files": sorted(desk.files),
        "unseen": len(unseen(desk)),
    }


ANSWERS: dict[str, Answer] = {"open": _open, "begin": _begin, "questions": _questions, "marks": _marks}
