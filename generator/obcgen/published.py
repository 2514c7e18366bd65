"""What of a spec a document may show, and the spec that travels inside the document.

Both are one thing: a document is made from the very values that it carries, so it can be made again from
them. Names are those under which a file states its properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Literal, get_args

from obcgen.document.embedded import Embedded, Printed, hash_of
from obcgen.pack import Pack, builtin, open_pack, shipped
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Path as Steps
from obcgen.source import Source, parse
from obcgen.source.to_yaml import to_yaml
from obcgen.spec import ALWAYS_CONFIDENTIAL, NOT_YET_KNOWN, Spec
from obcgen.spec.confidential import hidden_paths
from obcgen.spec.once import once_for_each

VERSION = "ObcgenVersion"
LANGUAGE = "ObcgenLanguage"
DOCUMENT = "ObcgenDocument"
NUMBER = "ObcgenNumber"
PACK = "ObcgenPack"
HASH = "ObcgenSpecSHA256"
BUILT_IN = "built-in"
_LEAST_WORDS_OF_A_TITLE = 4

OfTwo = Literal["addendum", "amendment"]
OF_TWO = frozenset(get_args(OfTwo))
"""Documents that are made from two specs and carry the later one."""
FILE_NAME = "spec.yaml"
_STATED_IN_A_CONTRACT = ("provider", "agreement.award", "amendments")
_THE_DISTRICTS_OWN = tuple(
    tuple(path.split(".")) for path in ALWAYS_CONFIDENTIAL if path not in _STATED_IN_A_CONTRACT
)
"""What no document prints: the district's estimates and reasons, which the other party is not to read."""
_CARRIED_OUT = (("document", "confidential"), ("summary",))
"""What an RFP and a contract have no use for: what is hidden by now, and the words of other pages."""


@dataclass(frozen=True, slots=True)
class View:
    """What a document is made from: the values as they were written, and as the spec reads them."""

    source: Source
    spec: Spec


def view(kind: DocumentKind, source: Source, spec: Spec) -> View:
    """Return what a document may show: the spec read again without what its readers may not see.

    An RFP and a draft contract are without everything confidential. A contract is without what is the
    district's own.

    Raises:
        ObcgenError: something confidential is needed to make the document.
    """
    hidden = _THE_DISTRICTS_OWN if kind == "contract" else hidden_paths(spec)
    found = _without(source, (*hidden, *(_CARRIED_OUT[1:] if kind == "contract" else _CARRIED_OUT)))
    if kind != "draft-contract":
        return found
    return View(found.source, found.spec.model_copy(update={"provider": NOT_YET_KNOWN}))


@once_for_each
def _without(source: Source, hidden: tuple[Steps, ...]) -> View:
    """Return what is left of a spec without some of its paths; several documents show the same."""
    shown = source.without(hidden)
    return View(shown, parse(shown, Spec))


def public(source: Source, spec: Spec) -> View:
    """Return what everybody may see of a deal: all that is not confidential, the words of summaries included.

    Raises:
        ObcgenError: as `view`.
    """
    shown = source.without(hidden_paths(spec))
    return View(shown, parse(shown, Spec))


def embedded(kind: DocumentKind | OfTwo, shown: View, number: str, pack: Pack) -> Embedded:
    """Return what a document of this kind and number carries."""
    text, program = to_yaml(shown.source), version("obcgen")
    properties = {
        VERSION: program,
        LANGUAGE: str(shown.spec.obcgen),
        DOCUMENT: kind,
        NUMBER: number,
        PACK: imprint(pack),
        HASH: hash_of(text),
    }
    about = "The published spec from which this document was made"
    maker = f"obcgen {program}"
    return Embedded(FILE_NAME, about, maker, text, tuple(properties.items()), _printed(shown.spec, number))


def _printed(spec: Spec, number: str) -> tuple[Printed, ...]:
    """Return the names that are nothing but names: no figure or date, on which others depend."""
    parties = spec.district, spec.provider
    found = (
        Printed("number", "Number of this document", number),
        Printed("rfpNumber", "Number of the RFP", spec.document.number if spec.document else ""),
        Printed("title", "What is bought", spec.document.title if spec.document else ""),
        Printed("districtLegalName", "Legal name of the buyer", (parties[0] and parties[0].legal_name) or ""),
        Printed("district", "Name of the buyer", parties[0].name if parties[0] else ""),
        Printed("provider", "Legal name of the provider", parties[1].name if parties[1] else ""),
    )
    first = {one.text: one for one in reversed(found) if _is_a_name(one)}
    return tuple(one for one in found if first.get(one.text) is one)


def _is_a_name(one: Printed) -> bool:
    """Tell whether words can be nothing but this name: `Tutoring` may stand in any sentence."""
    words = len(one.text.split())
    if one.name == "title":
        return words >= _LEAST_WORDS_OF_A_TITLE
    return words > 1 or (words == 1 and not one.text.isalpha())


def imprint(pack: Pack) -> str:
    """Return what a pack is: `built-in`, or the names its folders state and the SHA-256 of all their files.

    Where the folders lie and what they are called does not count.
    """
    ground = {layer.folder for layer in builtin().layers}
    folders = [layer.folder for layer in pack.layers if layer.folder not in ground]
    if not folders:
        return BUILT_IN
    found = sha256()
    for folder in folders:
        for name, file in sorted(_files(folder, "")):
            content = file.read_bytes()
            found.update(f"{name}\0{len(content)}\0".encode() + content)
        found.update(b"\0")
    names = (f"{each.name} {each.version}" for each in reversed(pack.manifests))
    return " ".join((", ".join(names), f"sha256:{found.hexdigest()}")).strip()


def shipped_as(made_with: str) -> Pack:
    """Return the shipped pack that a document was made with, or the built-in templates."""
    packs = map(open_pack, shipped()) if made_with != BUILT_IN else ()
    return next((pack for pack in packs if imprint(pack) == made_with), builtin())


def made_by(made_with: str, given: Pack | None) -> Pack:
    """Return the pack that made a document where it is at hand, else the one given or the built-in."""
    if given is not None and imprint(given) == made_with:
        return given
    own = shipped_as(made_with)
    return own if given is None or imprint(own) == made_with else given


def _files(folder: Path, above: str) -> Iterator[tuple[str, Path]]:
    """Yield each file of a folder with its path inside it; as everywhere in packs, no hidden ones."""
    for one in folder.iterdir():
        if one.is_dir() and not one.name.startswith("."):
            yield from _files(one, f"{above}{one.name}/")
        elif one.is_file() and not one.name.startswith("."):
            yield f"{above}{one.name}", one
