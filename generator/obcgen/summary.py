"""The road to summaries: a spec in, a page out for whoever reads neither the RFP nor the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from obcgen.checking import sound
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.document.walk import blocks_of, content_of, text_of, texts_in
from obcgen.imprint import imprint_of
from obcgen.layout import Built, files_of, pages_of
from obcgen.library.choices import OMITTED, choices
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.pack.contents import paths
from obcgen.problems import Kind, ObcgenError, Problem, known_words, listed_texts
from obcgen.progress import Progress, silent
from obcgen.published import public
from obcgen.reading import Given
from obcgen.render.context import read_words
from obcgen.render.page import page
from obcgen.source import Settings
from obcgen.spec import Spec
from obcgen.summaries.language import Language
from obcgen.summaries.names import names, reader
from obcgen.summaries.translated import in_english, misplaced, not_reviewed, spoken
from obcgen.words import listed

Audience = Literal["board", "families"]
NO_LANGUAGE = Kind("SUM-01", "A language that the templates do not have")
LONG = Kind("SUM-06", "A summary of more than one page", "warning")
_OWN_WORDS = ("page", "of", "draft", "skip")
"""What writers print on their own."""
FIRST = "en"
"""The language of specs: a summary in it bears no language in its name."""
_WORDS = re.compile(r"summary/([a-z]{2,3}(?:-[A-Za-z0-9]+)*)/words\.yaml")


def build_summary(
    given: Given,
    audiences: Sequence[Audience],
    languages: Sequence[str],
    formats: Sequence[str],
    pack: Pack,
    *,
    settings: Settings = (),
    progress: Progress = silent,
    named: NamedFor = "document",
) -> Built:
    """Return a page about a deal for each audience, in each language and format asked for.

    It shows what the public may see: nothing confidential of the spec.

    Raises:
        ObcgenError: the spec, a translation or a template has errors, or the templates lack a language.
    """
    known_words("audiences", audiences, get_args(Audience))
    listed_texts("languages", languages)
    progress(f"Reading {given.name}")
    source, spec, problems = sound(given, None, pack, settings)
    shown = public(source, spec)
    chosen = [language_of(code, pack) for code in languages]
    if faults := [each for code in languages for each in misplaced(spec, code)]:
        raise ObcgenError(*source.locate(faults))
    files: dict[str, bytes] = {}
    for language in chosen:
        told = spoken(shown.source, shown.spec, language.code)
        for audience in audiences:
            tree, found = reviewed(audience, told, spec, language, pack)
            readers = reader(audience, told)
            parts = (readers,) if language.code == FIRST else (readers, language.code)
            stem = Names(spec, given.stem, named).of("summary", *parts)
            style = pack.styled(f"summary/{audience}.yaml", pack.style)
            files |= files_of(stem, tree, formats, pack, progress, style=style)
            english = in_english(shown.spec, audience, language.code) if language.code != FIRST else ()
            long = _long(audience, language.code, pages_of(tree, pack, style)) if "pdf" in formats else ()
            problems = (*problems, *source.locate((*english, *found, *long)))
    return Built(files, problems)


def _long(audience: Audience, language: str, pages: int) -> tuple[Problem, ...]:
    """Return a warning where a summary does not stay on its page."""
    if pages == 1:
        return ()
    message = f"The summary for the {audience} in “{language}” takes {pages} pages; it is meant for one."
    hint = (
        "Shorten the texts that it prints, such as need.problem, definitions of outcomes and duties; "
        f"or give smaller sizes in summary/{audience}.yaml of your pack."
    )
    return (LONG.problem(message, path=("document",), found=f"{pages} pages", expected="1 page", hint=hint),)


def reviewed(
    audience: Audience, told: Spec, spec: Spec, language: Language, pack: Pack
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the tree of a summary; one that a speaker has yet to read says so, and a warning tells of it.

    Args:
        audience: for whom it is.
        told: what it may show, in the language.
        spec: the whole spec, which records who has read what.
        language: its words.
        pack: the templates.

    Raises:
        ObcgenError: a template has errors.
    """
    tree = tree_of(audience, told, language, pack)
    found = tuple(not_reviewed(f"{audience}-{language.code}", imprint_of(_texts(tree)), spec))
    if language.say("language", "needs_review") != "yes" or not found:
        return tree, ()
    return tree_of(audience, told, language, pack, needs_review=True), found


def _texts(tree: Document) -> Iterator[str]:
    for block in blocks_of(tree.blocks):
        yield from texts_in(block)
        yield text_of(content_of(block))


def languages(pack: Pack) -> tuple[str, ...]:
    """Return the languages that a pack has summaries in."""
    found = {match[1] for layer in pack.layers for path in paths(layer) if (match := _WORDS.fullmatch(path))}
    return tuple(sorted(found))


def language_of(code: str, pack: Pack) -> Language:
    """Return a language of the templates.

    Raises:
        ObcgenError: the templates do not have it, or its words cannot be read.
    """
    known = languages(pack)
    if code not in known:
        message = f"There are no summaries in “{code}”; there are some in {listed(known)}."
        hint = f"Ask for --language {FIRST}, or add the folder summary/{code} to your pack."
        raise ObcgenError(NO_LANGUAGE.problem(message, found=code, expected=listed(known, "or"), hint=hint))
    return Language(code, read_words(pack, f"summary/{code}/words.yaml"))


def tree_of(
    audience: Audience, shown: Spec, language: Language, pack: Pack, *, needs_review: bool = False
) -> Document:
    """Return the resolved tree of a summary.

    Raises:
        ObcgenError: a template has errors.
    """
    path = f"summary/{language.code}/{audience}.md"
    chosen = choices(shown, pack)
    told = names(
        shown,
        audience,
        language,
        needs_review=needs_review,
        advice_only=chosen.get("independent-verifier") == "advisory",
        no_charge=chosen.get("no-charge", OMITTED) != OMITTED,
    )
    return resolve(from_html(page(path, told, _about(audience, shown, language), pack)))


def _about(audience: Audience, shown: Spec, language: Language) -> Mapping[str, str]:
    return {
        "data-kind": "summary",
        "data-name": language.say("document", reader(audience, shown)),
        "data-title": str(shown.document.title),
        "data-number": str(shown.document.number),
        "data-owner": str(shown.district.name),
        "data-status": shown.document.status,
        **{f"data-{code}-word": language.say("page", code) for code in _OWN_WORDS},
        "lang": language.say("language", "tag"),
    }
