"""Writes every figure and every word that the program makes of its deals, to hold a change against them.

    python scripts/freeze.py FOLDER                  write the outputs and their SHA-256 into a folder
    python scripts/freeze.py FOLDER --against OTHER  write them, and say what differs from another folder

Each output is one file, and SHA256SUMS lists them all: `sha256sum --check` reads it, and `diff -r` shows what
changed. The deals are those under specs/, the public deals of the tests with the results that were published,
and deals drawn at random from a seed; where tests/oracle has come to draw otherwise, these differ. With
`--documents` Word and PDF are written too, which takes minutes.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "oracle"), str(ROOT / "tests" / "public_deals")]

from drawn_settlements import draw  # noqa: E402
from test_public_deals import CASES, RESULTS  # noqa: E402

from obcgen.account.examples.examples import worked_examples  # noqa: E402
from obcgen.build import settled  # noqa: E402
from obcgen.cli import main  # noqa: E402
from obcgen.explain import trace  # noqa: E402
from obcgen.problems import ObcgenError  # noqa: E402

SPECS = sorted((ROOT / "specs").glob("*.yaml"))
PACKS = ("", *sorted(path.name for path in (ROOT / "templates" / "packs").iterdir() if path.is_dir()))
DRAWN = 40
"""So many deals are drawn at random unless another number is given."""

COMPLETE = {
    "provider": {"name": "Provider", "address": "2 Main Street, Denver, CO 80203"},
    "verification": {
        "provider_must": {"records": {"duty": "Keep records", "by": "monthly", "evidence": "the records"}},
        "dispute": {"notice": "10 business days", "steps": ["independent verifier"]},
    },
    "duties": {
        "district": {"rosters": {"duty": "Provide rosters", "measure": "all", "cure": "10 days"}},
        "provider": {"delivery": {"duty": "Deliver", "measure": "as planned", "cure": "10 days"}},
    },
}
TERMINATION = {"cause": {"cure": "15 days"}, "settlement": {"base": "pro_rata", "outcomes": "reached"}}
"""What a deal drawn at random lacks to be a contract."""

Outputs = Iterator[tuple[str, bytes]]


def run(*words: str | Path) -> bytes:
    """Return what a command prints, problems included, and how it ended."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    crash = repr(done.exception) if done.exception and not isinstance(done.exception, SystemExit) else ""
    told = done.output.replace(str(ROOT), "ROOT")
    return f"{told}[exit {done.exit_code}] {crash}\n".encode()


