"""A pack from a stranger: each attack here is small, real, and comes to nothing but a Problem."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from deals import deal
from obcgen.account.schedule import schedule
from obcgen.build import build
from obcgen.confined import Limits
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.library.outline import read_outline
from obcgen.pack import Layer, Pack, builtin, open_pack
from obcgen.problems import ObcgenError, Problem
from obcgen.render.context import context
from obcgen.render.render import render
from obcgen.writers import WRITERS, font_problems
from obcgen.writers.css import print_css
from packs import AGREEMENT, clause, spot, written

pytestmark = pytest.mark.usefixtures("compiled")

DENVER = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"

# --- templates ------------------------------------------------------------------------------------

OUTLINE = "name: A\nsection_word: S\nattachment_word: E\nbody: [x]\n"
WORDS = {name: builtin().text(name) for name in ("shared/labels.yaml", "shared/thresholds.yaml")}
SPEC = deal(agreement=AGREEMENT)
PRIVATE = "only-on-this-machine"


def printed(folder: Path, body: str, files: dict[str, str] | None = None) -> str:
    """Return what a stranger's clause prints, in a process with limits; its body begins on line 6."""
    given = {
        "contract/outline.yaml": OUTLINE,
        "contract/x.md": clause("x", body + "\n"),
        **WORDS,
        **(files or {}),
    }
    pack = Pack((Layer(written(folder / "pack", given), "pack"),))
    assert pack.foreign
    return render("contract", context(SPEC, schedule(SPEC), pack), pack)


