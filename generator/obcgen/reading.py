"""A spec as it is read, from a file, a text or Python values, over the defaults of its pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from obcgen.pack import Pack, builtin, pack_for, pin_broken
from obcgen.problems import Problem
from obcgen.source import Settings, Source, is_lacking, read, read_text, read_values
from obcgen.source.nodes import Node, entries, without_all
from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class Reading:
    """A spec that was read once, with the pack that its documents are made with."""

    source: Source
    pack: Pack
    file: str
    """What places call it: its path, or the name that was given to a text or to values."""
    pin: Problem | None = None
    """That the pack, given in place of the spec's own, is not of the version that the spec pins."""

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return PurePath(self.file).name

    @property
    def stem(self) -> str:
        """The same without its ending."""
        return PurePath(self.file).stem


Given = Path | Reading
"""What the stretches of the road begin with: the path of a spec, or one that is read already."""


def reading(given: Given, pack: Pack | None = None, settings: Settings = ()) -> Reading:
    """Return a spec as it is read; one that is read already stays as it is.

    Without a pack it is the one that the spec names, or the built-in templates.

    Raises:
        ObcgenError: the file cannot be read at all, or the pack cannot.
    """
    if isinstance(given, Reading):
        return given
    broken = pin_broken(given, pack) if pack else None
    pack = pack or pack_for(given)
    return Reading(read(given, settings, partial(_ground, pack)), pack, str(given), broken)


def reading_of_text(text: str, file: str, pack: Pack | None = None, settings: Settings = ()) -> Reading:
    """Return a spec as it is read from its text; `extends` and `pack` name files and belong in files.

    Raises:
        ObcgenError: the text is no YAML.
    """
    pack = pack or builtin()
    return Reading(read_text(text, file, settings, partial(_ground, pack)), pack, file)


def reading_of_values(
    values: Mapping[str, object], name: str, pack: Pack | None = None, settings: Settings = ()
) -> Reading:
    """Return a spec as it is read from plain Python values.

    Raises:
        ObcgenError: it is no mapping, or nested too deep.
    """
    pack = pack or builtin()
    return Reading(read_values(values, name, settings, partial(_ground, pack)), pack, name)


def _ground(pack: Pack, spec: Node) -> Node | None:
    """Return the pack's defaults that lie under a spec.

    A section that the spec leaves out, and need not have, is filled only if the pack says all that it needs:
    a governing law for every contract is no reason to ask an RFP for the rest of an agreement.
    """
    if pack.defaults is None:
        return None
    half = {name for name, node in entries(pack.defaults).items() if name not in entries(spec)}
    half = {name for name in half if _is_half(name, pack.defaults)}
    return without_all(pack.defaults, ((name,) for name in half))


def _is_half(name: str, defaults: Node) -> bool:
    """Tell whether defaults lack what an optional section needs."""
    field = Spec.model_fields.get(name)
    if field is None or field.is_required():
        return False
    return is_lacking(defaults, Spec, name)
