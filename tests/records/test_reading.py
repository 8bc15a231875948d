"""Byte search says what reading in full says: the same attacks, through the way that is taken for very many records."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from consent_tui.records import batch, census, codec, layout, seal, signers
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.findings import Status
from consent_tui.records.outline import Outlines
from consent_tui.records.reading import Checked, Erased, check
from consent_tui.records.verify import verify_paths
from tests.records.attacks.make import ON_SPELLING, ON_WORDS, SEALED, shelf
from tests.records.made import BY, CONSENT, KEY, NOON, OTHER_KEY, REFUSAL, filled, sealed_at, write
from tests.records.test_attacks import TRUSTED

PLACE = Path("2026") / "11"
HEAD = 'format = "consent-record/1"\nid = "019b0000-0000-7000-8000-000000000043"\nkind = "{kind}"\n'


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> Outlines:
    """Outlines that know these records, so that none of them is read in full."""
    outlines = Outlines()
    for record in (CONSENT, REFUSAL):
        body = codec.encode(replace(record, content=None, times=replace(record.times, written=NOON)))
        assert outlines.of(
            seal.seal(body, by=BY, key=KEY, sequence=1, previous=seal.ZEROS).partition(b"\n#~ ")[0] + b"\n"
        )
    return outlines


def checked(data: bytes, outlines: Outlines, folder: Path, ring: signers.Signers = TRUSTED) -> Checked:
    path = folder / PLACE / f"{CONSENT.id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    found = check(str(path), ring, outlines, {})
    assert found is not None
    return found


def in_full(data: bytes, ring: signers.Signers = TRUSTED) -> tuple[str, str]:
    try:
        seal.table(data, seal.read(data), ring)
    except BrokenSeal as error:
        return error.code, error.sentence
    return "intact", ""


@pytest.mark.parametrize("data", [*ON_WORDS.values(), *ON_SPELLING.values()], ids=[*ON_WORDS, *ON_SPELLING])
def test_a_named_attack_is_refused_in_bulk(data: bytes, warm: Outlines, tmp_path: Path) -> None:
    finding = checked(data, warm, tmp_path).finding
    assert (str(finding.status), finding.why) == in_full(data)
    assert finding.status is Status.ALTERED


@pytest.mark.parametrize("pattern", [0x01, 0x20, 0x80, 0xFF])
def test_a_file_with_one_byte_changed_is_refused_in_bulk(pattern: int, warm: Outlines, tmp_path: Path) -> None:
    accepted = []
    for at in range(0, len(SEALED), 3):
        altered = bytearray(SEALED)
        altered[at] ^= pattern
        if checked(bytes(altered), warm, tmp_path).finding.status is not Status.ALTERED:
            accepted.append(at)
    assert accepted == []


def sealed(text: str, by: str = BY, namespace: str = seal.RECORD) -> bytes:
    return seal.seal(text.encode(), by=by, key=KEY, sequence=1, previous=seal.ZEROS, namespace=namespace)


BOTH = signers.parse([f'{BY},rehearsal namespaces="consent-record,consent-act,consent-checkpoint" {KEY.line}'], "test")


@pytest.mark.parametrize(
    "more",
    [
        "",
        'kind = "refusal"\n',
        'x = "never closed\n',
        "x = 01\n",
        "rehearsal = true\n",
        "rehearsal = 1\n",
        '"rehearsal" = true\n',
        "\n[rehearsal]\nx = 1\n",
        '\n["seal"]\nby = "front-desk"\n',
        '\n[seal.x]\nby = "front-desk"\n',
        'seal = "front-desk"\n',
        "\n[times]\nwritten = 2026-11-21 12:00:00+01:00\n",
        "\n[times]\nopened = 2026-11-21 12:00:00+01:00\nwritten = 2026-12-01 00:30:00+01:00\n",
        "\n[times]\nwritten = 2026-12-01 00:30:00+01:00\n",
        "\n[times]\nwritten = 2026-12-01\n",
        "\n[times]\nwritten = 2026-12-01 00:30:00\n",
        '\n[times]\nwritten = "2026-12-01"\n',
        "times = 1\n",
        '\n[times]\nx = "\\n\\n[times]\\nwritten = 2020-01-01 00:00:00+00:00"\nwritten = 2026-11-21 12:00:00+01:00\n',
    ],
)
@pytest.mark.parametrize("kind", ["consent", "clearance", "erasure", "cheque"])
@pytest.mark.parametrize("namespace", [seal.RECORD, seal.ACT])
@pytest.mark.parametrize("by", [BY, "rehearsal"])
def test_what_a_trusted_key_sealed_is_judged_alike(
    more: str, kind: str, namespace: str, by: str, tmp_path: Path
) -> None:
    data = sealed(HEAD.format(kind=kind) + more, by, namespace)
    outlines = Outlines()
    for _ in range(2):  # cold, then warm
        found = checked(data, outlines, tmp_path, BOTH)
        assert (str(found.finding.status), found.finding.why) == in_full(data, BOTH)
        if found.link:
            table = seal.table(data, seal.read(data), BOTH)
            assert (found.finding.kind, found.finding.id) == (table["kind"], table["id"])
            written = table.get("times", {}).get("written") if isinstance(table.get("times"), dict) else None
            known = isinstance(written, datetime) and written.tzinfo is not None
            assert found.link.astray is known  # it lies under another id than its own


def test_a_later_format_and_an_unknown_key_are_told_in_bulk(warm: Outlines, tmp_path: Path) -> None:
    later = sealed(HEAD.format(kind="consent").replace("record/1", "record/2"))
    assert checked(later, warm, tmp_path).finding.status is Status.UNREADABLE
    stranger = seal.seal(codec.encode(CONSENT), by=BY, key=OTHER_KEY, sequence=1, previous=seal.ZEROS)
    assert checked(stranger, warm, tmp_path).finding.status is Status.UNKNOWN_KEY


def test_an_erasure_is_read_for_what_it_names(tmp_path: Path) -> None:
    about = '\n[about]\nid = "019b"\ndigest = "sha256:00"\n'
    data = sealed(HEAD.format(kind="erasure") + about, namespace=seal.ACT)
    assert checked(data, Outlines(), tmp_path, BOTH).erases == Erased("019b", "sha256:00")


@pytest.mark.parametrize("name", ["2026/11", "x2026/11", "2026/12", "a/2026/11/b", "11"])
def test_a_record_lies_in_its_own_month_under_its_own_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name / f"{CONSENT.id}.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(SEALED)
    found = check(str(path), TRUSTED, Outlines(), {})
    assert found
    assert found.link
    assert found.link.astray is (name != "2026/11")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder counts as large from three records on."""
    monkeypatch.setattr(census, "KEPT", 3)
    monkeypatch.setattr(batch, "SIZE", 4)


