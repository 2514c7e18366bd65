"""How long a preview takes after an edit, in a process that is warm: median, in milliseconds of computing."""

from __future__ import annotations

import gc
from pathlib import Path
from statistics import median
from time import process_time

from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

SPEC = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
ROUNDS = 10


def main() -> None:
    """Print a line for each document of Denver, whole and with an open price."""
    gc.freeze()
    text = SPEC.read_text(encoding="utf-8")
    open_ = text.replace("not_to_exceed: $1,200,000", "not_to_exceed: <the most that is paid>")
    for name, spec in (("whole", text), ("one blank", open_)):
        for kind in ("rfp", "contract"):
            times = [_after_an_edit(spec, kind, number) for number in range(ROUNDS + 2)][2:]
            print(f"{name:10} {kind:9} {1000 * median(times):6.0f} ms")


def _after_an_edit(text: str, kind: str, number: int) -> float:
    desk = Desk(SPEC.name, text.replace("group_size: 4", f"group_size: {number + 1}"))
    start = process_time()
    _, reply = answer(desk, {"do": "preview", "document": kind})
    if not reply["ok"]:
        raise SystemExit(f"no preview: {reply}")
    return process_time() - start


if __name__ == "__main__":
    main()
