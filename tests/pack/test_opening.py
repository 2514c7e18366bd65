"""From a pack's name to its folders: what it may inherit, and where nothing is ever looked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.pack import Pack, builtin, open_pack, opening, pack_for, pin_broken
from obcgen.pack.pack import Layer
from obcgen.problems import ObcgenError, Problem
from obcgen.source import pack_named
from obcgen.source.nodes import Node, to_plain
from packs import spot, written


def manifest(inherits: str = "", name: str = "x") -> str:
    return f"name: {name}\nversion: 1\n" + (f"inherits: {inherits}\n" if inherits else "")


def family(folder: Path, **inherits: str) -> Path:
    """Write packs side by side, each with the one it inherits."""
    for name, parent in inherits.items():
        written(folder / name, {"pack.yaml": manifest(parent, name), f"shared/{name}.md": f"{name}\n"})
    return folder


def refusal(named: Path | str) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        open_pack(str(named))
    (problem,) = caught.value.problems
    return problem


def names(pack: Pack) -> list[str]:
    return [Path(layer.name).name for layer in pack.layers]


def test_a_pack_lies_over_the_packs_it_inherits_and_all_over_the_built_in(tmp_path: Path) -> None:
    pack = open_pack(str(family(tmp_path, district="../county", county="../state", state="") / "district"))
    assert names(pack) == ["district", "county", "state", "templates"]
    assert pack.text("shared/state.md") == "state\n"
    assert pack.foreign


def test_the_built_in_templates_are_not_foreign() -> None:
    assert not builtin().foreign


def test_a_pack_may_carry_its_parent_inside_it(tmp_path: Path) -> None:
    written(tmp_path / "our", {"pack.yaml": manifest("state"), "state/pack.yaml": manifest()})
    assert names(open_pack(str(tmp_path / "our"))) == ["our", "state", "templates"]


def test_defaults_and_variants_of_a_pack_go_over_those_it_inherits(tmp_path: Path) -> None:
    state = manifest() + "defaults: {district: {state: CO, name: S}}\nvariants: {a: one, b: two}\n"
    our = manifest("../state") + "defaults: {district: {name: D}}\nvariants: {b: three}\n"
    written(tmp_path, {"state/pack.yaml": state, "our/pack.yaml": our})
    pack = open_pack(str(tmp_path / "our"))
    assert {id_: chosen.name for id_, chosen in pack.variants.items()} == {"a": "one", "b": "three"}
    assert pack.defaults is not None
    assert to_plain(pack.defaults) == {"district": {"state": "CO", "name": "D"}}


def test_a_name_alone_means_a_shipped_pack_where_no_folder_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "shipped", {"pack.yaml": manifest()})
    layer = Layer(tmp_path / "shipped", "templates/packs/colorado", ours=True)
    monkeypatch.setattr(opening, "shipped", lambda: {"colorado": layer})
    monkeypatch.chdir(tmp_path)
    assert names(open_pack("colorado")) == ["colorado", "templates"]
    assert not open_pack("colorado").foreign
    written(tmp_path / "our", {"pack.yaml": manifest("colorado")})
    assert names(open_pack("our")) == ["our", "colorado", "templates"]
    problem = refusal("colarado")
    assert (problem.code, problem.hint) == ("PCK-11", "Did you mean colorado?")
    written(tmp_path / "colorado", {"shared/mine.md": "mine"})
    assert open_pack("colorado").foreign


def test_a_shipped_pack_that_inherits_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, {"a/pack.yaml": manifest("b"), "b/pack.yaml": manifest()})
    found = {name: Layer(tmp_path / name, name, ours=True) for name in ("a", "b")}
    monkeypatch.setattr(opening, "shipped", lambda: found)
    assert names(open_pack("a")) == ["a", "b", "templates"]


# --- what is refused ------------------------------------------------------------------------------


def test_packs_in_a_circle(tmp_path: Path) -> None:
    problem = refusal(family(tmp_path, a="../b", b="../a") / "a")
    assert problem.code == "PCK-13"
    assert problem.message.startswith("The packs inherit one another in a circle: ")


def test_a_pack_that_inherits_itself(tmp_path: Path) -> None:
    assert refusal(family(tmp_path, a="../a") / "a").code == "PCK-13"


def test_a_chain_longer_than_anybody_needs(tmp_path: Path) -> None:
    chain = {f"p{number}": f"../p{number + 1}" for number in range(7)}
    problem = refusal(family(tmp_path, **chain, p7="") / "p0")
    assert problem.code == "PCK-13"
    assert problem.message.startswith("More than 5 packs inherit one another: ")


@pytest.mark.parametrize(
    "inherits", ["../../state", "/etc", "C:/state", "a/../../state", "../a/../../b", "~/../..", "..", "../"]
)
def test_a_parent_outside_the_pack_and_its_folder(tmp_path: Path, inherits: str) -> None:
    written(tmp_path, {"state/pack.yaml": manifest(), "in/our/pack.yaml": manifest(inherits)})
    problem = refusal(tmp_path / "in" / "our")
    assert problem.code in {"PCK-12", "PCK-01", "PCK-11"}
    assert spot(problem) == f"{tmp_path}/in/our/pack.yaml:3"


def test_a_link_beside_the_pack_is_not_followed_out_of_its_folder(tmp_path: Path) -> None:
    written(tmp_path, {"state/pack.yaml": manifest(), "in/our/pack.yaml": manifest("../state")})
    (tmp_path / "in" / "state").symlink_to(tmp_path / "state")
    assert refusal(tmp_path / "in" / "our").code == "PCK-12"


def test_a_folder_beside_the_pack_that_is_no_pack_is_not_read(tmp_path: Path) -> None:
    written(tmp_path, {"private/rfp/x.md": "x", "our/pack.yaml": manifest("../private")})
    problem = refusal(tmp_path / "our")
    assert (problem.code, problem.message) == ("PCK-11", "private is not a pack: it holds no pack.yaml.")


def test_a_parent_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    problem = refusal(family(tmp_path, our="../sate") / "our")
    assert (problem.code, spot(problem)) == ("PCK-01", f"{tmp_path}/our/pack.yaml:3")


# --- pack: in a spec ------------------------------------------------------------------------------


def test_a_spec_without_a_pack_has_the_built_in_templates(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text("obcgen: 1\n")
    assert pack_for(tmp_path / "spec.yaml") == builtin()


def test_a_spec_names_a_pack_beside_it_and_the_topmost_file_decides(tmp_path: Path) -> None:
    family(tmp_path, one="", two="")
    (tmp_path / "rfp.yaml").write_text("pack: one\n")
    (tmp_path / "contract.yaml").write_text("extends: rfp.yaml\n")
    assert names(pack_for(tmp_path / "contract.yaml"))[0] == "one"
    (tmp_path / "contract.yaml").write_text("extends: rfp.yaml\npack: two\n")
    assert names(pack_for(tmp_path / "contract.yaml"))[0] == "two"


@pytest.mark.parametrize("named", ["../our", "/etc", "a/../../our", "link"])
def test_a_spec_names_no_pack_outside_its_folder(tmp_path: Path, named: str) -> None:
    written(tmp_path / "our", {"pack.yaml": manifest()})
    written(tmp_path / "specs", {"spec.yaml": f"obcgen: 1\npack: {named}\n"})
    (tmp_path / "specs" / "link").symlink_to(tmp_path / "our")
    with pytest.raises(ObcgenError) as caught:
        pack_for(tmp_path / "specs" / "spec.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, spot(problem)) == ("PCK-12", f"{tmp_path}/specs/spec.yaml:2")


@pytest.mark.parametrize("value", ["", "[a]"])
def test_pack_names_one_pack(tmp_path: Path, value: str) -> None:
    (tmp_path / "spec.yaml").write_text(f"pack: {value}\n")
    with pytest.raises(ObcgenError) as caught:
        pack_for(tmp_path / "spec.yaml")
    assert [problem.message for problem in caught.value.problems] == ["pack: names one pack."]


# --- zip ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("around", ["", "our"])
def test_a_zip_file_of_a_pack_is_a_pack(tmp_path: Path, around: str) -> None:
    family(tmp_path / "packs", our="../state", state="")
    root = tmp_path / "packs" if around else tmp_path / "packs" / "our"
    archive = shutil.make_archive(str(tmp_path / "packs" / "our"), "zip", root, around or None)
    shutil.rmtree(tmp_path / "packs" / "our")
    pack = open_pack(archive)
    assert names(pack) == ["our.zip", "state", "templates"]
    assert pack.text("shared/our.md") == "our\n"
    assert pack.shown("shared/our.md") == f"{archive}/shared/our.md"


def test_the_contents_of_a_zip_file_are_put_away_after_use(tmp_path: Path) -> None:
    family(tmp_path, our="")
    pack = open_pack(shutil.make_archive(str(tmp_path / "our"), "zip", tmp_path / "our"))
    folder = pack.layers[0].folder
    assert folder.is_dir()
    del pack
    assert not folder.exists()


def pinned(folder: Path, pack: str, version: str = "1") -> Path:
    """Write a spec that says this of its pack, beside a pack of this version."""
    written(folder, {"our/pack.yaml": f"name: Our\nversion: {version}\n", "spec.yaml": f"pack: {pack}\n"})
    return folder / "spec.yaml"


def said_of(spec: Path) -> Node:
    said = pack_named(spec)
    assert said is not None
    return said


def test_a_pack_of_the_version_that_the_spec_pins_is_opened(tmp_path: Path) -> None:
    spec = pinned(tmp_path, '{name: our, version: "2026.1"}', '"2026.1"')
    assert names(pack_for(spec)) == ["our", "templates"]
    assert names(pack_for(pinned(tmp_path / "b", '{name: ohio, version: "2026.1"}')))[0] == "ohio"


@pytest.mark.parametrize(
    ("pack", "code", "found"),
    [
        ('{name: our, version: "2026.2"}', "PCK-31", "1"),
        ('{name: front-range-example, version: "2026.2"}', "PCK-31", "2026.1"),
        ("{name: our}", "PCK-32", "name"),
        ("{version: 1}", "PCK-32", "version"),
        ("{name: our, version: 1, sha: 2}", "PCK-32", "name, version, sha"),
        ("{}", "PCK-32", "nothing"),
        ("{name: our, version: [1]}", "PCK-32", "name, version"),
        ("{name: [our], version: 1}", "PCK-01", ""),
        ("{name: nowhere, version: 1}", "PCK-11", "nowhere"),
        ("{name: ../our, version: 1}", "PCK-12", "../our"),
    ],
)
def test_a_pin_that_does_not_fit_is_refused_at_its_place(
    tmp_path: Path, pack: str, code: str, found: str
) -> None:
    with pytest.raises(ObcgenError) as caught:
        pack_for(pinned(tmp_path, pack))
    (problem,) = caught.value.problems
    assert (problem.code, problem.found, problem.severity) == (code, found, "error")
    assert problem.place is not None
    assert problem.place.line == 1


def test_a_pinned_pack_without_a_version_is_refused(tmp_path: Path) -> None:
    written(tmp_path, {"our/rfp/x.md": "x", "spec.yaml": "pack: {name: our, version: 1}\n"})
    with pytest.raises(ObcgenError) as caught:
        pack_for(tmp_path / "spec.yaml")
    assert caught.value.problems[0].found == "no version"


@pytest.mark.parametrize(("version", "told"), [("2026.1", False), ("2020.1", True)])
def test_a_pack_that_builds_on_the_pinned_one_keeps_its_version(
    tmp_path: Path, version: str, told: bool
) -> None:
    spec = pinned(tmp_path, f'{{name: colorado, version: "{version}"}}')
    other = written(tmp_path / "o", {"pack.yaml": "name: O\nversion: 1\ninherits: colorado\n"})
    assert bool(pin_broken(said_of(spec), open_pack(str(other)))) is told


def test_another_pack_given_in_place_of_a_pinned_one_is_told(tmp_path: Path) -> None:
    spec = pinned(tmp_path, "{name: our, version: 1}")
    other = open_pack(str(written(tmp_path / "other", {"pack.yaml": "name: O\nversion: 2\n"})))
    problem = pin_broken(said_of(spec), other)
    assert problem is not None
    assert (problem.code, problem.severity, problem.found) == ("PCK-31", "warning", "2")
    assert pin_broken(said_of(spec), open_pack(str(tmp_path / "our"))) is None
    assert pin_broken(said_of(pinned(tmp_path / "b", "our")), other) is None
    deal = Path(__file__).parent.parent / "specs" / "minimal-rfp.yaml"
    spec.write_text(
        f"{deal.read_text(encoding='utf-8')}\npack: {{name: our, version: 1}}\n", encoding="utf-8"
    )
    told = read_and_check(spec, pack=other)[2]
    assert "PCK-31" in {each.code for each in told}