def test_of_very_many_records_only_those_with_a_fault_are_kept(tmp_path: Path, few: None) -> None:
    _, receipts = filled(tmp_path, 11)
    whole = verify_paths([tmp_path])
    assert (whole.exit_code, whole.records, whole.counts) == (0, (), {Status.INTACT: 11})
    assert "11 records: 11 intact." in list(whole.lines())
    assert whole.as_json()["summary"]["records"]["intact"] == 11
    receipts[4].path.write_bytes(receipts[4].path.read_bytes().replace(b"Ana", b"Eve", 1))
    receipts[8].path.unlink()
    report = verify_paths([tmp_path])
    assert [(each.sequence, str(each.status)) for each in report.records] == [(5, "altered"), (9, "missing")]
    assert report.counts == {Status.INTACT: 9, Status.ALTERED: 1, Status.MISSING: 1}
    assert [str(each.status) for each in report.ledgers] == ["gap"]


def test_faults_across_the_edge_of_two_stretches_are_found(tmp_path: Path, few: None) -> None:
    _, receipts = filled(tmp_path, 8)
    fork = sealed_at(tmp_path, 5, receipts[3].digest)
    report = verify_paths([tmp_path])
    assert [str(each.status) for each in report.ledgers] == ["fork"]
    fork.path.unlink()
    path = layout.ledger_path(tmp_path, BY)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines[:3], lines[4], lines[3], *lines[5:]]))
    assert [str(each.status) for each in verify_paths([tmp_path]).ledgers] == ["misplaced"]


def test_other_processes_find_the_same(tmp_path: Path) -> None:
    folder, receipts = filled(tmp_path, 30)
    for _ in range(3):
        write(folder, by="back-desk")
    receipts[4].path.write_bytes(b"hello")
    receipts[9].path.unlink()
    sealed_at(tmp_path, 20, receipts[18].digest)
    here, there = (verify_paths([tmp_path], workers=workers) for workers in (1, 2))
    assert here.as_json() == there.as_json()
    assert here.exit_code == 1
    assert {str(each.status) for each in here.ledgers} == {"fork", "whole"}


def test_progress_is_told_in_records(tmp_path: Path, few: None) -> None:
    filled(tmp_path, 9)
    told: list[tuple[int, int]] = []
    verify_paths([tmp_path], watch=lambda done, total: told.append((done, total)))
    assert told == [(4, 9), (8, 9), (9, 9)]


@pytest.mark.parametrize("workers", [1, 2])
def test_stopped_by_hand_it_says_how_far_it_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    _, receipts = filled(tmp_path, 9)
    monkeypatch.setattr(batch, "SIZE", 4)

    def stop(done: int, total: int) -> None:
        if done == 8:
            raise KeyboardInterrupt

    report = verify_paths([tmp_path], watch=stop, workers=workers)
    assert (report.stopped, report.exit_code, report.ledgers) == ((8, 9), 3, ())
    said = "Stopped after 8 of 9 records; ledgers and checkpoints were not compared."
    assert said in list(report.lines())
    assert said in report.as_json()["notes"]
    receipts[0].path.write_bytes(b"hello")
    assert verify_paths([tmp_path], watch=stop, workers=workers).exit_code == 1


def peak(root: Path, count: int) -> int:
    """The most memory, in bytes, that verifying so many records takes beside what is there."""
    tracemalloc.start()
    assert verify_paths([root]).counts == {Status.INTACT: count}
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_records_that_are_well(tmp_path: Path, few: None) -> None:
    """The id of a record alone would take 85 bytes."""
    peaks = []
    for count in (100, 1600):
        root = tmp_path / str(count)
        for name, data in shelf(count).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        verify_paths([root])  # outlines and folders are known from here on
        peaks.append(min(peak(root, count) for _ in range(3)))  # what is made once in a process does not count
    assert (peaks[1] - peaks[0]) / 1500 < 40
