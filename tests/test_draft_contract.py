"""The draft contract that bidders see: the contract's own text, no provider, nothing confidential."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main

SPECS = Path(__file__).parent.parent / "specs"
DENVER = (SPECS / "denver-literacy.yaml").read_text(encoding="utf-8")


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output if result.exit_code else result.stdout


def section(name: str) -> str:
    lines = DENVER.splitlines(keepends=True)
    start = lines.index(f"{name}:\n")
    end = next(i for i in range(start + 1, len(lines) + 1) if i == len(lines) or lines[i][:1].strip())
    return "".join(lines[start:end])


def draft(text: str, folder: Path) -> str:
    (folder / "deal.yaml").write_text(text, encoding="utf-8")
    status, output = run("contract", folder / "deal.yaml", "--draft", "-o", folder, "--format", "html")
    assert status == 0, output
    assert output == f"{folder / 'RFP-2027-014-draft-agreement.html'}\n"
    return (folder / "RFP-2027-014-draft-agreement.html").read_text(encoding="utf-8")


def test_the_provider_is_a_visible_blank(tmp_path: Path) -> None:
    page = draft(DENVER, tmp_path)
    assert "[Provider]" in page
    assert "500 Example Street" not in page
    assert "legal@provider.example" not in page


def test_a_draft_says_over_its_title_that_nobody_signs_it_and_has_no_line_to_sign(tmp_path: Path) -> None:
    page = draft(DENVER, tmp_path)
    over, rest = page[page.index('"kicker"') :].split("</p>", 1)
    assert "(draft, not for signing)" in over
    assert "nobody signs here" in rest
    assert 'class="signature"' not in rest


def test_nothing_confidential_is_in_it(tmp_path: Path) -> None:
    text = DENVER.replace("per_participant: $880", "per_participant: $883.17")
    text = text.replace(
        "  status: draft\n", "  status: draft\n  confidential: [funding.sources.title_i.amount]\n"
    )
    text = text.replace("amount: $1,200,000\n", "amount: $1,234,567\n")
    page = draft(text, tmp_path)
    for secret in ("883.17", "1,234,567", "consent agenda"):
        assert secret not in page


def test_it_is_made_before_there_is_a_provider_and_while_prices_are_proposed(tmp_path: Path) -> None:
    text = DENVER.replace(section("provider"), "")
    text = text.replace(
        "    fluency: {per_participant: $1000,",
        "    fluency: {per_participant: {proposed: true, at_least: $600, at_most: $1000},",
    )
    assert "Base Funding" in draft(text, tmp_path)


@pytest.mark.parametrize("missing", ["agreement", "duties", "verification"])
def test_a_draft_needs_the_terms_of_the_contract(missing: str, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(DENVER.replace(section(missing), ""), encoding="utf-8")
    status, output = run("contract", tmp_path / "deal.yaml", "--draft", "-o", tmp_path / "out")
    assert status == 1
    assert missing in output
    assert not (tmp_path / "out").exists()