def files(name: str, *words: str | Path) -> Outputs:
    """Yield each file that a command writes; where it writes none, what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        told = run(*words, "--output", folder, "--quiet")
        made = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
        yield from ((f"{name}/{path.name}", path.read_bytes()) for path in made)
    if not made:
        yield f"{name}/refused.txt", told


def of_plan(spec: Path) -> Outputs:
    """Yield what follows from a spec alone: problems, schedule, scenarios, every figure explained."""
    name = spec.stem
    yield f"{name}/check.json", run("check", spec, "--json")
    yield f"{name}/schedule.txt", run("schedule", spec)
    yield f"{name}/schedule.json", run("schedule", spec, "--json")
    yield from files(name, "schedule", spec, "--format", "csv", "--format", "xlsx")
    yield f"{name}/scenarios.json", run("scenarios", spec, "--json")
    yield f"{name}/scenarios.txt", run("scenarios", spec)
    yield f"{name}/explain.txt", run("explain", spec, "--list")
    yield from explained(name, spec, None)


def of_results(name: str, spec: Path, results: Path) -> Outputs:
    """Yield what follows from results: the settlement, its statement, every figure explained."""
    yield f"{name}/settlement.txt", run("settle", spec, results)
    yield f"{name}/settlement.json", run("settle", spec, results, "--json")
    for edition in ("full", "finance"):
        words = ("settle", spec, results, "--edition", edition, "--format", "csv", "--format", "xlsx")
        yield from files(f"{name}/{edition}", *words)
    yield from explained(f"{name}/settled", spec, results)


def explained(name: str, spec: Path, results: Path | None) -> Outputs:
    """Yield how every figure came about, in one file."""
    try:
        figures = trace(spec, results)[0].figures
    except ObcgenError as error:
        figures = {}
        yield (
            f"{name}/explain-refused.txt",
            "".join(f"{p.code} {p.message}\n" for p in error.problems).encode(),
        )
    told = "".join(f"{figure}\n" for figure in figures.values())
    yield f"{name}/explained.txt", told.encode()


def of_documents(spec: Path, pack: str, formats: Iterable[str]) -> Outputs:
    """Yield the documents of a spec with a pack: their trees, and their files."""
    name, chosen = f"{spec.stem}/{pack or 'built-in'}", ("--pack", pack) if pack else ()
    for kind in ("rfp", "response", "contract"):
        yield f"{name}/{kind}-tree.txt", run("tree", spec, "--document", kind, *chosen)
    for command in ("rfp", "contract"):
        for form in formats:
            yield from files(name, command, spec, "--format", form, *chosen)
    yield f"{name}/clauses.json", run("clauses", spec, "--json", *chosen)
    yield f"{name}/review.json", run("review", spec, "--json", *chosen)


def public_deals() -> Outputs:
    """Yield what follows from the public deals and their published results."""
    folder = ROOT / "tests" / "public_deals"
    for spec in sorted(folder.glob("*.yaml")):
        if spec.stem != "basis":
            yield from of_plan(spec)
    for number, made in enumerate(CASES):
        with tempfile.TemporaryDirectory() as place, chdir(place):
            results = written({**RESULTS, **made.results}, made.rows)
            yield from of_results(f"{made.deal}/{number:02d}", folder / f"{made.deal}.yaml", results)


def drawn_deals(count: int) -> Outputs:
    """Yield what follows from deals drawn at random, those that the rules refuse included."""
    for seed in range(count):
        made = draw(seed)
        with tempfile.TemporaryDirectory() as place, chdir(place):
            spec = Path(f"drawn-{seed:03d}.yaml")
            whole = {**COMPLETE, **made.spec}
            whole["agreement"] = {"termination": TERMINATION, **whole["agreement"]}
            spec.write_text(json.dumps(whole), encoding="utf-8")
            results = written(made.results, made.rows)
            yield from of_plan(spec)
            yield from of_results(f"{spec.stem}/results", spec, results)
            yield f"{spec.stem}/examples.txt", examples(spec, results)


def examples(spec: Path, results: Path) -> bytes:
    """Return the worked examples of a deal that can be settled."""
    try:
        deal = settled(spec, results)[0]
    except ObcgenError:
        return b"refused\n"
    told = (
        f"{x.kind} {x.lines} {x.title}: {x.situation} {x.computation} {x.amount}"
        for x in worked_examples(deal)
    )
    return "".join(f"{text}\n" for text in told).encode()


def written(results: dict[str, object], rows: list[dict[str, str]]) -> Path:
    """Write results and their table here, and return where."""
    if rows:
        results = {**results, "participants": "people.csv"}
        with Path("people.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
    Path("results.yaml").write_text(json.dumps(results), encoding="utf-8")
    return Path("results.yaml")


def shipped(formats: Iterable[str]) -> Outputs:
    """Yield what follows from the specs that come with the program."""
    for spec in SPECS:
        yield from of_plan(spec)
        for pack in PACKS:
            yield from of_documents(spec, pack, formats)
        for results in sorted((ROOT / "specs" / "results").glob(f"{spec.stem}*.yaml")):
            yield from of_results(f"{spec.stem}/{results.stem}", spec, results)
            yield from files(f"{spec.stem}/{results.stem}", "settle", spec, results, "--format", "docx")


def freeze(folder: Path, formats: Iterable[str], count: int) -> dict[str, str]:
    """Write every output into a folder and return the SHA-256 of each."""
    sums = {}
    kinds: tuple[Callable[[], Outputs], ...] = (
        lambda: shipped(formats),
        public_deals,
        lambda: drawn_deals(count),
    )
    for outputs in kinds:
        for name, content in outputs():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            sums[name] = sha256(content).hexdigest()
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (folder / "SHA256SUMS").write_text(lines, encoding="utf-8")
    return sums


def read_sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each output of a folder written before."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def different(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return what is new, gone or changed."""
    names = sorted({*before, *now})
    return [
        f"{'new' if name not in before else 'gone' if name not in now else 'changed'}  {name}"
        for name in names
        if before.get(name) != now.get(name)
    ]


def start() -> int:
    """Read the command line, write, compare, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, help="a folder written before")
    parser.add_argument("--documents", action="store_true", help="Word and PDF too")
    parser.add_argument("--drawn", type=int, default=DRAWN, help="how many deals are drawn at random")
    asked = parser.parse_args()
    formats = ("html", "docx", "pdf") if asked.documents else ("html",)
    sums = freeze(asked.folder.absolute(), formats, asked.drawn)
    print(f"{len(sums)} outputs in {asked.folder}")
    found = different(read_sums(asked.against), sums) if asked.against else []
    print("\n".join([*found, f"{len(found)} differ"]) if asked.against else "nothing to compare with")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(start())
