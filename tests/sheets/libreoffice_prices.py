"""Twenty offers in price files that LibreOffice calculates, against the engine: run by `make conformance`."""

from __future__ import annotations

import io
import subprocess
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from drawn_settlements import draw

from obcgen.money import Money, Share
from obcgen.sheets.price_file import TOTALS, price_book
from obcgen.source import parse, read
from obcgen.spec import Proposed, Spec
from obcgen.workbook import FIRST_ROW, Workbook
from obcgen.writers.to_xlsx import to_xlsx
from offers import entered, settled, under

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
OFFERS, DRAWN = 20, 20


def random_offer(spec: Spec, random: Random) -> dict[str, Any]:
    """Return an offer that the price file accepts, often one with odd cents."""
    offer: dict[str, Any] = {
        key: Money(random.randint(0, rate.per_participant.at_most.cents))
        for key, rate in spec.payment.rates.items()
        if isinstance(rate.per_participant, Proposed)
    }
    base = spec.payment.base
    if base is not None and base.reimbursed is not None:
        offer["base"] = Money(random.randint(0, base.reimbursed.budget.cents))
    named = {cell.name for row in price_book(spec).sheets[0].rows for cell in row}
    return offer | (
        {"Discount": Share(Fraction(random.randint(0, 9_999), 10_000))} if "Discount" in named else {}
    )


def proposed(spec: Spec) -> Spec:
    """Return a deal that asks bidders for each flat price."""
    rates = {
        key: rate.model_copy(update={"per_participant": _asked(rate.per_participant)})
        if isinstance(rate.per_participant, Money) and not rate.by_year
        else rate
        for key, rate in spec.payment.rates.items()
    }
    return spec.model_copy(update={"payment": spec.payment.model_copy(update={"rates": rates})})


def _asked(price: Money) -> Proposed:
    return Proposed.model_construct(proposed=True, at_least=None, at_most=price)


def filled_in(book: Workbook, offer: dict[str, Any]) -> bytes:
    """Return a price file with an offer in its cells, found by their names, and no value kept."""
    file = openpyxl.load_workbook(io.BytesIO(to_xlsx(book)))
    for name, value in entered(offer).items():
        ((sheet, place),) = file.defined_names[name].destinations
        file[sheet][place.replace("$", "")].value = value
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def calculated(folder: Path, files: dict[str, bytes]) -> dict[str, list[list[int]]]:
    """Return by file base, performance and total in cents, as LibreOffice calculates them."""
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    paths = [str(folder / f"{name}.xlsx") for name in files]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=900)
    return {name: totals((folder / "out" / f"{name}.xlsx").read_bytes()) for name in files}


def totals(content: bytes) -> list[list[int]]:
    rows = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[TOTALS].iter_rows(min_row=FIRST_ROW)
    amounts = [[cell.value for cell in row[1:4] if isinstance(cell.value, int | float)] for row in rows]
    return [[round(100 * value) for value in row] for row in amounts if row]


def test_offers_come_to_what_the_engine_settles_under_them(tmp_path: Path) -> None:
    random = Random(2029)
    specs = {path.stem: parse(read(path), Spec) for path in SPECS}
    cases = [(f"{name}-{number}", spec) for name, spec in specs.items() for number in range(OFFERS)]
    drawn = [Spec.model_validate(draw(seed).spec) for seed in range(DRAWN)]
    cases += [(f"drawn-{n}", proposed(spec) if n % 2 else spec) for n, spec in enumerate(drawn)]
    offers = {name: (spec, random_offer(spec, random)) for name, spec in cases}
    files = {name: filled_in(price_book(spec), offer) for name, (spec, offer) in offers.items()}
    found = calculated(tmp_path, files)
    assert found == {name: settled(under(spec, offer)) for name, (spec, offer) in offers.items()}
