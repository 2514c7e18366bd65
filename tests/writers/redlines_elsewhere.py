"""What other programs make of a redline: run by `make conformance`, which installs them, not by `make test`.

LibreOffice accepts and rejects all by itself. Docxodus, the engine of `python-redlines`, accepts what is
tracked in a file before it compares: it must find nothing to compare with the new document. It does not
reject, so what was inserted and what was deleted change places for that; and it does not update fields.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from office import Office
from python_redlines import DocxodusEngine

from edited_files import BODY, part, with_parts
from obcgen.build import document
from obcgen.document.marks import Revision
from obcgen.document.redline.redline import redline
from obcgen.pack import pack_for
from obcgen.writers import fitted
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from obcgen.policy.rule import DocumentKind

DENVER = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"
CHANGES = (
    "payment.rates.vocabulary.per_participant=$450",
    "payment.base.installments.close.due=2028-07-14",
    "duties.district.data.owner=Director of Data",
    "improvement.review=The parties shall review the year together.",
)
SWAPPED = {"ins": "del", "del": "ins", "moveFrom": "moveTo", "moveTo": "moveFrom"}
CONTENTS = re.compile("<w:sdt><w:sdtPr><w:docPartObj>.*?</w:sdt>", re.DOTALL)
END = r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar w:fldCharType="end"'
RESULTS = re.compile(rf'(fldCharType="separate"/></w:r>)(?:(?!fldChar).)*?({END})')


@cache
def files(kind: DocumentKind) -> tuple[bytes, bytes, bytes]:
    """Return the old document, the new one, and the redline between them."""
    pack = pack_for(DENVER)
    style = pack.style.of(kind)
    old, new = (fitted(document(kind, DENVER, pack, some)[0], style) for some in ((), CHANGES))
    both = redline(old, new, Revision("Denver Public Schools", "2027-03-01T00:00:00Z"))
    old_file, new_file, redlined = (to_docx(one, style) for one in (old, new, both))
    return old_file, new_file, redlined


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def lines(text: str) -> list[str]:
    """Return the lines of a text, those of the contents without their page."""
    found = (" ".join(line.split()) for line in text.splitlines())
    return [re.sub(r" \d+$", "", line) for line in found if line]


@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_libreoffice_accepts_to_the_new_document_and_rejects_to_the_old(
    kind: DocumentKind, office: Office
) -> None:
    old, new, both = files(kind)
    assert lines(office.resolved(both, "Accept")) == lines(office.resolved(new, "Accept"))
    assert lines(office.resolved(both, "Reject")) == lines(office.resolved(old, "Reject"))


@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_an_independent_engine_finds_the_new_document(kind: DocumentKind) -> None:
    old, new, both = files(kind)
    assert revisions(both, new) == 0
    assert revisions(reversed_marks(both), computed_left_out(old)) == 0
    assert revisions(old, new) > 10


def revisions(one: bytes, other: bytes) -> int:
    """Return how many changes the engine finds between two files, once all in them are accepted."""
    _, told, _ = DocxodusEngine().run_redline("Tester", one, other, detect_format_changes=False)
    found = re.search(r"(\d+) revision", told)
    assert found, told
    return int(found[1])


def reversed_marks(docx: bytes) -> bytes:
    """Return a file in which inserted and deleted, moved from and moved to, have changed places."""
    text = re.sub(r"<w:(ins|del) [^>]*[^/]>.*?</w:\1>", _other_text, part(docx), flags=re.DOTALL)
    names = "|".join(SWAPPED)
    pattern = rf"<(/?)w:({names})(RangeStart|RangeEnd)?(?=[ />])"
    text = re.sub(pattern, lambda found: f"<{found[1]}w:{SWAPPED[found[2]]}{found[3] or ''}", text)
    return computed_left_out(with_parts(docx, {BODY: (part(docx), text)}))


def _other_text(found: re.Match[str]) -> str:
    if found[1] == "del":
        return found[0].replace("w:delText", "w:t").replace("w:delInstrText", "w:instrText")
    text = found[0].replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return text.replace("w:instrText", "w:delInstrText")


def computed_left_out(docx: bytes) -> bytes:
    """Return a file without contents and results of fields; a mark that stands twice has one name."""
    text = RESULTS.sub(r"\1\2", CONTENTS.sub("", part(docx)))
    text = re.sub(r'_before(?=[ "])', "", text)
    return with_parts(docx, {BODY: (part(docx), text)})
