"""Notes and gaps that a drafter leaves: a reminder, a merge field, a date of crosses, a bare “to come”."""

from __future__ import annotations

import re

_COUNSEL = r"(?:outside |general )?counsel|(?:district |board )?attorney|lawyer|legal"
_OFFICE = rf"(?:{_COUNSEL}|finance|purchasing|procurement)"
_ENTRY = r"(?:name|date|amount|address|title|number|text|rate|figure)"
_THING = rf"(?:{_ENTRY}|detail|schedule|list|limit|term|exhibit|form)"
_CLAUSE = rf"(?:{_THING}|clause|section|sentence|wording|language|provision|citation)s?"
_DOES = r"(?:review|confirm|check|verify|complete|fill in|draft|insert|provide|supply|revise)"
"""What else follows an office and one of these makes a duty: “Finance to provide the ledger”."""
_SIGN_OFF = r"(?:review|approval|confirmation|sign-?off)"
_DASH = r"[-\u2013\u2014]"
_FIRST = r"(?:\A|(?<=[.;:(\[*\n])|(?<=[.;:(\[] ))\W{0,3}"
"""Where a sentence, a line or a bracket begins."""
_LAST = r"(?=\W*\Z|[.;)\]](?:\s|\Z))"
"""Where a sentence, a bracket or the text ends."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_GAPS = (
    r"\b[Xx]{2}/[Xx]{2}(?:/(?:[Xx]{2,4}|\d{2,4}))?\b",
    r"(?<![\w_])_{1,4}/_{1,4}(?:/(?:_{2,4}|\d{2,4}))?",
    r"\b(?:19|20)XX\b",
    r"\b(?:19|20)\d\d-(?:[Xx]{2}\b|\d\d-[Xx]{2}\b)(?:-[Xx]{2}\b)?",
    r"\A\W*(?:[Xx]{2}|DRAFT)\W*\Z",
    r"\$X+ (?:an?|per|each)\b",
    r"\bClick (?:or tap )?(?:here )?to enter (?:text|a date)\b|\A\W*Choose an item\W*\Z",
    r"\b20\d?_+(?!\w)",
    r"(?<![\w_])_{2,}(?=,? 20\d\d\b)",
    rf"\b(?:{_MONTHS}) XX\b",
    r"\b(?:Section|Clause|Exhibit|Table|Page) XX+\b(?! of\b)",
    r"\b(?:Section|Article|Exhibit|Clause|Table) X\.X\b",
    r"\$ ?[●•]|[●•] ?(?:%|(?:business )?days\b|percent\b)",
    r"\{\{[^}\n]{1,60}\}\}",
    r"<<[^>\n]{1,60}>>|«[^»\n]{1,60}»",
    rf"<(?i:insert|enter|tbd|{_ENTRY})\b[^>\n]{{0,60}}>",
    r"<!--",
    r"\(\?\)|(?<!\?)\?\?(?!\?)",
    r"\A[\s.…]*(?:\.{3}|…)[\s.…]*\Z|\.{6,}|…{2,}",
)
_NOTES = (
    r"\bNTD\b(?=\s*[:\])])",
    rf"{_FIRST}notes? to (?:draft(?:ers?|ing)?|self|counsel|reviewers?)(?:\s*(?::|{_DASH})|{_LAST})",
    r"\bFIXME\b",
    rf"{_FIRST}{_OFFICE} please (?:{_DOES}|advise|approve)\b",
    rf"{_FIRST}(?:for )?{_OFFICE} to (?:{_DOES}|(?:{_DOES}|advise on|approve) this(?: {_CLAUSE})?){_LAST}",
    rf"{_FIRST}(?:for )?(?:{_COUNSEL}) to {_DOES} {_CLAUSE}{_LAST}",
    r"\(counsel to confirm\b",
    rf"(?:\A\W*|[(\[])(?-i:[A-Z]{{2,3}}) (?:to|please) {_DOES}(?=\W*\Z|[)\]])",
    r"(?:\A|\s)@\w+[,:]? (?:please|pls)\b",
    rf"{_FIRST}(?:confirm|check|verify|discuss|clear)(?: this)? with (?:the )?{_OFFICE}{_LAST}",
    rf"\A\W*(?:need to )?(?:confirm|check|verify) (?:this|(?:the )?(?:{_ENTRY}|cite|citation))\W*\Z",
    rf"{_FIRST}pending {_OFFICE}(?:['\u2019]s)? {_SIGN_OFF}{_LAST}",
    rf"{_FIRST}pending {_SIGN_OFF} (?:from|by|of) (?:the )?{_OFFICE}{_LAST}",
    r"\A\W*open (?:point|issue|item|question)\W*\Z|(?-i:\bOPEN (?:POINT|ISSUE)):",
    rf"\bdraft ?(?:[,:]|{_DASH}) ?(?:do not|not for|for discussion)\b",
    rf"(?:[:(]|{_DASH}) ?fill in(?: here| later)?{_LAST}",
    rf"\A\W*(?:insert|enter|add|fill in)\s+(?:here|(?:the |a )?{_ENTRY}s?(?: here)?)\W*\Z",
    rf"{_FIRST}insert (?:the |a )?{_ENTRY}s? (?:of|for) [\w' ]{{1,40}}?(?: here)?\W*\Z",
    rf"\A\W*{_ENTRY} (?:of [\w' ]{{1,40}} )?(?:goes )?here\W*\Z",
    r"\A\W*see (?:my |the )?(?:note|comment|e-?mail)s?(?: (?:above|below|to draft|from \w+))?\W*\Z",
    r"\A\W*(?:placeholder(?: text)?|not yet known|to follow|pending)\W*\Z",
    r"\b(?:Jane|John) Doe\b",
)
_AGREED = r"to be (?:agreed|settled)(?: on| upon)?(?: (?:by|between) (?:the |both )?parties)?\b"
_NOT_WHERE_OR_WHEN = "".join(
    rf"(?<!\b{noun} )(?<!\b{noun}s )" for noun in ("place", "room", "time", "hour", "day", "manner", "format")
)
"""What a sentence may leave to the parties to agree: if they do not, what is reasonable governs (Restatement
(Second) of Contracts, sections 33, 34 and 204). An amount, a date or a whole entry is a blank."""
_LATER = (
    rf"\b{_THING}s? (?:is |are )to (?:come|follow)\b{_LAST}",
    rf"(?<!\ba )(?<!\bthe )(?<!\bno )\b{_THING}s? to (?:come|follow)\b{_LAST}",
    rf"(?<!is )(?<!are )(?<!not )\bto be (?:added|filled|filled in|supplied|furnished)\b{_LAST}",
    rf"\bto be (?:negotiated|inserted|finalized)\b{_LAST}",
    rf"\bto be advised\b{_LAST}",
    rf"{_FIRST}(?:[\w'\u2019-]+ ){{0,3}}{_AGREED}{_LAST}",
    rf"{_NOT_WHERE_OR_WHEN}\b{_AGREED}{_LAST}",
    rf"\bto be (?:supplied|provided|completed|added|furnished|agreed|filled in) later\b{_LAST}",
    rf"{_FIRST}(?:{_THING}s? )?to be (?:completed|supplied|drafted|provided) by {_OFFICE}{_LAST}",
    rf"{_FIRST}to be (?:confirmed|revised|reviewed) by {_OFFICE}{_LAST}",
)
_LEFT = re.compile("|".join(_GAPS) + "|(?i:" + "|".join((*_NOTES, *_LATER)) + ")")
_SIGNS = re.compile(
    "xx|x\\.x|\\$x|click|choose an|__|_/|_$|[●•{}<«]|\\?[?)]|\\.{3}|…|ntd|fixme|note|see |please|pls"
    "|confirm|check|verify|discuss|clear|pending|open |draft|fill|insert|enter|add |here|placeholder"
    "|not yet|to come|to follow|to be | doe|counsel|attorney|lawyer|legal|finance|purchasing"
    "|procurement|20\\d?_"
)
"""One of these is in whatever `_LEFT` finds, and is looked for in a fraction of the time."""


def left_by_a_drafter(text: str) -> str:
    """Return the first note or gap in a text that only its drafter can have meant; else nothing."""
    found = _LEFT.search(text) if _SIGNS.search(text.casefold()) else None
    return found[0].strip(" \n.;:(*") or found[0] if found else ""
