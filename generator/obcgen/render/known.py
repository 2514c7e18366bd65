"""What a template refers to, told without running it: also a name on a branch that no example takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import nodes

from obcgen.library.conditions import UNKNOWN_FACT
from obcgen.library.facts import meanings
from obcgen.pack import Pack
from obcgen.pack.contents import paths as contents
from obcgen.problems import ObcgenError, Problem
from obcgen.render.context import read_labels
from obcgen.render.environment import Templates
from obcgen.render.faults import UNKNOWN_NAME, line_place
from obcgen.render.template_names import every_name
from obcgen.words import nearest

_OF_JINJA = {"loop", "caller", "varargs", "kwargs", "self", "super"}


def unknown_names(pack: Pack, paths: tuple[str, ...]) -> Iterator[Problem]:
    """Yield each name, fact and word that templates of a pack refer to and that there is not.

    Raises:
        ObcgenError: the pack's macros or words cannot be read.
    """
    words = read_labels(pack)
    templates = Templates(pack, dict.fromkeys(every_name()))
    own = {folder: _own_names(pack, folder, templates) for folder in {path.split("/")[0] for path in paths}}
    for path in paths:
        try:
            with templates.faults():
                templates.compile(pack.body(path), path, pack.shown(path))
                tree = templates.parse(pack.body(path), path, pack.shown(path))
        except ObcgenError as error:
            yield from error.problems
        else:
            sources = {pack.shown(path): pack.text(path)}
            known = {**templates.globals, **dict.fromkeys(own[path.split("/")[0]])}
            yield from _unknown(tree, known, words, sources)


def _own_names(pack: Pack, folder: str, templates: Templates) -> frozenset[str]:
    """Return the names that the shipped templates of a document use beside those of a spec.

    An estimate, a statement, an addendum or an amendment is made of more than one spec says.
    """
    ground = Pack(pack.layers[-1:])
    files = (path for path in contents(ground.layers[0]) if path.startswith(f"{folder}/"))
    read = (path for path in files if path.endswith((".md", ".html")))
    trees = (templates.parse(ground.body(path), path, ground.shown(path)) for path in read)
    return frozenset(name.name for tree in trees for name in tree.find_all(nodes.Name) if name.ctx == "load")


def _unknown(
    tree: nodes.Template,
    known_names: Mapping[str, object],
    words: Mapping[str, Mapping[str, str]],
    sources: Mapping[str, str],
) -> Iterator[Problem]:
    file = next(iter(sources))
    made = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"} | _OF_JINJA
    made |= {macro.name for macro in tree.find_all(nodes.Macro)}
    made |= {target if isinstance(target, str) else target[1] for target in _imported(tree)}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in made and name.name not in known_names:
            message = f"Templates have no name “{name.name}”."
            place = line_place(sources, file, name.lineno, name.name)
            hint = nearest(name.name, known_names)
            yield UNKNOWN_NAME.problem(message, place=place, found=name.name, hint=hint)
    for part in tree.find_all(nodes.Getattr):
        known = _parts(part, words)
        if known is not None and part.attr not in known:
            what = "is no fact" if known is _FACTS else "are no words for"
            message = f"There {what} “{part.attr}”."
            place = line_place(sources, file, part.lineno, part.attr)
            hint = nearest(part.attr, known)
            yield UNKNOWN_FACT.problem(message, place=place, found=part.attr, hint=hint)


_FACTS = meanings()


def _parts(part: nodes.Getattr, words: Mapping[str, Mapping[str, str]]) -> Mapping[str, object] | None:
    """Return the parts that something has, where they are known without running the template."""
    if not isinstance(part.node, nodes.Name):
        return None
    return {"fact": _FACTS, "labels": words}.get(part.node.name)


def _imported(tree: nodes.Template) -> Iterator[str | tuple[str, str]]:
    for one in tree.find_all(nodes.FromImport):
        yield from one.names
    for each in tree.find_all(nodes.Import):
        yield each.target
