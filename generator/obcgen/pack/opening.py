"""From the name of a pack to its folders: the pack, the packs it inherits, and the built-in templates below.

A pack may build on a pack inside it, on one beside it, or on one that comes with the program; nothing else on
the machine is ever looked at for it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PureWindowsPath

from obcgen.pack.builtin import builtin, shipped
from obcgen.pack.folder import ZIP, temporary_folder
from obcgen.pack.manifest import MANIFEST
from obcgen.pack.pack import NO_FOLDER, Layer, Pack
from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.source import pack_named
from obcgen.source.nodes import Node, entries, resembling

NO_PACK = Kind("PCK-11", "A pack that is not there")
OUTSIDE = Kind("PCK-12", "A pack named outside the folders it may lie in")
OTHER_VERSION = Kind("PCK-31", "A pack of another version than the spec asks for")
BAD_PIN = Kind("PCK-32", "A pack of which the spec says something else than name and version")
CIRCLE = Kind("PCK-13", "Packs that inherit one another without end")

LONGEST_CHAIN = 5
_BESIDE = "../"
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def open_pack(named: str) -> Pack:
    """Return the pack of a folder, of a zip file or of a shipped pack's name, over all that it inherits.

    Raises:
        ObcgenError: there is none, or it may not be used: links, sizes, a zip file with tricks, `pack.yaml`.
    """
    return _over_its_parents(_layer(Path(named), named, None))


def pack_for(spec: Path) -> Pack:
    """Return the pack that a spec names in `pack:`, a folder beside it or below; else the built-in templates.

    Raises:
        ObcgenError: the spec cannot be read, or its pack may not be used.
    """
    node = pack_named(spec)
    if node is None:
        return builtin()
    said, version = _pinned(node)
    named, home = _line(said), spec.parent.resolve()
    if not _stays(named) or not _inside(spec.parent / named, home):
        raise _outside(named, said.place, "the folder of the spec", "Give it as --pack instead.")
    pack = _over_its_parents(_layer(spec.parent / named, named, said.place))
    return _of_version(version, pack)


def shipped_for(node: Node) -> Pack:
    """Return the pack that a spec without a folder names in `pack:`, which comes with the program.

    Raises:
        ObcgenError: none of that name and version does, or the spec says something else of its pack.
    """
    said, version = _pinned(node)
    named = _line(said)
    if named not in shipped():
        raise ObcgenError(
            NO_PACK.problem(
                f"No pack {named} comes with the program, and a spec without a file finds no other.",
                place=said.place,
                found=named,
                expected=", ".join(shipped()),
                hint="Save the spec as a file beside its pack, or give the pack as pack=.",
            )
        )
    return _of_version(version, _over_its_parents(shipped()[named]))


def pack_among(node: Node, beside: Mapping[str, bytes]) -> Pack:
    """Return the pack that a spec names, out of the files that lie beside it or of those that are shipped.

    Its files are laid into a folder, which is removed when nobody uses the pack any more.

    Raises:
        ObcgenError: there is none of that name and version, or it may not be used.
    """
    said, version = _pinned(node)
    named = _line(said)
    if not any(f"{path}/".startswith(f"{named}/") for path in beside):
        return shipped_for(node)
    return _of_version(version, _laid_out(named, said.place, tuple(sorted(beside.items()))))


@lru_cache(maxsize=4)  # a spec that is worked on is read after each keystroke
def _laid_out(named: str, place: Place, beside: tuple[tuple[str, bytes], ...]) -> Pack:
    home, held = temporary_folder()
    for path, content in beside:
        if not _stays(path):
            raise _outside(path, place, "the folder of the spec", "Give the file another name.")
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    return _over_its_parents(replace(_layer(home / named, named, place, named), held=held))


def _of_version(version: Node | None, pack: Pack) -> Pack:
    """Return a pack that is of the version a spec pins.

    Raises:
        ObcgenError: it is of another.
    """
    if version is not None and (problem := _other_version(version, pack)):
        raise ObcgenError(problem)
    return pack


def pin_broken(node: Node, pack: Pack) -> Problem | None:
    """Return that a pack, given in place of the spec's own, has another version than the spec asks for.

    One that builds on the spec's own pack of that version keeps what was asked for.

    Raises:
        ObcgenError: what the spec says of its pack cannot be read.
    """
    named, version = _pinned(node)
    if version is None or any(_is_pinned(layer, named, version) for layer in pack.layers[1:]):
        return None
    problem = _other_version(version, pack)
    return replace(problem, severity="warning") if problem else None


def _is_pinned(layer: Layer, named: Node, version: Node) -> bool:
    """Tell whether a folder that a pack builds on is the pack that a spec pins."""
    manifests = Pack((layer,)).manifests
    is_version = bool(manifests) and manifests[0].version == version.value
    return is_version and layer.origin.name == posixpath.basename(str(named.value))


def _pinned(node: Node) -> tuple[Node, Node | None]:
    """Return the name of a pack and, where the spec pins one, its version.

    Raises:
        ObcgenError: the spec says something else of it, or leaves one of the two out.
    """
    if not isinstance(node.value, Mapping):
        return node, None
    said = entries(node)
    if set(said) != {"name", "version"} or not isinstance(said["version"].value, str):
        raise ObcgenError(
            BAD_PIN.problem(
                "A pack that is pinned has a name and a version, and nothing else.",
                place=node.spot,
                found=", ".join(said) or "nothing",
                expected='pack: {name: colorado, version: "2026.1"}',
                hint="Write both, or the name alone: pack: colorado.",
            )
        )
    return said["name"], said["version"]


def _other_version(asked: Node, pack: Pack) -> Problem | None:
    """Return that the topmost folder of a pack is not of the version asked for; None if it is."""
    own = Pack(pack.layers[:1]).manifests
    found = own[0].version if own else ""
    if found == str(asked.value).strip():
        return None
    has = f"is version {found}" if found else "states no version"
    return OTHER_VERSION.problem(
        f"The spec asks for version {asked.value} of its pack, but {pack.layers[0].name} {has}.",
        place=asked.place,
        found=found or "no version",
        expected=str(asked.value),
        hint=f'Use the pack of that version, or read what changed and write version: "{found}".'
        if found
        else "Put a pack.yaml with this version into the pack, or pin no version.",
    )


def _over_its_parents(layer: Layer, *above: Layer) -> Pack:
    """Return a pack over those it inherits."""
    _refuse_a_circle(layer, above)
    pack = Pack((layer, *builtin().layers))
    inherits = pack.manifests[-1].inherits if layer.file(MANIFEST) else None
    if inherits is None:
        return pack
    parents = _over_its_parents(_parent(layer, inherits), *above, layer)
    return Pack((layer, *parents.layers))


def _refuse_a_circle(layer: Layer, above: Sequence[Layer]) -> None:
    names = " → ".join(each.name for each in (*above, layer))
    if layer.origin in [each.origin for each in above]:
        message = f"The packs inherit one another in a circle: {names}."
        raise ObcgenError(CIRCLE.problem(message, found=names, hint="Remove inherits: from one of them."))
    if len(above) > LONGEST_CHAIN:
        message = f"More than {LONGEST_CHAIN} packs inherit one another: {names}."
        raise ObcgenError(CIRCLE.problem(message, found=names, hint="Put some of them together."))


def _parent(layer: Layer, node: Node) -> Layer:
    """Return the pack that another inherits: inside it, beside it, or shipped."""
    named = _line(node)
    if layer.ours:
        return shipped()[named]
    rest = named.removeprefix(_BESIDE)
    home = layer.folder.resolve() if rest == named else layer.origin.parent
    folder = home / rest
    if not _stays(rest) or not _inside(folder, home):
        hint = "Put the other pack beside this one and write inherits: ../its-folder."
        raise _outside(named, node.place, "this pack and the folder that it lies in", hint)
    if rest != named and folder.is_dir() and not (folder / MANIFEST).is_file():
        message = f"{rest} is not a pack: it holds no {MANIFEST}."
        hint = f"Put a {MANIFEST} with a name and a version into it."
        raise ObcgenError(NO_PACK.problem(message, place=node.place, found=named, hint=hint))
    return _layer(folder, named, node.place, posixpath.normpath(f"{layer.name}/{named}"))


def _layer(folder: Path, named: str, place: Place | None, name: str = "") -> Layer:
    """Return what a name means: a folder or a zip file if there is one, else a shipped pack."""
    name = name or folder.as_posix()
    if folder.suffix == ZIP and folder.is_file():
        from obcgen.pack.archive import unpacked  # noqa: PLC0415  `check` of a spec seldom opens one

        return unpacked(folder, name)
    if not folder.exists() and (found := shipped().get(named)):
        return found
    if not folder.exists() and _NAME.fullmatch(named):
        raise _no_pack(named, place)
    try:
        Pack(()).over(folder)
    except ObcgenError as error:
        raise ObcgenError(*(replace(each, place=each.place or place) for each in error.problems)) from None
    return Layer(folder, name)


def _no_pack(named: str, place: Place | None) -> ObcgenError:
    names = tuple(shipped())
    near = resembling(named, names)
    known = f"The packs that come with the program: {', '.join(names)}." if names else ""
    message = f"There is no folder {named}, and no pack of this name comes with the program."
    hint = f"Did you mean {near}?" if near else f"Check the spelling of the folder. {known}".strip()
    return ObcgenError(NO_PACK.problem(message, place=place, found=named, hint=hint))


def _line(node: Node) -> str:
    if not isinstance(node.value, str) or not node.value.strip():
        message = "pack: names one pack."
        hint = "Write the name of a folder, such as pack: our-pack."
        raise ObcgenError(NO_FOLDER.problem(message, place=node.spot, hint=hint))
    return node.value.strip()


def _stays(named: str) -> bool:
    """Tell whether a path neither begins at the root nor climbs."""
    steps = PureWindowsPath(named)
    return not (steps.drive or steps.root or ".." in steps.parts) and named.isprintable()


def _inside(path: Path, home: Path) -> bool:
    """Tell whether a path, its links followed, lies below a folder."""
    try:
        return path.resolve().is_relative_to(home)
    except OSError:
        return False


def _outside(named: str, place: Place | None, where: str, hint: str) -> ObcgenError:
    message = f"“{named[:80]}” leads out of {where}."
    return ObcgenError(OUTSIDE.problem(message, place=place, found=named[:80], hint=hint))
