"""`verify_paths`: what is said of files, folders and names, by whose keys, and with which exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consent_tui.records import codec, layout, seal, signers
from consent_tui.records.findings import Chain, Report, Status
from consent_tui.records.folder import Folder
from consent_tui.records.verify import verify_paths
from tests.records.made import BY, KEY, NOON, OTHER_KEY, REFUSAL, filled, new_id, write

LINE = f'{BY} namespaces="{signers.KIOSK}" {KEY.line}'
OTHER_LINE = f'{BY} namespaces="{signers.KIOSK}" {OTHER_KEY.line}'
posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise on Windows")


def statuses(report: Report) -> list[str]:
    return [str(record.status) for record in report.records]


def alter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Ana", b"Eve", 1))


def put(root: Path, sequence: int, previous: str, key: object = KEY, by: str = BY) -> Path:
    """A record sealed beside the program, by someone who has the key."""
    named = replace(REFUSAL, id=new_id(NOON), times=replace(REFUSAL.times, written=NOON))
    path = layout.record_path(root, named.id, NOON)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(seal.seal(codec.encode(named), by=by, key=key, sequence=sequence, previous=previous))  # type: ignore[arg-type]
    return path


def test_a_whole_folder(tmp_path: Path) -> None:
    _, receipts = filled(tmp_path, 3)
    report = verify_paths([tmp_path])
    assert report.exit_code == 0
    assert report.trust == "folder"
    (ledger,) = report.ledgers
    assert (ledger.by, ledger.size, ledger.status, ledger.why) == (BY, 3, Chain.WHOLE, "")
    for receipt, record in zip(receipts, report.records, strict=True):
        assert record.path == str(receipt.path)
        assert (record.id, record.by, record.sequence) == (receipt.id, BY, receipt.sequence)
        assert (record.kind, record.status, record.why) == ("refusal", Status.INTACT, "")


def test_json_has_the_shape_that_the_command_line_promises(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    told = json.loads(json.dumps(verify_paths([tmp_path]).as_json()))
    assert told["format"] == "consent-verify/1"
    assert set(told) == {"format", "records", "ledgers", "trust", "notes", "summary"}
    assert list(told["records"][0]) == ["path", "id", "kind", "by", "sequence", "status", "why"]
    assert list(told["ledgers"][0]) == ["by", "size", "status", "why"]
    assert told["records"][0]["status"] == "intact"
    assert told["summary"]["records"]["intact"] == told["summary"]["ledgers"]["whole"] == 1


def test_an_altered_a_missing_and_an_intact_record(tmp_path: Path) -> None:
    _, (first, second, third) = filled(tmp_path, 3)
    alter(first.path)
    third.path.unlink()
    report = verify_paths([tmp_path])
    assert report.exit_code == 1
    assert {(record.sequence, str(record.status)) for record in report.records} == {
        (1, "altered"),
        (2, "intact"),
        (3, "missing"),
    }
    assert [ledger.status for ledger in report.ledgers] == [Chain.GAP]
    alone = verify_paths([first.path, second.path])
    assert statuses(alone) == ["altered", "intact"]
    assert alone.ledgers == ()


def test_one_altered_record_is_enough_for_exit_1(tmp_path: Path) -> None:
    _, (first, _) = filled(tmp_path, 2)
    alter(first.path)
    report = verify_paths([tmp_path])
    assert [ledger.status for ledger in report.ledgers] == [Chain.WHOLE]
    assert report.exit_code == 1


def test_names_are_looked_up_in_the_folder_that_is_given(tmp_path: Path) -> None:
    _, (first, second) = filled(tmp_path, 2)
    by_number = verify_paths([tmp_path, "front-desk-2"])
    assert [record.path for record in by_number.records] == [str(second.path)]
    assert by_number.ledgers == ()
    assert [record.path for record in verify_paths([first.id], within=tmp_path).records] == [str(first.path)]
    lost = verify_paths(["front-desk-9", "front-desk-1"], within=tmp_path)
    assert statuses(lost) == ["missing", "intact"]
    assert lost.exit_code == 1
    assert statuses(verify_paths(["front-desk-1"])) == ["missing"]
    first.path.unlink()
    (gone,) = verify_paths([tmp_path, "front-desk-1"]).records
    assert (gone.status, gone.id, gone.by, gone.sequence) == (Status.MISSING, first.id, BY, 1)


def test_a_record_not_yet_in_the_ledger_is_found_by_id(tmp_path: Path) -> None:
    _, (first,) = filled(tmp_path, 1)
    path = put(tmp_path, 2, first.digest)
    assert statuses(verify_paths([path.stem], within=tmp_path)) == ["intact"]
    assert [ledger.status for ledger in verify_paths([tmp_path]).ledgers] == [Chain.CUT]


def test_a_name_that_points_to_another_record_is_altered(tmp_path: Path) -> None:
    _, (first, second) = filled(tmp_path, 2)
    shutil.copy(second.path, first.path)
    (found,) = verify_paths([tmp_path, "front-desk-1"]).records
    assert found.status is Status.ALTERED
    assert found.why == "the ledger calls it front-desk-1, its seal front-desk-2"


def test_given_signers_come_before_pinned_ones_and_those_before_the_folder(tmp_path: Path) -> None:
    _, (first,) = filled(tmp_path / "records", 1)
    mine, others = tmp_path / "mine", tmp_path / "others"
    mine.write_text(LINE + "\n")
    others.write_text(OTHER_LINE + "\n")

    def told(given: Path | None, pinned: list[str]) -> tuple[str, str]:
        report = verify_paths([first.path], given, pinned)
        return report.trust, statuses(report)[0]

    assert told(mine, [OTHER_LINE]) == ("given", "intact")
    assert told(others, [LINE]) == ("given", "unknown-key")
    assert told(None, [LINE]) == ("pinned", "intact")
    assert told(None, [OTHER_LINE]) == ("pinned", "unknown-key")
    assert told(None, []) == ("folder", "intact")


def test_an_unknown_key_keeps_its_number_and_is_named(tmp_path: Path) -> None:
    _, (first,) = filled(tmp_path, 1)
    (record,) = verify_paths([first.path], pinned=[OTHER_LINE]).records
    assert (record.by, record.sequence, record.kind) == (BY, 1, None)
    assert KEY.fingerprint in record.why


def test_without_any_list_of_keys_nothing_is_known(tmp_path: Path) -> None:
    _, (first,) = filled(tmp_path, 1)
    (tmp_path / layout.SIGNERS).unlink()
    report = verify_paths([first.path])
    assert statuses(report) == ["unknown-key"]
    assert "no allowed_signers found from here up" in report.notes[0]


def test_lines_of_key_files_that_are_not_used_are_told_once(tmp_path: Path) -> None:
    _, _ = filled(tmp_path, 2)
    with (tmp_path / layout.SIGNERS).open("a") as file:
        file.write("hello\n")
    report = verify_paths([tmp_path])
    assert report.exit_code == 0
    assert len(report.notes) == 1
    assert f"{layout.SIGNERS}:2:" in report.notes[0]
    assert "pinned signers:1:" in verify_paths([tmp_path], pinned=["hello"]).notes[0]


def test_a_missing_list_of_keys_that_was_given_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        verify_paths([tmp_path], tmp_path / "none")


@posix
def test_what_cannot_be_read_is_exit_3_unless_something_worse_was_found(
    open_folder: Path, ordinary_account: None
) -> None:
    _, (first, second, third) = filled(open_folder / "records", 3)
    first.path.chmod(0)
    report = verify_paths([open_folder / "records"])
    assert sorted(statuses(report)) == ["intact", "intact", "unreadable"]
    assert report.exit_code == 3
    alter(second.path)
    assert verify_paths([open_folder / "records"]).exit_code == 1
    (open_folder / "records" / layout.SIGNERS).chmod(0)
    assert "the keys cannot be read" in verify_paths([third.path]).notes[0]
    (open_folder / "records" / "ledger" / BY).chmod(0)
    (ledger,) = verify_paths([open_folder / "records"]).ledgers
    assert "the ledger cannot be read" in ledger.why
    assert statuses(verify_paths(["front-desk-1"], within=open_folder / "records")) == ["missing"]


@posix
def test_a_folder_that_cannot_be_looked_into_is_exit_3(open_folder: Path, ordinary_account: None) -> None:
    _, (first, second) = filled(open_folder / "records", 2)
    first.path.parent.chmod(0)
    report = verify_paths([open_folder / "records"])
    assert (statuses(report), report.exit_code) == (["unreadable"] * 2, 3)
    assert [ledger.status for ledger in report.ledgers] == [Chain.WHOLE]
    first.path.parent.chmod(0o700)
    assert second.path.exists()


def test_a_file_that_is_too_large_for_a_record_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(seal.LARGEST * 4)
    assert statuses(verify_paths([path])) == ["altered"]


def test_a_folder_of_copies_is_verified_without_a_ledger(tmp_path: Path) -> None:
    _, receipts = filled(tmp_path / "records", 2)
    copies = tmp_path / "copies" / "deep"
    copies.mkdir(parents=True)
    for receipt in receipts:
        shutil.copy(receipt.path, copies)
    (tmp_path / "list").write_text(LINE)
    report = verify_paths([tmp_path / "copies"], tmp_path / "list")
    assert (report.exit_code, report.ledgers) == (0, ())


def test_an_empty_records_folder_is_well_and_another_empty_folder_is_not(tmp_path: Path) -> None:
    Folder.open(tmp_path / "records")
    assert verify_paths([tmp_path / "records"]).exit_code == 0
    (tmp_path / "other").mkdir()
    report = verify_paths([tmp_path / "other"])
    assert report.exit_code == 1
    assert "no records in this folder" in report.records[0].why


def test_a_ledger_that_is_gone_or_broken_is_told(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    path = tmp_path / "ledger" / BY
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"sha256", b"sha999", 1))
    (ledger,) = verify_paths([tmp_path]).ledgers
    assert (ledger.status, ledger.why) == (Chain.REWRITTEN, "line 1 is not as a ledger is written")
    path.unlink()
    (ledger,) = verify_paths([tmp_path]).ledgers
    assert (ledger.status, ledger.why) == (Chain.MISPLACED, f"records of {BY} are here and its ledger is not")


def test_a_fork_by_someone_with_the_key_is_told(tmp_path: Path) -> None:
    _, (first, _) = filled(tmp_path, 2)
    put(tmp_path, 2, first.digest)
    report = verify_paths([tmp_path])
    assert statuses(report) == ["intact"] * 3
    assert [ledger.status for ledger in report.ledgers] == [Chain.FORK]
    assert report.exit_code == 1


def test_a_record_in_the_wrong_month_or_under_another_name_is_misplaced(tmp_path: Path) -> None:
    _, (first,) = filled(tmp_path, 1)
    other = tmp_path / "2020" / "01"
    other.mkdir(parents=True)
    first.path.rename(other / first.path.name)
    assert [ledger.status for ledger in verify_paths([tmp_path]).ledgers] == [Chain.MISPLACED]


def test_a_record_written_while_verifying_is_not_thought_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = filled(tmp_path, 1)
    real = layout.bys

    def meanwhile(root: Path) -> list[str]:
        monkeypatch.setattr(layout, "bys", real)
        write(folder)
        return real(root)

    monkeypatch.setattr(layout, "bys", meanwhile)
    report = verify_paths([tmp_path])
    assert report.exit_code == 0
    assert [(each.status, each.size) for each in report.ledgers] == [(Chain.WHOLE, 2)]


def test_the_words_say_what_a_seal_shows_and_what_not(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    lines = list(verify_paths([tmp_path]).lines())
    assert any(line.startswith("intact") and "front-desk-2" in line for line in lines)
    assert "2 records: 2 intact." in lines
    assert "Checked by the keys in this folder: who can change the folder can change them too." in lines
    assert any("It does not show who typed." in line for line in lines)
    assert any(line.startswith("whole") and f"ledger of {BY}, 2 records" in line for line in lines)
    assert any("keys pinned in the settings" in line for line in verify_paths([tmp_path], pinned=[LINE]).lines())


def test_a_file_name_never_speaks_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2Jx\n.toml").write_text("hello")
    told = list(verify_paths([tmp_path]).lines())
    assert any("?[2Jx?.toml" in line for line in told)
    assert all(line.isprintable() for line in told)


def test_of_many_records_only_those_with_a_fault_are_named(tmp_path: Path) -> None:
    _, receipts = filled(tmp_path, 25)
    alter(receipts[7].path)
    lines = list(verify_paths([tmp_path]).lines())
    assert sum(line.startswith("intact") for line in lines) == 0
    (altered,) = [line for line in lines if line.startswith("altered")]
    assert "front-desk-8" in altered
    assert "25 records: 24 intact, 1 altered." in lines


def test_no_answer_and_no_name_is_ever_told(tmp_path: Path) -> None:
    _, (first, second) = filled(tmp_path, 2)
    alter(first.path)
    put(tmp_path, 2, second.digest, OTHER_KEY)
    report = verify_paths([tmp_path])
    told = json.dumps(report.as_json()) + "\n".join(report.lines())
    assert "Example" not in told
    assert "1980" not in told


def test_verifying_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    verify_paths([tmp_path, "front-desk-1"])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_verifying_loads_no_front_end_no_model_and_no_writer() -> None:
    loaded = "import sys; import consent_tui.records.verify; print(*sys.modules)"
    root = Path(__file__).parents[2]
    names = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", loaded], env=names, capture_output=True, text=True, check=True)
    found = set(done.stdout.split())
    assert "cryptography" in found
    assert found.isdisjoint({"textual", "rich", "pydantic", "tomli_w", "consent_tui.model.record"})


def test_times_written_long_ago_are_read(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    folder.write(REFUSAL, KEY, BY, now=lambda: datetime(1970, 1, 2, tzinfo=UTC), new_id=new_id)
    assert verify_paths([tmp_path]).exit_code == 0
