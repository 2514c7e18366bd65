"""The specs that are open: a desk for each, what its file held when it was opened, and saving it again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any

from obcgen.files import MEANWHILE, save_opened
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.show.problems import problems_data
from obcgen.studio.asked import whole
from obcgen.studio.change import shown
from obcgen.studio_server.folder import Folder, text_of, unfit_for_new
from obcgen.studio_server.patience import in_time

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

STALE = Kind("SRV-03", "A change that was meant for another text than the one that is there by now")
NOT_OPEN = Kind("SRV-04", "A spec that is not open in the studio")
NO_NAME = Kind("SRV-05", "A name that a spec cannot have")
UNKNOWN = Kind("SRV-06", "A request that the studio does not know")

Reply = dict[str, Any]
Answer = Callable[["Desk", Mapping[str, Any]], tuple["Desk", Mapping[str, Any]]]
_NAME = re.compile(r"[^/]+(/[^/]+)*\.ya?ml", re.IGNORECASE)
_EDITS = frozenset(
    {"set", "clear", "add", "remove", "move", "rename", "text", "undo", "redo", "look", "remedy", "design"}
)
"""Requests that make sense for the text that their sender saw, and for no other."""

_CHANGES = (_EDITS - {"design"}) | {"begin", "open", "results"}
"""Requests after which a desk may be another one; the rest only read it, and nobody need wait for them."""
_SLOW = ("preview", "form", "problems", "figures", "explain", "design")
"""Requests of which each has its turn for a spec, and an end; documents may take as long as they take."""
_LONGEST = 80
"""Characters of a name that somebody asked for and that is told again."""


@dataclass(frozen=True, slots=True)
class Open:
    """A desk, and its file as opened or saved last: its SHA-256, empty where there was none, and its text."""

    desk: Desk
    opened: str
    saved: str


@dataclass(slots=True)
class Desks:
    """The desks of one folder; one request at a time changes a desk, and a slow spec holds up no other."""

    folder: Folder
    answer: Answer
    _open: dict[str, Open] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _locks: defaultdict[str, Lock] = field(default_factory=partial(defaultdict, Lock))

    def send(self, name: str, request: Mapping[str, Any]) -> Reply:
        """Answer a request of the protocol to the desk of a spec."""
        return _or_problems(lambda: self._answered(self.folder.real(name), request))

    def files(self, request: Mapping[str, Any]) -> Reply:
        """Answer a request about files: list, open, begin, save or state."""
        deeds = {
            "list": self._list,
            "open": self._opened,
            "begin": self._begun,
            "save": self._saved,
            "state": self._state,
        }
        deed = deeds.get(str(request.get("do")), _unknown)

        def done() -> Reply:
            whole(request)
            with self._lock:
                return deed(request)

        return _or_problems(done)

    def _answered(self, name: str, request: Mapping[str, Any]) -> Reply:
        if not name:  # what is asked before a spec is open
            return dict(self.answer(empty(), request)[1])
        if not _may_change(request):  # a desk is frozen: what is made from it needs no lock
            desk, do = self._at(name).desk, request.get("do")
            if do not in _SLOW:
                return dict(self.answer(desk, request)[1])
            return in_time(lambda: dict(self.answer(desk, request)[1]), self._locks[f"{name}: {do}"])
        with self._locks[name]:
            return self._edited(name, self._at(name), request)

    def _edited(self, name: str, there: Open, request: Mapping[str, Any]) -> Reply:
        """Answer a request that may change a desk, unless it was meant for an earlier text."""
        seen = request.get("version", there.desk.version)
        if request["do"] in _EDITS and seen != there.desk.version:
            return {**_refused(_stale(name)), "version": there.desk.version, "text": shown(there.desk.text)}
        desk, reply = self.answer(there.desk, request)
        with self._lock:
            if self._open.get(name, there).desk is not there.desk:  # opened anew meanwhile
                return _refused(_stale(name))
            now = replace(self._open.get(name, there), desk=desk)
            self._open[name] = now
        return {**reply, "unsaved": desk.text != now.saved}

    def _list(self, _: Mapping[str, Any]) -> Reply:
        """List the specs of the folder, before them those that are begun and in no file yet."""
        unsaved = {name for name, each in self._open.items() if each.desk.text != each.saved}
        written = {each.name: each.written for each in self.folder.specs()}
        specs = [
            {"name": name, "written": written.get(name), "unsaved": name in unsaved}
            for name in (*sorted(unsaved - written.keys()), *written)
        ]
        return {"ok": True, "folder": str(self.folder.root), "specs": specs}

    def _opened(self, request: Mapping[str, Any]) -> Reply:
        """Open a file; one that is open with changes that nobody has saved stays as it is."""
        name = self.folder.real(_name_of(request))
        there = self._open.get(name)
        if there is not None and there.desk.text != there.saved and not request.get("anew"):
            return {**self._told(name, there), "files": sorted(there.desk.files)}
        content = self.folder.read(name)
        asked = {
            "do": "open",
            "name": name,
            "text": text_of(name, content),
            "files": self.folder.beside(name),
        }
        asked |= {"marks": request["marks"]} if request.get("marks") else {}
        return self._begin_at(name, asked, sha256(content).hexdigest())

    def _begun(self, request: Mapping[str, Any]) -> Reply:
        """Begin a spec under a name that no file has yet."""
        name = self._free(_name_of(request))
        return self._begin_at(name, {**request, "do": "begin"}, "")

    def _begin_at(self, name: str, asked: Mapping[str, Any], opened: str) -> Reply:
        desk, reply = self.answer(empty(), asked)
        if not reply.get("ok"):
            return dict(reply)
        if not opened:
            desk = replace(desk, name=name, files={**self.folder.beside(name), **desk.files})
        if before := self._open.get(name):  # another window may still show it: versions go on counting
            newer = before.desk.version + (desk.text != before.desk.text)
            desk = replace(desk, version=newer)
        there = Open(desk, opened, desk.text if opened else "")
        self._open[name] = there
        return {**reply, **self._told(name, there)}

    def _saved(self, request: Mapping[str, Any]) -> Reply:
        """Save under the name that was opened, or as another one that no file has yet.

        Over a file that changed meanwhile only where `keep` says under which name it is kept.
        """
        name = self.folder.real(_name_of(request))
        there = self._at(name)
        to = self._free(_name_of(request, "to")) if request.get("to") else name
        if request.get("keep"):
            there = replace(there, opened=self._kept(name, _name_of(request, "keep")))
        path = self.folder.path(to)
        content = there.desk.text.encode()
        try:
            save_opened(path, content, there.opened if to == name else "")
        except ObcgenError as error:
            if any(each.code == MEANWHILE.code for each in error.problems):
                return {**_refused(*error.problems), "disk": self.folder.text(to)}
            return _refused(*(_not_saved(to, each) for each in error.problems))
        self._open[name] = replace(there, saved=there.desk.text)  # another window may work on under its name
        self._open[to] = replace(there, opened=sha256(content).hexdigest(), saved=there.desk.text)
        return self._told(to, self._open[to])

    def _kept(self, name: str, under: str) -> str:
        """Keep what a file holds under a name that no file has yet; return its SHA-256."""
        content = self.folder.read(name)
        save_opened(self.folder.path(self._free(under)), content, "")
        return sha256(content).hexdigest()

    def _state(self, request: Mapping[str, Any]) -> Reply:
        """Tell whether a text is saved, and whether its file is the one that was opened; both if asked."""
        name = self.folder.real(_name_of(request))
        there = self._at(name)
        told = self._told(name, there)
        if request.get("versions"):
            told |= {"disk": shown(self.folder.text(name)), "base": shown(there.saved)}
        return told

    def _told(self, name: str, there: Open) -> Reply:
        return {
            "ok": True,
            "name": name,
            "version": there.desk.version,
            "text": shown(there.desk.text),
            "undo": bool(there.desk.undo),
            "redo": bool(there.desk.redo),
            "unsaved": there.desk.text != there.saved,
            "changed": self.folder.digest(name) != there.opened,
        }

    def _at(self, name: str) -> Open:
        if name not in self._open:
            raise ObcgenError(_not_open(name))
        return self._open[name]

    def _next(self, stem: str) -> str:
        names = (f"{stem}-{number}.yaml" for number in count(2))
        return next(name for name in names if not self.folder.path(name).exists() and name not in self._open)

    def _free(self, name: str) -> str:
        """Return a name, written as its file's, that neither a file nor an open spec has."""
        whole = name.strip() if _NAME.fullmatch(name.strip()) else f"{name.strip()}.yaml"
        if not _NAME.fullmatch(whole):
            raise ObcgenError(_no_name(name, "no name"))
        if unfit := unfit_for_new(whole):
            raise ObcgenError(_no_name(name.strip(), unfit))
        path, real = self.folder.path(whole), self.folder.real(whole)
        if path.exists() or real in self._open:
            raise ObcgenError(_taken(whole, self._next(whole.rpartition(".")[0])))
        if not path.parent.is_dir():
            raise ObcgenError(_no_name(whole, "the name of a folder that is not there"))
        return real


