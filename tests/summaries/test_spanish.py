"""Summaries in Spanish, and in a language that a pack adds: the same figures, marked until they are read."""

from __future__ import annotations

import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from deals import deal
from faults import DENVER, line_of
from obcgen.checking import sound
from obcgen.cli import main
from obcgen.pack import builtin
from obcgen.problems import ObcgenError, Problem
from obcgen.reading import reading_of_text
from obcgen.summaries.translated import misplaced
from obcgen.summary import Audience, build_summary, language_of, languages, reviewed
from summary_pages import SPECS, TESTS, WRONG, lines_of, page, spec_of, spec_of_text, tree_of_spec

sys.path.append(str(TESTS.parent / "scripts"))
from reading_ease import reading_ease_in_spanish

AUDIENCES: tuple[Audience, ...] = ("board", "families")
PLAIN = 60
ENGLISH = re.compile(r"\b(?:the|of the|and|with|for each|each|by|from|their|which)\b(?! Student Thinking)")
FIGURE = re.compile(r"\$[\d,]+(?:\.\d+)?|\d+(?:\.\d+)?%")


def reviewed_page(text: str, audience: Audience = "families") -> tuple[str, tuple[Problem, ...]]:
    read = reading_of_text(text, "deal.yaml", builtin())
    _, whole, _ = sound(read, None)
    tree, found = reviewed(audience, spec_of_text(text, "es"), whole, language_of("es", builtin()), builtin())
    return "\n".join(lines_of(tree)), found


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_figures_are_those_of_the_english_page(audience: Audience, path: Path) -> None:
    english, spanish = (page(audience, spec_of(path, code), code) for code in ("en", "es"))
    assert sorted(FIGURE.findall(spanish)) == sorted(FIGURE.findall(english))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_english_is_left_on_the_worked_deals(audience: Audience, path: Path) -> None:
    shown = page(audience, spec_of(path, "es"), "es")
    assert not ENGLISH.findall(shown), shown
    for wrong in (*WRONG, " de el ", " a el "):
        assert wrong not in shown, shown


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_the_page_for_families_reads_plainly(path: Path) -> None:
    lines = lines_of(tree_of_spec("families", spec_of(path, "es"), "es"))
    assert reading_ease_in_spanish(lines) >= PLAIN
    assert reading_ease_in_spanish([f"{line.rstrip('.')}." for line in lines]) >= PLAIN


def test_the_measure_tells_plain_words_from_those_of_a_contract() -> None:
    heavy = "La adjudicataria proporcionará remuneraciones proporcionales al cumplimiento contractual."
    assert reading_ease_in_spanish([heavy]) < PLAIN


def test_days_and_amounts_are_written_as_the_language_does() -> None:
    shown = page("board", spec_of_text(DENVER, "es"), "es")
    for said in ("el 30 de abril de 2027", "$1,200,000", "de kínder a 3.er grado", "$1,000 por estudiante"):
        assert said in shown


# --- read by a speaker -----------------------------------------------------------------------------


def test_a_page_that_no_speaker_has_read_says_so_and_how_to_record_it() -> None:
    shown, (warned,) = reviewed_page(DENVER)
    assert "Traducción pendiente de revisión" in shown
    assert (warned.code, warned.severity) == ("SUM-05", "warning")
    assert f"summary: {{families-es: {warned.expected}}}" in warned.hint


def test_once_it_is_read_as_it_is_the_mark_goes_and_with_a_change_it_comes_back() -> None:
    _, (warned,) = reviewed_page(DENVER)
    entry = f"{{by: Office of Languages, on: 2027-02-01, summary: {{families-es: {warned.expected}}}}}"
    confirmed = DENVER.replace("\nestimate:", f"\nconfirmed:\n  speaker: {entry}\n\nestimate:", 1)
    shown, found = reviewed_page(confirmed)
    assert ("Traducción pendiente" in shown, found) == (False, ())
    shown, (changed,) = reviewed_page(confirmed.replace("Puede decir que no.", "Diga que no.", 1))
    assert "Traducción pendiente" in shown
    assert "has changed since" in changed.message


def test_english_needs_no_speaker() -> None:
    whole = deal()
    assert reviewed("board", whole, whole, language_of("en", builtin()), builtin())[1] == ()


# --- the district's own texts ----------------------------------------------------------------------


def translated(*lines: str) -> str:
    start = DENVER.index("  translations:\n")
    end = DENVER.index("\nestimate:", start)
    own = "".join(f"\n      {line}" for line in lines)
    return f"{DENVER[:start]}  translations:\n    es:{own}\n{DENVER[end:]}"


def test_a_text_is_said_in_the_language_wherever_it_stands() -> None:
    text = translated("outcomes.fluency.verification.sources.session_log.supplies: las horas")
    assert page("board", spec_of_text(text, "es"), "es").count("las horas") == 1


