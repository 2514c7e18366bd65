"""A pack from a stranger in a zip file: each trick is small, real, and comes to nothing but a Problem."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from obcgen import zip_file
from obcgen.pack import open_pack
from obcgen.problems import ObcgenError, Problem

MANIFEST = "name: x\nversion: 1\n"


def refusals(named: Path | str) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        open_pack(str(named))
    return caught.value.problems


def zipped(folder: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    """Write a pack's zip file with more entries."""
    with zipfile.ZipFile(folder / "pack.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("pack.yaml", MANIFEST)
        for entry, content in entries:
            file.writestr(entry, content)
    return folder / "pack.zip"


def altered(path: Path, old: bytes, new: bytes, count: int = -1) -> Path:
    """Change bytes of a file, which must be there."""
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, count))
    return path


def entry(name: str, kind: int = stat.S_IFREG) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "name", ["../evil.md", "/etc/evil.md", "rfp/../../evil.md", "C:/evil.md", "rfp\\..\\evil.md", ".ssh/evil"]
)
def test_an_entry_that_leads_out_of_the_zip_file(tmp_path: Path, name: str) -> None:
    (problem,) = refusals(zipped(tmp_path, (name, b"evil")))
    assert problem.code == "PCK-14"
    assert problem.message.endswith("is not a path inside a pack.") or "“rfp/../evil.md”" in problem.message
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_an_entry_that_is_a_link_or_a_device(tmp_path: Path, kind: int) -> None:
    (problem,) = refusals(zipped(tmp_path, (entry("rfp/x.md", kind), b"/etc/passwd")))
    assert problem.message.endswith("“rfp/x.md” is neither a file nor a folder.")


@pytest.mark.parametrize("names", [("contract", "contract/x.md"), ("Rfp/x.md/y.md", "rfp/X.md")])
def test_an_entry_that_is_a_file_and_a_folder(tmp_path: Path, names: tuple[str, str]) -> None:
    (problem,) = refusals(zipped(tmp_path, *((name, b"x") for name in names)))
    assert problem.message.endswith("is both a file and a folder.")


def test_a_bomb_that_says_its_size(tmp_path: Path) -> None:
    (problem,) = refusals(zipped(tmp_path, ("fonts/x.ttf", b"\0" * 10_000_001)))
    assert problem.message.endswith("“fonts/x.ttf” is larger than 10,000,000 bytes.")


def test_a_bomb_of_many_files(tmp_path: Path) -> None:
    problems = refusals(zipped(tmp_path, *((f"fonts/{n}.ttf", b"\0" * 9_000_000) for n in range(6))))
    assert [each.message.endswith("holds more than 50,000,000 bytes.") for each in problems] == [True]


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = zipped(tmp_path, ("x.md", b"\0" * 900_000))
    (problem,) = refusals(altered(path, (900_000).to_bytes(4, "little"), (9).to_bytes(4, "little")))
    assert problem.code == "PCK-14"


def test_more_entries_than_any_pack_has(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for number in range(2_001):
            file.writestr(f"{number}.md", b"")
    (tmp_path / "pack.zip").write_bytes(stream.getvalue())
    (problem,) = refusals(tmp_path / "pack.zip")
    assert problem.message.endswith("holds more than 2,000 files.")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["rfp/x.md", "RFP/X.md"])
def test_two_entries_of_one_name(tmp_path: Path, second: str) -> None:
    (problem,) = refusals(zipped(tmp_path, ("rfp/x.md", b"good"), (second, b"evil")))
    assert problem.message.endswith("is there twice.")


def test_an_encrypted_entry(tmp_path: Path) -> None:
    path = zipped(tmp_path, ("rfp/x.md", b"secret"))
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    (problem,) = refusals(path)
    assert problem.message.endswith("“rfp/x.md” is encrypted.")


def test_an_entry_whose_contents_are_not_what_was_summed(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        file.writestr("rfp/x.md", b"the true words")
    (problem,) = refusals(altered(path, b"the true words", b"the fake words"))
    assert problem.message.endswith("is damaged or is no zip file.")


def test_a_zip_file_inside_a_zip_file(tmp_path: Path) -> None:
    (problem,) = refusals(zipped(tmp_path, ("more/inner.zip", b"PK")))
    assert problem.message.endswith("is a zip file inside a zip file.")


def test_a_compression_that_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("rfp/x.md", b"x")
    (problem,) = refusals(path)
    assert problem.message.endswith("is compressed in a way that is not read here.")


def test_folders_without_end(tmp_path: Path) -> None:
    (problem,) = refusals(zipped(tmp_path, ("a/" * 20 + "x.md", b"x")))
    assert problem.message.endswith("lies more than 8 folders deep.")


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + b"\xff" * 18, b"no zip at all" * 99])
def test_a_file_that_only_is_called_a_zip_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pack.zip").write_bytes(content)
    (problem,) = refusals(tmp_path / "pack.zip")
    assert problem.message.endswith("is damaged or is no zip file.")


def test_a_zip_file_larger_than_any_pack_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_file, "LARGEST_ZIP", 50)
    (problem,) = refusals(zipped(tmp_path))
    assert problem.message.endswith("is larger than 50 bytes.")


def test_a_zip_file_inherits_nothing_from_where_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").unlink(missing_ok=True)
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as file:
        file.writestr("pack.yaml", MANIFEST + "inherits: ../../etc\n")
    (problem,) = refusals(tmp_path / "pack.zip")
    assert problem.code == "PCK-12"
