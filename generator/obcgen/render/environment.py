"""Running templates: layered files, values put aside, lines that know their file, faults as Problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from obcgen.pack import Pack
from obcgen.pack.pack import body_of
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.render.aside import Aside, Piece
from obcgen.render.compiled import Compiled, Kept
from obcgen.render.faults import (
    FAILED,
    NO_FILE,
    NOT_ALLOWED,
    SYNTAX,
    TOO_MUCH,
    TemplateFault,
    line_place,
)
from obcgen.render.later import Asking, of_figures
from obcgen.render.markdown import MARK, as_piece, to_html
from obcgen.render.places import NOWHERE, Places, placed
from obcgen.render.rewrite import BLOCKS, CAPTURED, COUNTED, PRINTED, SIZED, Rewrite
from obcgen.render.sandbox import Missing, Sandbox, UnknownName, allow_only, within
from obcgen.render.values import FILTERS, piece
from obcgen.spec.nouns import nouns, of_buyer
from obcgen.words import nearest

MACROS = (
    "shared/macros.html",
    "shared/terms.html",
    "shared/balance.html",
    "shared/tables.html",
    "shared/forms.html",
)
LONGEST_TEXT = 5_000_000
MOST_READ = 2_000
_READ: dict[tuple[tuple[str, ...], tuple[Piece, ...]], str] = {}
"""HTML by what was read: the words of a template, and the values between them. A document has some 200."""
MOST_TURNS = 1_000_000
_STARTS_BLOCK = re.compile(rf"\s*<(?:{BLOCKS})\b")
_FAULTS: dict[type[Exception], tuple[Kind, str, str]] = {
    TemplateNotFound: (NO_FILE, "No template is named here.", 'Name one: {% include "shared/local.md" %}.'),
    RecursionError: (FAILED, "The templates call each other without end.", ""),
    SecurityError: (NOT_ALLOWED, "A template may not call this.", "See the names and filters there are."),
    MemoryError: (
        TOO_MUCH,
        "The templates need more memory than any document does.",
        "Look for a text or a list that doubles.",
    ),
    TimeoutError: (
        TOO_MUCH,
        "The templates keep the computer busy without end.",
        "Look for a loop, or for a text that is hard to read as Markdown.",
    ),
}
"""What each error means to the template's author; the last two come from the limits on a stranger's pack."""


def buyer_of(names: Mapping[str, object]) -> str:
    """Return what the documents made of these names call the buyer."""
    return nouns(getattr(names.get("district"), "role", "district"), "tutoring").buyer


class _Loader(BaseLoader):
    """Finds templates in the layers of a pack, and remembers their text for messages."""

    def __init__(self, pack: Pack, buyer: str) -> None:
        self._pack = pack
        self._buyer = buyer
        self.sources: dict[str, str] = {}

    def load(self, environment: Environment, name: str, given: Any = None) -> Template:
        """Return a template; what came with the program is kept as code also where a pack lies over it."""
        environment.bytecode_cache = _KEPT if self._pack.is_ours(name) else _COMPILED
        return super().load(environment, name, given)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text without its opening lines, lines kept, with the buyer's own noun."""
        del environment
        shown = self._pack.shown(template)
        text = self.sources[shown] = self._pack.text(template)
        return of_buyer(body_of(text), self._buyer), shown, lambda: True


_COMPILED, _KEPT = Compiled(), Kept()


