"""What a shell offers when Tab is pressed: names that obcgen knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def example_names(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Return the worked examples that begin so."""
    from obcgen.vetting.examples import examples

    return [path.stem for path in examples() if path.stem.startswith(begun)]


def summary_languages(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Return the languages of the built-in summaries that begin so."""
    from obcgen.pack import builtin
    from obcgen.summary import languages

    return [code for code in languages(builtin()) if code.startswith(begun)]


def codes(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Return the codes of rules that begin so."""
    from obcgen.codes import listed

    found = (line.split()[0] for line in listed().splitlines() if line.strip())
    return [code for code in found if code.startswith(begun.upper())]


def clause_ids(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return after `show` the ids of built-in clauses that begin so, and before it the word itself."""
    from obcgen.clauses.catalog import DOCUMENTS, catalog
    from obcgen.pack import builtin

    if tuple(ctx.params.get("words") or ()) != ("show",):
        return ["show"] if "show".startswith(begun) and not ctx.params.get("words") else []
    ids = dict.fromkeys(entry.clause.id for entry in catalog(builtin(), DOCUMENTS))
    return [id_ for id_ in ids if id_.startswith(begun)]


def figures(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the figures of the spec before the cursor that begin so; none where it has errors."""
    from obcgen.explain import trace
    from obcgen.problems import ObcgenError

    try:
        found, _problems = trace(Path(ctx.params["spec"]))
    except (ObcgenError, KeyError, TypeError):
        return []
    return [name for name in found.figures if name.startswith(begun)]
