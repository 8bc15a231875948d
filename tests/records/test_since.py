"""A checkpoint held elsewhere tells what one folder cannot: cut ends, rewritten pasts, each with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consent_tui.records import checkpoint, layout, signers, since
from consent_tui.records.findings import Chain, Report, Status
from consent_tui.records.folder import Folder
from consent_tui.records.merkle import Tree
from consent_tui.records.verify import verify_paths
from tests.records import openssh
from tests.records.made import BY, KEY, NOON, OTHER_KEY, cut, rewrite, sealed_at, write

COUNT = 9


def kept(root: Path, name: str = "old.toml") -> Path:
    """A copy of today's checkpoint, out of reach of whoever has the folder."""
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    return Path(shutil.copy(layout.checkpoint_path(root, BY), elsewhere / name))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder of nine records, with checkpoints kept elsewhere of three, six and all of them."""
    root = tmp_path / "records"
    folder = Folder.open(root)
    for number in range(1, COUNT + 1):
        write(folder)
        if number % 3 == 0:
            kept(root, f"{number}.toml")
    return root


def elsewhere(records: Path, *sizes: int) -> list[Path]:
    return [records.parent / "elsewhere" / f"{size}.toml" for size in sizes]


def compared(records: Path, *sizes: int) -> Report:
    return verify_paths([records], held=elsewhere(records, *sizes))


def chain_of(report: Report) -> tuple[Chain, str]:
    (ledger,) = report.ledgers
    return ledger.status, ledger.why


def named(size: int) -> str:
    """As a checkpoint is called, but for its time."""
    return f"({size}.toml)"


def test_a_ledger_that_grew_contains_what_it_was(records: Path) -> None:
    write(Folder.open(records))
    report = compared(records, 3, 6, 9)
    assert (report.exit_code, chain_of(report)) == (0, (Chain.WHOLE, ""))
    told = [note for note in report.notes if "contains" in note]
    assert len(told) == 3
    assert all(f"records 1 to {size} are as they were then" in note for size, note in zip((3, 6, 9), told, strict=True))


def test_a_folder_of_checkpoints_is_taken_whole(records: Path) -> None:
    report = verify_paths([records], held=[records.parent / "elsewhere"])
    assert sum("contains" in note for note in report.notes) == 3


@pytest.mark.parametrize("removed", range(1, COUNT + 1))
def test_a_cut_tail_is_found_and_said_up_to_where_all_is_well(records: Path, removed: int) -> None:
    layout.checkpoint_path(records, BY).unlink()
    cut(records, removed)
    assert verify_paths([records]).exit_code == 0  # alone, the folder cannot tell
    left = COUNT - removed
    report = compared(records, 3, 6, 9)
    status, why = chain_of(report)
    assert (status, report.exit_code) == (Chain.CUT, 1)
    assert f"{named(9)} has 9 records, and here are {left}: the end was cut off" in why
    if left >= 3:
        assert f"up to {left // 3 * 3} all is as the checkpoint of" in why


@pytest.mark.parametrize("start", range(1, COUNT + 1))
def test_a_history_rewritten_with_the_stolen_key_is_found_with_its_place(records: Path, start: int) -> None:
    rewrite(records, start)
    alone = verify_paths([records])
    assert (alone.exit_code, chain_of(alone)) == (0, (Chain.WHOLE, ""))
    report = compared(records, 3, 6, 9)
    status, why = chain_of(report)
    assert (status, report.exit_code) == (Chain.REWRITTEN, 1)
    before = (start - 1) // 3 * 3  # the largest checkpoint that still holds
    assert f"records {before + 1} to {before + 3} are not all as" in why
    assert named(before + 3) in why
    assert (f"up to {before} all is as" in why) is (before > 0)


def test_one_old_checkpoint_is_enough(records: Path) -> None:
    rewrite(records, 8)
    assert compared(records, 6).exit_code == 0
    status, why = chain_of(compared(records, 9))
    assert status is Chain.REWRITTEN
    assert "records 1 to 9 are not all as" in why


def test_a_single_record_is_named_alone(records: Path) -> None:
    rewrite(records, 9)
    write_eight = elsewhere(records, 8)[0]
    tree = Tree()
    for line in layout.ledger_path(records, BY).read_text().splitlines()[:8]:
        tree.add(checkpoint.entry(line.split()[2]))
    write_eight.write_bytes(checkpoint.make(tree, "sha256:" + "00" * 32, BY, KEY, NOON))
    assert "record 9 is not all as" in chain_of(compared(records, 8, 9))[1]


def test_a_deleted_record_is_a_gap_and_no_rewriting(records: Path) -> None:
    """The next record names the digest of the one that is gone, so the promise can still be checked."""
    path = layout.ledger_path(records, BY)
    lines = path.read_text().splitlines(keepends=True)
    found = layout.find_record(records, lines[4].split()[1])
    assert found
    found.unlink()
    path.write_text("".join(lines[:4] + lines[5:]))
    status, why = chain_of(compared(records, 9))
    assert (status, why) == (Chain.GAP, "record 5 is not in the ledger")
    assert any("contains" in note for note in compared(records, 9).notes)


def test_two_deleted_records_leave_untold_what_a_checkpoint_says(records: Path) -> None:
    path = layout.ledger_path(records, BY)
    lines = path.read_text().splitlines(keepends=True)
    for line in lines[4:6]:
        found = layout.find_record(records, line.split()[1])
        assert found
        found.unlink()
    path.write_text("".join(lines[:4] + lines[6:]))
    report = compared(records, 3, 9)
    assert chain_of(report) == (Chain.GAP, "records 5 to 6 are not in the ledger")
    assert any("cannot be told" in note and named(9) in note for note in report.notes)
    assert any("contains" in note and named(3) in note for note in report.notes)


def test_a_record_behind_a_lost_line_counts(records: Path) -> None:
    path = layout.ledger_path(records, BY)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    status, why = chain_of(compared(records, 9))
    assert status is Chain.CUT
    assert "record 9 is not yet in the ledger" in why
    assert "the end was cut off;" not in why
    assert "has 9 records" not in why


def test_todays_own_checkpoint_is_compared_too(records: Path) -> None:
    cut(records, 2)
    status, why = chain_of(verify_paths([records]))
    assert status is Chain.CUT
    assert f"({BY}.toml) has 9 records, and here are 7" in why


def test_a_checkpoint_behind_or_missing_is_a_note(records: Path) -> None:
    path = layout.checkpoint_path(records, BY)
    before = path.read_bytes()
    write(Folder.open(records))
    path.write_bytes(before)
    report = verify_paths([records])
    assert report.exit_code == 0
    assert [note for note in report.notes if "1 behind the ledger" in note]
    path.write_bytes(b"")
    report = verify_paths([records])
    assert report.exit_code == 0
    assert any("as a power cut may leave it" in note for note in report.notes)
    path.unlink()
    assert any("there is no checkpoint" in note for note in verify_paths([records]).notes)


def test_what_a_kiosk_set_aside_is_compared(records: Path) -> None:
    cut(records, 2)
    folder = Folder.open(records)
    write(folder)
    report = verify_paths([records])
    status, why = chain_of(report)
    assert status is Chain.CUT
    assert f"({BY}.9." in why


def test_a_fork_shows_in_two_checkpoints_of_one_size(records: Path) -> None:
    """Two kiosks that went on from one copy: each history is whole by itself."""
    twin = records.parent / "twin"
    shutil.copytree(records, twin)
    write(Folder.open(twin))
    write(Folder.open(records))
    kept(twin, "10.toml")
    status, why = chain_of(compared(records, 10))
    assert status is Chain.REWRITTEN
    assert "differ about the first 10 records" in why
    assert "up to 9" not in why  # nobody kept that one


def test_the_words_of_a_fork_stand_alone_where_nothing_is_rewritten() -> None:
    one, other = (
        since.Promise(checkpoint.Checkpoint(BY, 5, f"sha256:{digit * 64}", "", NOON, KEY.public), Path(digit))
        for digit in "ab"
    )
    weighed = [(one, since.Verdict.CUT), (other, since.Verdict.CUT)]
    assert next(iter(since.faults(weighed, 3)))[0] is Chain.FORK


def test_a_ledger_that_is_gone_is_cut_to_nothing(records: Path) -> None:
    layout.checkpoint_path(records, BY).unlink()
    shutil.rmtree(records / "2026", ignore_errors=True)
    for year in records.glob("20*"):
        shutil.rmtree(year)
    layout.ledger_path(records, BY).unlink()
    status, why = chain_of(compared(records, 6))
    assert status is Chain.MISPLACED
    assert "has 6 records, and here are 0" in why


def test_a_broken_ledger_is_weighed_by_its_records(records: Path) -> None:
    path = layout.ledger_path(records, BY)
    path.write_text(path.read_text().replace("sha256", "sha999", 1))
    report = compared(records, 9)
    assert chain_of(report) == (Chain.REWRITTEN, "line 1 is not as a ledger is written")
    assert any("contains" in note for note in report.notes)


@pytest.mark.parametrize("where", ["elsewhere", "latest"])
def test_an_edited_checkpoint_is_told(records: Path, where: str) -> None:
    path = elsewhere(records, 6)[0] if where == "elsewhere" else layout.checkpoint_path(records, BY)
    path.write_bytes(path.read_bytes().replace(b"size = ", b"size = 1", 1))
    report = compared(records, 6)
    assert report.exit_code == 1
    (finding,) = [each for each in report.records if each.status is not Status.INTACT]
    assert (finding.path, finding.kind, finding.status) == (str(path), "checkpoint", Status.ALTERED)
    assert any(line.startswith("altered") and str(path) in line for line in report.lines())
    assert "9 records: 9 intact." in list(report.lines())


def test_a_checkpoint_by_a_stranger_is_told(records: Path) -> None:
    tree = Tree()
    tree.add(bytes(32))
    path = elsewhere(records, 1)[0]
    path.write_bytes(checkpoint.make(tree, "sha256:" + "00" * 32, BY, OTHER_KEY, NOON))
    report = compared(records, 1)
    assert report.exit_code == 1
    assert [each.status for each in report.records if each.kind == "checkpoint"] == [Status.UNKNOWN_KEY]


def test_a_checkpoint_of_another_name_never_stands_for_this_one(records: Path) -> None:
    folder = Folder.open(records)
    write(folder, key=OTHER_KEY, by="back-desk")
    shutil.copy(layout.checkpoint_path(records, "back-desk"), layout.checkpoint_path(records, BY))
    report = verify_paths([records])
    assert report.exit_code == 0
    assert any(note.startswith(f"{BY}: there is no checkpoint") for note in report.notes)


def test_a_checkpoint_that_cannot_be_read_is_an_error_if_it_was_given(records: Path) -> None:
    with pytest.raises(FileNotFoundError):
        compared(records, 4)
    (records.parent / "elsewhere" / "x.toml").mkdir()
    with pytest.raises(IsADirectoryError):
        verify_paths([records], held=[records.parent / "elsewhere"])


def test_a_folder_under_the_name_of_a_checkpoint_is_unreadable(records: Path) -> None:
    (records / "checkpoints" / "x.toml").mkdir()
    report = verify_paths([records])
    assert report.exit_code == 3


def test_a_checkpoint_alone_is_verified_as_a_file(records: Path) -> None:
    path = layout.checkpoint_path(records, BY)
    (found,) = verify_paths([path]).records
    assert (found.kind, found.by, found.status) == ("checkpoint", BY, Status.INTACT)
    path.write_bytes(path.read_bytes().replace(b"root", b"r00t"))
    assert verify_paths([path]).exit_code == 1


@openssh.needed
def test_co_signatures_are_told_as_long_as_they_hold(records: Path, tmp_path: Path) -> None:
    path = elsewhere(records, 6)[0]
    allowed = records / layout.SIGNERS
    allowed.write_text(allowed.read_text() + f'ada namespaces="{signers.DESK}" {OTHER_KEY.line}\n')
    signature = path.with_name("6.toml.sig")
    signature.write_bytes(openssh.signature(tmp_path, OTHER_KEY, path.read_bytes(), checkpoint.NAMESPACE))
    assert any("(6.toml), co-signed by ada: records 1 to 6" in note for note in compared(records, 6).notes)
    # its own key is no second pair of eyes; nor is a key for another purpose, or one that nobody trusts
    own = path.with_name("6.toml.own.sig")
    own.write_bytes(openssh.signature(tmp_path, KEY, path.read_bytes(), checkpoint.NAMESPACE))
    other = path.with_name("6.toml.other.sig")
    other.write_bytes(openssh.signature(tmp_path, OTHER_KEY, path.read_bytes(), "file"))
    notes = compared(records, 6).notes
    assert sum("which is not trusted to do so" in note for note in notes) == 2
    signature.write_bytes(openssh.signature(tmp_path, OTHER_KEY, b"another", checkpoint.NAMESPACE))
    report = compared(records, 6)
    assert report.exit_code == 0
    assert any("does not co-sign 6.toml as it is now" in note for note in report.notes)


def with_marks(records: Path, *marks: str) -> Path:
    """A list of keys held elsewhere, in which the kiosk's key has this comment."""
    path = records.parent / "signers"
    path.write_text("".join(f'{BY} namespaces="{signers.KIOSK}" {KEY.line} {mark}\n' for mark in marks))
    return path


