from __future__ import annotations

import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logos import SVG, jpeg, png
from obcgen.problems import ObcgenError
from obcgen.style import from_data
from obcgen.style.picture import NotAPictureError, picture_of

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.problems import Problem
    from obcgen.style import Logo

BOMB = png()[:16] + struct.pack(">II", 30_000, 30_000) + png()[24:]


def logo(folder: Path, content: bytes, name: str = "logo.png", **more: str) -> Logo:
    (folder / name).write_bytes(content)
    found = from_data({"logo": {"file": name, "text": "Our District", **more}}, folder).logo
    assert found
    return found


def problem(folder: Path, content: bytes = b"", **data: str) -> Problem:
    (folder / "logo.png").write_bytes(content)
    with pytest.raises(ObcgenError) as caught:
        from_data({"logo": {"file": "logo.png", "text": "Our District", **data}}, folder)
    (one,) = caught.value.problems
    return one


def test_a_png_or_a_jpeg_serves_every_format(tmp_path: Path) -> None:
    for content, kind in ((png(), "png"), (jpeg(), "jpeg"), (jpeg("L"), "jpeg")):
        found = logo(tmp_path, content)
        assert (found.picture.kind, found.word.kind) == (kind, kind)
        assert found.size(6.5) == pytest.approx((2.0, 2 / 3))


def test_the_name_of_a_file_does_not_say_what_it_is(tmp_path: Path) -> None:
    assert logo(tmp_path, jpeg(), "logo.png").picture.kind == "jpeg"


def test_a_drawn_logo_brings_a_picture_for_word(tmp_path: Path) -> None:
    (tmp_path / "word.png").write_bytes(png(600, 200))
    found = logo(tmp_path, SVG, "logo.svg", word="word.png")
    assert (found.picture.kind, found.word.kind, found.picture.width) == ("svg", "png", 300)


def test_a_logo_that_is_too_wide_is_made_smaller_as_a_whole(tmp_path: Path) -> None:
    wide = logo(tmp_path, png(3000, 200), width="8")
    assert wide.size(6.5) == pytest.approx((6.5, 6.5 / 15))


def test_a_logo_that_is_too_high_leaves_room_for_the_key_terms(tmp_path: Path) -> None:
    high = logo(tmp_path, png(100, 400))
    assert high.size(6.5) == pytest.approx((1.25 / 4, 1.25))


def test_a_pack_without_a_logo_keeps_that_of_the_pack_below(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    below = from_data({"logo": {"file": "logo.png", "text": "State"}}, tmp_path)
    assert from_data({}, tmp_path, below).logo == below.logo


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "LOOK-09", "none of these"),
        (b"GIF89a", "LOOK-09", "none of these"),
        (png()[:20], "LOOK-09", "ends too early"),
        (png()[:60], "LOOK-09", "ends too early"),
        (png()[:-12], "LOOK-09", "ends too early"),
        (png()[:50] + b"?" + png()[51:], "LOOK-09", "damaged"),
        (BOMB, "LOOK-09", "pixels"),
        (jpeg()[:20], "LOOK-09", "ends too early"),
        (jpeg()[:-30], "LOOK-09", "ends too early"),
        (b'<svg viewBox="0 0 9 9">' + b"<g>" * 20_000 + b"</g>" * 20_000 + b"</svg>", "LOOK-09", "within"),
        (jpeg("CMYK"), "LOOK-09", "press"),
        (png() + b"\0" * 500_000, "LOOK-10", "too large"),
        (SVG, "LOOK-12", "Word"),
        (SVG[:-3], "LOOK-09", "XML"),
        (b"<html/>", "LOOK-09", "<html>"),
        (b"<svg/>", "LOOK-09", "viewBox"),
        (b'<svg viewBox="0 0 0 9"/>', "LOOK-09", "no size"),
        (b'<svg viewBox="0 0 1e9 9"/>', "LOOK-09", "viewBox"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9">&a;</svg>', "LOOK-09", "document type"),
        (b'<svg viewBox="0 0 9 9"><script/></svg>', "LOOK-09", "<script>"),
        (b'<svg viewBox="0 0 9 9" onload="x"/>', "LOOK-09", "onload"),
        (b'<svg viewBox="0 0 9 9"><use href="https://a.example/x.svg#a"/></svg>', "LOOK-09", "href"),
        (b'<svg viewBox="0 0 9 9"><image href="#a"/></svg>', "LOOK-09", "<image>"),
        (b'<svg viewBox="0 0 9 9"><style>@import "a"</style></svg>', "LOOK-09", "another file"),
        (b'<svg viewBox="0 0 9 9"><path fill="url(http://a/#b)"/></svg>', "LOOK-09", "another file"),
    ],
)
def test_what_is_no_picture_for_documents_is_told_with_the_reason(
    content: bytes, code: str, said: str, tmp_path: Path
) -> None:
    found = problem(tmp_path, content)
    assert found.code == code
    assert said in found.message
    assert found.path[0] == "logo"
    assert found.hint


@pytest.mark.parametrize("name", ["", "missing.png", "../logo.png", "/etc/passwd", "."])
def test_a_logo_lies_in_the_folder_of_the_style(name: str, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    folder = tmp_path / "pack"
    folder.mkdir()
    assert problem(folder, png(), file=name).code == "LOOK-08"


def test_a_logo_needs_words_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    assert problem(tmp_path, png(), text=" ").code == "LOOK-11"


@pytest.mark.parametrize(("data", "code"), [({"widht": "2"}, "LOOK-01"), ({"width": "20"}, "LOOK-05")])
def test_the_keys_of_a_logo_are_checked(data: dict[str, Any], code: str, tmp_path: Path) -> None:
    assert problem(tmp_path, png(), **data).code == code


@given(st.binary(max_size=200), st.sampled_from([b"", png()[:30], jpeg()[:200], SVG[:60]]))
def test_no_bytes_break_the_reader(tail: bytes, head: bytes) -> None:
    with suppress(NotAPictureError):
        assert picture_of(head + tail).width > 0
