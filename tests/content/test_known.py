"""What was checked is taken as it is: for the very bytes that were checked, and for no others (decision 070)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.content import bundled, read, read_known
from consent_tui.model.pack import Status

TINY = Path(__file__).parents[1] / "packs" / "tiny"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.mark.parametrize("folder", [TINY, bundled()], ids=["tiny", "craniosacral"])
def test_what_is_known_is_what_was_read(folder: Path, tmp_path: Path) -> None:
    first, second, whole = read_known(folder, tmp_path), read_known(folder, tmp_path), read(folder)
    assert first.pack == second.pack == whole.pack
    assert (second.files, second.digest, second.faults) == (whole.files, whole.digest, ())


def test_a_changed_word_is_read_anew(pack: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    read_known(pack, kept)
    page = pack / "en" / "pages" / "touch.md"
    page.write_bytes(page.read_bytes() + b"\nOne more line here.\n")
    again = read_known(pack, kept).pack
    assert again is not None
    assert "One more line here." in again.words["en"].pages["touch"].plain


def test_a_retired_pack_is_never_taken_for_the_released_one(pack: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    read_known(pack, kept)
    releases = pack / "releases.toml"
    releases.write_text(releases.read_text("utf-8").replace('"released"', '"retired"'), "utf-8")
    again = read_known(pack, kept).pack
    assert again is not None
    assert again.status is Status.RETIRED


def test_a_broken_pack_is_never_kept(pack: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    (pack / "areas.toml").write_text("[[area]]\nid = 3\n", "utf-8")
    assert read_known(pack, kept).faults
    assert not list(kept.glob("*"))


@pytest.mark.parametrize("torn", ["", "{", "[1, 2]", "null", '"x"', "[]"])
def test_anything_odd_about_what_is_kept_and_the_pack_is_read_in_full(torn: str, tmp_path: Path) -> None:
    first = read_known(TINY, tmp_path)
    (kept,) = tmp_path.glob("*.json")
    kept.write_text(torn, "utf-8")
    assert read_known(TINY, tmp_path).pack == first.pack
    assert isinstance(json.loads(kept.read_text("utf-8")), list), "and it is mended"


def test_a_cache_that_cannot_be_written_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert read_known(TINY, tmp_path / "file").pack == read(TINY).pack


def test_a_known_pack_loads_neither_the_validator_nor_the_markdown_reader(tmp_path: Path) -> None:
    read_known(TINY, tmp_path)
    program = (
        "import sys; from pathlib import Path; from consent_tui.content import read_known; "
        f"assert read_known(Path({str(TINY)!r}), Path({str(tmp_path)!r})).pack; "
        "print([m for m in ('pydantic', 'markdown_it', 'tree_sitter') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert ran.stdout.strip() == "[]"