def empty() -> Desk:
    """Return a desk with nothing on it; what it needs is loaded when somebody first asks, not to start."""
    from obcgen.studio.desk import Desk  # noqa: PLC0415

    return Desk()


def _may_change(request: Mapping[str, Any]) -> bool:
    """Tell whether a desk may be another one after a request; what is no request at all changes none."""
    do = request.get("do")
    return isinstance(do, str) and (do in _CHANGES or (do == "design" and bool(request.get("apply"))))


def _name_of(request: Mapping[str, Any], part: str = "name") -> str:
    found = request.get(part, "")
    return found if isinstance(found, str) else ""


def _or_problems(work: Callable[[], Reply]) -> Reply:
    """Do the work, or return the Problems that stopped it as a reply."""
    try:
        return work()
    except ObcgenError as error:
        return _refused(*error.problems)


def _refused(*problems: Problem) -> Reply:
    return {"ok": False, "problems": problems_data(problems)}


def _unknown(request: Mapping[str, Any]) -> Reply:
    asked = str(request.get("do", "nothing"))[:_LONGEST]
    problem = UNKNOWN.problem(
        f"The studio does not know the request {asked!r}.",
        found=asked,
        expected="list, open, begin, save or state",
        hint="Reload the page: it may be older than the program.",
    )
    return _refused(problem)


