"""Times a table of 100 to 3,200 rows, from the tree to the file: Word, and PDF by both engines.

Twice the rows may take twice the processor time and 15 % more. All sizes of one way are made by one
process, which has made a short table before.
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from time import process_time

from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.pack import builtin
from obcgen.writers import WRITERS, fitted
from obcgen.writers.to_pdf import to_pdf as by_weasyprint
from obcgen.writers.typst_pdf import to_pdf as by_typst

ROWS = (100, 200, 400, 800, 1_600, 3_200)
RUNS = int(os.environ.get("RUNS", "3"))
WAYS = {"Word": WRITERS["docx"], "PDF by Typst": by_typst, "PDF by WeasyPrint": by_weasyprint}
MOST = 2 * 1.15


def table(rows: int) -> Document:
    """Return a document that is one table of four columns."""
    head = "".join(f"<th>{name}</th>" for name in ("What", "When", "Pays", "State"))
    body = "".join(
        f"<tr><td>Assessment of reading {n}</td><td>2028-05-15</td><td>$1,250.00</td><td>reached</td></tr>"
        for n in range(rows)
    )
    return resolve(
        from_html(
            '<article data-kind="rfp" data-name="Report" data-title="Rows" data-number="1"'
            ' data-owner="District" data-status="final" data-section-word="Section"'
            ' data-attachment-word="Attachment" lang="en-US">'
            '<section id="rows" data-kind="body" data-title="Rows"><table id="all" data-widths="40 20 20 20">'
            "<caption>Rows</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></section></article>"
        )
    )


def measured(name: str) -> list[float]:
    """Return the processor time of each size, the least of several runs."""
    style, found = builtin().style, []
    WAYS[name](fitted(table(10), style), style)
    for rows in ROWS:
        times = []
        for _ in range(RUNS):
            tree = table(rows)
            start = process_time()
            WAYS[name](fitted(tree, style), style)
            times.append(process_time() - start)
        found.append(min(times))
    return found


def main() -> int:
    """Print a table; return 1 where a step costs more than it may."""
    if len(sys.argv) > 1:
        print(*(f"{each:.3f}" for each in measured(sys.argv[1])))
        return 0
    worst = 0.0
    print(f"| rows | {' | '.join(f'{each:,}' for each in ROWS)} | the largest step |\n|---|{'---|' * 7}")
    for name in WAYS:
        told = subprocess.run([sys.executable, __file__, name], check=True, capture_output=True, text=True)
        times = [float(each) for each in told.stdout.split()]
        step = max(after / before for before, after in pairwise(times))
        worst = max(worst, step)
        print(f"| {name}, CPU s | {' | '.join(f'{each:.2f}' for each in times)} | {step:.2f} |")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
