"""The slips that `make mutations` makes: each kind once, each changing what it says and nothing else."""

from __future__ import annotations

import ast
import gc
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "mutations.py"


@pytest.fixture(scope="module")
def mutations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutations", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPT.parent)
        patch.setitem(sys.modules, "mutations", module)
        spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("code", "slips"),
    [
        ("a < b", ["(a <= b)"]),
        ("a >= 1", ["(a > 1)"]),
        ("(b := a * 2) >= 1", ["((b := a * 2) > 1)"]),
        ("-(-(a * b) // c)", ["((a * b) // c)"]),
        ("a == 1", ["(a >= 1)"]),
        ("a == 'é'", []),
        ("max(a, b)", ["(a)", "(b)"]),
        ("min(a, key=b)", []),
        ("floor(a)", ["ceil(a)"]),
        ("-(-a // b)", ["(a // b)"]),
        ("a + 1", ["(a)", "(a - 1)"]),
        ("é - b", ["(é)"]),
        ("a if b else c", ["(c if b else a)"]),
        ("a and b", ["(a or b)"]),
        ("x.startswith('rates.')", ["x.startswith('rates')"]),
        ("x.startswith(f'rates.{a}.')", ["x.startswith(f'rates.{a}')"]),
        ("f'ROUND(ROUND(SUM({a}),4),0)'", ["f'ROUND((SUM({a})),0)'"]),
        ("a * b", []),
    ],
)
def test_each_kind_of_slip(mutations: ModuleType, tmp_path: Path, code: str, slips: list[str]) -> None:
    file = tmp_path / "code.py"
    file.write_text(f'"""Früher."""\nx = {code}\n', encoding="utf-8")
    made = [slip.applied(file.read_bytes()).decode() for slip in mutations.slips(file)]
    assert [text.split("x = ")[1].rstrip("\n") for text in made] == slips
    for text in made:
        assert text.startswith('"""Früher."""\nx = ')
        assert ast.parse(text)


def test_types_are_left_alone(mutations: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "code.py"
    file.write_text("def f(a: Literal[1 + 1]) -> Literal[2 - 1]:\n    return a\n", encoding="utf-8")
    assert list(mutations.slips(file)) == []


def test_the_same_seed_draws_the_same_slips(mutations: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = SCRIPT.parent.parent
    monkeypatch.setattr(mutations, "ROOMS", ("money.py", "account"))
    one, again, other = (mutations.drawn(12, seed, tree) for seed in (5, 5, 6))
    assert one == again != other
    assert len({(slip.file, slip.start, slip.text) for slip in one}) == 12


CODE = """from functools import cache

EDGE = 3 + 1

@cache
def below(a):
    return [b for b in range(9) if b < a]
"""


class Silent:
    """An object of another test that answers nothing and lives on."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(name)


def test_a_slip_in_a_function_is_put_into_what_runs_and_caches_forget(
    mutations: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "slipped.py"
    file.write_text(CODE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("obcgen.slipped", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gc.freeze()  # as the tests do once they are collected
    _silent = Silent()  # lives on, as those of other tests do
    told = []
    for _ in range(20):  # code that runs often is not equal to the same code any more
        module.below.__wrapped__(2)
    for slip in mutations.slips(file):
        sound = file.read_bytes()
        changed = sys.modules["slipping"].Changed(file, sound, slip.applied(sound))
        if not changed.by_import:
            assert module.below(2) == [0, 1]
            changed.replace()
        told.append((slip.text, changed.by_import, module.below(2)))
    assert told == [("(3)", True, [0, 1]), ("(3 - 1)", True, [0, 1]), ("(b <= a)", False, [0, 1, 2])]