def faults(folder: Path, body: str, files: dict[str, str] | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        printed(folder, body, files)
    return caught.value.problems


ESCAPES = {
    "the classes of a value": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "the globals of a function": "{{ range.__globals__ }}",
    "the globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "the frame of a generator": "{{ (range(2)|map('string')).gi_frame }}",
    "the filter that reaches attributes": "{{ district|attr('__class__') }}",
    "map over attributes": "{{ [district]|map(attribute='__class__')|list }}",
    "the methods of a model": "{{ district.model_construct() }}",
    "a file through a method": "{{ document.parse_file('/etc/passwd') }}",
    "format with attributes": "{{ '{0.__class__}'.format(district) }}",
    "the context itself": "{{ self._TemplateReference__context }}",
    "the builtins of a loop": "{% for a in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "a module": "{% import 'os' as os %}{{ os.environ }}",
    "a file above the pack": "{% include '../../secret.md' %}",
    "a file of the system": "{% include '/etc/passwd' %}",
    "a file by its address": "{% include 'file:///etc/passwd' %}",
    "a file below the built-in": "{% include 'base/base/base/contract/x.md' %}",
    "a file by a link": "{% include 'shared/link.md' %}",
    "code in a do statement": "{% do district.update({}) %}",
    "a debugger": "{% debug %}",
}


@pytest.mark.parametrize("body", ESCAPES.values(), ids=ESCAPES)
def test_a_template_that_reaches_for_what_is_not_its_own(tmp_path: Path, body: str) -> None:
    (tmp_path / "secret.md").write_text(PRIVATE)
    (tmp_path / "pack" / "shared").mkdir(parents=True)
    (tmp_path / "pack" / "shared" / "link.md").symlink_to(tmp_path / "secret.md")
    problems = faults(tmp_path, body)
    assert {problem.code for problem in problems} <= {
        "TPL-01",
        "TPL-02",
        "TPL-03",
        "TPL-05",
        "TPL-06",
        "PCK-02",
        "PCK-03",
    }
    assert all(spot(problem) == "pack/contract/x.md:6" for problem in problems)
    assert PRIVATE not in str(problems)


EXHAUSTION = {
    "a text that doubles": "{% set ns = namespace(a='x') %}" + "{% set ns.a = ns.a ~ ns.a %}" * 60,
    "a text that doubles by itself": "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "a list that doubles": "{% set a = [1] %}" + "{% set a = a + a %}" * 60 + "{{ a|length }}",
    "a wide field": "{{ 'x'|center(3000000000) }}",
    "a wide format": "{{ '%3000000000d'|format(1) }}",
    "a text repeated": "{{ 'x' * 3000000000 }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a range": "{% for i in range(1000000000) %}x{% endfor %}",
    "loops in loops": "{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3,
    "a page without end": "{% for a in range(9000) %}" + "word " * 2000 + "{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a file that includes itself": "{% include 'contract/x.md' %}",
    "parentheses without end": "{{ " + "(" * 4000 + "1" + ")" * 4000 + " }}",
    "lists in lists without end": "{% set a = " + "[" * 4000 + "]" * 4000 + " %}",
    "blocks in blocks without end": "{% if 1 %}" * 400 + "x" + "{% endif %}" * 400,
    "a replacement that grows": "{{ ('x' * 9)|replace('x', 'y' * 9) }}",
}  # fmt: skip


@pytest.mark.parametrize("body", EXHAUSTION.values(), ids=EXHAUSTION)
def test_a_template_that_would_exhaust_the_machine(tmp_path: Path, body: str) -> None:
    problems = faults(tmp_path, body)
    assert {problem.code for problem in problems} <= {"TPL-01", "TPL-02", "TPL-03", "TPL-06", "TPL-07"}
    assert all(spot(problem).startswith("pack/contract/x.md:") for problem in problems)


MARKDOWN = {
    "quotes in quotes": "> " * 20_000 + "x",
    "lists in lists": "".join("  " * depth + "- x\n" for depth in range(400)),
    "brackets": "[" * 60_000,
    "links in links": "[a](" * 30_000,
    "emphasis without end": "*a_ " * 40_000,
    "ticks of every length": "".join("`" * length + " " for length in range(1, 600)),
    "tables of many columns": "|" * 5_000 + "\n" + "|-" * 5_000 + "\n" + ("|" * 5_000 + "\n") * 20,
    "references that lead to each other": "".join(f"[{n}]: #{n}\n" for n in range(20_000)) + "[0]",
    "entities": "&#x41;" * 60_000,
}


@pytest.mark.parametrize("body", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_that_is_hard_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr("obcgen.render.render.LIMITS", Limits(2, 500_000_000, 4_000_000))
    told: tuple[Problem, ...] = ()
    try:
        printed(tmp_path, body)
    except ObcgenError as error:
        told = error.problems
    assert {problem.code[:3] for problem in told} <= {"TPL", "RUN"}


def test_a_clause_that_uses_its_time_up_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.render.render.LIMITS", Limits(1, 500_000_000, 4_000_000))
    monkeypatch.setattr("obcgen.render.environment.MOST_TURNS", 10**9)
    turns = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    (problem,) = faults(tmp_path, turns)
    assert (problem.code, problem.message) == (
        "TPL-07",
        "The templates keep the computer busy without end.",
    )
    assert spot(problem) == "pack/contract/x.md:6"


ACTIVE = {
    "a script": "<script>alert(1)</script>",
    "a picture from elsewhere": "<img src='http://evil.example/x.png'>",
    "an attachment of a file": "<link rel='attachment' href='file:///etc/passwd'>",
    "a style": "<style>@import url(http://evil.example/x.css);</style>",
    "a frame": "<iframe src='file:///etc/passwd'></iframe>",
    "an object": "<object data='file:///etc/passwd'></object>",
    "a drawing": "<svg><image href='file:///etc/passwd'/></svg>",
    "an event": "<p onclick='x()'>words</p>",
}


@pytest.mark.parametrize("body", ACTIVE.values(), ids=ACTIVE)
def test_html_in_a_clause_is_words(tmp_path: Path, body: str) -> None:
    html = printed(tmp_path, body)
    assert "&lt;" in html
    assert dump(resolve(from_html(html))).count("<") >= 1


@pytest.mark.parametrize(
    "body", [*ACTIVE.values(), "<section id='y'>", "<a href='javascript:x'>y</a>", "</article>"]
)
def test_html_from_a_macro_is_refused_unless_it_is_of_the_vocabulary(tmp_path: Path, body: str) -> None:
    macros = {"shared/macros.html": f"{{% macro evil() %}}{body}{{% endmacro %}}\n"}
    with pytest.raises(ObcgenError) as caught:
        from_html(printed(tmp_path, "{{ evil() }}", macros))
    assert {problem.code[:3] for problem in caught.value.problems} <= {"DOC", "TPL"}


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil"]
)
def test_a_link_to_no_page_or_part(tmp_path: Path, target: str) -> None:
    (problem,) = faults(tmp_path, f"See [this]({target}).")
    assert problem.code == "TPL-10"


def test_a_picture_from_anywhere(tmp_path: Path) -> None:
    (problem,) = faults(tmp_path, "![x](http://evil.example/x.png)")
    assert problem.code == "TPL-09"


# --- data -----------------------------------------------------------------------------------------


DATA = {
    "an outline as deep as it is long": (
        "contract/outline.yaml", OUTLINE.replace("[x]", "[{a: " * 60 + "[x]" + "}]" * 60)),
    "an outline of a hundred thousand parts": (
        "contract/outline.yaml", OUTLINE.replace("[x]", "[" + "x," * 100_001 + "]")),
    "an id that climbs": ("contract/outline.yaml", OUTLINE.replace("[x]", "['../../etc/passwd']")),
    "an alias bomb": ("shared/labels.yaml", "a: &a {b: c}\nd: {e: *a}\n"),
    "an object of Python": ("shared/labels.yaml", "a: !!python/object/apply:os.system [id]\n"),
    "a key twice": ("shared/labels.yaml", "date: {a: b}\ndate: {a: c}\n"),
    "brackets without end": ("shared/labels.yaml", "[" * 200_000),
    "a condition that is code": (
        "contract/x.md", clause("x", "y\n").replace("title:", "when: \"__import__('os')\"\ntitle:")),
    "a condition without end": (
        "contract/x.md",
        clause("x", "y\n").replace("title:", "when: " + "{not: " * 60 + "draft" + "}" * 60 + "\ntitle:")),
    "a law that is raised": ("shared/thresholds.yaml", "micro_purchase: {amounts: [{amount: lots}]}\n"),
    "a text that is none": ("contract/x.md", "---\nid: x\n---\n\x00"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), DATA.values(), ids=DATA)
def test_data_made_to_deceive(tmp_path: Path, path: str, text: str) -> None:
    problems = faults(tmp_path, "x", {path: text})
    assert all(problem.code[:3] in {"SRC", "TPL", "PCK"} for problem in problems)
    assert all(problem.place is not None for problem in problems)


OUTLINES = {
    "parts inside parts without end": "".join(f"  - {{id: d{n + 1}, first: d{n}}}\n" for n in range(900)),
    "more changes than parts": "".join(f"  - {{id: d{n}, first: body}}\n" for n in range(1_001)),
}


@pytest.mark.parametrize("changes", OUTLINES.values(), ids=OUTLINES)
def test_an_outline_that_grows_by_its_changes(tmp_path: Path, changes: str) -> None:
    start = "insert:\n  - {id: d0, first: body}\n" if "first: d0" in changes else "insert:\n"
    clauses = {f"contract/d{n}.md": clause(f"d{n}", "x\n") for n in range(901)}
    files = {"contract/outline.yaml": start + changes, **clauses}
    with pytest.raises(ObcgenError) as caught:
        read_outline(open_pack(str(written(tmp_path / "pack", files))), "contract")
    assert {problem.code for problem in caught.value.problems} <= {"TPL-25", "TPL-26"}
    assert "pack/contract/outline.yaml:" in spot(caught.value.problems[0])


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.isprintable))
def test_no_word_of_a_pack_changes_the_structure_of_a_document(
    tmp_path_factory: pytest.TempPathFactory, word: str
) -> None:
    """The same clause with a plain word has the same structure: labels are values, as texts of a spec are."""
    body = "1. A {{ labels.award.single }} b.\n\n| x | y |\n|---|---|\n| {{ labels.award.single }} | z |"
    shapes = []
    for text in ("plain", word):
        words = "award:\n  single: '" + text.replace("'", "''") + "'\n"
        files = {"contract/outline.yaml": OUTLINE, "contract/x.md": clause("x", body + "\n"), **WORDS}
        folder = tmp_path_factory.mktemp("words")
        ground = Pack((Layer(written(folder / "ground", files), "ground", ours=True),))
        pack = Pack(
            (Layer(written(folder / "pack", {"shared/labels.yaml": words}), "x", ours=True), *ground.layers)
        )
        html = render("contract", context(SPEC, schedule(SPEC), pack), pack)
        shapes.append(re.findall(r"</?[a-z0-9]+", html))
    assert shapes[0] == shapes[1]


