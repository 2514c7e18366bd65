from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from obcgen.problems import ObcgenError
from obcgen.source import read
from obcgen.source.nodes import to_plain
from obcgen.source.yaml_file import files, files_among

RFP = "document: {number: R-1}\n"


def refused(path: Path) -> str:
    with pytest.raises(ObcgenError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert problem.code == "SRC-03"
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("contract.yaml", 1)
    return problem.message


@pytest.mark.parametrize(
    "name",
    ["../rfp.yaml", "below/../../rfp.yaml", "below/../rfp.yaml", "/etc/passwd", "C:/rfp.yaml", "..", '"\\0"'],
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "specs"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "rfp.yaml").write_text(RFP)
    (folder / "rfp.yaml").write_text(RFP)
    (folder / "contract.yaml").write_text(f"extends: {name}\n")
    assert "leads out of the folder" in refused(folder / "contract.yaml")


def test_a_name_longer_than_any_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "contract.yaml").write_text(f"extends: {'x' * 5000}\n")
    with pytest.raises(ObcgenError):
        read(tmp_path / "contract.yaml")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(RFP)
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "rfp.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "specs" / "contract.yaml").write_text("extends: rfp.yaml\n")
    assert "leads out of the folder" in refused(tmp_path / "specs" / "contract.yaml")


def test_a_folder_below_and_a_link_within_are_fine(tmp_path: Path) -> None:
    (tmp_path / "rfps").mkdir()
    (tmp_path / "rfps" / "one.yaml").write_text(RFP)
    (tmp_path / "rfp.yaml").symlink_to(tmp_path / "rfps" / "one.yaml")
    for name in ("rfp.yaml", "rfps/one.yaml"):
        (tmp_path / "contract.yaml").write_text(f"extends: {name}\n")
        assert to_plain(read(tmp_path / "contract.yaml").root) == {"document": {"number": "R-1"}}


def test_a_spec_named_through_a_link_extends_what_lies_beside_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "contract.yaml").write_text("extends: rfp.yaml\n")
    (tmp_path / "rfp.yaml").write_text(RFP)
    (tmp_path / "contract.yaml").symlink_to(tmp_path / "real" / "contract.yaml")
    assert to_plain(read(tmp_path / "contract.yaml").root) == {"document": {"number": "R-1"}}


def test_a_file_in_a_folder_below_extends_from_there_but_never_leaves_the_first_folder(
    tmp_path: Path,
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "contract.yaml").write_text("extends: below/a.yaml\n")
    (tmp_path / "below" / "a.yaml").write_text("extends: b.yaml\nx: 1\n")
    (tmp_path / "below" / "b.yaml").write_text("y: 2\n")
    assert to_plain(read(tmp_path / "contract.yaml").root) == {"y": "2", "x": "1"}


def test_more_files_than_anybody_needs_are_refused(tmp_path: Path) -> None:
    for number in range(15):
        (tmp_path / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n")
    with pytest.raises(ObcgenError) as caught:
        read(tmp_path / "0.yaml")
    assert "files extend one another" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("count", "last", "hint"),
    [(11, "a: 1\n", ""), (12, "a: 1\n", "Put some of them"), (3, "extends: 1.yaml\n", "Remove one extends")],
)
def test_files_that_lie_beside_a_text_extend_one_another_as_those_of_a_folder_do(
    tmp_path: Path, count: int, last: str, hint: str
) -> None:
    texts = {f"{at}.yaml": f"extends: {at + 1}.yaml\n" for at in range(count - 1)} | {
        f"{count - 1}.yaml": last
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    beside = {name: text.encode() for name, text in texts.items()}
    for chain in (
        partial(files, tmp_path / "0.yaml"),
        partial(files_among, texts["0.yaml"], "0.yaml", beside),
    ):
        if not hint:
            assert len(chain()) == count
            continue
        with pytest.raises(ObcgenError) as caught:
            chain()
        assert caught.value.problems[0].hint.startswith(hint)


def test_lists_are_replaced_and_the_file_below_is_kept_by_itself(tmp_path: Path) -> None:
    (tmp_path / "rfp.yaml").write_text("a: [1, 2, 3]\nb: {like: c}\nc: {d: 1}\n")
    (tmp_path / "contract.yaml").write_text("extends: rfp.yaml\nwithout: [b]\na: [4]\n")
    source = read(tmp_path / "contract.yaml")
    assert to_plain(source.root) == {"a": ["4"], "c": {"d": "1"}}
    assert source.extended is not None
    assert to_plain(source.extended.root) == {"a": ["1", "2", "3"], "b": {"d": "1"}, "c": {"d": "1"}}