def _stale(name: str) -> Problem:
    return STALE.problem(
        f"{name} was changed in another window meanwhile. This change was not made.",
        found="a change to an earlier text",
        expected="a change to the text as it is now",
        hint="Look at the text as it is now, and make the change again.",
    )


def _not_saved(name: str, problem: Problem) -> Problem:
    """Return why a file could not be written in words of the studio, which has no command line."""
    return replace(
        problem,
        message=f"{name[:_LONGEST]} cannot be saved: {problem.found or 'its folder cannot be written'}.",
        hint="Your changes are still here. Make its folder writable, or save under another name.",
    )


def _not_open(name: str) -> Problem:
    return NOT_OPEN.problem(
        f"{name[:_LONGEST] or 'No spec'} is not open.",
        found=name[:_LONGEST] or "no name",
        expected="a spec that is open",
        hint="Open it from the list. The studio may have been started anew since.",
    )


def _taken(name: str, free: str) -> Problem:
    return NO_NAME.problem(
        f"There is a file {name} already; a new spec does not take its place.",
        found=name,
        expected="the name of a file that does not exist yet",
        hint=f"Give another name, such as {free}.",
    )


def _no_name(name: str, what: str) -> Problem:
    return NO_NAME.problem(
        f"{name[:_LONGEST]!r} cannot be the name of a new spec.",
        found=what,
        expected="the name of a file that does not exist yet, such as tutoring-2027.yaml",
        hint="Give another name.",
    )
