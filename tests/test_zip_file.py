"""One opener for every zip file of a stranger: what it refuses, in words that each caller repeats."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from obcgen import zip_file
from obcgen.zip_file import Locked, TooLarge, ZipFault, open_zip, xml

DECLARED = '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def test_parts_are_read_by_name_and_a_folder_is_none() -> None:
    found = open_zip(packed({"a.xml": b"<a><b/></a>", "empty": b"", "folder/": b""}))
    assert list(found.entries) == ["a.xml", "empty"]
    assert (found.part("empty"), found.part("folder/"), found.part("absent")) == (b"", None, None)
    root = found.xml("a.xml")
    assert root is not None
    assert [one.tag for one in root] == ["b"]


@pytest.mark.parametrize(
    "content",
    [
        DECLARED.encode(),
        b"<?xml version='1.0'?><!-- x --> " + DECLARED.encode(),
        b'<?xml version="1.0" encoding="latin-1"?>' + DECLARED.encode(),
        b"<!DOCTYPE a><a/>",
    ],
)
def test_a_document_type_is_refused_before_anything_of_it_is_read(content: bytes) -> None:
    with pytest.raises(ZipFault, match=r"^its part a\.xml declares a document type$"):
        xml(content, "a.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_document_type_in_another_encoding_is_no_way_round(encoding: str) -> None:
    with pytest.raises(ZipFault):
        xml(DECLARED.encode(encoding), "a.xml")


def test_words_about_document_types_are_words() -> None:
    assert xml(b"<a><![CDATA[<!DOCTYPE a>]]><!-- <!DOCTYPE b> --></a>", "a.xml").text == "<!DOCTYPE a>"


@pytest.mark.parametrize(
    "content", [b"", b"<a>", b"<a/><b/>", b"\xff", b'<?xml version="1.0" encoding="x-9"?><a/>']
)
def test_what_is_no_sound_xml_is_refused(content: bytes) -> None:
    with pytest.raises(ZipFault, match=r"^its part a\.xml is not sound XML$"):
        xml(content, "a.xml")


@pytest.mark.parametrize(
    ("limit", "most", "what"),
    [
        ("LARGEST_ZIP", 20, "is larger than 20 bytes"),
        ("MOST_PARTS", 1, "holds more than 1 files"),
        ("MOST_UNPACKED", 3, "unpacks to more than 3 bytes"),
    ],
)
def test_a_file_beyond_a_limit_is_refused_unread(
    limit: str, most: int, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_file, limit, most)
    with pytest.raises(TooLarge, match=rf"^it {what}$"):
        open_zip(packed({"a": b"12", "b": b"34"}))


def test_a_part_is_as_large_as_it_may_be_and_no_larger() -> None:
    found = open_zip(packed({"a": b"1234"}))
    assert found.part("a", 4) == b"1234"
    with pytest.raises(TooLarge, match=r"^its part a is larger than 3 bytes$"):
        found.part("a", 3)


def test_a_part_that_is_longer_than_it_says_is_refused() -> None:
    content = packed({"a": b"\0" * 70_000})
    lying = content.replace((70_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises(ZipFault, match=r"^its part a "):
        open_zip(lying).part("a")


def test_a_locked_part_is_told_as_locked() -> None:
    content = bytearray(packed({"a": b"secret"}))
    for at in (6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1
    with pytest.raises(Locked, match=r"^its part a is locked with a password$"):
        open_zip(bytes(content)).part("a")


def test_contents_that_are_not_what_was_summed_are_damaged() -> None:
    content = packed({"a": b"the true words"}, zipfile.ZIP_STORED).replace(b"true", b"fake")
    with pytest.raises(ZipFault, match=r"^its part a is damaged$"):
        open_zip(content).part("a")


def test_a_part_without_a_name_is_refused() -> None:
    nameless = packed({"ab": b"x"}).replace(b"ab", b"\0b")
    with pytest.raises(ZipFault, match=r"^it holds a part without a name$"):
        open_zip(nameless)


@settings(max_examples=200)
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_bytes_changed_anywhere_come_to_nothing_but_a_fault(changes: list[tuple[int, int]]) -> None:
    content = bytearray(packed({"a.xml": b"<a>text</a>", "b.xml": b"<b/>" * 9}))
    for at, byte in changes:
        content[at % len(content)] = byte
    with suppress(ZipFault):
        found = open_zip(bytes(content))
        for name in found.entries:
            found.xml(name)


@pytest.mark.parametrize("piece", [b"<b/>", b"<b c='d'/>"])
def test_a_part_of_more_elements_than_any_document_has_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, piece: bytes
) -> None:
    monkeypatch.setattr(zip_file, "MOST_SIGNS", 100)
    assert len(xml(b"<a>" + piece * 40 + b"</a>", "a.xml")) == 40
    with pytest.raises(TooLarge, match=r"its part a\.xml holds more than 100 elements and attributes"):
        xml(b"<a>" + piece * 110 + b"</a>", "a.xml")
