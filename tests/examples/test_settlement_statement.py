"""The example's settlement statement: every cent follows from print; one edition names no participant.

The long edition is laid out by the quicker engine, the short one by the other.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from built import ROOT, once
from every_byte import readable
from reading_pdf import read_pdf
from reading_word import read_word

from obcgen.build import build_settlement
from obcgen.money import Money, total
from obcgen.pack import builtin

if TYPE_CHECKING:
    from reading import Reading

    from obcgen.statement.statement import Edition

SPEC = ROOT / "specs" / "denver-literacy.yaml"
RESULTS = ROOT / "specs" / "results" / "denver-literacy-final.yaml"
FORMATS = ("docx", "pdf", "csv", "xlsx")
DUES = ("Payment", "Due on", "To", "Why", "Fiscal year", "Amount", "Payable now")
Rows = list[tuple[str, ...]]


def files(edition: Edition) -> dict[str, bytes]:
    engine = "typst" if edition == "full" else "weasyprint"

    def made() -> dict[str, bytes]:
        return build_settlement(SPEC, RESULTS, FORMATS, edition, replace(builtin(), engine=engine)).files

    return once(f"denver-statement-{edition}", made)


def file(edition: Edition, ending: str) -> bytes:
    return next(content for name, content in files(edition).items() if name.endswith(ending))


def reading(form: str, edition: Edition) -> Reading:
    return {"docx": read_word, "pdf": read_pdf}[form](file(edition, f".{form}"))


def table(found: Reading, *head: str) -> Rows:
    """Return the rows below a heading row, up to the next heading row; repeated headings are left out."""
    at = found.rows.index(head)
    rows: Rows = []
    for row in found.rows[at + 1 :]:
        if row == head:
            continue
        if len(row) != len(head) or not any(letter.isdigit() for cell in row[1:] for letter in cell):
            break
        rows.append(row)
    return rows


def pairs(found: Reading, *head: str) -> dict[str, str]:
    """Return a table of two columns as names and amounts."""
    return {row[0]: row[1] for row in table(found, *head)}


def money(text: str) -> Money:
    return -Money.parse(text[1:]) if text.startswith("-") else Money.parse(text)


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


@pytest.fixture(params=["docx", "pdf"])
def full(request: pytest.FixtureRequest) -> Reading:
    return reading(request.param, "full")


@pytest.fixture(params=["docx", "pdf"])
def short(request: pytest.FixtureRequest) -> Reading:
    return reading(request.param, "finance")


LINES = ("Line", "Before limits", "Limits take off", "District default adds", "Amount")
DISPUTED = Money(26 * 100_000)
"""The participants whose results the District disputes, at the price of one, in cents."""
LEDGER = ("Payment", "Settled at", "Paid before", "Due, or to be returned")


def test_every_cent_follows_from_the_printed_tables(full: Reading) -> None:
    figures = pairs(full, "Figure", "Amount")
    counts = table(full, "Line", "Counted, or result", "Quantity", "For, and price", "Amount")
    earned: dict[str, Money] = {}
    for line, counted, quantity, words, amount in counts:
        product = number(quantity) * money(words.split(" at ")[1]).cents
        assert Money(1).times(product) == money(amount)
        assert number(quantity) <= number(counted)
        earned[line] = earned.get(line, Money(0)) + money(amount)
    *lines, whole = table(full, *LINES)
    for line, before, off, added, amount in lines:
        assert money(before) == earned[line]
        assert money(before) - money(off) + money(added) == money(amount)
    assert total(money(row[4]) for row in lines) == money(whole[4])
    assert money(whole[4]) == money(figures["Performance Funding, after every limit"])
    *base, sum_of_base = table(full, "Payment", "Due", "Condition", "Amount")
    assert total(money(row[3]) for row in base) == money(sum_of_base[3]) == money(figures["Base Funding"])
    assert money(figures["Total"]) == money(figures["Base Funding"]) + money(whole[4])
    assert money(figures["Due"]) == money(figures["Total"]) - money(figures["Paid before"])


def test_the_ledger_the_sources_and_the_dispute_add_up_to_what_is_due(full: Reading) -> None:
    figures = pairs(full, "Figure", "Amount")
    *payments, whole = table(full, *LEDGER)
    for _, settled, paid, due in payments:
        assert money(settled) - money(paid) == money(due)
    for at, figure in ((1, "Total"), (2, "Paid before"), (3, "Due")):
        assert total(money(row[at]) for row in payments) == money(whole[at]) == money(figures[figure])
    *sources, charged = table(full, "Source", "Base Funding", "Performance Funding", "Total")
    assert total(money(row[3]) for row in sources) == money(charged[3]) == money(figures["Total"])
    parts = pairs(full, "Part", "Amount")
    disputed = parts["Of it, under dispute"]
    assert money(disputed) == DISPUTED < money(next(r[3] for r in payments if r[0] == "Phonemic awareness"))
    assert "retainage" not in full.text  # Denver holds none back
    payable = money(parts["Due"]) - money(disputed)
    later = money(parts["Of it, not due before a later date"])
    assert (
        money(parts["Payable now"]) == payable - later == Money(0)
    )  # June 20; the dates are June 30, August 31
    assert f"The computation comes to {figures['Due']} for the Provider." in full.text
    assert "the results settled here, other than those under dispute, were verified" in full.text
    assert "The $3,000.00 that a District Default adds stands in this table by the same rule." in full.text
    assert "To sign this Statement charges no federal award with it." in full.text
    assert "nothing is payable now." in full.text
    *dates, _ = table(full, *DUES)
    assert total(money(row[5]) for row in dates) == money(parts["Due"])
    assert [(row[1], row[2], row[4]) for row in dates] == [
        ("June 30, 2028", "Provider", "2027-28"),
        *[("August 31, 2028", "Provider", "2028-29")] * 3,
    ]


def test_limits_are_held_and_say_what_they_took_off(full: Reading) -> None:
    for _, _, before, after, off in table(
        full, "Limit", "Amount of the limit", "Before", "After", "Taken off"
    ):
        assert money(before) - money(after) == money(off)
    (cap,) = [row for row in full.rows if row[0] == "Not-to-exceed amount, base included"]
    assert money(cap[3]) <= money(cap[1])


def test_participants_add_up_to_the_lines_and_to_performance_funding(full: Reading) -> None:
    head = ("Participant", "Text fluency", "Vocabulary", "Phonemic awareness", "Default adds", "Settled")
    *people, whole = table(full, *head)
    assert len(people) == 492
    assert whole[0] == "492 participants"
    for at in range(1, 6):
        assert total(money(row[at]) for row in people if row[at] not in {"—", ""}) == money(whole[at])
    for row in people:
        earned = total(money(cell) for cell in row[1:4] if cell != "—")
        assert earned + money(row[4] or "$0.00") == money(row[5])
    assert 0 < sum(row[4] != "" for row in people) < 10  # nothing stands where a default adds nothing
    lines = {row[0]: row[1] for row in table(full, *LINES)[:-1]}
    assert list(lines.values()) == list(whole[1:4])
    assert money(whole[5]) == money(table(full, *LINES)[-1][4])


def test_the_finance_edition_pays_the_same_and_shows_two_lines_as_one(full: Reading, short: Reading) -> None:
    assert pairs(full, "Figure", "Amount") == pairs(short, "Figure", "Amount")
    *lines, whole = table(short, *LINES)
    assert [row[0] for row in lines] == ["Phonemic awareness", "Text fluency and Vocabulary"]
    assert total(money(row[4]) for row in lines) == money(whole[4])
    assert "Counts from 1 to 9 are not shown." in short.text
    assert "concerns fewer than 10 Participants" in short.text
    present = "S-0107, S-0231: both were present in the spring window and were not tested"
    assert (present in full.text, "were not tested" in short.text) == (True, False)


def unpacked(name: str, content: bytes) -> str:
    """Return everything that can be read in a file of any of the four formats."""
    if name.endswith((".docx", ".pdf")):
        return readable(name, content)
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "\n".join(f"{part}\n{package.read(part).decode()}" for part in package.namelist())
    return f"{name}\n{content.decode()}"


def test_no_participant_stands_in_any_byte_of_the_finance_edition() -> None:
    found = {name: unpacked(name, content) for name, content in files("finance").items()}
    assert {name.rsplit(".", 1)[1] for name in found} == set(FORMATS)
    assert not [name for name in found if "participants" in name]
    rows = RESULTS.with_suffix(".csv").read_text(encoding="utf-8").splitlines()[1:]
    for row in rows:
        identifier = row.split(",")[0]
        assert not [name for name, text in found.items() if identifier in text]


def test_the_full_edition_holds_every_participant_so_that_the_search_can_fail() -> None:
    for name, content in files("full").items():
        if not name.endswith("-lines.csv"):
            assert "S-0492" in unpacked(name, content), name


def test_a_statement_is_the_same_every_time() -> None:
    again = build_settlement(SPEC, RESULTS, ("xlsx", "csv"), "full", builtin()).files
    assert again == {name: content for name, content in files("full").items() if name in again}
