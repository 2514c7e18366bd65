"""What a code stands for: the page of a rule, or a sentence about what else a message may tell."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError
from obcgen.reference import NO_RULE, rule_list, rule_page

ROOMS = {
    "API": "the words that a program gives to the library",
    "SRC": "how a spec is written as YAML",
    "SPC": "the form of a value in a spec",
    "LNK": "names in a spec that lead nowhere",
    "FIL": "writing files",
    "PCK": "a district's folder of templates",
    "TPL": "a template",
    "RUN": "what a stranger's pack may use of the computer",
    "DOC": "the document that a template makes",
    "CLS": "the library of clauses",
    "TRM": "the defined terms of the documents",
    "LOOK": "the look of documents",
    "WRT": "a document's text that cannot be printed",
    "RUL": "the rules themselves",
    "REV": "the checklist of the review",
    "RES": "verified results",
    "CSV": "a table of participants",
    "XLS": "an Excel workbook that is read",
    "BAT": "many specs at once",
    "POR": "what many deals cost together",
    "SRV": "the files of the studio",
    "FIN": "what may not be open in a final document",
    "EST": "the independent estimate",
    "SUM": "the summaries for the board and for families",
    "EXP": "a figure whose reckoning is asked for",
    "DIF": "two specs that are compared",
    "HIS": "the history of a deal in a folder",
    "AMD": "an amendment of a contract",
    "ADD": "an addendum to an RFP",
    "IMP": "a Word file that becomes clauses",
    "ENG": "the engine that lays out pages",
    "EXM": "the worked examples",
    "INS": "a finished document that is looked into",
    "RED": "what changed between two documents",
    "TKB": "an edited document that is taken back",
    "SIG": "a signature by certificate",
    "RDR": "a file that is read back",
    "PKG": "the files that an RFP is made of",
    "AWD": "the contracts of one RFP together",
    "STM": "a statement of what is due",
    "EDT": "an edit in the text of a spec",
    "STU": "what a front end asks of the studio",
    "PRV": "a document of a spec that is not whole yet",
    "WIF": "results that somebody supposes",
    "DSG": "prices that are designed",
}
"""What codes are about, by their first letters."""


def listed() -> str:
    """Return every rule on a line: code, severity, title, citation."""
    rows = rule_list()
    lines = [f"{code:<7} {severity:<8} {title} ({cited})" for code, severity, title, cited in rows]
    closing = "obcgen rule CODE prints the page of one, and explains any other code that a message shows."
    return "\n".join([*lines, "", closing]) + "\n"


def explained(code: str, pack: Pack) -> str:
    """Return the page of a rule; of any other code, what it stands for.

    Raises:
        ObcgenError: no message has this code.
    """
    code = _whole(code)
    if code in {row[0] for row in rule_list()}:
        return rule_page(code, pack)
    kinds = every_kind()
    if kind := kinds.get(code):
        about = ROOMS.get(code.split("-")[0], "the spec")
        return f"# {code}\n\n**{kind.title}** ({kind.severity}).\n\nAbout {about}. {_CLOSING}\n"
    near = get_close_matches(code, kinds, n=1)
    hint = f"Did you mean {near[0]}?" if near else "Run obcgen rule to see all of them."
    raise ObcgenError(NO_RULE.problem(f"No message has the code {code}.", found=code, hint=hint))


_CLOSING = "The message itself shows the place, what was found there, and what to write instead."


def _whole(code: str) -> str:
    """Return a code as messages write it: `gui2` is GUI-02."""
    match = re.fullmatch(r"([A-Z]+)-?([0-9]{1,2})", code.strip().upper())
    return f"{match[1]}-{int(match[2]):02d}" if match else code.strip().upper()


@cache
def every_kind() -> Mapping[str, Kind]:
    """Return every kind of Problem that the program knows, by code."""
    found = {}
    for module in pkgutil.walk_packages([str(Path(__file__).parent)], "obcgen."):
        if not module.name.endswith("__main__"):
            values = vars(importlib.import_module(module.name)).values()
            found.update({each.code: each for each in values if isinstance(each, Kind)})
    return MappingProxyType(dict(sorted(found.items())))
