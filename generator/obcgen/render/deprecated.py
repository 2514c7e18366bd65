"""Names that are to go: they work, and a template that uses one is told which to use in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes

from obcgen.pack import Pack
from obcgen.pack.contents import paths
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.render.environment import Templates
from obcgen.render.faults import line_place
from obcgen.render.template_names import DEPRECATED, Deprecated, every_name

TO_GO = Kind("TPL-52", "A name that templates should no longer use", "warning")
_TEMPLATES = (".md", ".html")


def with_deprecated(
    names: Mapping[str, object], known: Iterable[Deprecated] = DEPRECATED
) -> dict[str, object]:
    """Return the names with those that are to go, each with the value of the one in its place."""
    return {**names, **{old.name: names[old.instead] for old in known}}


def deprecations(pack: Pack, known: tuple[Deprecated, ...] = DEPRECATED) -> Iterator[Problem]:
    """Yield each use of a deprecated name in the folders of a pack that did not come with the program.

    Raises:
        ObcgenError: the pack's macros cannot be read. A template that cannot be read is told by who runs it.
    """
    if not known:
        return
    for depth, layer in enumerate(pack.layers):
        if not layer.ours:
            own = Pack(pack.layers[depth:])
            templates = Templates(own, dict.fromkeys(every_name(known)))
            for path in paths(layer):
                if path.endswith(_TEMPLATES) and "/" in path:
                    yield from _uses(own, templates, path, known)


def _uses(pack: Pack, templates: Templates, path: str, known: tuple[Deprecated, ...]) -> Iterator[Problem]:
    try:
        with templates.faults():
            tree = templates.parse(pack.body(path), path, pack.shown(path))
    except ObcgenError:
        return
    made = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    sources = {pack.shown(path): pack.text(path)}
    for name in tree.find_all(nodes.Name):
        for old in known:
            if name.name == old.name and name.name not in made:
                message = f"The name “{old.name}” is to go; it still works."
                place = line_place(sources, pack.shown(path), name.lineno, old.name)
                hint = f"Write {old.instead} in its place."
                yield TO_GO.problem(message, place=place, found=old.name, expected=old.instead, hint=hint)
