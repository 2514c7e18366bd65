"""A Word document in, the files of a pack out: clauses, their order, and a report of what stayed behind."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from obcgen.intake.blocks import blocks
from obcgen.intake.clauses import Draft, clauses
from obcgen.intake.losses import Loss, losses
from obcgen.intake.markdown import references
from obcgen.intake.marked import marked, unwrapped
from obcgen.intake.word_file import packed, read_word
from obcgen.problems import Kind, ObcgenError, Place

NO_TEXT = Kind("IMP-03", "A Word document without text")


@dataclass(frozen=True, slots=True)
class Imported:
    """The files of a pack by path, the clauses among them, what stayed behind, and references to check."""

    files: Mapping[str, bytes]
    clauses: tuple[Draft, ...]
    losses: tuple[Loss, ...]
    references: int


def from_word(path: Path, kind: str, taken: Collection[str], built_in: Collection[str]) -> Imported:
    """Return a Word document's boilerplate as clauses of one document (`rfp` or `contract`) of a pack.

    Args:
        path: the .docx file.
        kind: the document that the clauses are for.
        taken: ids that clauses of the pack and built-in clauses have.
        built_in: ids of built-in clauses, to say which of them an imported one may replace.

    Raises:
        ObcgenError: the file is no Word document, is too large (IMP-01, IMP-02), or has no text (IMP-03).
    """
    parts, contents = marked(read_word(path))
    found, unknown = blocks(packed(unwrapped(parts)))
    drafts = clauses(found, path.stem, taken)
    if not drafts:
        message = f"{path.name} has no text to import."
        raise ObcgenError(
            NO_TEXT.problem(message, place=Place(str(path), 1, 1), hint="Check the file in Word.")
        )
    left = losses(parts)
    files = {f"{kind}/{draft.id}.md": _clause(draft, kind, path.name).encode() for draft in drafts}
    report = _report(path.name, kind, drafts, built_in, left, unknown, contents)
    files[f"notes/import-of-{_slug(path.stem)}.md"] = report.encode()
    return Imported(files, drafts, left, sum(len(references(draft.text)) for draft in drafts))


def outline(drafts: Sequence[Draft], place: str = "body") -> str:
    """Return the lines of an outline that put the clauses at the end of a document, in their order."""
    lines = [f"  - {{id: {draft.id}, last: {draft.inside or place}}}" for draft in drafts]
    return "\n".join(["insert:", *lines]) + "\n"


def _slug(stem: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in stem.lower()).strip("-")[
        :60
    ]


def _clause(draft: Draft, kind: str, name: str) -> str:
    note = f"Taken from {name}. Read it against the Word file before you use it."
    front = [
        f"id: {draft.id}",
        f"title: {json.dumps(draft.title, ensure_ascii=False)}",
        f"documents: [{kind}]",
        f"note: {json.dumps(note, ensure_ascii=False)}",
    ]
    return "\n".join(["---", *front, "---", draft.text])


def _report(
    name: str,
    kind: str,
    drafts: Sequence[Draft],
    built_in: Collection[str],
    left: Sequence[Loss],
    unknown: Sequence[str],
    contents: int,
) -> str:
    lines = [
        f"# Import of {name}",
        "",
        f"{len(drafts)} clauses for the {kind}. Nobody has reviewed them: read each against the Word file.",
        "",
        "## Their place",
        "",
        f"To print them, `{kind}/outline.yaml` needs these lines. Move them where they belong.",
        "",
        "```yaml",
        outline(drafts).rstrip("\n"),
        "```",
        "",
        *_doubles(drafts, built_in),
        *_to_check(kind, drafts),
        *_left_behind(left, contents),
        *(
            ["## Styles without a meaning here", "", *(f"- {line}" for line in unknown), ""]
            if unknown
            else []
        ),
    ]
    return "\n".join(lines)


def _doubles(drafts: Sequence[Draft], built_in: Collection[str]) -> list[str]:
    same = [draft for draft in drafts if draft.id.startswith("our-") and draft.id[4:] in built_in]
    if not same:
        return []
    lines = [f"  - {{id: {draft.id[4:]}, by: {draft.id}}}" for draft in same]
    told = "obcgen has clauses with these titles. To print yours in their place, replace them:"
    return ["## In place of built-in clauses", "", told, "", "```yaml", "replace:", *lines, "```", ""]


def _to_check(kind: str, drafts: Sequence[Draft]) -> list[str]:
    found = [(draft, reference) for draft in drafts for reference in references(draft.text)]
    if not found:
        return []
    told = "Each shows as [cross-reference: …] in its clause. Write [](#id) in its place."
    lines = [f"- {kind}/{draft.id}.md: {reference}" for draft, reference in found]
    return ["## Cross-references", "", told, "", *lines, ""]


def _left_behind(left: Sequence[Loss], contents: int) -> list[str]:
    lines = [
        "## Not carried over",
        "",
        "Automatic and typed numbers are dropped: obcgen numbers everything anew.",
    ]
    if contents:
        lines.append(f"The table of contents ({contents} lines) is dropped: obcgen makes its own.")
    lines.append("")
    for (what, advice), group in groupby(sorted(left, key=lambda loss: loss.what), _kind_of):
        lines += [f"### {what[0].upper()}{what[1:]}", "", advice, ""]
        lines += [f"- {loss.where}: {loss.text or '(no words)'}" for loss in group]
        lines.append("")
    return lines


def _kind_of(loss: Loss) -> tuple[str, str]:
    return loss.what, loss.advice
