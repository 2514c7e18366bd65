"""Holds the import table of the design: who may import whom, and which third party lives where."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator" / "obcgen"

GROUND = {"problems", "money", "style", "files"}
SPEC = {"spec", "money", "problems"}
TEXTS = {"figures", "words"}
DEAL = {"deal", *TEXTS, *SPEC}
ACCOUNT = {"account", *DEAL}
READING = {"source", "spec"}
MAY_IMPORT: dict[str, set[str]] = {
    "": {
        "account",
        "addendum",
        "amendment",
        "api",
        "awards",
        "change_report",
        "changes",
        "comparing",
        "history",
        "layout",
        "money",
        "preview",
        "problems",
        "reading",
        "redline",
        "review",
        "scenarios",
        "spec",
    },
    "problems": set(),
    "money": set(),
    "file_contents": set(),
    "zip_file": set(),
    "files": {"file_contents", "problems"},
    "usage": set(),
    "confined": {"problems", "usage"},
    "watched": {"confined", "problems", "usage"},
    "style": {"problems", "zip_file"},
    "source": {"file_contents", "problems", "words", "zip_file"},
    "pack": {"file_contents", "problems", "source", "style", "zip_file"},
    "spec": {"money", "problems"},
    "words": set(),
    "figures": {"money"},
    "deal": {*TEXTS, *SPEC},
    "account": DEAL,
    "changes": ACCOUNT,
    "imprint": set(),
    "law": {"imprint", "money", "pack", "problems"},
    "counsel": {"document", "imprint", "law", "problems", "spec"},
    "policy": {"changes", "counsel", "law", *ACCOUNT},
    "library": {"law", "pack", *DEAL},
    "charts": {"money"},
    "render": {"charts", "confined", "files", "law", "library", "pack", "style", *ACCOUNT},
    "document": {"problems"},
    "intake": {"file_contents", "pack", "problems", "zip_file"},
    "workbook": set(),
    "history": {
        "addendum",
        "amendment",
        "amendments",
        "build",
        "changes",
        "checking",
        "document",
        "file_contents",
        "inspection",
        "money",
        "pack",
        "problems",
        "progress",
        "published",
        "reading",
        "source",
        "spec",
        "words",
    },
    "amendments": {"changes", "document", "policy", "problems", "render", "results", "words", *ACCOUNT},
    "amendment": {
        "account",
        "amendments",
        "build",
        "checking",
        "document",
        "law",
        "layout",
        "naming",
        "pack",
        "policy",
        "problems",
        "progress",
        "published",
        "reading",
        "render",
        "source",
        "spec",
        "trees",
    },
    "statement": {"results", *ACCOUNT},
    "sheets": {"statement", "workbook", *ACCOUNT},
    "writers": {"document", "files", "style", "problems", "workbook"},
    "reference": {"pack", "policy", "problems", "spec"},
    "published": {"document", "pack", "policy", "problems", "source", "spec"},
    "clauses": {"document", "library", "pack", "problems", "render", "source", "spec", "words"},
    "review": {
        "account",
        "counsel",
        "deal",
        "document",
        "money",
        "pack",
        "policy",
        "problems",
        "source",
        "spec",
        "words",
    },
    "readers": {"confined", "document", "problems", "zip_file"},
    "signing": {"confined", "problems", "readers", "words"},
    "inspection": {
        "build",
        "document",
        "file_contents",
        "layout",
        "pack",
        "policy",
        "problems",
        "progress",
        "published",
        "readers",
        "signing",
        "source",
        "words",
        "writers",
    },
    "taken_back": {
        "checking",
        "document",
        "file_contents",
        "files",
        "inspection",
        "library",
        "pack",
        "policy",
        "problems",
        "published",
        "reading",
        "readers",
        "trees",
        "writers",
        "zip_file",
        *READING,
    },
    "example": {"problems", "vetting"},
    "codes": {"pack", "problems", "reference"},
    "new": {"money", "pack", "problems", "source", "spec"},
    "__main__": {"cli"},
    "addenda": {"changes", "document", "problems", "render", "spec"},
    "addendum": {
        "account",
        "addenda",
        "checking",
        "document",
        "law",
        "layout",
        "naming",
        "pack",
        "package",
        "policy",
        "problems",
        "progress",
        "published",
        "reading",
        "render",
        "sheets",
        "source",
        "spec",
        "trees",
    },
    "estimate": {
        "document",
        "forecast",
        "layout",
        "naming",
        "pack",
        "problems",
        "progress",
        "reading",
        "render",
        "scenarios",
        "source",
    },
    "summaries": {"source", *ACCOUNT},
    "summary": {
        "checking",
        "document",
        "imprint",
        "layout",
        "library",
        "naming",
        "pack",
        "problems",
        "progress",
        "published",
        "reading",
        "render",
        "source",
        "spec",
        "summaries",
        "words",
    },
    "trees": {
        "account",
        "counsel",
        "document",
        "pack",
        "policy",
        "problems",
        "published",
        "render",
        "source",
        "spec",
    },
    "comparing": {
        "changes",
        "checking",
        "file_contents",
        "inspection",
        "law",
        "pack",
        "policy",
        "problems",
        "published",
        "readers",
        "reading",
        "rewording",
        "source",
        "spec",
    },
    "rewording": {"changes", "document", "pack", "problems", "published", "spec", "trees"},
    "change_report": {
        "changes",
        "comparing",
        "document",
        "layout",
        "naming",
        "pack",
        "progress",
        "reading",
        "render",
    },
    "naming": {"spec"},
    "in_parts": {
        "checking",
        "document",
        "layout",
        "naming",
        "pack",
        "policy",
        "problems",
        "progress",
        "published",
        "reading",
        "source",
        "trees",
    },
    "package": {
        "build",
        "checking",
        "layout",
        "naming",
        "pack",
        "policy",
        "problems",
        "progress",
        "reading",
        "source",
        "trees",
    },
    "progress": set(),
    "redline": {
        "changes",
        "checking",
        "comparing",
        "document",
        "inspection",
        "layout",
        "naming",
        "pack",
        "policy",
        "problems",
        "progress",
        "published",
        "reading",
        "source",
        "spec",
        "trees",
    },
    "reading": {"pack", "problems", *READING},
    "layout": {"confined", "document", "pack", "problems", "progress", "style", "writers"},
    "reviewing": {
        "checking",
        "counsel",
        "document",
        "law",
        "layout",
        "naming",
        "pack",
        "policy",
        "problems",
        "progress",
        "published",
        "reading",
        "render",
        "review",
        "source",
        "spec",
        "trees",
    },
    "api": {
        "reviewing",
        "account",
        "build",
        "checking",
        "estimate",
        "files",
        "forecast",
        "in_parts",
        "layout",
        "naming",
        "pack",
        "package",
        "problems",
        "progress",
        "reading",
        "review",
        "scenarios",
        "spec",
        "summary",
        "trees",
    },
    "build": {
        "account",
        "checking",
        "clauses",
        "document",
        "law",
        "layout",
        "library",
        "naming",
        "pack",
        "policy",
        "problems",
        "progress",
        "published",
        "reading",
        "render",
        "results",
        "sheets",
        "statement",
        "trees",
        "verifying",
        "writers",
        *READING,
    },
    "results": {"file_contents", *READING, *ACCOUNT},
    "studio_server": {"file_contents", "files", "problems", "show", "source", "studio"},
    "vetting": {
        "build",
        "confined",
        "document",
        "law",
        "library",
        "pack",
        "policy",
        "problems",
        "render",
        "review",
        "words",
        "writers",
    },
    "verifying": {"checking", "problems", "reading", "results", *READING, *ACCOUNT},
    "designer": {"law", "policy", "reading", "source", *ACCOUNT},
    "what_if": {"scenarios", "source", *ACCOUNT},
    "explain": {"account", "checking", "deal", "problems", "reading", "results", "source", "spec"},
    "checking": {"law", "library", "pack", "policy", "problems", "reading", "render", *READING, "writers"},
    "scenarios": {"charts", "source", *ACCOUNT},
    "forecast": {"checking", "law", "pack", "problems", "reading", "scenarios", *READING},
    "batch": {
        "build",
        "file_contents",
        "files",
        "layout",
        "naming",
        "pack",
        "package",
        "problems",
        "published",
        "reading",
        "show",
        "source",
        "words",
        "writers",
    },
    "portfolio": {
        "account",
        "build",
        "checking",
        "money",
        "problems",
        "reading",
        "sheets",
        "show",
        "source",
        "spec",
        "statement",
        "words",
        "workbook",
    },
    "show": {"awards", "results", *ACCOUNT},
    "preview": {
        "changes",
        "checking",
        "document",
        "law",
        "layout",
        "money",
        "naming",
        "pack",
        "policy",
        "problems",
        "progress",
        "published",
        "render",
        "trees",
        "words",
        "reading",
        *READING,
    },
    "studio": {
        "build",
        "changes",
        "layout",
        "preview",
        "checking",
        "deal",
        "designer",
        "example",
        "explain",
        "law",
        "money",
        "new",
        "pack",
        "policy",
        "problems",
        "reading",
        "results",
        "review",
        "show",
        "statement",
        "verifying",
        "vetting",
        "what_if",
        "words",
        *READING,
        *ACCOUNT,
        "package",
        "writers",
    },
    "awards": {"account", "checking", "money", "problems", "reading", "words", *READING},
    "cli": {
        "addendum",
        "amendment",
        "api",
        "awards",
        "batch",
        "build",
        "change_report",
        "changes",
        "checking",
        "clauses",
        "codes",
        "comparing",
        "confined",
        "designer",
        "document",
        "estimate",
        "example",
        "explain",
        "files",
        "forecast",
        "history",
        "inspection",
        "intake",
        "layout",
        "naming",
        "new",
        "pack",
        "package",
        "policy",
        "portfolio",
        "preview",
        "problems",
        "progress",
        "reading",
        "redline",
        "results",
        "review",
        "scenarios",
        "show",
        "signing",
        "source",
        "spec",
        "statement",
        "studio_server",
        "summary",
        "taken_back",
        "verifying",
        "vetting",
        "watched",
        "writers",
    },
}
"""A room may always import itself. `cli` reads `dump` from document and types from the rest."""

LIVES_IN: dict[str, set[str]] = {
    "yaml": {"source"},
    "pydantic": {"preview", "spec", "source", "style", "pack"},
    "pydantic_core": {"spec", "source"},
    "holidays": {"deal"},
    "jinja2": {"render"},
    "markupsafe": {"render"},
    "markdown_it": {"render"},
    "lxml": {"writers"},
    "weasyprint": {"writers"},
    "xlsxwriter": {"writers"},
    "pikepdf": {"writers"},
    "pypdf": {"readers"},
    "pyhanko": {"signing"},
    "pyhanko_certvalidator": {"signing"},
    "fontTools": {"writers"},
    "mammoth": {"intake"},
    "click": {"cli"},
    "distributed": {"batch"},
    "starlette": {"studio_server"},
    "uvicorn": {"studio_server"},
}

LONGEST_FILE = 330
LONGEST_FUNCTION = 60


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


@cache
def imports_of(path: Path) -> list[str]:
    """Every module imported, also inside functions and for types only."""
    found = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [node.module or ""]
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    ours = {
        name.split(".")[1] if "." in name else "the package root"
        for name in imports_of(path)
        if name.split(".")[0] == "obcgen"
    }
    assert room == "" or room in MAY_IMPORT, f"the room {room} is not on the table of the design"
    assert ours - {room} <= MAY_IMPORT.get(room, set()), f"{path.name} imports from a room above it"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_lives_in_its_room(path: Path) -> None:
    for name in imports_of(path):
        rooms = LIVES_IN.get(name.split(".")[0])
        assert rooms is None or room_of(path) in rooms, f"{name} does not belong in {path.name}"


def test_no_import_circle_between_modules() -> None:
    names = {
        ".".join(("obcgen", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in modules()
    }
    graph = {
        name: {target for target in imports_of(path) if target in names and target != name}
        for name, path in names.items()
    }
    while leaves := {name for name, targets in graph.items() if not targets & graph.keys()}:
        graph = {name: targets for name, targets in graph.items() if name not in leaves}
    assert not graph, f"these modules import each other in a circle: {sorted(graph)}"


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "manager", "misc"])
def test_modules_are_named_for_a_thing_or_an_arrow(word: str) -> None:
    assert [path for path in modules() if word in path.stem.split("_")] == []


def test_a_module_named_base_is_about_base_funding() -> None:
    named = [path.stem for path in modules() if "base" in path.stem.split("_")]
    assert {*named, "base_funding"} == {"base_funding"}


def test_only_the_deal_and_its_rules_read_the_keys_of_payment_lines() -> None:
    for path in modules():
        rates = [
            node
            for node in nodes(path)
            if isinstance(node, ast.Attribute)
            and node.attr in {"rates", "best_of", "share_of", "group_result"}
        ]
        assert not rates or room_of(path) in {"deal", "library", "policy", "render"}, path


def test_only_one_module_opens_zip_files_to_read_them() -> None:
    for path in modules():
        opened = [
            node
            for node in nodes(path)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "ZipFile"
            and len(node.args) == 1
        ]
        assert not opened or path.name == "zip_file.py", path


def test_only_cli_prints_and_exits() -> None:
    for path in modules():
        calls = {
            node.func.id
            for node in nodes(path)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert room_of(path) == "cli" or not calls & {"print", "exit", "input"}, path


def test_no_float_enters_money_spec_deal_account_or_policy() -> None:
    for path in modules():
        if room_of(path) not in {"money", "figures", "spec", "deal", "account", "policy"}:
            continue
        for node in nodes(path):
            is_float = isinstance(node, ast.Name) and node.id == "float"
            is_literal = isinstance(node, ast.Constant) and type(node.value) is float
            found = is_float or is_literal
            assert not found, f"{path}:{getattr(node, 'lineno', 0)}"


def test_files_and_functions_stay_small() -> None:
    for path in modules():
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= LONGEST_FILE, path
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{path}:{node.lineno} {node.name} has {length} lines"


def test_a_code_of_a_problem_is_never_declared_twice() -> None:
    seen: dict[str, str] = {}
    for path in modules():
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Kind":
                first = node.args[0]
                assert isinstance(first, ast.Constant)
                assert isinstance(first.value, str)
                assert first.value not in seen, f"{first.value} in {path.name} and {seen[first.value]}"
                seen[first.value] = path.name
    assert len(seen) > 20
