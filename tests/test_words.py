"""A name that nobody knows is told with the names that it may stand for."""

from __future__ import annotations

import pytest

from obcgen.words import nearest


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("read", ["read-aloud", "read-alone", "write"], "It may be one of: read-alone, read-aloud."),
        ("read", ["reads", "reading"], "Did you mean reads?"),  # no word begins with `read-`
        ("art", ["art-1", "art-2"], "Did you mean art-2?"),  # three letters begin too many words
        ("x", ["_own", "shown"], "It may be one of: shown."),
        ("x", [], ""),
        ("x", [f"word {number}" for number in range(13)], ""),
    ],
)
def test_the_words_that_a_name_may_stand_for(word: str, known: list[str], hint: str) -> None:
    assert nearest(word, known) == hint
