"""Whether the documents hold the terms of the state whose law governs them."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.law.law import Law
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.states import NAMES

NOT_IN_USE = Kind("STA-01", "The pack of the state is not in use", "warning")


@rule(NOT_IN_USE, "district", source="law of the state on contracts of public bodies", reads_law=True)
def pack_of_the_state(spec: Spec, law: Law) -> Iterator[Problem]:
    """Where the program has a pack for the state of the district, the documents are made with it."""
    code = spec.district.state
    pack = law.shipped.get(code)
    if pack is None or (law.state is not None and law.state.code == code):
        return
    name = NAMES[code]
    yield NOT_IN_USE.problem(
        f"The district is in {name}, but the documents are made without the terms that {name} law asks for.",
        path=("district", "state"),
        found=f"the pack {law.in_use}" if law.in_use else "no pack",
        expected=f"inherits: {pack}" if law.in_use else f"pack: {pack}",
        hint=f"Add this line to the pack.yaml of {law.in_use}: inherits: {pack}"
        if law.in_use
        else f"Add this line to the spec: pack: {pack}",
    )


ALWAYS = (pack_of_the_state,)