def test_of_a_stolen_kiosk_good_is_what_a_checkpoint_elsewhere_has(records: Path) -> None:
    revoked = with_marks(records, "revoked 2026-11-21 stolen")
    alone = verify_paths([records], revoked)
    assert alone.counts == {Status.UNKNOWN_KEY: 9}
    assert (
        f"{BY}: records 1 to 9 are doubtful: the key was revoked, and no checkpoint held elsewhere has them."
        in alone.notes
    )
    report = verify_paths([records], revoked, held=elsewhere(records, 6))
    assert report.exit_code == 1
    assert report.counts == {Status.INTACT: 6, Status.UNKNOWN_KEY: 3}
    assert [each.sequence for each in report.records if each.status is Status.UNKNOWN_KEY] == [7, 8, 9]
    assert (
        f"{BY}: records 1 to 6 are good, though the key was revoked since: a checkpoint held elsewhere has them."
        in report.notes
    )
    assert (
        f"{BY}: records 7 to 9 are doubtful: the key was revoked, and no checkpoint held elsewhere has them."
        in report.notes
    )
    assert chain_of(report) == (Chain.WHOLE, "")


def test_the_folders_own_checkpoint_vouches_for_nothing_when_the_key_is_revoked(records: Path) -> None:
    revoked = with_marks(records, "revoked")
    here = layout.checkpoint_path(records, BY)
    assert verify_paths([records], revoked, held=[here]).counts == {Status.UNKNOWN_KEY: 9}


