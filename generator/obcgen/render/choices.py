"""What is chosen of the clauses of a contract: a variant, or to leave one out."""

from __future__ import annotations

from collections.abc import Mapping

from obcgen.pack import Pack
from obcgen.render.outline import every_id
from obcgen.spec import Spec

USUAL, OMITTED = "usual", "false"


def choices(spec: Spec, pack: Pack) -> Mapping[str, str]:
    """Return the variant of each clause by id: `usual` where none is chosen, `false` where it is left out.

    Raises:
        ObcgenError: the outline of the contract, or the pack's choices, cannot be read.
    """
    chosen = spec.agreement.clauses if spec.agreement else {}
    of_spec = {id_: choice if isinstance(choice, str) else OMITTED for id_, choice in chosen.items()}
    of_pack = {id_: choice.name for id_, choice in pack.variants.items()}
    return dict.fromkeys(every_id(pack, "contract"), USUAL) | of_pack | of_spec
