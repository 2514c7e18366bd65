"""What the exports of common assessment systems call things, so that a mapping can be proposed.

Headings are those of the vendors' files as public samples of them show: Istation (ISIP, a column for each
month), i-Ready Diagnostic, NWEA MAP Growth, Renaissance STAR, and DIBELS 8 as mCLASS exports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Preset:
    """What one system calls the id, the results, the window, the day and the year of a test.

    A file is this system's if it has all headings under `known_by`. `rows` are values without which a row is
    no valid test; `asks` are headings whose several values only the district can choose from.
    """

    id: str
    name: str
    known_by: tuple[str, ...]
    participant: str
    percentile: str
    score: str
    window: str = ""
    latest: str = ""
    year: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()


PRESETS = (
    Preset(
        "istation",
        "Istation",
        ("STUDENT_ID", "May_PTILE"),
        "STUDENT_ID",
        "{month}_PTILE",
        "{month}_SCORE",
    ),
    Preset(
        "i-ready",
        "i-Ready Diagnostic",
        ("Student ID", "Norming Window", "Overall Scale Score"),
        "Student ID",
        "Percentile",
        "Overall Scale Score",
        window="Norming Window",
        latest="Completion Date",
        year="Academic Year",
    ),
    Preset(
        "map-growth",
        "NWEA MAP Growth",
        ("TermName", "StudentID", "TestRITScore"),
        "StudentID",
        "TestPercentile",
        "TestRITScore",
        window="TermName",
        latest="TestStartDate",
        rows={"GrowthMeasureYN": "TRUE"},
        asks=("Subject",),
    ),
    Preset(
        "star",
        "Renaissance STAR",
        ("StudentIdentifier", "ScreeningPeriodWindowName", "ScaledScore"),
        "StudentIdentifier",
        "PercentileRank",
        "ScaledScore",
        window="ScreeningPeriodWindowName",
        latest="CompletedDate",
        year="SchoolYear",
        rows={"AssessmentStatus": "Active"},
    ),
    Preset(
        "dibels",
        "DIBELS 8 (mCLASS)",
        ("Student Primary ID", "Benchmark Period", "Composite Score"),
        "Student Primary ID",
        "Composite - National Norm Percentile",
        "Composite Score",
        window="Benchmark Period",
        latest="Client Date",
        year="School Year",
    ),
)
"""By their names; the first that a file has the headings of is taken."""
SEASONS = {"fall": ("fall", "boy"), "winter": ("winter", "moy"), "spring": ("spring", "eoy")}
"""How the name of a window begins, in small letters: of the season, or of its benchmark period."""
_MONTHS = {**dict.fromkeys((7, 8, 9, 10, 11), "fall"), **dict.fromkeys((12, 1, 2), "winter")}


def recognized(headings: Iterable[str]) -> Preset | None:
    """Return the system whose headings a file has, if it is one of those."""
    known = frozenset(headings)
    return next((preset for preset in PRESETS if known.issuperset(preset.known_by)), None)


def season_of(name: str, month: int) -> str:
    """Return the season of a window of the spec: the one that its id names, or that of its month."""
    words = re.split(r"[^a-z]+", name.lower())
    named = (season for season, starts in SEASONS.items() if any(each in words for each in starts))
    return next(named, _MONTHS.get(month, "spring"))


def in_season(values: Sequence[str], season: str) -> list[str]:
    """Return which values of a column name windows of a season."""
    return [value for value in values if value.lower().startswith(SEASONS[season])]
