from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from obcgen.deal import business_days

DAYS = [date(2026, 1, 1) + timedelta(days) for days in range(3 * 365)]


@pytest.mark.parametrize("state", ["CO", "TX", "MA", "AK", "DC", None])
def test_the_country_read_by_itself_has_the_holidays_of_the_whole_package(state: str | None) -> None:
    listed, _ = business_days.holidays_of(state)
    public = holidays.country_holidays("US", subdiv=state)
    assert [listed.get(day) for day in DAYS] == [public.get(day) for day in DAYS]


@pytest.mark.parametrize("content", [None, "", "import no_such_module", "raise AttributeError"])
def test_a_release_that_keeps_its_countries_otherwise_is_read_the_public_way(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "countries" / "united_states.py"
    if content is not None:
        place.parent.mkdir()
        place.write_text(content)
    monkeypatch.setattr(holidays, "__file__", str(tmp_path / "__init__.py"))
    listed, edition = business_days.holidays_of.__wrapped__("CO")
    assert listed.get(date(2027, 7, 5)) == "Independence Day (observed)"
    assert edition
