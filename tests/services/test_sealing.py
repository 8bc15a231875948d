"""Finishing: a record in the folder, the pack beside it, and nothing of a client in an error."""

from __future__ import annotations

import os
import traceback
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from consent_tui.content.folder import digest
from consent_tui.model.record import Client, Content, Decision, Kind, Record, Reference, Times
from consent_tui.records.codec import decode
from consent_tui.records.faults import FolderRefused
from consent_tui.records.verify import verify_paths
from consent_tui.services.sealing import Sealer
from consent_tui.services.session import CannotSeal

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
FILES = {"pack.toml": b'id = "tiny"\n', "en/pages/touch.md": b"Touch.\n"}
DIGEST = digest(FILES)


def sealer(root: Path) -> Sealer:
    return Sealer(
        root / "records",
        root / "keys" / "kiosk",
        "kiosk",
        now=lambda: AT,
        random=os.urandom,
        pack_digest=DIGEST,
        pack_files=FILES,
    )


def refusal() -> Record:
    return Record(
        id="",
        kind=Kind.REFUSAL,
        language="en",
        times=Times(opened=AT, zone="UTC"),
        client=Client(name="Ana Example", born=date(1980, 2, 29)),
        content=Content(pack="tiny", version="1.0.0", language="en", digest=DIGEST, reviewed_by=""),
        decision=Decision(outcome="refuse"),
    )


def test_a_record_lies_in_the_folder_and_verifies(tmp_path: Path) -> None:
    ours = sealer(tmp_path)
    written = ours.write(refusal())
    assert written.number == "kiosk-1"
    assert ours.last is not None
    assert ours.last.digest.removeprefix("sha256:").upper().startswith(written.fingerprint.replace(" ", ""))
    assert verify_paths([tmp_path / "records"]).exit_code == 0


def test_the_pack_as_it_stood_is_kept_beside_the_records(tmp_path: Path) -> None:
    sealer(tmp_path)
    (kept,) = (tmp_path / "records" / "packs").iterdir()
    assert {p.relative_to(kept).as_posix(): p.read_bytes() for p in kept.rglob("*") if p.is_file()} == FILES


def test_a_kiosk_that_could_not_keep_a_record_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("a file")
    with pytest.raises(FolderRefused, match="choose another folder"):
        sealer(tmp_path)


def test_an_error_holds_nothing_of_the_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = sealer(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("consent_tui.records.durable.create", full)
    with pytest.raises(CannotSeal) as caught:
        ours.write(refusal())
    assert caught.value.code == "disk-full"
    assert "Ana" not in "".join(traceback.format_exception(caught.value))


def consent(reference: str) -> Record:
    client = Client(name="Ana Example", born=date(1980, 2, 29), reference=reference)
    return replace(refusal(), kind=Kind.CONSENT, client=client, decision=Decision(outcome="agree"))


def test_a_consent_whose_client_came_with_a_number_names_the_earlier_record(tmp_path: Path) -> None:
    """*`supersedes = { id, digest }` stands in a consent whose client came with an earlier number.*"""
    ours = sealer(tmp_path)
    ours.write(consent("kiosk-9"))
    first = ours.last
    ours.write(consent("kiosk-1"))
    assert first is not None
    assert ours.last is not None
    assert decode(ours.last.path.read_bytes()).supersedes == Reference(id=first.id, digest=first.digest)


def test_a_number_that_nobody_knows_is_kept_as_typed_and_nobody_is_told(tmp_path: Path) -> None:
    ours = sealer(tmp_path)
    assert ours.write(consent("no such [/] number")).number == "kiosk-1"
    assert ours.last is not None
    kept = decode(ours.last.path.read_bytes())
    assert kept.supersedes is None
    assert kept.client is not None
    assert kept.client.reference == "no such [/] number"
