"""Names that documents write with capital letters and that are no defined terms; a pack adds its own."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.library.general import edition
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.render.context import read_labels

BAD_NAMES = Kind("TPL-50", "Names that cannot be read")
NAMES = "shared/names.yaml"
MOST_NAMES = 1_000
LONGEST_NAME = 200
_NAMED_BY_LABELS = ("state", "zone")


def proper_names(pack: Pack) -> frozenset[str]:
    """Return the names of every folder's `shared/names.yaml`, of states, zones and the general conditions.

    Raises:
        ObcgenError: a folder's names or labels cannot be read.
    """
    labels = read_labels(pack)
    places = (name for group in _NAMED_BY_LABELS for name in labels.get(group, {}).values())
    listed = (name for path in pack.versions(NAMES) for name in _listed(pack, path))
    return frozenset(filter(None, (*places, edition(pack), *listed)))


def _listed(pack: Pack, path: str) -> Iterator[str]:
    data = pack.data(path)
    values = data.mapping()
    names = values.get("names")
    if set(values) != {"names"} or not isinstance(names, list) or not all(map(_is_name, names)):
        problem = _bad(
            "This file holds one list, names.", "Write names: and one name a line, each after a hyphen."
        )
    elif len(names) > MOST_NAMES or max(map(len, names), default=0) > LONGEST_NAME:
        message = f"This file holds at most {MOST_NAMES:,} names of at most {LONGEST_NAME} characters."
        problem = _bad(message, "Keep the names that your own documents write with capital letters.")
    else:
        yield from names
        return
    raise ObcgenError(*data.locate([problem]))


def _bad(message: str, hint: str) -> Problem:
    return BAD_NAMES.problem(message, path=("names",), hint=hint)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
