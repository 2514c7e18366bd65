"""obcgen: one checked spec of outcomes and funding becomes an RFP and a contract that agree.

    import obcgen

    spec = obcgen.read("deal.yaml")
    for problem in obcgen.check(spec):
        print(problem.place, problem.message)
    obcgen.save(obcgen.build_rfp(spec, ["docx"]), "output")

Importing this is cheap: each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.account.schedule import Schedule
    from obcgen.addendum import build_addendum
    from obcgen.amendment import build_amendment
    from obcgen.api import (
        build_contract,
        build_estimate,
        build_review,
        build_rfp,
        build_schedule,
        build_statement,
        build_summary,
        check,
        find_scenarios,
        model,
        read,
        read_mapping,
        read_text,
        review_spec,
        save,
        schedule,
        settle,
    )
    from obcgen.awards import Awards, find_awards
    from obcgen.change_report import build_diff
    from obcgen.changes.comparison import Comparison
    from obcgen.comparing import diff
    from obcgen.history.history import History, find_history
    from obcgen.layout import Built
    from obcgen.money import Money, Share
    from obcgen.preview.preview import build_preview
    from obcgen.problems import ObcgenError, Place, Problem
    from obcgen.reading import Reading
    from obcgen.redline import build_redline
    from obcgen.review.review import Review
    from obcgen.scenarios.found import Found
    from obcgen.spec import Spec

    __version__: str

__all__ = [
    "Account",
    "Awards",
    "Built",
    "Comparison",
    "Found",
    "History",
    "Money",
    "ObcgenError",
    "Place",
    "Problem",
    "Reading",
    "Review",
    "Schedule",
    "Share",
    "Spec",
    "__version__",
    "build_addendum",
    "build_amendment",
    "build_contract",
    "build_diff",
    "build_estimate",
    "build_preview",
    "build_redline",
    "build_review",
    "build_rfp",
    "build_schedule",
    "build_statement",
    "build_summary",
    "check",
    "diff",
    "find_awards",
    "find_history",
    "find_scenarios",
    "model",
    "read",
    "read_mapping",
    "read_text",
    "review_spec",
    "save",
    "schedule",
    "settle",
]

_HOMES = {
    "Awards": "awards",
    "build_addendum": "addendum",
    "build_amendment": "amendment",
    "build_diff": "change_report",
    "diff": "comparing",
    "Built": "layout",
    "Comparison": "changes.comparison",
    "Found": "scenarios.found",
    "History": "history.history",
    "Money": "money",
    "ObcgenError": "problems",
    "Place": "problems",
    "Problem": "problems",
    "Reading": "reading",
    "Review": "review.review",
    "Schedule": "account.schedule",
    "Account": "account.account",
    "Share": "money",
    "Spec": "spec",
    "build_preview": "preview.preview",
    "build_redline": "redline",
    "find_awards": "awards",
    "find_history": "history.history",
}
"""Where a name lives that is not in the API itself."""


if not TYPE_CHECKING:  # a type checker is to refuse a name that is not there

    def __getattr__(name: str) -> object:
        """Load a name when it is first used."""
        if name == "__version__":
            return import_module("importlib.metadata").version("obcgen")
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'api')}"), name)


def __dir__() -> list[str]:
    """Return the names that are handed out."""
    return __all__
