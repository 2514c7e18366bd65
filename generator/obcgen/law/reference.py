"""The page on the packs of states, generated from their data, so that it cannot disagree with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from obcgen.law.state import STATE, state_law
from obcgen.law.terms import KnownFrom, StateLaw, Term
from obcgen.pack import Pack

_HEAD = """\
# State packs

What state law asks of a contract and a solicitation of a public body, as packs that come with the program.
Name the pack in the spec, or let the district's own pack inherit it; `check` tells where it is missing
(STA-01).

```yaml
pack: florida                                  # in the spec, without a pack of your own
pack: {name: florida, version: "2026.1"}       # refused where another version is installed
```

```yaml
inherits: florida                              # in the pack.yaml of your own pack
```

Nothing here is legal advice. Every rule is **for counsel** until counsel has confirmed it: a draft lists
the open ones in a box with what to look at, and a final document is refused while the clause that prints
them is unconfirmed ([the way to final](procurement-officers.md)). How sure an entry is, it says itself: its
author read the text in a public copy of the law, which may be older than the law, or saw public documents
that cite and apply it, or entered it from general knowledge alone.

A district's pack says once for all its deals that a rule is confirmed, or adds one of its own, in
`shared/state.yaml`:

```yaml
terms:
  prompt-payment: {status: confirmed}
  local-preference:
    title: Local preference
    source: Board Policy 6320
    rfp: ["Between equal proposals the District prefers one of its county."]
    known_from: text of the law
    status: confirmed
```

"""
_TAIL = """\
## Adding a state

1. Make a folder `templates/packs/STATE` with a `pack.yaml` as [Ohio's](../templates/packs/ohio/pack.yaml):
   name, version, and the defaults that every deal of the state shares.
2. Write `shared/state.yaml` as [Ohio's](../templates/packs/ohio/shared/state.yaml). Each rule has a title,
   its citation (`source`), paragraphs for the `contract` and for the `rfp` where it has something to say
   there, what an offeror states in the response file (`asked`), what counsel looks at (`confirm`), how sure
   the entry is (`known_from`), and `status: for counsel`. `when:` is a condition over the facts of
   [the template names](template-names.md), such as `has_data_flows` or `ferpa`. Only somebody "shall".
3. A rule that stands at another place, or needs a name or a date of the spec, is a clause: write the
   Markdown file, list it in the pack's `outline.yaml`, and name it under `clause:` in place of `contract:`
   ([Florida's clause on public records](../templates/packs/florida/contract/florida-public-records.md)).
4. Names in capital letters that are no defined terms go into `shared/names.yaml`.
5. Add the state to `states` in `templates/shared/law.yaml` and to the list in
   `tests/shipped/test_state_packs.py`, which builds every example with it; run `make docs`.
"""


def reference(packs: Mapping[str, Pack]) -> str:
    """Return the page: the packs in one table, the rules of each in its own, and how to add one.

    Args:
        packs: by name; those without a state's law of their own are left out.
    """
    laws = {
        name: law
        for name, pack in packs.items()
        if pack.layers[0].file(STATE) and (law := state_law(pack)) is not None
    }
    return f"{_HEAD}{_overview(laws)}\n{''.join(map(_rules, laws.values()))}{_TAIL}"


def _overview(laws: Mapping[str, StateLaw]) -> str:
    ways = get_args(KnownFrom)
    rows = [
        (law.name, f"`{name}`", str(law.entered), *map(str, _counts(law, ways)), str(len(law.open)))
        for name, law in laws.items()
    ]
    head = ("State", "Pack", "Entered", *(f"From {way}" for way in ways), "For counsel")
    return _table(head, rows)


def _counts(law: StateLaw, ways: Sequence[str]) -> Iterator[int]:
    for way in ways:
        yield sum(term.known_from == way for term in law.terms)


def _rules(law: StateLaw) -> str:
    head = ("Rule", "Citation", "Printed in", "How sure", "What counsel looks at")
    rows = [(term.title, term.source, _places(term), term.known_from, term.confirm) for term in law.terms]
    return f"## {law.name}\n\n{_table(head, rows)}\n"


def _places(term: Term) -> str:
    places = [("contract", bool(term.contract or term.clause)), ("RFP", bool(term.rfp))]
    return " and ".join(name for name, printed in places if printed)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
