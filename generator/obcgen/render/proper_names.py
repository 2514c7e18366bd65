"""Names that documents write with capital letters and that are no defined terms; a pack adds its own."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError
from obcgen.render.context import read_labels

BAD_NAMES = Kind("TPL-50", "Names that cannot be read")
NAMES = "shared/names.yaml"
_NAMED_BY_LABELS = ("state", "zone")


def proper_names(pack: Pack) -> frozenset[str]:
    """Return the names of every folder's `shared/names.yaml`, and those of states and time zones.

    Raises:
        ObcgenError: a folder's names or labels cannot be read.
    """
    labels = read_labels(pack)
    places = (name for group in _NAMED_BY_LABELS for name in labels.get(group, {}).values())
    return frozenset((*places, *(name for path in pack.versions(NAMES) for name in _listed(pack, path))))


def _listed(pack: Pack, path: str) -> Iterator[str]:
    data = pack.data(path)
    values = data.mapping()
    names = values.get("names")
    if set(values) != {"names"} or not isinstance(names, list) or not all(map(_is_name, names)):
        hint = "Write names: and one name a line, each after a hyphen."
        message = "This file holds one list, names."
        raise ObcgenError(*data.locate([BAD_NAMES.problem(message, path=("names",), hint=hint)]))
    yield from names


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
