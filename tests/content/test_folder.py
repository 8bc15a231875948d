"""Whatever lies in the folder, the reader says what is wrong and where; it never raises and never hangs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from consent_tui.content import Fault, digest, read
from consent_tui.content.folder import answer_sheets
from tests.content.small_pack import FILES, edited, faults, write


def only_fault(folder: Path) -> Fault:
    reading = read(folder)
    assert reading.pack is None
    (fault,) = reading.faults
    return fault


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    place = tmp_path / "nowhere"
    assert str(only_fault(place)) == f"{place}: there is no such folder; check the spelling of the path to the pack"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    place = tmp_path / "pack.toml"
    place.write_text("")
    told = f"{place}: this is not a folder; name the folder that holds pack.toml, not a file in it"
    assert str(only_fault(place)) == told


def test_an_empty_folder(tmp_path: Path) -> None:
    told = f"{tmp_path}: this folder is empty; name the folder that holds pack.toml"
    assert str(only_fault(tmp_path)) == told


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    write(tmp_path / "small")
    told = f"{tmp_path}: this folder is no pack: it has no pack.toml; name the folder that holds pack.toml"
    assert str(only_fault(tmp_path)) == told


def test_a_missing_file_is_told_at_one_that_is_there(tmp_path: Path) -> None:
    assert faults(tmp_path, {"screening.toml": None, "en/areas.toml": None}) == [
        "pack.toml: the pack has no file en/areas.toml; add it; the guide shows what stands in it",
        "pack.toml: the pack has no file screening.toml; add it; the guide shows what stands in it",
    ]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("screning.toml", 'a pack has no file "screning.toml"; did you mean "screening.toml"?'),
        ("notes.txt", 'a pack has no file "notes.txt"; take it away; the guide lists the files of a pack'),
        ("en/glosary.toml", 'a pack has no file "glosary.toml"; did you mean "glossary.toml"?'),
        ("en/pages/touch.txt", "only pages stand in this folder; name it <page>.md or take it away"),
    ],
)
def test_unknown_files_are_faults(tmp_path: Path, path: str, told: str) -> None:
    assert faults(tmp_path, {path: "x"}) == [f"{path}: {told}"]


def test_unknown_folders_are_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, {"img/a.png": "x", "en/old/a.md": "x"}) == [
        'en/old: a pack has no folder "old"; take it away, or give it the words of a language',
        'img: a pack has no folder "img"; take it away, or give it the words of a language',
    ]


def test_what_belongs_to_the_author_is_left_alone(tmp_path: Path) -> None:
    beside = {"scenarios/a.toml": "?", "COVERAGE.md": "*", ".git/config": "?", "en/.swp": "?"}
    assert faults(tmp_path, beside) == []
    assert not any(path.startswith((".", "scenarios", "COVERAGE")) for path in read(tmp_path).files)


def test_a_file_of_ten_megabytes_is_not_read(tmp_path: Path) -> None:
    told = "the file holds 10.0 MB, and 1 MB is the most; keep only the pack's own text in it"
    assert faults(tmp_path, {"sources.toml": b"#" * 10_000_000}) == [f"sources.toml: {told}"]
    assert "sources.toml" not in read(tmp_path).files


def test_a_folder_where_a_file_belongs(tmp_path: Path) -> None:
    told = "a folder stands where a file belongs; move it away and put the file here"
    assert faults(tmp_path, {"areas.toml": None, "areas.toml/x": "x"}) == [f"areas.toml: {told}"]


def test_links_that_lead_round_in_a_circle(tmp_path: Path) -> None:
    folder = write(tmp_path, {"areas.toml": None})
    (folder / "areas.toml").symlink_to("areas.toml")
    told = (
        "the file cannot be read (too many levels of symbolic links); check that it is there and that you may read it"
    )
    assert faults(folder, {"areas.toml": None}) == [f"areas.toml: {told}"]


def test_a_folder_that_links_to_the_pack_is_not_followed_for_ever(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "fr").symlink_to(".")
    (told,) = {fault.split(":")[0] for fault in faults(folder) if "fr/" not in fault}
    assert told == "fr"


OUT = "this is a link that leads out of the pack; put a copy of what it leads to here"


def test_nothing_outside_the_pack_is_read(tmp_path: Path) -> None:
    """A pack from a stranger may link to any file of this machine: none of it is read, quoted or counted."""
    folder, other = write(tmp_path / "pack", {"areas.toml": None, "en/glossary.toml": None}), tmp_path / "elsewhere"
    other.mkdir()
    (other / "secret.toml").write_text('secret = "of this machine"\n')
    (folder / "areas.toml").symlink_to(other / "secret.toml")
    (folder / "en" / "glossary.toml").symlink_to("../../elsewhere/secret.toml")
    (folder / "es").symlink_to(other)
    reading = read(folder)
    told = [str(fault).replace(f"{folder}/", "") for fault in reading.faults]
    assert {line for line in told if "link" in line} == {
        f"areas.toml: {OUT}",
        f"en/glossary.toml: {OUT}",
        f"es: {OUT}",
    }
    assert not any("secret" in line for line in told)
    assert not reading.files.keys() & {"areas.toml", "en/glossary.toml"}


def test_scenarios_outside_the_pack_are_not_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack", {"scenarios/a.toml": ""})
    (folder / "scenarios" / "b.toml").symlink_to(tmp_path / "b.toml")
    found = answer_sheets(folder)
    assert list(found.files) == ["scenarios/a.toml"]
    assert [str(fault) for fault in found.faults] == [f"{folder}/scenarios/b.toml: {OUT}"]
    shutil.rmtree(folder / "scenarios")
    (folder / "scenarios").symlink_to(tmp_path)
    assert [str(fault) for fault in answer_sheets(folder).faults] == [f"{folder}/scenarios: {OUT}"]


def test_a_link_within_the_pack_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, {"areas.toml": None})
    shutil.move(write(tmp_path / ".kept") / "areas.toml", tmp_path / ".areas")
    (folder / "areas.toml").symlink_to(".areas")
    assert faults(folder, {"areas.toml": None}) == []


def test_a_pack_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent_tui.content.folder.WHOLE", sum(map(len, FILES.values())) - 1)
    (told,) = faults(tmp_path)
    assert told.partition(": ")[2] == "with this file the pack holds over 0 MB; keep only its own text"


def test_a_folder_holds_so_many_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent_tui.content.folder.MOST", 12)
    write(tmp_path, {f"scenarios/{n}.toml": "" for n in range(20)})
    assert read(tmp_path).pack is not None
    assert [str(fault) for fault in answer_sheets(tmp_path).faults] == [
        f"{tmp_path}/scenarios: this folder holds 20 files, and 12 are the most; keep only the pack in it"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    folder = write(tmp_path, {"areas.toml": None})
    os.mkfifo(folder / "areas.toml")
    told = "this is not a file that can be read; put a plain text file here"
    assert faults(folder, {"areas.toml": None}) == [f"areas.toml: {told}"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(place: Path) -> bytes:
        if place.name == "areas.toml":
            raise PermissionError(13, "Permission denied")
        with place.open("rb") as file:
            return file.read()

    monkeypatch.setattr(Path, "read_bytes", refused)
    told = "the file cannot be read (permission denied); check that it is there and that you may read it"
    assert faults(tmp_path) == [f"areas.toml: {told}", f"en/areas.toml: {told}"]


def test_a_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.listdir

    def refused(place: Path) -> list[str]:
        if place.name == "pages":
            raise PermissionError(13, "Permission denied")
        return real(place)

    write(tmp_path)
    monkeypatch.setattr(os, "listdir", refused)
    told = [str(fault) for fault in read(tmp_path).faults]
    assert f"{tmp_path}/en/pages: this folder cannot be opened (permission denied); check that you may read it" in told


def test_a_pack_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(place: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refused)
    told = f"{tmp_path}: this folder cannot be opened (permission denied); check that you may read it"
    assert str(only_fault(tmp_path)) == told


def test_a_file_name_is_told_on_one_line(tmp_path: Path) -> None:
    write(tmp_path, {"a\nb\x1b[31m.txt": "x"})
    assert "\\x1b[31m" in str(only_fault(tmp_path))
    assert "\n" not in str(only_fault(tmp_path))


def test_the_digest_is_that_of_stock_tools(tmp_path: Path) -> None:
    """`digest` = SHA-256 over the sorted lines `<sha256 of the file>  <posix path>`, without `releases.toml`."""
    write(tmp_path, {"scenarios/a.toml": "", "COVERAGE.md": ""})
    lines = sorted(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {path}\n"
        for path, text in FILES.items()
        if path != "releases.toml"
    )
    expected = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert read(tmp_path).digest == f"sha256:{expected}"
    if shutil.which("sha256sum"):
        command = "sha256sum $(cat) | LC_ALL=C sort | sha256sum"
        names = "\n".join(path for path in FILES if path != "releases.toml")
        run = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, input=names, capture_output=True, text=True, check=True
        )
        assert run.stdout.split()[0] == expected


def test_a_release_does_not_change_the_digest(tmp_path: Path) -> None:
    write(tmp_path)
    before = read(tmp_path)
    (tmp_path / "releases.toml").write_text('status = "retired"\n')
    assert read(tmp_path).digest == before.digest == digest({**before.files, "releases.toml": b"?"})


def test_the_files_are_those_of_the_digest(tmp_path: Path) -> None:
    write(tmp_path, {"scenarios/a.toml": ""})
    expected = {path: text.encode() for path, text in FILES.items() if path != "releases.toml"}
    assert read(tmp_path).files == expected


def test_another_word_is_another_digest(tmp_path: Path) -> None:
    one = read(write(tmp_path / "one")).digest
    other = read(write(tmp_path / "other", edited("en/areas.toml", "Head", "head"))).digest
    assert one != other