def test_texts_that_have_no_translation_are_told_with_what_to_paste(tmp_path: Path) -> None:
    spec = tmp_path / "deal.yaml"
    spec.write_text(translated("document.title: Tutoría"), encoding="utf-8")
    built = build_summary(spec, ["families"], ["es"], ["html"], builtin())
    (told,) = (each for each in built.problems if each.code == "SUM-04")
    assert "outcomes.fluency.name: <Text fluency>" in told.hint
    assert "document.title" not in told.hint


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("outcomes.fluensy.name", "Did you mean outcomes.fluency.name?"),
        ("outcomes.fluency", ""),
        ("population.schools.9", "Did you mean population.schools."),
        ("document.status", ""),
        ("outcomes.fluency.horizon", ""),
        ("payment.rates.fluency.due", ""),
    ],
)
def test_a_translation_of_what_is_no_text_is_refused(path: str, hint: str) -> None:
    spec = spec_of_text(translated(f"{path}: otro"))
    (fault,) = misplaced(spec, "es")
    assert (fault.code, fault.path[-1]) == ("SUM-03", path)
    assert hint in fault.hint


def test_a_fault_in_a_translation_is_told_at_its_line_and_nothing_is_made(tmp_path: Path) -> None:
    spec = tmp_path / "deal.yaml"
    spec.write_text(text := translated("outcomes.fluensy.name: Fluidez"), encoding="utf-8")
    with pytest.raises(ObcgenError) as refused:
        build_summary(spec, ["families"], ["es"], ["html"], builtin())
    (fault,) = refused.value.problems
    assert fault.place is not None
    assert fault.place.line == line_of(text, "outcomes.fluensy.name")


def test_what_is_confidential_is_so_in_every_language() -> None:
    text = DENVER.replace("  status: draft\n", "  status: draft\n  confidential: [need]\n", 1)
    assert "Cerca de uno de cada cuatro" in page("board", spec_of_text(DENVER, "es"), "es")
    assert "Cerca de uno de cada cuatro" not in page("board", spec_of_text(text, "es"), "es")


# --- files, and languages of a pack ----------------------------------------------------------------


def test_every_format_states_the_language() -> None:
    files = build_summary(SPECS[1], ["families"], ["es"], ["docx", "pdf", "html"], builtin()).files
    by_format = {name.rpartition(".")[2]: content for name, content in files.items()}
    assert set(files) == {f"RFP-2027-014-summary-families-es.{name}" for name in ("docx", "pdf", "html")}
    assert '<html lang="es-US">' in by_format["html"].decode()
    assert "Ir al documento" in by_format["html"].decode()
    pdf = PdfReader(BytesIO(by_format["pdf"]))
    assert str(pdf.root_object["/Lang"]) == "es-US"
    assert len(pdf.pages) == 1
    with ZipFile(BytesIO(by_format["docx"])) as parts:
        assert b'w:lang w:val="es-US"' in parts.read("word/styles.xml")
        assert "Página" in parts.read("word/footer2.xml").decode()


def test_a_language_is_a_folder_of_a_pack(tmp_path: Path) -> None:
    folder = tmp_path / "pack" / "summary" / "fr"
    folder.mkdir(parents=True)
    (tmp_path / "pack" / "pack.yaml").write_text('name: Own\nversion: "1"\n', encoding="utf-8")
    english = TESTS.parent / "templates" / "summary" / "en"
    words = (english / "words.yaml").read_text(encoding="utf-8").replace("tag: en-US", "tag: fr-US")
    (folder / "words.yaml").write_text(words, encoding="utf-8")
    (folder / "families.md").write_text("---\ntitle: x\n---\nBonjour de {{ owner }}.\n", encoding="utf-8")
    assert languages(builtin().over(tmp_path / "pack")) == ("en", "es", "fr")
    command = ["summary", str(SPECS[1]), "--for", "families", "--language", "fr", "--format", "html"]
    done = CliRunner().invoke(main, [*command, "--pack", str(tmp_path / "pack"), "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    shown = (tmp_path / "RFP-2027-014-summary-families-fr.html").read_text(encoding="utf-8")
    assert "Bonjour de Denver Public Schools." in shown


def test_a_language_that_lacks_a_word_is_told_which(tmp_path: Path) -> None:
    folder = tmp_path / "summary" / "fr"
    folder.mkdir(parents=True)
    (folder / "words.yaml").write_text("language: {tag: fr-US}\n", encoding="utf-8")
    with pytest.raises(ObcgenError) as refused:
        language_of("fr", builtin().over(tmp_path)).day(date(2027, 3, 1))
    assert (refused.value.problems[0].code, refused.value.problems[0].found) == ("SUM-02", "month.3")


@pytest.mark.parametrize("name", ["central-ohio-workforce", "duval-math"])
def test_the_fullest_pages_are_one_page(name: str) -> None:
    (path,) = (path for path in SPECS if path.stem == name)
    audience: Audience = "families" if name == "duval-math" else "board"
    (content,) = build_summary(path, [audience], ["es"], ["pdf"], builtin()).files.values()
    assert len(PdfReader(BytesIO(content)).pages) == 1
