"""How workers share the tests: a module at a time, so that what it makes once is not made by each of them.

pytest-xdist's own groups are not used: with pytest 9.2 they are silently none (pytest-xdist issue 1386).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

DOCUMENT: Final = re.compile(r"@([\w-]+)\]$")
"""How the id of a case ends that reads one example document, whatever its module."""
LONGEST: Final = (
    "tests/examples/",
    "tests/test_customisers_guide.py",
    "tests/test_rfp_templates.py",
    "tests/test_hostile_specs.py",
    "tests/scenarios/test_estimate.py",
    "tests/policy/test_each_rule_is_needed.py",
    "tests/test_hostile_packs.py",
    "tests/inspection/",
    "tests/writers/",
)
"""What takes long begins first, so that no worker is left with it at the end."""


class ByModule(LoadScopeScheduling):  # type: ignore[misc]  # xdist is untyped
    """Gives a worker all tests of a module, or all that read one example document.

    What is done is forgotten and places are looked up: xdist goes through all tests after each of them.
    """

    def _split_scope(self, nodeid: str) -> str:
        document = DOCUMENT.search(nodeid)
        return document[1] if document else nodeid.split("::", maxsplit=1)[0]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {nodeid: place for place, nodeid in enumerate(self.collection)}

    def _assign_work_unit(self, node: WorkerController) -> None:
        scope, work = self.workqueue.popitem(last=False)
        self.assigned_work.setdefault(node, {})[scope] = work
        node.send_runtest_some([self._places[nodeid] for nodeid, is_done in work.items() if not is_done])

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        """Note that a test is done, and give its worker more where it has little left."""
        super().mark_test_complete(node, item_index, duration)
        work = self.assigned_work[node]
        scope = self._split_scope(self.collection[item_index])
        if all(work[scope].values()):
            del work[scope]


def turn(nodeid: str) -> int:
    """Return a number by which tests are sorted before they are shared out."""
    return next((at for at, start in enumerate(LONGEST) if nodeid.startswith(start)), len(LONGEST))
