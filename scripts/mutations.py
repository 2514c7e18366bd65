"""How many slips the tests find: code is changed in one place, the tests run, and somebody should complain.

    python scripts/mutations.py                        40 slips drawn with seed 1
    python scripts/mutations.py --count 100 --seed 7   others
    python scripts/mutations.py --file account/limiting.py --line 77 --map lines.json

Each slip is of a kind that people make: an edge, one more or less, a limit left out, another rounding, a
prefix cut short, a term left out, branches swapped. All is done in a copy of the tree. There the tests run
once without any slip, which tells who runs which line; `--map` keeps that in a file for the next time, as
long as the code stays as it is. Then one slip at a time: first some tests that run its line, those that run
little else before others, then all that do, and all in files that import its module. The first that fails
has found it. Exit status 1 if fewer are found than `--least` asks for, in percent.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from slipping import Slip, enter, judged, mapped

ROOT: Final = Path(__file__).parent.parent
CODE: Final = Path("generator") / "obcgen"
ROOMS: Final = (
    "money.py", "figures.py", "words.py", "deal", "account", "policy", "results", "scenarios", "sheets",
    "statement",
)  # fmt: skip
"""Where slips cost money; a room that is not there is passed over."""
TESTS: Final = (
    "deal", "account", "policy", "designs", "oracle", "results", "scenarios", "statement", "sheets",
    "public_deals", "test_money.py", "test_words.py", "test_cases.py", "test_explain.py", "test_awards.py",
)  # fmt: skip
"""The tests that may find a slip: those of these rooms, and across them."""
EDGES: Final = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: ">=", ast.NotEq: "<"}
ROUNDINGS: Final = {"floor": "ceil", "ceil": "floor", "_nearest": "floor", "round": "int"}
TERMS: Final = (ast.Add, ast.Sub)
_LOOSE: Final = (ast.BoolOp, ast.BinOp, ast.Compare, ast.IfExp, ast.NamedExpr)


class _Source:
    """A file's syntax tree, and the bytes at which its parts stand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = path.read_bytes()
        self.tree = ast.parse(self.bytes)
        self._starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr) -> tuple[int, int]:
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def text(self, node: ast.expr) -> str:
        """Return how a part is written, in the brackets that hold it together."""
        start, end = self.span(node)
        text = self.bytes[start:end].decode()
        bracketed = (
            isinstance(node, _LOOSE) and self.bytes[start - 1 : start] + self.bytes[end : end + 1] == b"()"
        )
        return f"({text})" if bracketed else text

    def slip(self, kind: str, node: ast.expr, text: str) -> Slip:
        start, end = self.span(node)
        return Slip(kind, self.path, node.lineno, start, end, self.bytes[start:end].decode(), text)


# --- the slips there are --------------------------------------------------------------------------


def slips(path: Path) -> Iterator[Slip]:
    """Yield every slip that can be made in a file."""
    source = _Source(path)
    told = {id(node) for one in ast.walk(source.tree) for node in _said(one)}
    for node in ast.walk(source.tree):
        if id(node) not in told:
            yield from _of(source, node)


