"""A deal settled at its targets and as without the program, once for all rules that compare the two."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from obcgen.account.scenarios.assumed import Assumed, facts_of
from obcgen.account.settle import settle

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal


@lru_cache(maxsize=8)
def at_target(deal: Deal) -> Account:
    """Return what is due if all planned are served and each outcome is reached by its target share."""
    levels = {key: outcome.target for key, outcome in deal.outcomes.items()}
    return settle(deal, facts_of(deal, Assumed(deal.planned, levels)))


@lru_cache(maxsize=8)
def without_program(deal: Deal) -> Account:
    """Return what is due if each outcome is reached by the share expected without the program."""
    levels = {key: outcome.expected_without for key, outcome in deal.outcomes.items()}
    return settle(deal, facts_of(deal, Assumed(deal.planned, levels)))
