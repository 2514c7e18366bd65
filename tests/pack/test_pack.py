"""A pack is a district's folder over the built-in one; nothing outside its folders is ever read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from obcgen.pack import LARGEST_TEXT, MOST_FILES, Layer, Pack, builtin
from obcgen.problems import ObcgenError, Problem
from packs import alone, clause, over_builtin, spot, written


def three(folder: Path) -> Pack:
    """Return three layers: `top` over `middle` over `low`."""
    low = written(folder / "low", {"shared/x.md": "low\n", "shared/low.md": "low\n"})
    middle = written(folder / "middle", {"shared/x.md": "middle\n"})
    top = written(folder / "top", {"rfp/x.md": "top rfp\n", "shared/x.md": "top\n"})
    return Pack((Layer(top, "top"), Layer(middle, "middle"), Layer(low, "low")))


def problem_of(pack: Pack, path: str) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        pack.text(path)
    (problem,) = caught.value.problems
    return problem


def problems_over(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        builtin().over(folder)
    return caught.value.problems


def test_the_topmost_folder_that_has_a_file_gives_it(tmp_path: Path) -> None:
    pack = three(tmp_path)
    assert pack.text("shared/x.md") == "top\n"
    assert pack.text("shared/low.md") == "low\n"
    assert pack.shown("shared/low.md") == "low/shared/low.md"


def test_base_reaches_past_a_folder_and_twice_past_two(tmp_path: Path) -> None:
    pack = three(tmp_path)
    assert [pack.text("base/" * depth + "shared/x.md") for depth in range(3)] == [
        "top\n",
        "middle\n",
        "low\n",
    ]
    assert pack.versions("shared/x.md") == ("base/base/shared/x.md", "base/shared/x.md", "shared/x.md")


def test_an_upper_folder_s_second_choice_goes_before_a_lower_folder_s_first(tmp_path: Path) -> None:
    pack = three(tmp_path)
    assert pack.find("contract/x.md", "shared/x.md") == "shared/x.md"
    assert pack.find("rfp/x.md", "shared/x.md") == "rfp/x.md"
    assert pack.find("rfp/nope.md", "shared/nope.md") is None


def test_the_built_in_pack_holds_both_documents() -> None:
    pack = builtin()
    assert pack.shown("rfp/outline.yaml") == "templates/rfp/outline.yaml"
    assert pack.data("contract/outline.yaml").mapping()["section_word"] == "Article"


def test_the_opening_lines_and_the_body_keep_their_lines(tmp_path: Path) -> None:
    pack = alone(tmp_path, {"rfp/x.md": clause("x", "Body.\n")})
    assert pack.front("rfp/x.md").mapping()["title"] == "A clause"
    assert pack.body("rfp/x.md").splitlines() == ["", "", "", "", "", "Body."]


def test_a_style_file_changes_what_it_names(tmp_path: Path) -> None:
    style = over_builtin(tmp_path, {"shared/style.yaml": "colors:\n  primary: 4A1942\n"}).style
    assert style.colours.primary == "4A1942"
    assert style.colours.text == builtin().style.colours.text


def test_a_wrong_style_is_told_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(ObcgenError) as caught:
        _ = over_builtin(tmp_path, {"shared/style.yaml": "colors:\n  primary: purple\n"}).style
    (problem,) = caught.value.problems
    assert spot(problem) == "pack/shared/style.yaml:2"


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path, line_end: str) -> None:
    pack = alone(tmp_path, {})
    (tmp_path / "x.md").write_bytes(b"\xef\xbb\xbf" + line_end.join(["a", "b"]).encode())
    assert pack.text("x.md") == "a\nb\n"


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("make", ["nothing", "file", "link"])
def test_a_pack_that_is_no_folder(tmp_path: Path, make: str) -> None:
    folder = tmp_path / "pack"
    if make == "file":
        folder.write_text("x")
    elif make == "link":
        (tmp_path / "real").mkdir()
        folder.symlink_to(tmp_path / "real")
    (problem,) = problems_over(folder)
    assert (problem.code, problem.message) == ("PCK-01", f"{folder} is not a folder.")


def test_a_file_that_no_folder_holds(tmp_path: Path) -> None:
    problem = problem_of(three(tmp_path), "shared/nope.md")
    assert (problem.code, problem.message) == (
        "PCK-02",
        "There is no file shared/nope.md in top, middle, low.",
    )


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../x.md", "shared/../../x.md", "./x.md", "shared//x.md", "", "a\\b", "C:/x",
     ".git/config", "shared/x.md\n", "base/../x.md", "~/x", "x" * 300],
)  # fmt: skip
def test_a_path_that_leads_out_of_a_pack(tmp_path: Path, path: str) -> None:
    problem = problem_of(three(tmp_path), path)
    assert problem.code == "PCK-03"
    assert problem.message.endswith("is not a path inside a pack.")


def test_links_and_special_files_are_refused_unopened(tmp_path: Path) -> None:
    folder = written(tmp_path / "pack", {"rfp/x.md": "x"})
    (folder / "rfp" / "secret.md").symlink_to("/etc/passwd")
    (folder / "shared").symlink_to("/etc")
    os.mkfifo(folder / "rfp" / "pipe.md")
    problems = problems_over(folder)
    assert {problem.code for problem in problems} == {"PCK-04"}
    assert sorted(problem.message.removeprefix(f"{folder}/") for problem in problems) == [
        "rfp/pipe.md is neither a file nor a folder.",
        "rfp/secret.md is a link to somewhere else.",
        "shared is a link to somewhere else.",
    ]


def test_a_link_that_appears_later_is_not_followed(tmp_path: Path) -> None:
    pack = builtin().over(written(tmp_path / "pack", {"rfp/x.md": "x"}))
    (tmp_path / "pack" / "rfp" / "y.md").symlink_to("/etc/passwd")
    assert problem_of(pack, "rfp/y.md").code == "PCK-02"


def test_a_text_that_is_too_large(tmp_path: Path) -> None:
    folder = written(tmp_path / "pack", {"rfp/x.md": "x" * (LARGEST_TEXT + 1)})
    (problem,) = problems_over(folder)
    assert (problem.code, problem.message) == ("PCK-05", f"{folder}/rfp/x.md is larger than 1,000,000 bytes.")


def test_more_files_than_any_pack_holds(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.md").touch()
    (problem,) = problems_over(tmp_path)
    assert (problem.code, problem.message) == ("PCK-05", f"{tmp_path} holds more than 2,000 files.")


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"a\n\xff\xfe", "pack/x.md is not text in UTF-8 (byte 3).", 1),
        (b"a\nb\x00c", "pack/x.md holds a character that cannot be printed (U+0000).", 2),
        (b"a\n\nb\x02c", "pack/x.md holds a character that cannot be printed (U+0002).", 3),
    ],
)
def test_a_file_that_is_not_text(tmp_path: Path, content: bytes, message: str, line: int) -> None:
    pack = alone(tmp_path, {})
    (tmp_path / "x.md").write_bytes(content)
    problem = problem_of(pack, "x.md")
    assert (problem.code, problem.message, spot(problem)) == ("PCK-06", message, f"pack/x.md:{line}")


@pytest.mark.parametrize("text", ["Text.\n", "---\nid: x\nText.\n", " ---\nid: x\n---\n"])
def test_a_clause_without_its_opening_lines(tmp_path: Path, text: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        alone(tmp_path, {"rfp/x.md": text}).front("rfp/x.md")
    (problem,) = caught.value.problems
    assert problem.code == "PCK-07"
    assert problem.message == "pack/rfp/x.md does not begin with lines between --- and ---."
    assert spot(problem) == "pack/rfp/x.md:1"


@pytest.mark.parametrize("text", ["- a\n- b\n", "only words\n"])
def test_a_data_file_without_keys(tmp_path: Path, text: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        alone(tmp_path, {"x.yaml": text}).data("x.yaml").mapping()
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("PCK-08", "This file must hold keys and values.")
    assert spot(problem) == "pack/x.yaml:1"


def test_an_installer_may_link_the_built_in_files(tmp_path: Path) -> None:
    stored = written(tmp_path / "store", {"x.md": "text\n"})
    (tmp_path / "templates" / "shared").mkdir(parents=True)
    (tmp_path / "templates" / "shared" / "x.md").symlink_to(stored / "x.md")
    assert Pack((Layer(tmp_path / "templates", "templates", ours=True),)).text("shared/x.md") == "text\n"
    assert Pack((Layer(tmp_path / "templates", "pack"),)).find("shared/x.md") is None
