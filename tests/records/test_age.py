"""*With recipients set the sealed file is encrypted to them; ledger and checkpoint stay in clear. The kiosk goes on
without being able to read its own records.* Nothing of a client is on disk in clear at any time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.records import age, checkpoint, layout, ledger, seal
from consent_tui.records.age import Identities, Recipients
from consent_tui.records.faults import AgeRefused, BrokenSeal
from consent_tui.records.findings import Chain, Status
from consent_tui.records.folder import Folder
from consent_tui.records.verify import verify_paths
from tests.records import aged, openssh
from tests.records.aged import OURS, RECIPIENTS, SENTINELS, SPARE, filled, in_clear
from tests.records.made import BY, CONSENT, KEY, clock, write

ROOT = Path(__file__).resolve().parents[2]
STRANGER = Identities((b"AGE-SECRET-KEY-1D0G3GH7H70CYMCDU0G4DSY4AGDXZWDTVY6CNL0PEPVJDUXAUFXUSEDS8FC",))


def test_a_record_is_sealed_and_then_encrypted_and_its_digest_is_that_of_the_sealed_file(tmp_path: Path) -> None:
    _, (receipt,) = filled(tmp_path, 1)
    assert receipt.path.name == f"{receipt.id}.toml.age"
    assert receipt.path.stat().st_mode & 0o777 == 0o600
    sealed = OURS.opened(receipt.path.read_bytes())
    assert SENTINELS[0] in sealed
    assert seal.digest_of(sealed) == receipt.digest == ledger.load(layout.ledger_path(tmp_path, BY))[0].digest
    assert SPARE.opened(receipt.path.read_bytes()) == sealed


def test_nothing_of_the_client_is_ever_given_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this program writes, to whatever file, goes through `os.write`: a test without recipients shows it."""
    written: list[bytes] = []
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: (written.append(bytes(data)), real(handle, data))[1])
    filled(tmp_path / "encrypted", 2)
    assert written
    assert not any(word in data for word in SENTINELS for data in written)
    assert in_clear(tmp_path) == []
    filled(tmp_path / "clear", 1, Recipients())
    assert all(any(word in data for data in written) for word in SENTINELS)
    assert len(in_clear(tmp_path)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a fork needs Unix")
@pytest.mark.parametrize("before", [0, 2])
def test_killed_at_any_step_the_kiosk_goes_on_and_nothing_was_in_clear(tmp_path: Path, before: int) -> None:
    """The record that was being written cannot be read by whoever mends: its line was noted before it got its name."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "crashing.py"), str(tmp_path), str(before), *RECIPIENTS.lines],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    steps = int(done.stdout)
    assert steps > 12
    assert in_clear(tmp_path) == []  # as each kill left it, temporary files too
    counts = []
    for step in range(1, steps + 1):
        root = tmp_path / str(step)
        folder = Folder.open(root, RECIPIENTS)
        assert list(root.rglob(".tmp-*")) == []
        report = verify_paths([root], identities=OURS)
        assert report.exit_code == 0, list(report.lines())
        counts.append(len(report.records))
        folder.admit(BY, KEY, now=clock())
        if counts[-1]:
            assert checkpoint.read(layout.checkpoint_path(root, BY).read_bytes()).size == counts[-1]
        assert write(folder).sequence == counts[-1] + 1
        assert verify_paths([root], identities=OURS).exit_code == 0
    assert set(counts) == {before, before + 1}
    assert counts == sorted(counts)


def test_a_ledger_line_that_failed_is_mended_from_the_note_and_not_from_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = filled(tmp_path, 1)

    def full(*given: object, **named: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as broken:
        broken.setattr(ledger, "append", full)
        second = write(folder, CONSENT)
    assert len(ledger.load(layout.ledger_path(tmp_path, BY))) == 1
    third = write(Folder(tmp_path, RECIPIENTS), CONSENT)
    assert [line.digest for line in ledger.load(layout.ledger_path(tmp_path, BY))[1:]] == [second.digest, third.digest]
    assert (third.sequence, third.previous) == (3, second.digest)
    Folder.open(tmp_path, RECIPIENTS)  # the note of the third stays, and is used once
    assert verify_paths([tmp_path], identities=OURS).exit_code == 0


def test_from_clear_to_encrypted_and_back_the_chain_goes_on(tmp_path: Path) -> None:
    for recipients in (Recipients(), RECIPIENTS, Recipients()):
        write(Folder.open(tmp_path, recipients), CONSENT)
    assert len(list(tmp_path.glob("20*/*/*.toml"))) == 2
    report = verify_paths([tmp_path], identities=OURS)
    assert (report.exit_code, report.counts) == (0, {Status.INTACT: 3})
    report = verify_paths([tmp_path])
    assert (report.exit_code, report.counts) == (3, {Status.INTACT: 2, Status.ENCRYPTED: 1})
    assert [each.status for each in report.ledgers] == [Chain.WHOLE]


def test_what_nobody_opened_is_called_encrypted_and_by_its_number(tmp_path: Path) -> None:
    _, (first, _) = filled(tmp_path, 2)
    report = verify_paths([tmp_path])
    assert report.exit_code == 3
    assert [(each.name, each.status) for each in report.records] == [
        (f"{BY}-1", Status.ENCRYPTED),
        (f"{BY}-2", Status.ENCRYPTED),
    ]
    assert "--identity FILE" in report.records[0].why
    assert any("What is encrypted was not checked" in line for line in report.lines())
    assert [each.status for each in verify_paths([first.path]).records] == [Status.ENCRYPTED]
    found = verify_paths([first.path, f"{BY}-2"], within=tmp_path, identities=SPARE)
    assert [each.status for each in found.records] == [Status.INTACT] * 2


def test_several_processes_open_what_one_opens(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    for identities in (OURS, STRANGER, age.NOBODY):
        here, there = (verify_paths([tmp_path], identities=identities, workers=workers) for workers in (1, 2))
        assert here.as_json() == there.as_json()


def test_a_missing_encrypted_file_is_missing_with_or_without_identity(tmp_path: Path) -> None:
    _, (_, second, _) = filled(tmp_path, 3)
    second.path.unlink()
    for identities in (OURS, age.NOBODY):
        report = verify_paths([tmp_path], identities=identities)
        assert report.exit_code == 1
        assert report.counts[Status.MISSING] == 1
        assert [each.status for each in report.ledgers] == [Chain.GAP]


@pytest.mark.parametrize("cut", [0, 10, 100, 250, 330, 400, -1])
def test_a_cut_age_file_is_altered(tmp_path: Path, cut: int) -> None:
    _, (receipt,) = filled(tmp_path, 1)
    receipt.path.write_bytes(receipt.path.read_bytes()[:cut])
    (found,) = verify_paths([tmp_path], identities=OURS).records
    assert (found.status, found.name) == (Status.ALTERED, f"{BY}-1")


def test_one_changed_byte_of_an_age_file_is_never_intact(tmp_path: Path) -> None:
    _, (receipt,) = filled(tmp_path, 1)
    data = receipt.path.read_bytes()
    told = set()
    for at in [*range(0, 400, 7), *range(400, len(data), 97), len(data) - 1]:
        with pytest.raises(BrokenSeal) as found:
            OURS.opened(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        told.add(found.value.code)
    assert told == {"altered", "encrypted"}  # a changed address in the header is as if it were for somebody else


def test_another_identity_leaves_it_encrypted(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    report = verify_paths([tmp_path], identities=STRANGER)
    assert report.exit_code == 3
    assert [each.status for each in report.records] == [Status.ENCRYPTED]
    assert report.records[0].why == "it is for others than the identities that were named"


def test_a_clear_record_under_the_name_of_an_encrypted_one_is_altered(tmp_path: Path) -> None:
    _, (receipt,) = filled(tmp_path, 1, Recipients())
    receipt.path.rename(layout.closed(receipt.path))
    (found,) = verify_paths([tmp_path], identities=OURS).records
    assert (found.status, found.why) == (Status.ALTERED, "it is no age file, or it is cut")


def test_an_openssh_key_opens_records_with_and_without_passphrase(tmp_path: Path) -> None:
    plain = openssh.key_file(tmp_path, KEY)
    _, (receipt,) = filled(tmp_path / "records", 1, Recipients((KEY.line,)))
    assert b"Ana" in age.load([plain], pytest.fail).opened(receipt.path.read_bytes())


@openssh.needed
def test_a_passphrase_is_asked_for_where_there_is_one(tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", str(key)], check=True)
    line = " ".join(key.with_suffix(".pub").read_text().split()[:2])
    _, (receipt,) = filled(tmp_path / "records", 1, Recipients((line,)))
    asked: list[str] = []
    opens = age.load([key], lambda question: asked.append(question) or "secret")
    assert asked == [f"Passphrase of {key}: "]
    assert b"Ana" in opens.opened(receipt.path.read_bytes())
    with pytest.raises(AgeRefused, match="the passphrase is another one"):
        age.load([key], lambda question: "wrong")


def test_an_age_identity_may_itself_be_behind_a_passphrase(tmp_path: Path) -> None:
    import pyrage

    path = tmp_path / "identity.age"
    path.write_bytes(pyrage.passphrase.encrypt(aged.PRACTICE.encode(), "secret"))
    assert age.load([path], lambda question: "secret") == OURS
    with pytest.raises(AgeRefused, match="the passphrase is another one"):
        age.load([path], lambda question: "wrong")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "identity-garbage"),
        (b"hello\n", "identity-garbage"),
        (aged.PRACTICE_PUBLIC.encode(), "identity-garbage"),
        (aged.PRACTICE[:-1].encode() + b"5", "identity-garbage"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nhello\n", "identity-closed"),
        (None, "identity-unreadable"),
    ],
)
def test_what_is_no_identity_is_told_and_never_quoted(tmp_path: Path, data: bytes | None, code: str) -> None:
    path = tmp_path / "identity.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(AgeRefused) as told:
        age.load([path], pytest.fail)
    assert told.value.code == code
    assert "SECRET" not in told.value.sentence
    assert "SECRET" not in repr(OURS)


def test_a_recipient_with_a_slip_is_refused_before_a_folder_is_made(tmp_path: Path) -> None:
    with pytest.raises(AgeRefused, match="no public key that records can be encrypted to"):
        Folder.open(tmp_path / "records", Recipients(("age1" + "q" * 58,)))
    assert not (tmp_path / "records").exists()


def test_without_the_extra_the_sentence_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(AgeRefused, match=r"consent-tui\[encryption\]"):
        Folder.open(tmp_path, Recipients(("age1" + "z" * 58,)))


@aged.needed
def test_stock_age_opens_what_we_wrote(tmp_path: Path) -> None:
    _, (receipt,) = filled(tmp_path / "records", 1)
    sealed = aged.by_stock_age(receipt.path, aged.identity_file(tmp_path))
    assert seal.digest_of(sealed) == receipt.digest
    assert aged.by_stock_age(receipt.path, aged.identity_file(tmp_path, aged.RECOVERY)) == sealed


@aged.needed
@openssh.needed
def test_stock_age_and_stock_openssh_check_a_record_without_this_program(tmp_path: Path) -> None:
    _, (receipt,) = filled(tmp_path, 1)
    opened = tmp_path / "record.toml"
    opened.write_bytes(aged.by_stock_age(receipt.path, aged.identity_file(tmp_path)))
    assert openssh.accepts(tmp_path / layout.SIGNERS, opened, BY)


@aged.needed
def test_we_open_what_stock_age_wrote(tmp_path: Path) -> None:
    _, (receipt,) = filled(tmp_path / "records", 1, Recipients())
    closed = layout.closed(receipt.path)
    to = [part for line in RECIPIENTS.lines for part in ("-r", line)]
    subprocess.run(["age", *to, "-o", str(closed), str(receipt.path)], check=True, timeout=60)
    receipt.path.unlink()
    assert verify_paths([tmp_path / "records"], identities=OURS).counts == {Status.INTACT: 1}
