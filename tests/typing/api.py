"""Every name of the API with its type, as a type checker sees it from outside. Run by test_api."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

import obcgen


def addendum(old: obcgen.Reading, new: obcgen.Reading) -> obcgen.Built:
    """Use what needs two specs."""
    amendment = obcgen.build_amendment(old, new, ["html"], only="amendment", results=Path("results.yaml"))
    assert_type(amendment, obcgen.Built)
    return assert_type(obcgen.build_addendum(old, new, ["html"], only="addendum"), obcgen.Built)


def main(path: Path, results: Path) -> list[str]:
    """Use all of it once; return the names of the files."""
    spec = assert_type(obcgen.read(path, pack=None, settings=["document.status=draft"]), obcgen.Reading)
    assert_type(obcgen.read_text(path.read_text(encoding="utf-8")), obcgen.Reading)
    assert_type(obcgen.read_mapping({"obcgen": 1}), obcgen.Reading)
    problems = assert_type(obcgen.check(spec, "rfp"), tuple[obcgen.Problem, ...])
    assert_type(problems[0].place, obcgen.Place | None)
    assert_type(obcgen.model(spec), obcgen.Spec)
    assert_type(obcgen.schedule(spec).maximum, obcgen.Money)
    assert_type(obcgen.schedule(spec).base_share, obcgen.Share)
    assert_type(obcgen.find_scenarios(spec), obcgen.Found)
    assert_type(obcgen.find_history(path.parent, quick=True), obcgen.History)
    assert_type(obcgen.find_awards(spec, [spec]), tuple[obcgen.Awards, tuple[obcgen.Problem, ...]])
    assert_type(obcgen.settle(spec, results), obcgen.Account)
    assert_type(obcgen.diff(path, spec, pack=None), obcgen.Comparison)
    assert_type(obcgen.review_spec(spec), obcgen.Review)
    assert_type(obcgen.__version__, str)
    built = [
        assert_type(obcgen.build_schedule(spec, ["csv"]), obcgen.Built),
        assert_type(obcgen.build_statement(spec, results, ["csv"], edition="finance"), obcgen.Built),
        assert_type(obcgen.build_rfp(spec, ["html"], only="response", notes=True), obcgen.Built),
        assert_type(obcgen.build_contract(spec, ["html"], draft=True), obcgen.Built),
        assert_type(obcgen.build_estimate(spec, ["html"]), obcgen.Built),
        assert_type(obcgen.build_summary(spec, ["html"], audiences=["board"]), obcgen.Built),
        assert_type(obcgen.build_redline(spec, spec, "rfp", ["html"], author="Counsel"), obcgen.Built),
        assert_type(obcgen.build_review(spec, ["html"]), obcgen.Built),
        assert_type(obcgen.build_diff(path, spec, ["html"]), obcgen.Built),
    ]
    return [name for each in built for name in each.files]
