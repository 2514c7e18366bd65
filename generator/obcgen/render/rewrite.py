"""What is changed in a template between reading and running it.

Every line is made to know its file and number: Markdown by marks that are taken out again before it is read,
HTML by `data-at`. Every turn of a loop is counted. And what Markdown templates capture, by `{% call %}`,
`{% set %}…{% endset %}` and macros, is read as Markdown there and then and put aside like any value, since
Jinja hands such text on without asking `finalize`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from obcgen.render.markdown import mark

CAPTURED = "captured text"
PRINTED = "printed call"
COUNTED = "counted turns"
SIZED = "sized text"
"""Names of four filters the sandbox adds for this; no template can write them, since they hold a space."""

BLOCKS = "p|h[1-6]|ul|ol|li|blockquote|aside|figure|table|caption|tr|th|td|nav|div|section"
_TAG = re.compile(rf"<({BLOCKS})(?=[\s/>])")


class Rewrite(NodeTransformer):
    """Changes the tree of one template: `file` is its path as messages show it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._markdown = file.endswith(".md")

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - jinja2's name
        """Mark text and values with their lines."""
        self.generic_visit(node)
        node.nodes = [marked for child in node.nodes for marked in self._marked(child)]
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Count the turns of a loop."""
        self.generic_visit(node)
        node.iter = _filter(node.iter, COUNTED, node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Keep what `~` puts together from growing without end."""
        self.generic_visit(node)
        return _filter(node, SIZED, node.lineno)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        """Read the text between `call` and `endcall` as Markdown; put aside what the macro prints."""
        self.generic_visit(node)
        if not self._markdown:
            return node
        node.body = _through(CAPTURED, node.body, node.lineno)
        before = nodes.Output([self._mark(node.lineno)], lineno=node.lineno)
        after = nodes.Output([nodes.TemplateData("\n")], lineno=node.lineno)
        return [before, *_through(PRINTED, [node], node.lineno), after]

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        """Read the text between `set` and `endset` as Markdown."""
        self.generic_visit(node)
        if node.filter is not None:
            self._refuse("Write {% set … %} without a filter", node)
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
        self._refuse("{% filter %} cannot be used; filter the values themselves", node)

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> NoReturn:  # noqa: N802
        """Refuse to turn escaping off."""
        self._refuse("{% autoescape %} cannot be used; every value is escaped", node)

    def _marked(self, node: nodes.Expr) -> Iterator[nodes.Expr]:
        if isinstance(node, nodes.TemplateData):
            *lines, (number, rest) = enumerate(node.data.split("\n"), node.lineno)
            last = self._line(rest, number) if rest.strip() else rest
            text = "\n".join([*(self._line(words, at) for at, words in lines), last])
            yield nodes.TemplateData(text, lineno=node.lineno)
        else:
            yield from [self._mark(node.lineno), node] if self._markdown else [node]

    def _line(self, words: str, number: int) -> str:
        """Return a line of text with the mark of its number, or with its number on each block element."""
        if self._markdown:
            return words + mark(f"{self._file}:{number}")
        return _TAG.sub(rf'<\1 data-at="{self._file}:{number}"', words)

    def _mark(self, line: int) -> nodes.TemplateData:
        return nodes.TemplateData(mark(f"{self._file}:{line}"), lineno=line)

    def _refuse(self, message: str, node: nodes.Node) -> NoReturn:
        raise TemplateSyntaxError(message, node.lineno, filename=self._file)


def _through(name: str, body: list[nodes.Node], line: int) -> list[nodes.Node]:
    return [nodes.FilterBlock(body, _filter(None, name, line), lineno=line)]


def _filter(value: nodes.Node | None, name: str, line: int) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=line)
