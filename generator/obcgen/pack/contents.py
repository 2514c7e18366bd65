"""What a pack holds, layer by layer, and which file below each of its files covers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from obcgen.pack.manifest import MANIFEST
from obcgen.pack.origins import RECORD, TEXTS, read_origins
from obcgen.pack.pack import Data, Layer, Pack

SHARED = "shared"
_OF_THE_PACK_ITSELF = (RECORD, TEXTS, "README.md")


def paths(layer: Layer) -> tuple[str, ...]:
    """Return the path of every file of a folder, in order; hidden ones are none of a pack's."""
    found = (file.relative_to(layer.folder) for file in layer.folder.rglob("*") if file.is_file())
    return tuple(
        sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))
    )


def kinds(pack: Pack) -> tuple[str, ...]:
    """Return the documents that a pack has outlines of."""
    found = {Path(path).parent.name for layer in pack.layers for path in paths(layer) if _is_outline(path)}
    return tuple(sorted(found))


def _is_outline(path: str) -> bool:
    return path.endswith("/outline.yaml") and path.count("/") == 1


def covered(pack: Pack, path: str) -> str | None:
    """Return the path of the file below the topmost folder that its file at a path takes the place of."""
    below = Pack(pack.layers[1:])
    if below.find(path):
        return path
    folder, _, name = path.partition("/")
    second = f"{SHARED}/{name}"
    return second if name.endswith(".md") and folder in kinds(below) and below.find(second) else None


def to_text(pack: Pack) -> str:
    """Return what comes from where, the topmost folder first.

    Raises:
        ObcgenError: a data file of the pack cannot be read.
    """
    parts = [
        "\n".join(_layer(Pack(pack.layers[depth:]))) for depth, layer in enumerate(pack.layers[:-1]) if layer
    ]
    ground = f"{pack.layers[-1].name}\n  everything else: {len(paths(pack.layers[-1]))} files"
    return "\n\n".join([*parts, ground]) + "\n"


def _layer(pack: Pack) -> Iterator[str]:
    top = Pack(pack.layers[:1])
    named = f": {top.manifests[0].name}, version {top.manifests[0].version}" if top.manifests else ""
    yield f"{pack.layers[0].name}{named}"
    origins = read_origins(pack)
    for path in paths(pack.layers[0]):
        if path.startswith(_OF_THE_PACK_ITSELF):
            continue
        below = covered(pack, path)
        made = f" as of obcgen {origins[path].version}" if path in origins else ""
        if path.endswith(".yaml"):
            yield f"  {path}"
            yield from (f"    {line}" for line in _values(top.data(path), path))
        elif below:
            how = "in place of" if path.endswith(".md") else "over"
            yield f"  {path}  {how} {Pack(pack.layers[1:]).shown(below)}{made}"
        else:
            yield f"  {path}  added"


def _values(data: Data, path: str) -> Iterator[str]:
    """Yield each value of a data file as `path: value`."""
    said = data.value
    if path == MANIFEST:
        said = {key: value for key, value in data.mapping().items() if key not in {"name", "version"}}
    yield from _leaves(said, "")


def _leaves(value: object, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        yield f"{path}: {', '.join(_item(item) for item in value)}"
    else:
        yield f"{path}: {value}"


def _item(item: object) -> str:
    return " ".join(f"{key} {value}" for key, value in item.items()) if isinstance(item, dict) else str(item)