class Templates(Sandbox):
    """The templates of a pack, with the names they may use; made anew for each document."""

    context_class = Asking

    def __init__(self, pack: Pack, names: Mapping[str, object], places: Places = NOWHERE) -> None:
        self._places = places
        self._loader = _Loader(pack, buyer_of(names))
        self._pack = pack
        self._turns = 0
        self.aside = Aside(repr(names))
        super().__init__(
            loader=self._loader, autoescape=True, undefined=Missing, trim_blocks=True, lstrip_blocks=True,
            keep_trailing_newline=True, finalize=self._finalize, cache_size=-1,
        )  # fmt: skip
        own = {CAPTURED: self._captured, PRINTED: self._printed, COUNTED: self._counted, SIZED: within}
        allow_only(self, {**FILTERS, **own, "blocks": self._blocks})
        self.globals.update(names)
        with self.faults():
            self._read_macros()
        self._names = dict(self.globals)  # put together once, not for each template

    def html(self, path: str) -> str:
        """Return the HTML of one Markdown file.

        Raises:
            ObcgenError: what is wrong in it, at file and line.
        """
        with self.faults():
            return self._read(self._run(path))

    def shown(self, name: str | None) -> str:
        """Return the path of a template as messages show it."""
        return self._pack.shown(name or "")

    def join_path(self, template: str, parent: str) -> str:
        """Return a template's path; `base/` reaches below the folder that holds the template that says so."""
        if not template.startswith("base/"):
            return template
        return "base/" * self._pack.depth(parent) + template

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn whatever goes wrong in a template into a Problem at its line."""
        try:
            yield
        except ObcgenError as error:
            raise ObcgenError(*(self._placed(problem, error) for problem in error.problems)) from error
        except TemplateSyntaxError as error:
            raise ObcgenError(self._syntax(error)) from error
        except Exception as error:
            if (problem := self._problem(error)) is None:
                raise
            raise ObcgenError(problem) from error

    def compile(self, *source: Any, **given: Any) -> Any:
        """Return a template as code; one that no reader could follow is a fault of the template."""
        try:
            return super().compile(*source, **given)
        except (RecursionError, SyntaxError, MemoryError) as error:
            name, file = (*source, None, None)[1:3]
            message = "its parts stand deeper inside one another than in any document"
            raise TemplateSyntaxError(message, 1, name, file) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = Rewrite(filename or self.shown(name)).visit(
            super()._parse(source, name, filename)
        )
        return tree

    def _read_macros(self) -> None:
        """Make the macros of every folder known: those of an upper folder in place of those below."""
        for path in MACROS:
            for version in self._pack.versions(path):
                module = vars(self.get_template(version).make_module())
                self.globals.update(
                    {name: value for name, value in module.items() if isinstance(value, Macro)}
                )

    def _run(self, path: str) -> str:
        template = self.get_template(path)
        parts: list[str] = []
        size = 0
        for part in template.root_render_func(template.new_context(self._names, shared=True)):
            parts.append(part)
            size += len(part)
            if size > LONGEST_TEXT:
                message = "The template prints more than any document holds."
                place = line_place(self._loader.sources, self.shown(path), 1)
                raise ObcgenError(TOO_MUCH.problem(message, place=place, hint="Look for a loop."))
        return "".join(parts)

    def _read(self, text: str) -> str:
        """Return the HTML of Markdown; the same text with the same values in it is read once in a process."""
        words, pieces = self.aside.parted(text)
        known = _READ.get((words, pieces))
        if known is None:
            if len(_READ) >= MOST_READ:
                _READ.clear()
            known = _READ[words, pieces] = to_html(text, self.aside, self._loader.sources)
        return known

    # --- values ---

    @pass_context
    def _finalize(self, context: Context, value: object) -> object:
        """Return what stands for a value; what `super()` brings is Markdown, read where it stands."""
        self._turn()
        if isinstance(value, Markup) and MARK.search(value):
            return value
        found = self._markup(value) if isinstance(value, Markup) else self._piece(value)
        in_markdown = (context.name or "").endswith(".md")
        return Markup(self.aside.put(found) if in_markdown else found.html)  # noqa: S704 - escaped by `piece`

    def _piece(self, value: object) -> Piece:
        number = self._places.get(id(value))
        return piece(value) if number is None else placed(piece(value), number)

    def _markup(self, html: Markup) -> Piece:
        """Return what a macro printed, or what was captured, as a value."""
        if len(pieces := self.aside.alone(html)) == 1:
            return pieces[0]
        settled = self.aside.settle(str(html)).strip()
        return Piece("", None, settled) if _STARTS_BLOCK.match(settled) else Piece(settled, settled)

    def _captured(self, text: str) -> Markup:
        return Markup(self.aside.put(as_piece(self._read(text))))  # noqa: S704

    def _printed(self, html: str) -> Markup:
        return Markup(self.aside.put(self._markup(Markup(html))))  # noqa: S704 - a macro's own HTML

    def _counted(self, values: Iterable[object]) -> Iterator[object]:
        for value in values:
            self._turn()
            yield value

    def _turn(self) -> None:
        self._turns += 1
        if self._turns > MOST_TURNS:
            raise TemplateFault(
                TOO_MUCH, "The templates do more than any document needs.", "Look for a loop."
            )

    def _blocks(self, value: object) -> Markup:
        found = self._markup(value) if isinstance(value, Markup) else piece(value)
        return Markup(found.as_blocks)  # noqa: S704 - escaped by `piece`

    # --- faults ---

    def _syntax(self, error: TemplateSyntaxError) -> Problem:
        file = error.filename or self.shown(error.name)
        message = f"The template cannot be read: {(error.message or '').rstrip('.')}."
        filter_name = re.search(r"No filter named '([^']*)'", message)
        hint = nearest(filter_name[1], self.filters) if filter_name else ""
        return SYNTAX.problem(message, place=line_place(self._loader.sources, file, error.lineno), hint=hint)

    def _problem(self, error: Exception) -> Problem | None:
        """Return the Problem of an error inside a template; None where no template made it."""
        lines = self._lines(error)
        if of_figures(error):
            return None
        if not lines and not isinstance(error, TemplateFault | TemplateNotFound):
            return None
        fault = self._fault(error)
        place = line_place(self._loader.sources, *lines[-1], fault.name) if lines else None
        hint = fault.hint or (nearest(fault.name, self.globals) if isinstance(fault, UnknownName) else "")
        if len(lines) > 1 and lines[0][0] != lines[-1][0]:
            hint = f"{hint} Called from {lines[0][0]}, line {lines[0][1]}.".strip()
        return fault.kind.problem(fault.message, place=place, found=fault.name, hint=hint)

    def _placed(self, problem: Problem, error: Exception) -> Problem:
        """Return a Problem of the pack at the line of the template that asked for it."""
        lines = self._lines(error)
        if problem.place is not None or not lines:
            return problem
        return replace(problem, place=line_place(self._loader.sources, *lines[-1], problem.found))

    def _fault(self, error: Exception) -> TemplateFault:
        if isinstance(error, TemplateFault):
            return error
        for kind, fault in _FAULTS.items():
            if isinstance(error, kind):
                return TemplateFault(*fault)
        return TemplateFault(FAILED, f"The template asks for something that cannot be done ({error}).")

    def _lines(self, error: BaseException) -> list[tuple[str, int]]:
        """Return file and line of each template that was running, outermost first."""
        found = []
        step = error.__traceback__
        while step is not None:
            template = step.tb_frame.f_globals.get("__jinja_template__")
            if template is not None:
                found.append((str(template.filename), template.get_corresponding_lineno(step.tb_lineno)))
            step = step.tb_next
        return found
