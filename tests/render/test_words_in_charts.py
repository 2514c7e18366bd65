"""A pack says what the keys of charts, their groups and their sums are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from deals import deal
from drawn import WORDS, figure_of, labels
from obcgen.account.schedule import schedule
from obcgen.charts.canvas import Picture
from obcgen.forecast import forecast
from obcgen.pack import Pack, builtin
from obcgen.render.context import context, read_labels
from obcgen.render.pictures import Charts, canvas_of
from obcgen.scenarios.names import names
from packs import AGREEMENT, PROCUREMENT, over_builtin

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"


@pytest.fixture
def own(tmp_path: Path) -> Pack:
    """Return a pack with a word of its own for everything in charts."""
    words = "".join(f"  {code}: The {code} of ours\n" for code in WORDS)
    return over_builtin(tmp_path, {"shared/labels.yaml": f"chart:\n{words}"})


def drawn(pack: Pack) -> list[Picture]:
    steps = {"steps": [{"at_least": "3", "pay": "$100"}, {"at_least": "4", "pay": "$200"}]}
    tiers = {"tiers": [{"at_least": "40", "pay": "$250"}, {"at_least": "60", "pay": "$500"}]}
    rates = {
        "math": {"per_participant": tiers, "due": "2028-07-31"},
        "absence": {"group_result": steps},
    }
    convenience = {"notice": "30 days", "last_notice": "2027-12-10"}
    termination = {
        "convenience": convenience,
        "cause": {"cure": "15 days"},
        "settlement": {"base": "pro_rata", "outcomes": "reached"},
    }
    agreement = {**AGREEMENT, "termination": termination}
    spec = deal(procurement=PROCUREMENT, agreement=agreement, payment={"rates": rates})
    found = context(spec, schedule(spec), pack)["charts"]
    assert isinstance(found, Charts)
    pictures = (found.funding_split, found.timeline, found.attainment, found.results, found.exposure)
    return [picture for picture in pictures if picture is not None]


def words_of(pictures: list[Picture]) -> str:
    shown = [label.text for picture in pictures for label in labels(figure_of(picture).drawing)]
    return "\n".join((*shown, *(picture.alternative for picture in pictures)))


def test_every_word_for_charts_is_drawn(own: Pack) -> None:
    text = words_of(drawn(own))
    assert [code for code in WORDS if f"The {code} of ours" not in text] == []


def test_none_of_the_usual_words_is_left_where_a_pack_has_its_own(own: Pack) -> None:
    usual = {*WORDS.values()} - {"Program", "attained"}
    assert [words for words in usual if words in words_of(drawn(own))] == []
    assert all(words in words_of(drawn(builtin())) for words in usual)


def test_the_chart_of_the_estimate_has_the_words_of_the_pack_too(own: Pack) -> None:
    _, spec, found, _ = forecast(DENVER, own)
    canvas = canvas_of(own.style, read_labels(own))
    picture = names(found, spec, canvas, day=date(2027, 1, 4))["chart"]
    assert isinstance(picture, Picture)
    for code in ("base", "performance", "limit"):
        assert words_of([picture]).count(f"The {code} of ours") > 1


def timeline_of(**changes: Any) -> str:
    spec = deal(**changes)
    found = context(spec, schedule(spec), builtin())["charts"]
    assert isinstance(found, Charts)
    return found.timeline.alternative


def test_payments_of_one_day_that_share_a_cap_are_drawn_at_what_they_come_to_together() -> None:
    line = {"per_participant": "$500", "due": "2028-07-31"}
    payment = {"rates": {"reading": line, "math": line}, "caps": {"total": "$60,000"}}
    assert "Jul 31, 2028: at most $60,000 of Performance Funding." in timeline_of(payment=payment)


def test_a_window_leads_to_the_days_on_which_lines_pay_for_it_and_to_none_before_it_closes() -> None:
    late = {"per_participant": "$500", "due": "2028-07-31"}
    early = {"per_participant": "$100", "due": "2028-05-05"}
    told = timeline_of(payment={"rates": {"reading": late, "math": early}})
    assert (
        "Window: spring: May 1, 2028 to May 12, 2028, then Verification, Settlement, and invoice "
        "until Jul 31, 2028." in told
    )
    assert "until May 5" not in told


def test_a_window_is_drawn_where_it_decides_a_payment_alone() -> None:
    fall = {"opens": "2027-09-01", "closes": "2027-09-10"}
    own = {
        "assessments": {"test": {"windows": {"fall": fall}}},
        "outcomes": {"math": {"measure": {"to": "fall"}}},
    }
    paid = {"rates": {"math": {"per_participant": "$500", "due": "2028-07-31"}}}
    assert "Window: fall" not in timeline_of(**own)
    assert "Window: fall" in timeline_of(**own, payment=paid)


def test_each_intake_has_a_row_and_the_program_none_beside_them() -> None:
    years = {
        f"y{year}": {
            "name": f"Year {year}",
            "planned": "50",
            "starts": f"{2026 + year}-10-04",
            "ends": f"{2027 + year}-05-19",
        }
        for year in (1, 2)
    }
    told = timeline_of(cohorts=years)
    assert "Year 1: Oct 4, 2027 to May 19, 2028. Year 2: Oct 4, 2028 to May 19, 2029." in told
    assert "Service:" not in told
