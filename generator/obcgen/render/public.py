"""What of a spec no reader of an RFP may see."""

from __future__ import annotations

from obcgen.problems import Path
from obcgen.spec import ALWAYS_CONFIDENTIAL, Spec


def hidden_paths(spec: Spec) -> tuple[Path, ...]:
    """Return the confidential paths: those that always are, and those that the district adds."""
    return tuple(tuple(path.split(".")) for path in (*ALWAYS_CONFIDENTIAL, *spec.document.confidential))
