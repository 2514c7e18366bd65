"""The first sentences of a text: never half a sentence, never half a pair of marks."""

from __future__ import annotations

import pytest

from obcgen.render.opening import opening


@pytest.mark.parametrize(
    ("text", "sentences", "expected"),
    [
        ("One. Two. Three.", 2, "One. Two."),
        ("One. Two.\n\nThree.", 3, "One. Two."),
        ("Only one", 2, "Only one"),
        ("The U.S. Office pays. St. Louis waits. Nobody.", 2, "The U.S. Office pays. St. Louis waits."),
        ("At 3.5 points it is 9 p.m. there. Done. More.", 2, "At 3.5 points it is 9 p.m. there. Done."),
        ("**An example, not a procurement.** It is modeled on one.", 1, "**An example, not a procurement.**"),
        ("**One. Two.** Three. Four.", 1, "**One. Two.** Three. Four."),
        ("See [one. Two](https://a.example). Three.", 1, "See [one. Two](https://a.example). Three."),
        ("", 2, ""),
    ],
)  # fmt: skip
def test_a_text_is_cut_at_the_end_of_a_sentence(text: str, sentences: int, expected: str) -> None:
    assert opening(text, sentences) == expected
