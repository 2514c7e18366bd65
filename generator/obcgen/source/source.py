"""A spec as it was written: texts with their places; and the arrow from it to a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path as File
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from obcgen.problems import ObcgenError, Path, Place, Problem, is_error
from obcgen.source.cuts import CUT_TEXT
from obcgen.source.from_values import NO_LINE, VALUE, from_values
from obcgen.source.from_yaml import ALIAS, from_yaml
from obcgen.source.like import expand
from obcgen.source.model_faults import problems_of
from obcgen.source.nodes import Node, Plain, at, child, nearest, put, to_plain, without_all, written
from obcgen.source.settings import Settings, lay_over
from obcgen.source.yaml_file import Layers, Written, files, laid

Model = TypeVar("Model", bound=BaseModel)
Rule = Callable[[Plain], Iterable[Problem]]
"""A rule over the texts of a whole spec; it runs even where a model refuses them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A tree of texts with their places, and what was wrong in the writing of it."""

    root: Node
    problems: tuple[Problem, ...] = ()
    broken: frozenset[Path] = frozenset()
    """Paths left incomplete by those problems: what is missing there is no fault of its own."""
    copies: Mapping[Path, Path] = field(default_factory=dict)
    """Where `like:` copied to, and from: a fault in the copy is a fault of the original."""
    extended: Source | None = None
    """The file that this one extends, over those below it, without this one."""
    warnings: tuple[Problem, ...] = ()
    """What may be wrong in the writing of it, and stops nothing."""

    @property
    def chain(self) -> tuple[Source, ...]:
        """The source, and those below it."""
        return (self, *(self.extended.chain if self.extended else ()))

    def locate(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give each Problem the place its path leads to, or the nearest one above it that exists."""
        return tuple(self._located(problem) for problem in problems)

    def _located(self, problem: Problem) -> Problem:
        place = problem.place or self._place(problem)
        return replace(problem, place=None if place.line == NO_LINE else place)

    def _place(self, problem: Problem) -> Place:
        node = nearest(self.root, problem.path)
        about_key = problem.path[-1:] == (problem.found,)
        return node.key if about_key and node.key else node.spot

    def without(self, paths: Iterable[Path]) -> Source:
        """Return the source without what stands at some paths; in them, a text such as 2 counts from 1."""
        real = {written(self.root, path) for path in paths}
        return replace(self, root=without_all(self.root, real))

    def with_texts(self, texts: Mapping[Path, str]) -> Source:
        """Return the source with other texts in place of some; in paths, a text such as 2 counts from 1."""
        root = self.root
        for path, text in texts.items():
            real = written(root, path)
            root = put(root, real, replace(nearest(root, real), value=text))
        return replace(self, root=root)


Ground = Callable[[Node], Node | None]
"""What lies under a spec, given the spec as it is written: the defaults of a pack."""


def read(
    path: File, settings: Settings = (), ground: Ground | None = None, text: str | None = None
) -> Source:
    """Read a spec from a file, over the file it extends if it names one, over a ground.

    Args:
        path: the file.
        settings: values that go over it, each as `path=value`.
        ground: says what lies under all of it.
        text: is read as if it stood in the file.

    Raises:
        ObcgenError: a file cannot be read as YAML at all. Lesser faults wait in `Source.problems`.
    """
    return _over(files(path, text=text), settings, ground)


def pack_named(path: File) -> Node | None:
    """Return what a spec says of its pack: the value of `pack:` in it or in a file that it extends.

    Raises:
        ObcgenError: a file cannot be read as YAML at all.
    """
    return next((file.pack for file in files(path) if file.pack), None)


def read_text(text: str, file: str = "spec.yaml", settings: Settings = ()) -> Source:
    """Read a spec, or any data file, from text; `file` is what places call it.

    Raises:
        ObcgenError: the text cannot be read as YAML at all. Lesser faults wait in `Source.problems`.
    """
    return read_written(text_written(text, file), settings=settings)


def read_values(values: Mapping[str, object], name: str, settings: Settings = ()) -> Source:
    """Read a spec from plain Python values; what is wrong in it has a path and no place.

    Raises:
        ObcgenError: it is no mapping, or nested too deep. Lesser faults wait in `Source.problems`.
    """
    return read_written(values_written(values, name), settings=settings)


def text_written(text: str, file: str) -> Written:
    """Return what a text says.

    Raises:
        ObcgenError: it cannot be read as YAML at all.
    """
    root, problems = from_yaml(text, file)
    return Written(root, problems=problems)


def values_written(values: Mapping[str, object], name: str) -> Written:
    """Return what plain Python values say.

    Raises:
        ObcgenError: they are no mapping, or nested too deep.
    """
    root, problems = from_values(values, name)
    return Written(root, problems=problems)


def read_written(*chain: Written, settings: Settings = (), ground: Ground | None = None) -> Source:
    """Read a spec that has no folder out of what its files say, the topmost first, over a ground."""
    return _over(chain, settings, ground)


def _over(chain: tuple[Written, ...], settings: Settings, ground: Ground | None) -> Source:
    """Lay files over one another and over a ground, and settings over all of it."""
    found = laid(*chain, ground=ground(laid(*chain).root) if ground else None)
    root, unset = lay_over(found.root, settings)
    return replace(_source(root, (*found.problems, *unset)), extended=_below(found))


