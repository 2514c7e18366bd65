"""An inspection as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from obcgen.document.compare import Difference
from obcgen.document.embedded import ENGINE, hash_of
from obcgen.inspection.inspection import Inspection
from obcgen.published import BUILT_IN, DOCUMENT, HASH, LANGUAGE, NUMBER, PACK, VERSION
from obcgen.signing.verify import Signed
from obcgen.words import printable

_KINDS = {
    "rfp": "request for proposals",
    "response": "response file",
    "draft-contract": "draft contract",
    "contract": "contract",
}
_SINCE = {
    "nothing": "nothing was changed since",
    "filled in": "since then blanks were filled in or others signed, and nothing else was changed",
    "changed": "since then the document was changed",
}
_INDENT = " " * 11
_CONTEXT = 4
_FIRST_WORDS = 8
_MOST_WORDS = 24
_SHORT_HASH = 16
_MATCHES = {
    "identical": "yes: every byte is what obcgen makes of this spec",
    "same words": "yes: all {count} clauses read as this spec says; the file was saved again, filled in, "
    "or made on another machine",
    "different": "no: {differences} of {count} clauses differ",
    "not compared": "not compared",
}


def to_text(found: Inspection) -> str:
    """Return the report."""
    rows = "".join(f"  {name:<8} {value}\n" for name, value in _rows(found))
    differences = "".join(line for one in found.differences for line in _difference(one, found))
    return f"{found.carried.file}\n{rows}" + (f"\n{differences}" if differences else "")


def _rows(found: Inspection) -> Iterator[tuple[str, str]]:
    about = found.carried.found
    stated = {key: printable(value) for key, value in about.properties.items()}
    yield "title", printable(about.title) or "(none)"
    if VERSION in stated:
        yield "number", stated.get(NUMBER, "")
        kind = stated.get(DOCUMENT, "")
        yield "kind", _KINDS.get(kind, kind)
        yield "made by", f"obcgen {stated[VERSION]}, spec language {stated.get(LANGUAGE, '')}"
        if ENGINE in stated:
            yield "laid out", f"by {stated[ENGINE]}"
        yield "pack", stated.get(PACK, BUILT_IN)
        yield "spec", _spec(about.text, stated.get(HASH, ""))
        match = _MATCHES[found.state].format(count=found.count, differences=len(found.differences))
        yield "matches", match
    yield from (("signed", _signature(one)) for one in found.signatures)


def _signature(one: Signed) -> str:
    """Return who signed where and when, whether it holds, and by which certificate."""
    if not one.is_whole:
        return f"{one.title}: does not hold"
    time = one.time.replace("T", " ").replace("+00:00", " UTC")
    when = f"on {time} by the signer's clock" if time else "without a time"
    issuer = "itself" if one.issuer == one.signer else one.issuer
    force = "" if one.in_force else ", not in force then"
    lines = (
        f"{one.title}: by {one.signer}, {when}",
        f"holds; {_SINCE[one.since]}",
        *(f"{each.title}: “{each.before}” then, now “{each.after}”" for each in one.blanks),
        f"certificate from {issuer}{force}, SHA-256 {one.sha256}; compare it with the signer's",
    )
    return f"\n{_INDENT}".join(lines)


def _spec(text: str | None, stated: str) -> str:
    if text is None:
        return "not in the file"
    found = hash_of(text)
    judged = "as stated" if found == stated else "not as stated"
    return f"{len(text.encode()):,} bytes, SHA-256 {found[:_SHORT_HASH]}..., {judged}"


def _difference(one: Difference, found: Inspection) -> Iterator[str]:
    yield f"  {one.change:<8} {_named(one, found)}\n"
    if one.change == "changed":
        was, now = apart(one.before.split(), one.after.split())
        yield f"           spec: {was}\n"
        yield f"           file: {now}\n"


def _named(one: Difference, found: Inspection) -> str:
    """Return what a clause of the spec is called; of one that is only in the file, the first words."""
    label = found.labels.get(one.id)
    if label:
        return " ".join(part for part in (label.number, label.title, f"(#{one.id})") if part)
    words = (one.after or one.before).split()
    return f"“{' '.join(words[:_FIRST_WORDS])}{' ...' if len(words) > _FIRST_WORDS else ''}”"


def apart(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """Return the words in which two texts differ, with a few around them."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return _around(before, start, len(before) - end), _around(after, start, len(after) - end)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts share from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _around(words: Sequence[str], start: int, stop: int) -> str:
    first, last = max(0, start - _CONTEXT), min(len(words), stop + _CONTEXT)
    shown = list(words[first:last])
    if len(shown) > _MOST_WORDS:
        shown = [*shown[:_MOST_WORDS], "..."]
        last = len(words)
    return " ".join((*(["..."] if first else []), *shown, *(["..."] if last < len(words) else [])))