@openssh.needed
def test_a_checkpoint_that_someone_co_signed_vouches_even_inside_the_folder(records: Path, tmp_path: Path) -> None:
    inside = Path(shutil.copy(elsewhere(records, 6)[0], records / "checkpoints" / "november.toml"))
    signature = openssh.signature(tmp_path, OTHER_KEY, inside.read_bytes(), checkpoint.NAMESPACE)
    inside.with_name("november.toml.sig").write_bytes(signature)
    revoked = with_marks(records, "revoked")
    ada = f'ada namespaces="{signers.DESK}" {OTHER_KEY.line}'
    revoked.write_text(revoked.read_text() + ada + "\n")
    assert verify_paths([records], revoked).counts == {Status.INTACT: 6, Status.UNKNOWN_KEY: 3}
    revoked.write_text(with_marks(records, "revoked").read_text() + ada + " revoked\n")
    assert verify_paths([records], revoked).counts == {Status.UNKNOWN_KEY: 9}


def test_what_the_thief_wrote_anew_is_never_good(records: Path) -> None:
    revoked = with_marks(records, "revoked")
    rewrite(records, 5)
    report = verify_paths([records], revoked, held=elsewhere(records, 3, 6))
    assert report.counts == {Status.INTACT: 3, Status.UNKNOWN_KEY: 6}
    assert chain_of(report)[0] is Chain.REWRITTEN


