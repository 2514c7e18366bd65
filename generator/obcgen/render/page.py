"""One template file and its names to the HTML text of a document that is this one file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from markupsafe import escape

from obcgen.confined import confined
from obcgen.pack import Pack
from obcgen.render.environment import Templates
from obcgen.render.render import LIMITS

_HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def page(path: str, names: Mapping[str, object], about: Mapping[str, str], pack: Pack) -> str:
    """Return the HTML text of a document made of one file; each `## Heading` begins a part of it.

    Args:
        path: the Markdown file in the pack.
        names: what the file may use.
        about: the attributes of the document.
        pack: the folders of templates.

    Raises:
        ObcgenError: every fault of the file.
    """
    if not pack.foreign:
        return _html(path, names, about, pack)
    return confined(lambda: _html(path, names, about, pack).encode(), LIMITS, pack.layers[0].name).decode()


def _html(path: str, names: Mapping[str, object], about: Mapping[str, str], pack: Pack) -> str:
    said = _attributes(about)
    at = f"{pack.shown(path)}:1"
    first, *parts = _HEADING.split(Templates(pack, names).html(path))
    titled = zip(parts[::2], parts[1::2], strict=True)
    inside = "".join(_section(place, title, body, at) for place, (title, body) in enumerate(titled, 1))
    return f"<article{said}>\n{_section(0, '', f'{first}{inside}', at)}</article>\n"


def _section(place: int, heading: str, body: str, at: str) -> str:
    """Return what follows a heading as a part under its title; the whole page is the part without one."""
    title = unescape(_TAG.sub("", heading))
    named = {"id": f"part-{place}", "data-kind": "front", "data-title": title, "data-at": at}
    return f"<section{_attributes(named)}>\n{body}</section>\n"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())
