"""What a package of documents says of its money is settled once, and nothing that it does not say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deals import deal
from obcgen.account import settle
from obcgen.account.cash_flow import cash_flow
from obcgen.account.curves import attainment_rows
from obcgen.account.examples.examples import worked_examples
from obcgen.account.scenarios.scenarios import outlooks
from obcgen.account.schedule import schedule
from obcgen.build import document
from obcgen.deal.compile import UNREAD, deal_of
from obcgen.pack import builtin
from obcgen.reading import reading
from obcgen.source import parse, read
from obcgen.spec import NOT_YET_KNOWN, Spec

SPEC = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"
DENVER = parse(read(SPEC), Spec)


class Unread:
    """A section that fails whoever reads anything of it."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(name)


def drawn(*_: Any) -> Any:
    raise AssertionError


def test_no_figure_reads_a_section_by_which_specs_of_one_deal_may_differ() -> None:
    spec, other = (DENVER.model_copy(update=dict.fromkeys(UNREAD, each)) for each in (None, Unread()))
    for figures in (schedule, worked_examples, attainment_rows, outlooks, cash_flow):
        assert repr(figures(other)) == repr(figures(spec))


def test_an_rfp_and_its_draft_agreement_are_one_deal() -> None:
    draft = DENVER.model_copy(update={"provider": NOT_YET_KNOWN})
    assert deal_of(draft) is deal_of(DENVER)
    assert deal_of(DENVER.model_copy(update={"program": deal().program})) is not deal_of(DENVER)


def test_an_rfp_settles_no_more_than_it_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = list[Any]()

    def counted(*given: Any) -> Any:
        seen.append(given)
        return settle.settle(*given)

    for home in ("account.scenarios.ends", "account.scenarios.scenarios"):
        monkeypatch.setattr(f"obcgen.{home}.settle", counted)
    for name in ("account.curves.settle", "account.examples.examples.settle"):
        monkeypatch.setattr(f"obcgen.{name}", drawn)
    document("rfp", reading(SPEC, builtin()), builtin())
    assert len({repr(facts) for _, facts, *_ in seen}) == 3  # and the most that can fall due
    with pytest.raises(AssertionError):
        document("contract", reading(SPEC, builtin()), builtin())