def _said(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is only said, as types are, and the texts inside a text, which stand for the whole of it."""
    for field in ("annotation", "returns"):
        if (said := getattr(node, field, None)) is not None:
            yield from ast.walk(said)
    if isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))


def _of(source: _Source, node: ast.AST) -> Iterator[Slip]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in EDGES:
            texts = source.text(left), EDGES[type(op)], source.text(right)
            if _is_number(right) or not isinstance(op, ast.Eq | ast.NotEq):
                yield source.slip("edge", node, f"({' '.join(texts)})")
        case ast.BinOp(left=left, op=op, right=right) if isinstance(op, TERMS):
            yield source.slip("dropped term", node, f"({source.text(left)})")
            if isinstance(right, ast.Constant) and right.value == 1:
                other = "-" if isinstance(op, ast.Add) else "+"
                yield source.slip("one more or less", node, f"({source.text(left)} {other} 1)")
        case ast.UnaryOp(op=ast.USub(), operand=ast.BinOp(left=ast.UnaryOp(operand=top), right=below)):
            yield source.slip("rounding", node, f"({source.text(top)} // {source.text(below)})")
        case ast.IfExp(test=test, body=body, orelse=other):
            swapped = f"{source.text(other)} if {source.text(test)} else {source.text(body)}"
            yield source.slip("swapped branches", node, f"({swapped})")
        case ast.BoolOp(op=op, values=[first, second]):
            word = "or" if isinstance(op, ast.And) else "and"
            yield source.slip(
                "swapped branches", node, f"({source.text(first)} {word} {source.text(second)})"
            )
        case ast.Call():
            yield from _of_call(source, node)
        case ast.JoinedStr() | ast.Constant(value=str()):
            yield from _of_formula(source, node)


def _of_call(source: _Source, call: ast.Call) -> Iterator[Slip]:
    match call:
        case ast.Call(func=ast.Name(id="max" | "min" as name), args=[first, second]):
            yield source.slip(f"dropped {name}", call, f"({source.text(first)})")
            yield source.slip(f"dropped {name}", call, f"({source.text(second)})")
        case ast.Call(func=ast.Name(id=name)) if name in ROUNDINGS:
            yield source.slip("rounding", call.func, ROUNDINGS[name])
        case ast.Call(func=ast.Attribute(attr="startswith"), args=[prefix]):
            text = source.text(prefix)
            if text[-2] in "._-:":
                yield source.slip("prefix", prefix, f"{text[:-2]}{text[-1]}")


def _of_formula(source: _Source, node: ast.JoinedStr | ast.Constant) -> Iterator[Slip]:
    """Yield a spreadsheet's formula without its inner rounding."""
    text = source.text(node)
    if text.count("ROUND(") == 2 and ",4)" in text:
        at = text.index("ROUND(", text.index("ROUND(") + 1)
        yield source.slip(
            "rounding", node, text[:at] + text[at:].replace("ROUND(", "(", 1).replace(",4)", ")")
        )


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


# --- drawing and judging --------------------------------------------------------------------------


def drawn(count: int, seed: int, tree: Path) -> list[Slip]:
    """Return slips by chance: the kind first, so that rare kinds are drawn as often as common ones.

    Each slip has its own lot, so that the same are drawn again when code changes elsewhere.
    """
    chance = random.Random(seed)
    kinds: dict[str, list[Slip]] = {}
    for path in sorted(each for room in ROOMS for each in _files(tree / CODE / room)):
        for slip in slips(path):
            kinds.setdefault(slip.kind, []).append(slip)
    lots = {kind: iter(sorted(each, key=lambda slip: _lot(slip, seed, tree))) for kind, each in kinds.items()}
    chosen = (next(lots[chance.choice(sorted(lots))], None) for _ in range(count))
    return [slip for slip in chosen if slip is not None]


def _lot(slip: Slip, seed: int, tree: Path) -> bytes:
    place = slip.file.relative_to(tree).as_posix()
    return sha256(repr((seed, place, slip.kind, slip.sound.encode(), slip.text)).encode()).digest()


def _files(room: Path) -> Iterator[Path]:
    yield from room.rglob("*.py") if room.is_dir() else [room] * room.exists()


def shown(slip: Slip) -> str:
    """Return what the slip changes, as lines taken away and added."""
    before = slip.file.read_bytes()
    old, new = (text.decode().splitlines() for text in (before, slip.applied(before)))
    lines = [
        line for line in difflib.unified_diff(old, new, lineterm="", n=0) if line[:3] not in {"---", "+++"}
    ]
    return "\n".join(f"    {line}" for line in lines if not line.startswith("@@"))


# --- the run --------------------------------------------------------------------------------------


def main() -> int:
    """Draw slips, make each in a copy of the tree, and print which the tests found."""
    given = _given()
    with TemporaryDirectory() as folder:
        tree = copied(Path(folder).resolve() / "tree")
        chosen = _chosen(given, tree)
        if given.list:
            print("\n".join(f"{slip.place}\n{shown(slip)}" for slip in chosen))
            return 0
        tests = [tree / "tests" / name for name in TESTS if (tree / "tests" / name).exists()]
        enter(tree)
        lines = mapped(tree, tests, given.map)
        found = judged(chosen, tests, tree, lines, _tell)
    score = 100 * len(found) / max(1, len(chosen))
    print(f"found {len(found)} of {len(chosen)}: {score:.0f} %")
    return int(score < given.least)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make slips in a copy of the code and count those found.")
    parser.add_argument("--count", type=int, default=40, help="how many slips to draw")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--file", default="", help="only in this file, such as account/limiting.py")
    parser.add_argument("--line", type=int, default=0, help="only on this line of the file")
    parser.add_argument(
        "--map", type=lambda text: Path(text).resolve(), help="file that keeps which tests run which lines"
    )
    parser.add_argument("--least", type=float, default=0, help="percent to be found for exit status 0")
    parser.add_argument("--list", action="store_true", help="show the slips and run nothing")
    return parser.parse_args()


def copied(tree: Path) -> Path:
    """Copy what belongs to the project, as it stands in the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tree / name)
    return tree


def _chosen(given: argparse.Namespace, tree: Path) -> list[Slip]:
    if not given.file:
        return drawn(given.count, given.seed, tree)
    of_file = slips(tree / CODE / given.file)
    return [slip for slip in of_file if given.line in {0, slip.line}]


def _tell(slip: Slip, by: str) -> None:
    """Print what became of one slip."""
    print(slip.place, f"found by {by}" if by else f"NOT FOUND\n{shown(slip)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
