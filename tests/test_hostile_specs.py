"""No text makes check break, hang or use more than 300 MB: each is checked in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

Checks = subprocess.Popen[str]
DENVER = (Path(__file__).parent.parent / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")
MOST_MEMORY = 300 * 1024
"""In KB, as the system counts it."""
CHECKS = """
import os, resource, sys
from pathlib import Path
from obcgen.cli import main
try:
    main(["check", sys.argv[1]])
except SystemExit:
    pass
for line in sys.stdin:
    spec, said = line.rstrip().split("\\t")
    sys.stdout.flush()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        file = os.open(said, os.O_WRONLY | os.O_CREAT)
        os.dup2(file, 1)
        os.dup2(file, 2)
        main(["check", spec])
    _, status, used = os.wait4(child, 0)
    print(f"used {status} {used.ru_maxrss}", flush=True)
"""
"""Checks each file that it is told of in a copy of itself: a small process, as one that a large one starts is
counted as large from its first moment, and one that has read the program already.
The system ends a check that hangs; it counts processor seconds, so a busy machine fails no test."""


def replaced(old: str, new: str) -> str:
    assert old in DENVER, old
    return DENVER.replace(old, new, 1)


def many(pattern: str, size: int = 1_900_000) -> str:
    """Return a pattern with a running number, as often as fits into a size."""
    count = size // (len(pattern) + 6)
    return "".join(pattern.replace("#", str(number)) for number in range(count))


TEXTS = {
    "open brackets": "[" * 1_900_000,
    "open braces": "a: " + "{a: " * 400_000,
    "deep lists": "\n".join("- " * depth for depth in range(1, 1_000)),
    "many keys": many("k#: 1\n"),
    "many keys in braces": "outcomes: {" + many("k#: 1, ") + "}",
    "one key, many times": "a: 1\n" * 400_000,
    "many items": "a: [" + "1, " * 600_000 + "]",
    "many groups of keys": many("k#: {a: 1, b: 2}\n"),
    "many outcomes": DENVER.replace(
        "\noutcomes:\n", "\noutcomes:\n" + many("  k#: {like: fluency}\n", 900_000), 1
    ),
    "likes of likes": "a: {a: {a: 1}}\n" + many("k#: {like: a, x: {like: a}}\n", 60_000),
    "aliases of aliases": "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)),
    "a long word": replaced("title: High-Dosage", "title: " + "x" * 1_900_000),
    "a long text": replaced("  problem: |\n", "  problem: |\n    " + "word " * 300_000 + "\n"),
    "a text of brackets": replaced("  problem: |\n", "  problem: |\n    " + "[" * 40_000 + "\n"),
    "a text of stars": replaced("  problem: |\n", "  problem: |\n    " + "*a_" * 15_000 + "\n"),
    "a text of quotations": replaced("  problem: |\n", "  problem: |\n    " + "> " * 20_000 + "x\n"),
    "a text of lists": replaced("  problem: |\n", "  problem: |\n    " + "- " * 20_000 + "x\n"),
    "one line of quotes": '"' * 1_900_000,
    "a long number": replaced("planned: 500", "planned: " + "9" * 1_900_000),
    "a long amount": replaced("not_to_exceed: $1,200,000", "not_to_exceed: $" + "1,000," * 300_000),
    "many duties": replaced(
        "duties:\n  district:\n", "duties:\n  district:\n" + many("    d#: {duty: x}\n", 400_000)
    ),
    "many wrong duties": replaced(
        "duties:\n  district:\n", "duties:\n  district:\n" + many("    d#: {dty: x}\n", 400_000)
    ),
    "many confidential paths": replaced(
        "  status: draft\n", "  confidential: [" + many("a.b#, ", 300_000) + "]\n"
    ),
    "many schools": replaced("  schools: [", "  schools: [" + many("School #, ", 900_000)),
    "a thousand outcomes alike": replaced(
        "\noutcomes:\n", "\noutcomes:\n" + many("  k#: {like: fluency}\n", 27_000)
    ),
    "many impossible days": replaced(
        "    installments:\n",
        "    installments:\n" + many("      d#: {share: 1%, due: 2027-02-30}\n", 400_000),
    ),
    "many criteria": replaced(
        "  criteria:\n", "  criteria:\n" + many("    d#: {name: a, weight: 1}\n", 400_000)
    ),
    "many rates": replaced(
        "  rates:   ",
        "  rates:\n" + many("    d#: {outcome: fluency, per_participant: $1}\n", 50_000) + "  # ",
    ),
    "tabs": "\t" * 1_900_000,
    "carriage returns": "a: 1\r" * 300_000,
    "spaces": " " * 1_900_000,
    "comments": "# comment\n" * 190_000,
    "dashes": "---\n" * 400_000,
}


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checks]:
    spec = tmp_path_factory.mktemp("first") / "spec.yaml"
    spec.write_text("obcgen: 1\n", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", CHECKS, str(spec)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process


def used(checks: Checks, path: Path, said: Path) -> tuple[int, int]:
    """Return the exit status of a check, as the system gives it, and the most memory that it used."""
    assert checks.stdin
    assert checks.stdout
    checks.stdin.write(f"{path}\t{said}\n")
    checks.stdin.flush()
    told = next(line for line in checks.stdout if line.startswith("used "))
    status, memory = map(int, told.split()[1:])
    return status, memory


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs to know what a process used")
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_answered_with_little_memory(name: str, tmp_path: Path, checks: Checks) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(TEXTS[name], encoding="utf-8")
    status, memory = used(checks, path, tmp_path / "said")
    text = (tmp_path / "said").read_text(encoding="utf-8")
    assert "Traceback" not in text, text[-2000:]
    assert os.waitstatus_to_exitcode(status) in {0, 1}
    assert memory < MOST_MEMORY * (1024 if sys.platform == "darwin" else 1)
    assert max(map(len, text.splitlines())) < 2_000