def _below(layers: Layers) -> Source | None:
    """Return what lies below the topmost file, and below that in turn, each by itself."""
    below = layers.below
    return replace(_source(below.root, ()), extended=_below(below)) if below else None


def one_extends_another(one: Source, other: Source) -> bool:
    """Tell whether one of two specs is the other, or lies over it."""
    return _file(one) in map(_file, other.chain) or _file(other) in map(_file, one.chain)


def _file(source: Source) -> File:
    return File(source.root.spot.file).resolve()


def plain(source: Source) -> Plain:
    """Return the values of a data file alone; every scalar stays text.

    Raises:
        ObcgenError: something was wrong in the writing of it.
    """
    if source.problems:
        raise ObcgenError(*source.problems)
    return to_plain(source.root)


def parse(source: Source, model: type[Model], *rules: Rule) -> Model:
    """Return the model of a source that has no fault in writing, in shape or against the rules given.

    Raises:
        ObcgenError: every Problem, in the order of the file.
    """
    values = to_plain(source.root)
    problems = list(source.problems)
    try:
        found = model.model_validate(values)
    except ValidationError as error:
        problems += _causes(source, problems_of(error, model, source.root))
    problems += [problem for rule in rules for problem in _causes(source, rule(values))]
    if problems:
        raise ObcgenError(*sorted(_once_for_each_cut(source.locate(problems)), key=_in_order_of_file))
    return found


def _once_for_each_cut(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield Problems without those of a value that a comma has cut: that is told, with what is meant."""
    told = tuple(problems)
    cut = {each.place for each in told if each.code == CUT_TEXT.code}
    yield from (each for each in told if each.code == CUT_TEXT.code or each.place not in cut)


def parse_sections(
    source: Source, model: type[Model], *rules: Rule
) -> tuple[Model, frozenset[str], tuple[Problem, ...]]:
    """Read each section by itself, so that a fault in one hides nothing in another.

    Returns:
        The model, in which a section with a fault is None; the names of those sections; every Problem.
    """
    try:
        return parse(source, model, *rules), frozenset(), ()
    except ObcgenError as error:
        faulty = {str(problem.path[0]) for problem in error.problems if problem.path}
        faulty |= {name for name, field in model.model_fields.items() if _is_lacking(source, name, field)}
        found, refused = _sound(source, model, faulty)
        return found, frozenset(faulty | refused), error.problems


def _is_lacking(source: Source, name: str, field: FieldInfo) -> bool:
    return field.is_required() and child(source.root, name) is None


def is_lacking(root: Node, model: type[BaseModel], name: str) -> bool:
    """Tell whether keys are missing from a section without which the model does not take it."""
    node = child(root, name)
    try:
        _alone(model, name).validate_python(to_plain(node) if node else {})
    except ValidationError as error:
        return any(each["type"] == "missing" for each in error.errors(include_url=False))
    return False


def _sound(source: Source, model: type[Model], faulty: set[str]) -> tuple[Model, set[str]]:
    """Return the model of the sections without fault, and sections whose fault was told of another.

    The model is for rules only and never becomes a document.
    """
    sections: dict[str, object] = {}
    for name in model.model_fields:
        node = child(source.root, name)
        if name not in faulty and node is not None:
            with suppress(ValidationError):
                sections[name] = _alone(model, name).validate_python(to_plain(node))
    absent = {name for name in model.model_fields if name not in sections}
    refused = {name for name in absent - faulty if child(source.root, name) is not None}
    unread: dict[str, object] = dict.fromkeys((faulty | refused) & model.model_fields.keys())
    return model.model_construct(None, **unread, **sections), refused


@cache
def _alone(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """Return what reads one section of a model by itself; to make it takes longer than to read with it."""
    info = model.model_fields[name]
    section: Any = Annotated[info.annotation, info]
    return TypeAdapter(section)


def _source(root: Node, problems: tuple[Problem, ...]) -> Source:
    done = expand(root)
    unread = {problem.path for problem in problems if problem.code in {ALIAS.code, VALUE.code}}
    wrong = tuple(problem for problem in problems if is_error(problem))
    doubtful = tuple(problem for problem in problems if not is_error(problem))
    broken = done.broken | unread
    return Source(done.root, (*wrong, *done.problems), broken, done.copies, warnings=doubtful)


def _causes(source: Source, problems: Iterable[Problem]) -> list[Problem]:
    """Leave out what only follows from a fault that is reported already."""
    found = list(problems)
    known = {problem.path for problem in found}
    return [
        problem
        for problem in found
        if not any(problem.path[: len(path)] == path for path in source.broken)
        and not _told_of_original(source, problem.path, known)
    ]


def _told_of_original(source: Source, path: Path, known: set[Path]) -> bool:
    """Tell whether what stands at a path was only copied there, from where a fault is known."""
    node = at(source.root, path)
    for depth in range(len(path) + 1):
        if origin := source.copies.get(path[:depth]):
            original = (*origin, *path[depth:])
            below = at(source.root, original)
            copied = node is None or (below is not None and below.place == node.place)
            if copied and any(original[:end] in known for end in range(len(origin), len(original) + 1)):
                return True
    return False


def _in_order_of_file(problem: Problem) -> tuple[str, int, int]:
    place = problem.place or Place("", 0, 0)
    return place.file, place.line, place.column
