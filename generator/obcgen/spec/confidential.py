"""`document.confidential`: what an RFP keeps from its readers must be there, and must be dispensable."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pydantic import ValidationError

from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec import Spec
from obcgen.spec.document import ALWAYS_CONFIDENTIAL
from obcgen.spec.lookup import Tree, at, entries, uses, without, written

NOTHING_TO_HIDE = Kind("LNK-04", "A confidential path that leads nowhere")
CANNOT_HIDE = Kind("LNK-06", "A confidential path to what no document can lack")


def hidden_paths(spec: Spec) -> tuple[Path, ...]:
    """Return what no reader of an RFP may see: what never may be seen, and what the district adds."""
    return tuple(tuple(path.split(".")) for path in (*ALWAYS_CONFIDENTIAL, *spec.document.confidential))


def confidential(tree: Tree) -> Iterator[Problem]:
    """What is to stay hidden is there, and can be left out: a misspelt path would publish it."""
    for place, text in uses(tree, ["document", "confidential", "[]"], ()):
        path = written(tree, text)
        if text in ALWAYS_CONFIDENTIAL:
            continue
        if at(tree, path) is None:
            yield _nothing_to_hide(tree, place, text, path)
        elif _is_required(tree, path):
            message = f"“{text}” cannot be confidential: no document can be made without it."
            hint = "Take it off the list, or keep something smaller confidential."
            yield CANNOT_HIDE.problem(
                message, path=place, found=text, expected="a part that may be left out", hint=hint
            )


def _nothing_to_hide(tree: Tree, place: Path, text: str, path: Path) -> Problem:
    depth = next(depth for depth in range(len(path)) if at(tree, path[: depth + 1]) is None)
    near = get_close_matches(str(path[depth]), entries(at(tree, path[:depth])), n=1)
    hint = f"Did you mean {dotted((*path[:depth], near[0]))}?" if near else "Write the path of a key."
    message = f"There is nothing at “{text}” to keep confidential."
    return NOTHING_TO_HIDE.problem(message, path=place, found=text, expected="the path of a key", hint=hint)


def _is_required(tree: Tree, path: Path) -> bool:
    """Tell whether the models refuse the spec for lack of what stands at a path."""
    try:
        Spec.model_validate(without(tree, path))
    except ValidationError as error:
        lacks = {_steps(each["loc"]) for each in error.errors() if each["type"] == "missing"}
        lacks_last = {_steps(each["loc"]) for each in error.errors() if each["type"] == "too_short"}
        return path in lacks or path[:-1] in lacks_last
    return False


def _steps(loc: Path) -> Path:
    """Return pydantic's path without the steps it adds for the branches of a union."""
    return tuple(step for step in loc if not str(step).startswith("<"))
