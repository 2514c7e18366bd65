"""A spec as it is read, from a file, a text or Python values, over the defaults of its pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from obcgen.pack import Pack, builtin, pack_among, pack_for, pin_broken, shipped_for
from obcgen.problems import Problem
from obcgen.source import (
    Settings,
    Source,
    is_lacking,
    pack_named,
    read,
    read_written,
    text_written,
    values_written,
)
from obcgen.source.nodes import Node, entries, without_all
from obcgen.source.yaml_file import Written, files_among
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


def reading(
    given: Given, pack: Pack | None = None, settings: Settings = (), text: str | None = None
) -> Reading:
    """Return a spec as it is read; one that is read already stays as it is.

    Without a pack it is the one that the spec names, or the built-in templates. A `text` is read as if it
    stood in the file that is given.

    Raises:
        ObcgenError: the file cannot be read at all, or the pack cannot.
    """
    if isinstance(given, Reading):
        return given
    said = pack_named(given)
    broken = pin_broken(said, pack) if said and pack else None
    pack = pack or pack_for(given)
    return Reading(read(given, settings, partial(_ground, pack), text), pack, str(given), broken)


def reading_of_text(text: str, file: str, pack: Pack | None = None, settings: Settings = ()) -> Reading:
    """Return a spec as it is read from its text; it extends no file and names no pack but a shipped one.

    Raises:
        ObcgenError: the text is no YAML, or the pack that it names does not come with the program.
    """
    return _without_folder(text_written(text, file), file, pack, settings)


def reading_of_values(
    values: Mapping[str, object], name: str, pack: Pack | None = None, settings: Settings = ()
) -> Reading:
    """Return a spec as it is read from plain Python values, under the same limits as a text.

    Raises:
        ObcgenError: it is no mapping, or nested too deep, or its pack does not come with the program.
    """
    return _without_folder(values_written(values, name), name, pack, settings)


def reading_among(text: str, name: str, beside: Mapping[str, bytes], pack: Pack | None = None) -> Reading:
    """Return a spec as it is read from its text among the files that lie beside it.

    Args:
        text: the spec.
        name: what places call it.
        beside: what it extends and the pack that it names, by relative path.
        pack: in place of the one that it names.

    Raises:
        ObcgenError: a file is no YAML or is not there, or the pack cannot be used.
    """
    chain = files_among(text, name, beside)
    said = next((each.pack for each in chain if each.pack), None)
    broken = pin_broken(said, pack) if said and pack else None
    pack = pack or (pack_among(said, beside) if said else builtin())
    return Reading(read_written(*chain, ground=partial(_ground, pack)), pack, name, broken)


def _without_folder(written: Written, name: str, pack: Pack | None, settings: Settings) -> Reading:
    said = written.without_pack()
    broken = pin_broken(said.pack, pack) if said.pack and pack else None
    pack = pack or (shipped_for(said.pack) if said.pack else builtin())
    source = read_written(said, settings=settings, ground=partial(_ground, pack))
    return Reading(source, pack, name, broken)


def _ground(pack: Pack, spec: Node) -> Node | None:
    """Return the pack's defaults that lie under a spec.

    A section that the spec leaves out is filled only if the pack says all that it needs: a governing law for
    every contract is no reason to ask an RFP for the rest of an agreement, and a district that is missing is
    told in the spec and not in the pack.
    """
    if pack.defaults is None:
        return None
    half = {name for name, node in entries(pack.defaults).items() if name not in entries(spec)}
    half = {name for name in half if _is_half(name, pack.defaults)}
    return without_all(pack.defaults, ((name,) for name in half))


def _is_half(name: str, defaults: Node) -> bool:
    """Tell whether defaults lack what a section needs."""
    field = Spec.model_fields.get(name)
    return field is not None and is_lacking(defaults, Spec, name)
