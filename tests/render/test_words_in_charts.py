"""A pack says what the keys of charts, their groups and their sums are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
from packs import PROCUREMENT, over_builtin

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
        "absence": {"group_result": steps, "due": "2028-07-31"},
    }
    spec = deal(procurement=PROCUREMENT, payment={"rates": rates})
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
