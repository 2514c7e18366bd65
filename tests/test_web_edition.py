"""What the web edition is made of, without a browser: that is `make browser`."""

from __future__ import annotations

import importlib
import runpy
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent
EDITION = runpy.run_path(str(ROOT / "scripts" / "web_edition.py"))
STAND_IN = runpy.run_path(str(ROOT / "scripts" / "web" / "brotli.py"))


@given(st.binary(max_size=300))
@pytest.mark.parametrize("times", [1, 300])
def test_what_stands_in_for_brotli_makes_a_stream_that_brotli_reads(times: int, data: bytes) -> None:
    whole = data * times
    assert importlib.import_module("brotli").decompress(STAND_IN["compress"](whole, mode=2)) == whole


def test_what_has_another_hash_is_refused() -> None:
    EDITION["held"](b"abc", "sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "it")
    with pytest.raises(SystemExit, match="it is not what it should be"):
        EDITION["held"](b"abd", "sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "it")


def test_the_page_is_told_its_home_and_its_policy(tmp_path: Path) -> None:
    target = tmp_path / "web"
    EDITION["page"](target)
    EDITION["index"](target / "index.html")
    text = (target / "index.html").read_text("utf-8")
    assert '<meta name="home" content="page">' in text
    assert "default-src 'none'" in text
    assert "unsafe-inline" not in text
    assert not (target / "home-server.js").exists()
    total = EDITION["finish"](target)
    assert total == sum(
        path.stat().st_size for path in target.rglob("*") if path.name not in {"files.json", "offline.js"}
    )
    assert '"BUILD"' not in (target / "offline.js").read_text("utf-8")


def test_the_same_files_make_the_same_archive_and_one_country_travels(tmp_path: Path) -> None:
    for name in ("b.py", "a/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    made = EDITION["archive"](tmp_path)
    (tmp_path / "b.py").touch()
    assert EDITION["archive"](tmp_path) == made
    with tarfile.open(fileobj=BytesIO(made)) as packed:
        assert packed.getnames() == ["a/c.py", "b.py"]
    travels = EDITION["ours_or_us"]
    assert [travels(f"countries/{name}.py") for name in ("united_states", "france")] == [True, False]