def test_a_record_of_the_thief_in_the_place_of_a_good_one_is_doubtful(records: Path) -> None:
    """The ledger still has the digest that the checkpoint has; the file under that name was sealed anew."""
    line = layout.ledger_path(records, BY).read_text().splitlines()[3].split()
    found = layout.find_record(records, line[1])
    assert found
    forged = sealed_at(records, 4, "sha256:" + "11" * 32)
    found.unlink()
    forged.path.rename(found)
    report = verify_paths([records], with_marks(records, "revoked"), held=elsewhere(records, 9))
    odd = {each.status: each for each in report.records if each.status is not Status.INTACT}
    assert {status: each.sequence for status, each in odd.items()} == {Status.UNKNOWN_KEY: 4, Status.MISSING: 4}
    assert "not the record that a checkpoint held elsewhere has" in odd[Status.UNKNOWN_KEY].why


def test_after_a_loss_a_new_key_goes_on_with_the_chain(records: Path) -> None:
    folder = Folder.open(records)
    tenth = write(folder, key=OTHER_KEY)
    assert tenth.sequence == COUNT + 1
    both = with_marks(records, "retired-after=9")
    both.write_text(both.read_text() + f'{BY} namespaces="{signers.KIOSK}" {OTHER_KEY.line}\n')
    report = verify_paths([records], both, held=elsewhere(records, 9))
    assert (report.exit_code, report.counts) == (0, {Status.INTACT: 10})


def test_a_retired_key_seals_nothing_after_its_last_record(records: Path) -> None:
    report = verify_paths([records], with_marks(records, "retired-after=7 replaced"))
    late = [each for each in report.records if each.status is Status.UNKNOWN_KEY]
    assert [each.sequence for each in late] == [8, 9]
    assert all("was retired after record 7" in each.why for each in late)
    assert report.exit_code == 1


def test_without_a_promise_nothing_is_compared() -> None:
    assert since.weigh([], iter(["sha256:" + "00" * 32])) == []
    assert since.vouched([]) == 0
    assert list(since.faults([], 1)) == []
