"""Opens good and bad specs in yaml-language-server, as an editor does, and holds it to what it should say.

Run by `make language-server`. Prints a line for each check and a last line that counts them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SERVER = ROOT / ".conformance" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SPECS = ROOT / "specs"
DENVER = re.sub(r"(?m)^pack: .*$", "", (SPECS / "denver-literacy.yaml").read_text(encoding="utf-8"))
"""Without its pack: where one is named, a spec may leave out what the pack gives, and no key is missed."""
MODELINE = "# yaml-language-server: $schema=schema.json\n"
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}

BAD = {
    "an unknown key": ("  status: draft", "  statis: draft"),
    "an unknown word": ("  status: draft", "  status: finished"),
    "an amount in words": ("not_to_exceed: $1,200,000", "not_to_exceed: 1.2 million"),
    "a share as a decimal": ("target: 42%", "target: 0.42"),
    "an American date": ("issued: 2027-03-01", "issued: 3/1/2027"),
    "a month 13": ("issued: 2027-03-01", "issued: 2027-13-01"),
    "a time without minutes": ("proposals_due: 2027-04-30T14:00", "proposals_due: 2027-04-30T2pm"),
    "a length without a unit": ("within: 15 business days", "within: 15"),
    "yes for true": ("federal: true", "federal: yes"),
    "a number in letters": ("planned: 500", "planned: many"),
    "a list for one value": ("title: High-Dosage", "title: [High-Dosage"),
    "one value for a list": ("attend: [the Director of Literacy,", "attend: the Director of Literacy # ["),
    "a state that is none": ("state: CO", "state: XX"),
    "an id with a space": ("  title_i:", "  title i:"),
    "nothing under a key": ("state: CO", "state:"),
    "a missing key": ("      assessment: istation\n", ""),
    "a blank of the starter": ("number: RFP-2027-014", "number: <number of the RFP>"),
    "a key twice": ("  status: draft", "  status: draft\n  status: draft"),
}
"""A mistake and the change to the Denver example that makes it."""


class Server:
    """A language server, spoken to over its standard input and output."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(["node", str(SERVER), "--stdio"], stdin=pipe, stdout=pipe)
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the language server has no pipes")
        self.input, self.output = self.process.stdin, self.process.stdout
        self.numbers = count(1)
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": CAPABILITIES})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})

    def send(self, message: dict[str, Any]) -> None:
        """Write one message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.input.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.input.flush()

    def receive(self) -> dict[str, Any]:
        """Read one message; answer the server's own questions on the way."""
        length = 0
        while line := self.output.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.output.read(length))
        if "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            known = {"yaml": SETTINGS}
            result = [known.get(item.get("section")) for item in items] if items else None
            self.send({"id": message["id"], "result": result})
        return message

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send a notice."""
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send a question and return its answer."""
        number = next(self.numbers)
        self.send({"id": number, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def open(self, text: str) -> tuple[str, list[dict[str, Any]]]:
        """Open a text as a spec beside the examples; return its address and what the server says of it."""
        uri = (SPECS / f"opened-{next(self.numbers)}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return uri, message["params"]["diagnostics"]

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask about a position."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})


CAPABILITIES = {
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": False},
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
    },
    "workspace": {"configuration": True},
}


@dataclass(frozen=True)
class Check:
    """What was looked at, and what is wrong with it; nothing if it is as it should be."""

    name: str
    wrong: str = ""


def good(server: Server) -> Iterator[Check]:
    """No spec that the program takes has a diagnostic."""
    for path in [*sorted(SPECS.glob("*.yaml")), *sorted((ROOT / "tests" / "specs").glob("*.yaml"))]:
        text = path.read_text(encoding="utf-8")
        _, said = server.open(text if text.startswith(MODELINE) else MODELINE + text)
        yield Check(f"{path.relative_to(ROOT)} is good", "; ".join(map(_shown, said)))


def bad(server: Server) -> Iterator[Check]:
    """Each mistake has a diagnostic on its line, or on the key above a line that is missing."""
    for name, (old, new) in BAD.items():
        before, found, after = DENVER.partition(old)
        if not found:
            raise LookupError(f"the example no longer holds {old}")
        _, said = server.open(before + new + after)
        line = before.count("\n") + (0 if new else -1)
        near = [each for each in said if abs(each["range"]["start"]["line"] - line) <= (1 if not new else 0)]
        told = f"only {'; '.join(map(_shown, said))}" if said else "nothing is said"
        if "twice" in name and not near:
            near = [each for each in said if abs(each["range"]["start"]["line"] - line) <= 1]
        yield Check(f"{name} is told on its line", "" if near else told)


def help_and_keys(server: Server) -> Iterator[Check]:
    """Keys show their help, and the keys that may follow are offered."""
    uri, _ = server.open(DENVER)
    lines = DENVER.split("\n")
    for key, words in {"  issued:": "thresholds of law", "  not_to_exceed:": "Limits everything"}.items():
        line = next(number for number, text in enumerate(lines) if text.startswith(key))
        found = json.dumps(server.at("hover", uri, line, len(key) - 2))
        yield Check(f"{key.strip()} shows its help", "" if words in found else found)
    start = f"{MODELINE}obcgen: 1\ndocument:\n  \n"
    for text, line, key in ((start, 3, "confidential"), (f"{MODELINE}\n", 1, "outcomes")):
        uri, _ = server.open(text)
        found = server.at("completion", uri, line, 2 if line == 3 else 0)
        labels = [item["label"] for item in found["items"]] if found else []
        yield Check(f"{key} is offered", "" if key in labels else str(labels))
    uri, _ = server.open(f"{MODELINE}extends: rfp.yaml\nfunding:\n  \n")
    labels = [item["label"] for item in server.at("completion", uri, 3, 2)["items"]]
    yield Check("keys are offered over another file", "" if "rationale" in labels else str(labels))
    _, said = server.open(f"{MODELINE}extends: rfp.yaml\nfunding: {{not_to_exceed: $5}}\n")
    yield Check("a file over another may leave things out", "; ".join(map(_shown, said)))


def _shown(diagnostic: dict[str, Any]) -> str:
    return f"line {diagnostic['range']['start']['line'] + 1}: {diagnostic['message']}"


def main() -> int:
    """Run every check; return 1 if one failed."""
    server = Server()
    checks = []
    for group in (good, bad, help_and_keys):
        for check in group(server):
            print(f"FAILED  {check.name}: {check.wrong}" if check.wrong else f"passed  {check.name}")
            checks.append(check)
    server.process.kill()
    failed = sum(bool(check.wrong) for check in checks)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
