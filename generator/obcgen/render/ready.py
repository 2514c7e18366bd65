"""The program's own templates written as Python when a wheel is built: nobody's first run waits for it.

Installing compiles them as it does any module. What is not there, such as a template in the words of a board,
is compiled on the first run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2.bccache import BytecodeCache

from obcgen.pack import Layer, Pack, builtin, shipped
from obcgen.pack.pack import body_of
from obcgen.render.compiled import Compiled, ready_name, ready_version
from obcgen.render.environment import MACROS, Templates

_KINDS = ("*.html", "*.md")
_LAID_OVER = "packs/"
_BELOW = ("base/", "base/base/")
"""What names the macros of the program where a pack, or two, lie over it."""
_NAMED: BytecodeCache = Compiled()


def write_ready(folder: Path) -> None:
    """Write each template of the program into a folder, as Python that this version can use."""
    pack = builtin()
    environment = Templates(pack, {})
    into = folder / ready_version()
    into.mkdir(parents=True)
    for layer in (*pack.layers, *shipped().values()):
        own = Pack((layer,))
        for path in _paths(layer):
            source, shown = body_of(own.text(path)), own.shown(path)
            for name in (path, *(below + path for below in _BELOW if path in MACROS)):
                key, checksum = _NAMED.get_cache_key(name, shown), _NAMED.get_source_checksum(source)
                code = environment.compile(source, name, shown, raw=True)
                (into / ready_name(key, checksum)).write_bytes(code.encode())


def _paths(layer: Layer) -> Iterator[str]:
    """Yield the paths of a folder's templates in it; other packs among them are folders of their own."""
    for file in sorted(file for kind in _KINDS for file in layer.folder.rglob(kind)):
        path = file.relative_to(layer.folder).as_posix()
        if not path.startswith(_LAID_OVER):
            yield path