# --- look -----------------------------------------------------------------------------------------


def drawing(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'


def nested(element: str, reference: str) -> str:
    """Return drawings in drawings: ten of each in the next, ten deep."""
    first = f'<{element} id="a0"><rect width="1" height="1"/></{element}>'
    return first + "".join(
        f'<{element} id="a{n + 1}">' + reference.format(f"a{n}") * 10 + f"</{element}>" for n in range(10)
    )


LOGOS = {
    "uses of uses": drawing(nested("g", '<use href="#{0}"/>')),
    "patterns of patterns": drawing(nested("pattern", '<rect width="1" height="1" fill="url(#{0})"/>')),
    "a circle of uses": drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
}


@pytest.mark.parametrize("logo", LOGOS.values(), ids=LOGOS)
def test_a_drawn_logo_that_unfolds_without_end(tmp_path: Path, logo: str) -> None:
    look = "logo: {file: l.svg, text: x, width: 2, word: l.svg}\n"
    pack = open_pack(str(written(tmp_path / "pack", {"shared/style.yaml": look, "shared/l.svg": logo})))
    with pytest.raises(ObcgenError) as caught:
        _ = pack.style
    assert "it repeats its own parts without end" in caught.value.problems[0].message


STYLES = {
    "a font of the system": "fonts: {files: [/etc/passwd]}",
    "a font above the pack": "fonts: {files: [../../secret.ttf]}",
    "a color that is code": "colors: {primary: 'red;}body{background:url(http://evil.example)}'}",
    "a size that is code": "sizes: {body: '10pt; } * { display: none'}",
    "a page without end": "page: {size: '100000in'}",
    "a key of its own": "import: http://evil.example/x.css",
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_look_that_reaches_outside(tmp_path: Path, style: str) -> None:
    (tmp_path / "secret.ttf").write_text("x")
    pack = open_pack(str(written(tmp_path / "pack", {"shared/style.yaml": style + "\n"})))
    with pytest.raises(ObcgenError) as caught:
        _ = pack.style
    assert {problem.code[:4] for problem in caught.value.problems} == {"LOOK"}


def test_a_typeface_whose_name_is_code(tmp_path: Path) -> None:
    name = 'x\\"; } body { background: url(http://evil.example) } </style><script>'
    look = f"fonts: {{body: {{word: '{name}', shipped: Carlito}}}}\n"
    style = open_pack(str(written(tmp_path / "pack", {"shared/style.yaml": look}))).style
    document = resolve(from_html(printed(tmp_path, "Words.")))
    sheet = print_css(document, style)
    assert "url(http" not in sheet
    html = WRITERS["html"](document, style).decode()
    assert "<script>" not in html
    with zipfile.ZipFile(io.BytesIO(WRITERS["docx"](document, style))) as file:
        for part in file.namelist():
            if part.endswith(".xml"):
                etree.fromstring(file.read(part))


FONTS = {
    "no font": b"MZ" + b"\0" * 500,
    "a web font, which unpacks": b"wOF2" + b"\0" * 500,
    "a font of nothing": b"",
    "a font whose tables lie":
        b"\0\1\0\0\xff\xff\0\0\0\0\0\0" + (b"name\0\0\0\0" + b"\xff" * 8) * 40,
    "a font cut short": Path(builtin().file("shared/fonts/Caladea-Bold.ttf")).read_bytes()[:5_000],
}  # fmt: skip


@pytest.mark.parametrize("content", FONTS.values(), ids=FONTS)
def test_a_font_file_made_to_break_its_reader(tmp_path: Path, content: bytes) -> None:
    folder = written(tmp_path / "pack", {"shared/style.yaml": "fonts: {files: [x.ttf]}\n"})
    (folder / "shared" / "x.ttf").write_bytes(content)
    with pytest.raises(ObcgenError) as caught:
        font_problems(open_pack(str(folder)).style)
    assert [problem.code for problem in caught.value.problems] == ["WRT-02"]


# --- layout ---------------------------------------------------------------------------------------


def built(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, ...]:
    """Lay a stranger's clause out as a PDF within small limits; return what stopped it."""
    monkeypatch.setattr("obcgen.layout.LAYOUT", Limits(3, 600_000_000, 5_000_000))
    files = {"contract/outline.yaml": "insert: [{id: evil, first: body}]\n",
             "contract/evil.md": clause("evil", body + "\n")}  # fmt: skip
    pack = open_pack(str(written(folder / "evil", files)))
    with pytest.raises(ObcgenError) as caught:
        build("contract", DENVER, ("pdf",), pack)
    return caught.value.problems


def test_pages_without_end_are_not_laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = built(tmp_path, "{% for a in range(20000) %}Word and word.\n\n{% endfor %}", monkeypatch)
    assert {problem.code for problem in problems} <= {"RUN-01", "RUN-02", "RUN-03", "RUN-04"}
    assert problems[0].found.endswith("evil")


def test_a_word_that_fits_on_no_line_is_told_at_its_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (problem,) = built(tmp_path, "x" * 20_000, monkeypatch)
    assert problem.code == "DOC-12"
    assert spot(problem).endswith("evil/contract/evil.md:6")
