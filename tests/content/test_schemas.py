"""JSON Schemas from the classes that read a pack: a stock TOML language server finds what `pack check` would find."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui import words
from consent_tui.content import read
from consent_tui.content.folder import RULES, WORDS, gather
from consent_tui.content.schemas import KINDS, first_line, kind_of, schemas
from consent_tui.content.schemas_placing import place, write
from tests.content import small_pack

TINY = Path(__file__).resolve().parents[1] / "packs" / "tiny"


def linted(folder: Path) -> set[tuple[str, int]]:
    """The file and line of all that the language server finds, warnings too. It never goes on the network."""
    report = folder.with_name("found.json")
    command = [str(Path(sys.executable).with_name("tombi")), "lint", "--offline", "--no-cache", "--quiet"]
    run = subprocess.run(
        [*command, "--diagnostics-format", "json", "--diagnostics-file", str(report), "."], cwd=folder,
        env={"HOME": str(folder.parent), "PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert run.returncode in {0, 1}, run.stderr
    return {(each["path"], each["range"]["start"]["line"]) for each in json.loads(report.read_text("utf-8"))}


def seeded(file: Path, old: str, new: str) -> int:
    """Write another text for the first `old` in a file, and return its line, from 1."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text.partition(old)[0].count("\n") + 1


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    place(gather(folder), digested=True)
    (folder / "en" / "messages.toml").write_text(f'{first_line("en/messages.toml")}\n[key]\nnext = "On"\n')
    return folder


def test_a_language_server_finds_nothing_in_a_sound_pack(pack: Path) -> None:
    assert read(pack).faults == ()
    assert linted(pack) == set()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.toml", "adult = 18", "adult = 0"),
        ("releases.toml", "date = 2026-11-21", 'date = "2026-11-21"'),
        ("pages.toml", "chart = true", "chart = 1"),
        ("screening.toml", 'yes = "talk"', 'yes = "tlak"'),
        ("screening.toml", "urgent =", "urgnet ="),
        ("screening.toml", 'leads = "clearance"', 'leads = "note"'),
        ("teach-back.toml", "ask = 2", "ask = 0"),
        ("statements.toml", 'id = "free-choice"', 'id = "Free choice"'),
        ("evidence.toml", "results = [0.0, 0.5]", "results = [0.0, 0.5, 1.0]"),
        ("sources.toml", "cite =", "site ="),
        ("en/pack.toml", "title =", "tilte ="),
        ("en/screening.toml", "ask_other =", "ask_others ="),
        ("es/results.toml", "now =", "then ="),
        ("en/teach-back.toml", "passage = ", "passage = 1 #"),
        ("en/areas.toml", 'head = "Head"', "head = 1"),
        ("en/evidence.toml", '"Neck pain"', '"Pain in the neck, for years"'),
        ("en/messages.toml", "next =", "nxet ="),
        ("scenarios/plain-consent.toml", "able = true", 'able = "yes"'),
        ("scenarios/plain-consent.toml", '"*" = "right"', '"*" = ["right", "wrnog"]'),
        ("scenarios/plain-consent.toml", 'kind = "consent"', 'kind = "assent"'),
    ],
)
def test_a_language_server_finds_a_seeded_fault_at_its_line(pack: Path, file: str, old: str, new: str) -> None:
    line = seeded(pack / file, old, new)
    assert (file, line) in linted(pack)


def test_a_result_that_is_missing_is_found(pack: Path) -> None:
    seeded(pack / "en" / "results.toml", "[capacity]", "[capacities]")
    assert {file for file, _ in linted(pack)} == {"en/results.toml"}


def test_every_file_of_a_pack_has_a_schema() -> None:
    paths = {*RULES, *(f"words/{name}" for name in WORDS), "scenarios/*.toml"}
    assert set(KINDS) == paths
    assert len(schemas()) == len(KINDS)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("pack.toml", "#:schema ./.schemas/pack.json"),
        ("en/pack.toml", "#:schema ../.schemas/words/pack.json"),
        ("scenarios/plain-consent.toml", "#:schema ../.schemas/scenario.json"),
        ("en/pages/touch.md", None),  # its head is TOML, but the file is not
        ("results.toml", None),
        ("other.toml", None),
    ],
)
def test_the_first_line_leads_from_the_file_to_its_schema(path: str, line: str | None) -> None:
    assert first_line(path) == line
    assert (kind_of(path) is None) == (line is None)


def test_a_schema_says_what_each_key_is_and_speaks_no_python() -> None:
    for name, text in schemas().items():
        assert not re.search(r'"title": "[A-Z]\w+"|"null"|null', text), name
    question = json.loads(schemas()["screening.json"])["$defs"]["QuestionEntry"]["properties"]
    assert all("description" in each or "$ref" in each for each in question.values())


def test_interface_words_show_their_english() -> None:
    start = json.loads(schemas()["words/messages.json"])["properties"]["key"]["properties"]["next"]
    assert start["description"] == words.load("en").table["key.next"]


def test_the_line_is_put_only_where_it_is_missing_and_changes_nothing_else(tmp_path: Path) -> None:
    folder = small_pack.write(tmp_path / "small", {"areas.toml": '[[area]]\r\nid = "head"\r\n'})
    (folder / "pages.toml").chmod(0o640)
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "one.toml").write_text('language = "en"\n')
    before = {path: path.read_bytes() for path in folder.rglob("*.toml")}
    done = place(gather(folder), digested=True)
    assert len(done.given) == len(before)
    for path, raw in before.items():
        first, _, rest = path.read_bytes().partition(b"\n")
        assert (first.startswith(b"#:schema "), rest) == (True, raw)
    assert b"\r\n[[area]]" in (folder / "areas.toml").read_bytes()
    assert (folder / "pages.toml").stat().st_mode & 0o777 == 0o640
    assert read(folder).faults == ()
    assert place(gather(folder), digested=True).given == ()


def test_schemas_are_no_part_of_the_digest_and_are_not_kept(tmp_path: Path) -> None:
    folder = small_pack.write(tmp_path / "small")
    before = read(folder)
    done = place(gather(folder), digested=False)
    assert (done.given, len(done.left)) == (("releases.toml",), len(gather(folder).files) - 3)
    assert (read(folder).digest, read(folder).faults) == (before.digest, ())
    assert (folder / ".schemas" / ".gitignore").read_text().endswith("\n*\n")


def test_what_no_editor_would_read_is_left_alone(tmp_path: Path) -> None:
    folder = small_pack.write(tmp_path / "small", {"areas.toml": b"\xef\xbb\xbf[[area]]\n"})
    place(gather(folder), digested=True)
    assert (folder / "areas.toml").read_bytes() == b"\xef\xbb\xbf[[area]]\n"


def test_a_link_leads_no_schema_out_of_the_pack(tmp_path: Path) -> None:
    folder, elsewhere = small_pack.write(tmp_path / "small"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / ".schemas").symlink_to(elsewhere)
    with pytest.raises(NotADirectoryError, match="this is a link"):
        place(gather(folder), digested=True)
    assert list(elsewhere.iterdir()) == []


def test_schemas_can_be_written_anywhere(tmp_path: Path) -> None:
    assert write(tmp_path / "a" / "b") == len(list((tmp_path / "a" / "b").rglob("*.json"))) == len(KINDS)
