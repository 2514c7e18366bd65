"""What an edition with drafting notes says beside each clause: out of the clauses' own opening lines."""

from __future__ import annotations

from collections.abc import Mapping

from obcgen.clauses.catalog import catalog
from obcgen.document.marks import Remark
from obcgen.library.clauses import Clause, find_clause
from obcgen.library.conditions import in_words
from obcgen.library.facts import meanings
from obcgen.pack import Pack


def remarks(pack: Pack, document: str, chosen: Mapping[str, str]) -> Mapping[str, Remark]:
    """Return the remark of each clause of a document by its id.

    Args:
        pack: the folders of templates.
        document: which outline.
        chosen: what `choices` returns; the note of a variant is its own.

    Raises:
        ObcgenError: the outline or the opening lines of a clause cannot be read.
    """
    found = {}
    for entry in catalog(pack, (document,)):
        clause, name = entry.clause, chosen.get(entry.clause.id, "")
        id_ = clause.id
        if name in clause.variants:
            clause = find_clause(pack, document, clause.variants[name], meanings())
            found[id_] = _remark(clause, f"{id_}, variant {name}")
        else:
            found[id_] = _remark(clause, id_)
    return found


def _remark(clause: Clause, named: str) -> Remark:
    named = f"{named} (locked)" if clause.locked else named
    condition = f"if {in_words(clause.when, meanings())}" if clause.when is not None else "always"
    return Remark(named, clause.note, clause.source, condition)
