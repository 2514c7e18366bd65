"""Takes 300 scripted edits of Denver's RFP and contract back, and says what became of each kind.

Half of the files are edited with tracked changes, and one in four is saved by LibreOffice before it is read.
Another number of edits may be given. Prints a table; exits with 1 where a changed figure is neither a value
nor flagged, where an edit is lost in silence, or where fewer than 95 % of the edits became the right change.
Takes some minutes.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from obcgen.published import embedded, view  # noqa: E402
from obcgen.reading import reading  # noqa: E402
from obcgen.source import parse  # noqa: E402
from obcgen.spec import Spec  # noqa: E402
from obcgen.taken_back.made import Deal  # noqa: E402
from obcgen.taken_back.taken_back import taken_back  # noqa: E402
from obcgen.writers import WRITERS, fitted  # noqa: E402
from scripted_edits import Script, Scripted, judged  # noqa: E402  it lies with the tests

SPEC = ROOT / "specs" / "denver-literacy.yaml"
HOW_MANY = 300
IN_ONE = 25
SAVED_EVERY = 4
SEED = 2027


def main() -> int:
    """Draw, take back, judge and print."""
    counts: Counter[tuple[str, str]] = Counter()
    for script, (verdict, in_sight) in trials(int(sys.argv[1]) if sys.argv[1:] else HOW_MANY):
        counts[script.kind, verdict] += 1
        counts["all", verdict] += 1
        counts["figures", "in sight" if in_sight else "out of sight"] += script.is_figure
    print("| edit | right change | listed | lost |")
    print("|---|---|---|---|")
    kinds = sorted({kind for kind, _ in counts} - {"figures", "all"})
    for kind in (*kinds, "all"):
        print(f"| {kind} | {' | '.join(str(counts[kind, one]) for one in ('right', 'listed', 'lost'))} |")
    whole = sum(counts["all", one] for one in ("right", "listed", "lost"))
    share = counts["all", "right"] / whole
    unseen = counts["figures", "out of sight"]
    print(f"\n{whole} edits; {share:.1%} became the right change; {unseen} changed figures out of sight.")
    return int(counts["all", "lost"] > 0 or unseen > 0 or share < 0.95)


def trials(count: int) -> Iterator[tuple[Scripted, tuple[str, bool]]]:
    """Yield each edit with what became of it."""
    random = Random(SEED)
    kinds: tuple[Literal["contract", "rfp"], ...] = ("contract", "rfp")
    scripts = [(script_of(kind, random), content_of(kind)) for kind in kinds]
    done = number = 0
    while done < count:
        script, content = scripts[number % len(scripts)]
        edited, made = script.draw(
            content, min(IN_ONE, count - done), "Pat Counsel" if number % 4 > 1 else ""
        )
        if number % SAVED_EVERY == 0:
            edited = saved_by_libreoffice(edited)
        found = taken_back(script.deal, edited)
        for one in made:
            verdict = judged(one, found)
            if verdict[0] != "right":
                print(f"{number}: {one.kind} {one.where} “{one.words[:60]}”: {verdict[0]}", file=sys.stderr)
            yield one, verdict
        done, number = done + len(made), number + 1


def deal_of(kind: Literal["contract", "rfp"]) -> Deal:
    """Return Denver's deal."""
    read = reading(SPEC)
    return Deal(SPEC, SPEC.read_text(encoding="utf-8"), kind, read.pack, read.source)


def script_of(kind: Literal["contract", "rfp"], random: Random) -> Script:
    """Return what edits of a document are drawn from."""
    return Script(deal_of(kind), random)


def content_of(kind: Literal["contract", "rfp"]) -> bytes:
    """Return a document of Denver's in Word."""
    deal = deal_of(kind)
    tree, style = deal.tree(), deal.pack.style.of(kind)
    shown = view(kind, deal.source, parse(deal.source, Spec))
    return WRITERS["docx"](fitted(tree, style), style, embedded(kind, shown, tree.number, deal.pack))


def saved_by_libreoffice(content: bytes) -> bytes:
    """Return a Word file as LibreOffice saves it again."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "edited.docx").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        out = Path(folder) / "out"
        command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(out)]
        subprocess.run([*command, str(Path(folder) / "edited.docx")], check=True, capture_output=True)
        return (out / "edited.docx").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
