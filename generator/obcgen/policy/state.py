"""Whether the documents hold the terms of the state whose law governs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.law.law import Law
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.states import NAMES

VERIFIER = Kind("STA-02", "A verifier that decides, where its finding is advice", "warning")
_CLAUSE = "independent-verifier"
_DECIDES = re.compile(r"\b(?:decides|determines|settles|rules|binds)\b(?: it)?(?: finally| the dispute)?")
_SHIPPED = "templates/packs/"
NOT_IN_USE = Kind("STA-01", "The pack of the state is not in use", "warning")


@rule(NOT_IN_USE, "district", source="law of the state on contracts of public bodies", reads_law=True)
def pack_of_the_state(spec: Spec, law: Law) -> Iterator[Problem]:
    """Where the program has a pack for the state of the district, the documents are made with it."""
    code = spec.district.state
    pack = law.shipped.get(code)
    if pack is None or (law.state is not None and law.state.code == code):
        return
    name = NAMES[code]
    line = f"inherits: {pack}" if law.in_use else f"pack: {pack}"
    hint = f"Add this line to {f'the pack.yaml of {law.in_use}' if law.in_use else 'the spec'}: {line}"
    if law.in_use.removeprefix(_SHIPPED) in law.shipped.values():
        line = f"pack: {pack}"
        hint = f"That pack is of another state. Write {line} in the spec, or give --pack {pack}."
    yield NOT_IN_USE.problem(
        f"The district is in {name}, but the documents are made without the terms that {name} law asks for.",
        path=("district", "state"),
        found=f"the pack {law.in_use}" if law.in_use else "no pack",
        expected=line,
        hint=hint,
    )


@rule(VERIFIER, "verification", "agreement", source="contract practice; C.R.S. 22-1-135", reads_law=True)
def verifier_only_advises(spec: Spec, law: Law) -> Iterator[Problem]:
    """No step lets a verifier decide where the contract, by law or by choice, makes its finding advice."""
    chosen = spec.agreement.clauses if spec.agreement else {}
    if chosen.get(_CLAUSE, law.variants.get(_CLAUSE)) != "advisory":
        return
    dispute = spec.verification.dispute if spec.verification else None
    for at, step in enumerate(dispute.steps if dispute else ()):
        if (found := _DECIDES.search(step)) and "verifier" in step.lower():
            advises = f"{step[: found.start()]}reports to both parties{step[found.end() :]}"
            yield VERIFIER.problem(
                "A step lets a verifier decide, but the contract makes the verifier's finding advice.",
                path=("verification", "dispute", "steps", at),
                found=step,
                expected=advises,
                hint=f"Write the step so: {advises}",
            )


ALWAYS = (pack_of_the_state, verifier_only_advises)
