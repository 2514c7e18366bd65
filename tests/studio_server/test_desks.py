"""Specs are opened, edited and saved again; what somebody else wrote meanwhile is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock
from typing import Any

import pytest

from obcgen.problems import Kind, ObcgenError
from obcgen.studio.desk import Desk
from obcgen.studio_server.desks import Desks
from obcgen.studio_server.patience import in_time
from served_page import Page

SPEC = "obcgen: 1\ndocument:\n  number: RFP-1  # ours\n  title: Tutoring\n"


def codes(reply: dict[str, Any]) -> list[str]:
    assert not reply["ok"]
    return [each["code"] for each in reply["problems"]]


def retitled(page: Page) -> dict[str, Any]:
    return page.send("set", path=["document", "title"], typed="Reading")


def test_a_spec_is_opened_edited_and_saved_with_its_comments(page: Page, folder: Path) -> None:
    assert page.files("open", name="deal.yaml")["text"] == SPEC
    reply = retitled(page)
    assert (reply["ok"], reply["unsaved"]) == (True, True)
    assert (folder / "deal.yaml").read_text("utf-8") == SPEC
    assert page.files("save", name="deal.yaml")["unsaved"] is False
    assert (folder / "deal.yaml").read_text("utf-8") == SPEC.replace("Tutoring", "Reading")
    assert [path.name for path in folder.iterdir()] == ["deal.yaml"]


def test_a_file_changed_meanwhile_is_not_overwritten_and_both_are_kept(page: Page, folder: Path) -> None:
    page.files("open", name="deal.yaml")
    retitled(page)
    (folder / "deal.yaml").write_text("theirs: 1\n", encoding="utf-8")
    both = page.files("state", name="deal.yaml", versions=True)
    assert (both["changed"], both["disk"], both["base"]) == (True, "theirs: 1\n", SPEC)
    refused = page.files("save", name="deal.yaml")
    assert (codes(refused), refused["disk"]) == (["FIL-05"], "theirs: 1\n")
    assert (folder / "deal.yaml").read_text("utf-8") == "theirs: 1\n"
    assert page.files("save", name="deal.yaml", to="mine.yaml")["name"] == "mine.yaml"
    assert "Reading" in (folder / "mine.yaml").read_text("utf-8")
    assert page.files("open", name="deal.yaml")["text"] == "theirs: 1\n"


def test_over_a_file_changed_meanwhile_is_saved_only_where_it_is_kept(page: Page, folder: Path) -> None:
    page.files("open", name="deal.yaml")
    retitled(page)
    (folder / "deal.yaml").write_text("theirs: 1\n", encoding="utf-8")
    assert codes(page.files("save", name="deal.yaml", keep="deal.yaml")) == ["SRV-05"]
    assert (folder / "deal.yaml").read_text("utf-8") == "theirs: 1\n"
    assert page.files("save", name="deal.yaml", keep="deal-disk.yaml")["unsaved"] is False
    assert (folder / "deal-disk.yaml").read_text("utf-8") == "theirs: 1\n"
    assert "Reading" in (folder / "deal.yaml").read_text("utf-8")


def test_the_list_says_what_is_not_saved_and_in_no_file_yet(page: Page) -> None:
    page.files("begin", name="new.yaml", **{"from": "blank"}, answers={})
    page.files("open", name="deal.yaml")
    told = [(each["name"], each["unsaved"]) for each in page.files("list")["specs"]]
    assert told == [("new.yaml", True), ("deal.yaml", False)]
    retitled(page)
    assert [each["unsaved"] for each in page.files("list")["specs"]] == [True, True]


@pytest.mark.parametrize("meanwhile", ["gone", "a folder"])
def test_a_file_that_is_no_more_is_not_made_again_unasked(page: Page, folder: Path, meanwhile: str) -> None:
    page.files("open", name="deal.yaml")
    retitled(page)
    (folder / "deal.yaml").unlink()
    (folder / "deal.yaml").mkdir() if meanwhile == "a folder" else None
    assert not page.files("save", name="deal.yaml")["ok"]
    assert (folder / "deal.yaml").exists() is (meanwhile == "a folder")


def test_what_is_not_saved_is_still_there_after_a_reload(page: Page) -> None:
    page.files("open", name="deal.yaml")
    retitled(page)
    again = page.files("open", name="deal.yaml")
    assert ("Reading" in again["text"], again["unsaved"], again["undo"]) == (True, True, True)
    assert page.files("open", name="deal.yaml", anew=True)["text"] == SPEC


def test_a_text_from_a_window_that_is_behind_is_refused_with_the_text_as_it_is(page: Page) -> None:
    version = page.files("open", name="deal.yaml")["version"]
    retitled(page)
    behind = page.send("text", text="obcgen: 1\n", version=version)
    assert codes(behind) == ["SRV-03"]
    assert "Reading" in behind["text"]
    assert page.send("text", text="obcgen: 1\n", version=behind["version"])["ok"]


def test_undo_goes_back_to_the_first_byte_and_is_saved_then(page: Page) -> None:
    page.files("open", name="deal.yaml")
    retitled(page)
    assert page.send("undo")["unsaved"] is False
    assert page.files("state", name="deal.yaml")["text"] == SPEC


def test_ends_of_lines_and_a_mark_at_the_start_are_saved_as_they_were(page: Page, folder: Path) -> None:
    written = ("\ufeff" + SPEC).replace("\n", "\r\n").encode()
    (folder / "deal.yaml").write_bytes(written)
    assert "\r" not in page.files("open", name="deal.yaml")["text"]
    retitled(page)
    page.files("save", name="deal.yaml")
    assert (folder / "deal.yaml").read_bytes() == written.replace(b"Tutoring", b"Reading")


def test_a_new_spec_is_a_file_only_once_it_is_saved(page: Page, folder: Path) -> None:
    begun = page.files("begin", **{"from": "blank"}, answers={"title": "Reading"}, name="new deal")
    assert (begun["name"], begun["unsaved"]) == ("new deal.yaml", True)
    assert not (folder / "new deal.yaml").exists()
    assert page.files("save", name="new deal.yaml")["ok"]
    assert (folder / "new deal.yaml").read_text("utf-8") == begun["text"]


@pytest.mark.parametrize(
    "name", ["", " ", "deal.yaml", "../new.yaml", "/new.yaml", "below/", ".new.yaml", "a:b.yaml"]
)
def test_a_new_spec_takes_no_name_of_a_file_and_none_outside(page: Page, folder: Path, name: str) -> None:
    reply = page.files("begin", **{"from": "blank"}, name=name)
    assert codes(reply)[0] in {"SRV-01", "SRV-05"}
    assert sorted(path.name for path in folder.parent.rglob("*")) == ["deal.yaml", "outside.yaml", "served"]


@pytest.mark.parametrize(
    "name", ["../x.yaml", " .yaml", ".hidden.yaml", "a" * 300, "con.yaml", "below/COM1.v2.yml"]
)
def test_a_name_that_no_new_file_can_have_asks_for_another(page: Page, folder: Path, name: str) -> None:
    problem = page.files("begin", **{"from": "blank"}, name=name)["problems"][0]
    assert (problem["code"], problem["hint"]) == ("SRV-05", "Give another name.")
    assert not list(folder.rglob("[!d]*"))


@pytest.mark.parametrize("name", ["console", "com10", "a.con"])
def test_a_name_like_that_of_a_device_is_one_of_a_file(page: Page, name: str) -> None:
    assert page.files("begin", **{"from": "blank"}, name=name)["ok"]


def test_a_name_that_is_taken_is_told_with_one_that_is_free(page: Page, folder: Path) -> None:
    (folder / "deal-2.yaml").write_text(SPEC, "utf-8")
    problem = page.files("begin", **{"from": "blank"}, name="deal")["problems"][0]
    assert problem["message"].startswith("There is a file deal.yaml already")
    assert problem["hint"] == "Give another name, such as deal-3.yaml."


@pytest.mark.parametrize("to", ["../outside.yaml", "/outside/x.yaml", "deal.yaml"])
def test_saving_under_another_name_overwrites_nothing(page: Page, folder: Path, to: str) -> None:
    page.files("open", name="deal.yaml")
    retitled(page)
    assert codes(page.files("save", name="deal.yaml", to=to))[0] in {"SRV-01", "SRV-05"}
    assert (folder.parent / "outside.yaml").read_text("utf-8") == "secret: of somebody else\n"
    assert (folder / "deal.yaml").read_text("utf-8") == SPEC


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"do": "open", "name": "../outside.yaml"}, "SRV-01"),
        ({"do": "open", "name": "gone.yaml"}, "SRV-02"),
        ({"do": "open", "name": ["deal.yaml"]}, "SRV-01"),
        ({"do": "open"}, "SRV-01"),
        ({"do": "save", "name": "deal.yaml"}, "SRV-04"),
        ({"do": "state", "name": "half \ud83d"}, "STU-01"),
        ({"do": ["list"] * 100_000}, "SRV-06"),
        ({"do": "state", "name": "deal.yaml"}, "SRV-04"),
        ({"do": "destroy"}, "SRV-06"),
        ({}, "SRV-06"),
    ],
)
def test_what_cannot_be_done_is_told(page: Page, asked: dict[str, Any], code: str) -> None:
    assert codes(page.post("/files", json=asked).json()) == [code]


def test_a_request_to_a_spec_that_is_not_open_is_told(page: Page) -> None:
    assert codes(page.send("problems", spec="gone.yaml")) == ["SRV-04"]


@pytest.mark.parametrize(
    "request_", [None, 7, [], {}, {"do": 3}, {"do": []}, {"do": {}}, {"do": "export", "formats": [[]]}]
)
def test_a_request_that_is_none_is_told(page: Page, request_: object) -> None:
    page.files("open", name="deal.yaml")
    reply = page.post("/send", json={"spec": "deal.yaml", "request": request_}).json()
    assert reply["ok"] is False


def test_a_file_that_is_no_text_is_told(page: Page, folder: Path) -> None:
    (folder / "deal.yaml").write_bytes(b"caf\xe9")
    assert codes(page.files("open", name="deal.yaml")) == ["SRV-02"]


ROWS = SPEC + "procurement:\n  minimum_qualifications:\n  - One\n  - Two\n  - Three\n"


@pytest.mark.parametrize("do", ["remove", "clear", "move", "set", "look", "rename", "add"])
def test_no_edit_is_made_by_a_place_that_has_moved_meanwhile(page: Page, folder: Path, do: str) -> None:
    (folder / "deal.yaml").write_text(ROWS, encoding="utf-8")
    version = page.files("open", name="deal.yaml")["version"]
    rows = ["procurement", "minimum_qualifications"]
    assert page.send("remove", path=[*rows, 0], version=version)["ok"]
    behind = page.send(do, path=[*rows, 0], to=1, typed="x", id="x", version=version)
    assert codes(behind) == ["SRV-03"]
    assert page.files("state", name="deal.yaml")["text"] == ROWS.replace("  - One\n", "") == behind["text"]


def test_versions_go_on_counting_when_a_file_is_opened_anew(page: Page) -> None:
    version = page.files("open", name="deal.yaml")["version"]
    retitled(page)
    page.files("open", name="deal.yaml", anew=True)
    for seen in (version, version + 1):
        assert codes(page.send("clear", path=["document", "title"], version=seen)) == ["SRV-03"]


def test_an_edit_that_is_worked_out_while_the_file_is_opened_anew_is_not_made(
    page: Page, folder: Path, desks: Desks
) -> None:
    quick = desks.answer

    def opened_first(desk: Desk, request: Mapping[str, Any]) -> tuple[Desk, Mapping[str, Any]]:
        if request["do"] == "set":
            (folder / "deal.yaml").write_text(ROWS, encoding="utf-8")
            assert desks.files({"do": "open", "name": "deal.yaml", "anew": True})["ok"]
        return quick(desk, request)

    page.files("open", name="deal.yaml")
    desks.answer = opened_first
    assert codes(retitled(page)) == ["SRV-03"]
    assert page.send("text")["text"] == ROWS


def test_a_save_that_fails_for_another_reason_does_not_say_that_the_file_has_changed(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        problem = Kind("FIL-02", "No room").problem(
            "/home/x/.lock", found="No space left", hint="Use --output."
        )
        raise ObcgenError(problem)

    page.files("open", name="deal.yaml")
    retitled(page)
    monkeypatch.setattr("obcgen.studio_server.desks.save_opened", full)
    refused = page.files("save", name="deal.yaml")
    assert (codes(refused), "disk" in refused) == (["FIL-02"], False)
    assert refused["problems"][0]["message"] == "deal.yaml cannot be saved: No space left."
    assert "--output" not in str(refused)


@pytest.mark.parametrize("part", ["do", "typed", "path", "id"])
def test_half_a_character_is_refused_and_the_desk_goes_on(page: Page, part: str) -> None:
    page.files("open", name="deal.yaml")
    asked = {"do": "set", "path": ["document", "title"], "typed": "x"}
    asked[part] = ["document", "\ud83d"] if part == "path" else "half \ud83d"
    reply = page.post("/send", json={"spec": "deal.yaml", "request": asked})
    assert (reply.status_code, codes(reply.json())) == (200, ["STU-01"])
    assert page.send("text")["text"] == SPEC
    assert codes(page.send("text", spec="half \ud83d"))


def test_a_name_that_is_told_again_is_cut(page: Page) -> None:
    for name in ("x" * 100_000, "é" * 100 + ".yaml", ".." + "/x" * 50_000):
        assert len(page.post("/files", json={"do": "open", "name": name}).content) < 2_000
        assert len(page.post("/send", json={"spec": name, "request": {"do": "text"}}).content) < 2_000
    assert len(page.post("/files", json={"do": "x" * 100_000}).content) < 2_000


def test_a_window_keeps_its_spec_when_another_saves_it_under_a_new_name(page: Page) -> None:
    page.files("open", name="deal.yaml")
    retitled(page)
    assert page.files("save", name="deal.yaml", to="mine.yaml")["name"] == "mine.yaml"
    assert page.send("set", path=["document", "title"], typed="Theirs")["unsaved"] is True
    assert "Reading" in page.send("text", spec="mine.yaml")["text"]


def test_a_file_with_several_names_has_one_desk(page: Page, folder: Path) -> None:
    (folder / "other.yaml").symlink_to("deal.yaml")
    for name in ("./deal.yaml", "other.yaml", "deal.yaml/"):
        assert page.files("open", name=name)["name"] == "deal.yaml"
        assert page.send("set", spec=name, path=["document", "title"], typed=name)["ok"]
        assert name in page.send("text")["text"]


def test_no_folder_is_made_unasked(page: Page, folder: Path) -> None:
    page.files("open", name="deal.yaml")
    assert codes(page.files("save", name="deal.yaml", to="no/such/folder.yaml")) == ["SRV-05"]
    assert codes(page.files("begin", **{"from": "blank"}, name="no/new.yaml")) == ["SRV-05"]
    assert [path.name for path in folder.iterdir()] == ["deal.yaml"]


def test_a_slow_reading_holds_up_no_edit(page: Page, desks: Desks) -> None:
    slow, done = Event(), Event()
    quick = desks.answer

    def held_up(desk: Desk, request: Mapping[str, Any]) -> tuple[Desk, Mapping[str, Any]]:
        if request["do"] == "preview":
            slow.set()
            assert done.wait(600)
        return quick(desk, {"do": "text"} if request["do"] == "preview" else request)

    page.files("open", name="deal.yaml")
    desks.answer = held_up
    with ThreadPoolExecutor(1) as pool:
        shown = pool.submit(desks.send, "deal.yaml", {"do": "preview"})
        assert slow.wait(600)
        assert retitled(page)["ok"]
        done.set()
        assert shown.result(600)["ok"]


def test_what_takes_too_long_is_told_and_keeps_its_turn_until_it_ends() -> None:
    turn, end = Lock(), Event()
    for _ in range(2):
        with pytest.raises(ObcgenError) as told:
            in_time(lambda: {"ok": end.wait(600)}, turn, 0.01)
        assert told.value.problems[0].code == "SRV-09"
    end.set()
    assert in_time(lambda: {"ok": True}, turn) == {"ok": True}
    with pytest.raises(ZeroDivisionError):
        in_time(lambda: {"ok": 1 // 0}, turn)
    assert in_time(lambda: {"ok": True}, turn) == {"ok": True}


def test_a_name_on_the_disk_that_is_no_text_hinders_no_spec(page: Page, folder: Path) -> None:
    Path(f"{folder}/caf\udce9.yaml").write_text(SPEC, encoding="utf-8")
    assert [each["name"] for each in page.files("list")["specs"]] == ["deal.yaml"]
    assert page.files("open", name="deal.yaml")["ok"]
