"""Reads YAML as an editor does: plain `500` is a number, `true` a truth value, nothing is null."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

FORMS = (
    (r"[-+]?[0-9]+", int),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"|~|null|Null|NULL", lambda _: None),
)
"""The core schema of YAML 1.2."""


def values(text: str) -> Any:
    """Return the values of a YAML text."""
    events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
    return next(value(each, events) for each in events if isinstance(each, yaml.NodeEvent))


def value(event: Any, events: Iterator[Any]) -> Any:
    if isinstance(event, yaml.SequenceStartEvent):
        return list(until(yaml.SequenceEndEvent, events))
    if isinstance(event, yaml.MappingStartEvent):
        return dict(keyed(events))
    if event.style:
        return event.value
    return next((made(event.value) for form, made in FORMS if re.fullmatch(form, event.value)), event.value)


def until(end: type, events: Iterator[Any]) -> Iterator[Any]:
    for event in events:
        if isinstance(event, end):
            return
        yield value(event, events)


def keyed(events: Iterator[Any]) -> Iterator[Any]:
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return
        yield event.value, value(next(events), events)
