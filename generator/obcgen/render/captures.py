"""What a template captures: `{% call %}`, `{% set %}…{% endset %}` and macros written in Markdown.

Jinja hands such text on without asking `finalize`. So the tree of a Markdown template is changed before it
is compiled: captured text is read as Markdown there and then, and what a call prints is put aside like any
value.
"""

from __future__ import annotations

from typing import NoReturn

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from obcgen.render.markdown import mark

CAPTURED = "captured text"
PRINTED = "printed call"
"""Names of the two filters the sandbox adds for this; no template can write them, since they hold a space."""


class Captures(NodeTransformer):
    """Changes the tree of one template: `file` is its path as messages show it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._markdown = file.endswith(".md")

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node | list[nodes.Node]:  # noqa: N802 - jinja2's name
        """Read the text between `call` and `endcall` as Markdown; put aside what the macro prints."""
        self.generic_visit(node)
        if not self._markdown:
            return node
        node.body = _through(CAPTURED, node.body, node.lineno)
        before = _words(mark(f"{self._file}:{node.lineno}"), node.lineno)
        return [before, *_through(PRINTED, [node], node.lineno), _words("\n", node.lineno)]

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        """Read the text between `set` and `endset` as Markdown."""
        self.generic_visit(node)
        if node.filter is not None:
            _refuse("Write {% set … %} without a filter", node)
        if self._markdown:
            node.body = _through(CAPTURED, node.body, node.lineno)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """Read the text of a macro as Markdown."""
        self.generic_visit(node)
        if self._markdown:
            node.body = _through(CAPTURED, node.body, node.lineno)
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> NoReturn:  # noqa: N802
        """Refuse a filter over a stretch of text."""
        _refuse("{% filter %} cannot be used; filter the values themselves", node)

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> NoReturn:  # noqa: N802
        """Refuse to turn escaping off."""
        _refuse("{% autoescape %} cannot be used; every value is escaped", node)


def _through(name: str, body: list[nodes.Node], line: int) -> list[nodes.Node]:
    chosen = nodes.Filter(None, name, [], [], None, None, lineno=line)
    return [nodes.FilterBlock(body, chosen, lineno=line)]


def _words(text: str, line: int) -> nodes.Node:
    return nodes.Output([nodes.TemplateData(text)], lineno=line)


def _refuse(message: str, node: nodes.Node) -> NoReturn:
    raise TemplateSyntaxError(message, node.lineno)
