from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from obcgen.problems import ObcgenError, Problem
from obcgen.source import read
from obcgen.source.nodes import at, to_plain


def refusal(path: Path) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        read(path)
    (only,) = caught.value.problems
    assert only.place is not None
    return only


def write(folder: Path, **files: str) -> Path:
    """Write files and return the path of the first."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(files))}.yaml"


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    problem = refusal(tmp_path / "spec.yaml")
    assert problem.code == "SRC-01"
    assert "There is no file" in problem.message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message


def pipe(path: Path) -> None:
    os.mkfifo(path)


def plug(path: Path) -> None:
    os.mknod(path, stat.S_IFSOCK)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (pipe, "is a pipe, not a file."),
        (plug, "is a socket, not a file."),
        (endless, "is a device, not a file."),
        (Path.mkdir, "is a folder, not a file."),
        (circle, "cannot be read: Too many levels of symbolic links."),
    ],
)
def test_what_is_no_file_is_neither_read_nor_waited_for(
    tmp_path: Path, make: Callable[[Path], None], why: str
) -> None:
    make(tmp_path / "spec.yaml")
    assert refusal(tmp_path / "spec.yaml").message == f"{tmp_path / 'spec.yaml'} {why}"
    beside = write(tmp_path, above="extends: spec.yaml")
    assert refusal(beside).code in {"SRC-01", "SRC-03"}


def test_a_dash_is_told_to_be_no_file() -> None:
    problem = refusal(Path("-"))
    assert (problem.message, "Save the text as a file" in problem.hint) == ("There is no file -.", True)


def test_a_name_that_no_file_can_have_is_told() -> None:
    assert refusal(Path("x" * 300)).message.endswith("cannot be read: File name too long.")


def test_a_file_that_becomes_a_pipe_while_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("obcgen.file_contents.no_file", lambda _: "")
    os.mkfifo(tmp_path / "spec.yaml")
    assert refusal(tmp_path / "spec.yaml").code == "SRC-04"


def test_an_empty_file_is_told_to_be_empty(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, spec="")).code == "SRC-04"


def test_text_that_is_not_utf_8_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_bytes("a: é\nb: caf".encode() + b"\xe9 x\n")
    problem = refusal(path)
    assert problem.code == "SRC-02"
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (2, 7)


def test_a_file_saved_as_utf_16_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_bytes("a: 1\n".encode("utf-16"))
    assert refusal(path).code == "SRC-02"


def test_a_file_of_more_than_two_megabytes_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, spec="a: 1\n" + "#" * 2_000_000)).code == "SRC-06"


def test_a_file_goes_over_the_file_it_extends(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        contract="extends: rfp.yaml\nwithout: [lots.east]\na: {x: 2}\nn: {like: m}\n",
        rfp="a: {x: 1, y: 1}\nlots: {east: 1, west: 2}\nm: {k: v}\n",
    )
    source = read(path)
    assert source.problems == ()
    assert to_plain(source.root) == {
        "a": {"x": "2", "y": "1"},
        "lots": {"west": "2"},
        "m": {"k": "v"},
        "n": {"k": "v"},
    }


def test_each_value_keeps_the_file_it_comes_from(tmp_path: Path) -> None:
    source = read(write(tmp_path, top="extends: below.yaml\na: {x: 2}\n", below="a: {x: 1, y: 1}\n"))
    files = {key: Path(node.place.file).name for key in "xy" if (node := at(source.root, ("a", key)))}
    assert files == {"x": "top.yaml", "y": "below.yaml"}


@pytest.mark.parametrize(
    "files",
    [{"a": "extends: a.yaml\n"}, {"a": "extends: b.yaml\n", "b": "extends: a.yaml\n"}],
    ids=["itself", "each other"],
)
def test_files_that_extend_each_other_are_refused(tmp_path: Path, files: dict[str, str]) -> None:
    assert refusal(write(tmp_path, **files)).code == "SRC-03"


def test_a_file_to_extend_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    problem = refusal(write(tmp_path, top="a: 1\nextends: rpf.yaml\n"))
    assert problem.code == "SRC-01"
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("top.yaml", 2)


@pytest.mark.parametrize(
    ("top", "hint"),
    [
        ("extends: below.yaml\nwithout: [lots.eest]\n", "Did you mean lots.east?"),
        ("extends: below.yaml\nwithout: [schools.3]\n", "Write the path of a key, such as lots.east."),
        ("extends: below.yaml\nwithout: lots.east\n", "Write it in brackets: [lots.east]."),
        ("without: [lots.east]\n", "Add extends: and the file's name, or remove this."),
        ("extends: [below.yaml]\n", "Write the name of one file, such as extends: rfp.yaml."),
    ],
)
def test_what_cannot_be_extended_or_left_out_is_told(tmp_path: Path, top: str, hint: str) -> None:
    source = read(write(tmp_path, top="a: 1\n" + top, below="lots: {east: 1}\nschools: [x, y]\n"))
    assert [(each.code, each.hint) for each in source.problems] == [("SRC-03", hint)]


def test_items_of_a_list_are_counted_from_one(tmp_path: Path) -> None:
    source = read(
        write(tmp_path, top="extends: b.yaml\nwithout: [schools.1, schools.3]\n", b="schools: [x, y, z]\n")
    )
    assert to_plain(source.root) == {"schools": ["y"]}
