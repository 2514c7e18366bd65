"""The reasons why what looks odd in results is right: seen, changed and withdrawn on the form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, ObcgenError
from obcgen.source.edits import with_value, without_value
from obcgen.source.nodes import at, entries
from obcgen.source.spans import spans
from obcgen.studio.results_asked import names, with_names

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.spec import Spec

NO_REASON = Kind("STU-06", "An answer in place of a reason that says why")
ACKNOWLEDGED: Final = "acknowledged"
_CODE: Final = re.compile(r"[A-Z]{3}-[0-9]{2,} ")
_LEAST_WORDS: Final = 3


def reasons(text: str, spec: Spec) -> list[dict[str, str]]:
    """Return the reasons in a results file: the name of each, in words what it is of, and the reason."""
    held = at(spans(text)[1], (ACKNOWLEDGED,))
    called = names(spec)
    return [
        {
            "name": name,
            "says": f"Why it is right: {with_names(_CODE.sub('', name, count=1), called)}",
            "reason": str(each.value),
        }
        for name, each in (entries(held) if held else {}).items()
    ]


def with_reason(text: str, path: Path, reason: str) -> str:
    """Return a results file with a reason, or without the one that is withdrawn.

    Raises:
        ObcgenError: it says yes and not why.
    """
    if reason:
        _checked(path, reason)
        return with_value(text, path, reason)
    root = spans(text)[1]
    held = at(root, path[:-1])
    if held is None or at(root, path) is None:
        return text
    return without_value(text, path if len(entries(held)) > 1 else path[:-1])


def _checked(path: Path, reason: str) -> None:
    if len(re.findall(r"[^\W_]+", reason)) < _LEAST_WORDS:
        hint = "Write in a sentence what makes it right, such as: the invoice was held back until May."
        message = f"“{reason[:40]}” does not say why it is right."
        raise ObcgenError(NO_REASON.problem(message, path=path, found=reason, hint=hint))
