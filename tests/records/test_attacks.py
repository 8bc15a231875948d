"""Named attacks on records and folders of them, as files in `attacks/`: what is said of each stands beside it.

That every single byte counts, four ways, and every cut, is held in `test_seal.py` and `test_reading.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consent_tui.records import seal, signers, sshsig
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.verify import verify_paths
from tests.records import openssh
from tests.records.attacks import make, table
from tests.records.attacks.make import FOLDERS, KEY, ON_SPELLING, ON_WORDS, RECORDS, SEALED, TEXT, named, signed_by_hand

EXPECTED = table.expected()
TRUSTED = signers.parse([f'{make.BY} namespaces="{signers.KIOSK}" {KEY.line}'], "test")


def test_the_files_are_what_the_script_makes() -> None:
    there = {
        path.relative_to(make.HERE).as_posix(): path.read_bytes()
        for part in ("records", "elsewhere", "folders")
        for path in (make.HERE / part).rglob("*")
        if path.is_file()
    }
    assert there == make.files()


def test_every_attack_has_its_verdict() -> None:
    assert set(EXPECTED["records"]) == {named(each) for each in RECORDS}
    assert set(EXPECTED["folders"]) == {named(each) for each in FOLDERS}
    assert all(said["ours"] != "intact" for said in EXPECTED["records"].values())


@pytest.mark.parametrize("attack", [*ON_WORDS, *ON_SPELLING])
def test_a_named_attack_is_refused(attack: str) -> None:
    data = (make.HERE / "records" / f"{named(attack)}.toml").read_bytes()
    assert data != SEALED
    both = signers.parse([make.ALLOWED.decode().strip()], "test")
    with pytest.raises(BrokenSeal) as found:
        seal.table(data, seal.read(data), both)
    assert found.value.code == "altered"


@openssh.needed
def test_each_verdict_is_the_expected_one_ours_and_openssh_s() -> None:
    assert table.records() == EXPECTED["records"]
    assert table.folders() == EXPECTED["folders"]


@openssh.needed
def test_stock_openssh_refuses_what_changes_the_words() -> None:
    assert {EXPECTED["records"][named(each)]["openssh"] for each in ON_WORDS} == {"refused"}


def test_the_tables_of_the_document_are_those_of_the_script() -> None:
    document = table.DOCUMENT.read_text(encoding="utf-8")
    assert table.written(document, table.tables(EXPECTED["records"], EXPECTED["folders"])) == document


@pytest.mark.parametrize("attack", FOLDERS)
def test_a_folder_is_judged_alike_by_several_processes(attack: str) -> None:
    root = make.HERE / "folders" / named(attack)
    assert verify_paths([root], workers=2).as_json() == verify_paths([root]).as_json()


@openssh.needed
def test_seal_lines_moved_into_a_multi_line_string_are_refused(tmp_path: Path) -> None:
    """Stock OpenSSH says Good to this one; it is why a record never holds a multi-line string."""
    text = TEXT.replace(b"\n[times]", b'\nx = """\nMARK"""\n[times]')
    whole, moved = signed_by_hand(text), make.smuggled()
    with pytest.raises(BrokenSeal, match=r"inside it|several lines|more than once|behind the seal"):
        seal.read(moved)
    with pytest.raises(BrokenSeal, match="several lines"):
        seal.read(whole)
    record, allowed = tmp_path / "r.toml", tmp_path / "allowed_signers"
    record.write_bytes(moved)
    signers.add(allowed, make.BY, KEY.line)
    assert openssh.accepts(allowed, record, make.BY)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"sequence = 1", b"sequence = 01"),
        lambda text: text.replace(b"sequence = 1", b"sequence = 0x1"),
        lambda text: text.replace(b"sequence = 1", b"sequence = 2"),
        lambda text: text.replace(b'by = "front-desk"', b"by = 'front-desk'"),
        lambda text: text.replace(b'by = "front-desk"', b'by = "Front-desk"'),
        lambda text: text + b"more = 1\n",
        lambda text: text.replace(b"\n\n[seal]", b"\n[seal]"),
        lambda text: text.replace(KEY.fingerprint[:20].encode(), KEY.fingerprint[:19].encode() + b"!"),
        lambda text: text.replace(KEY.fingerprint.encode(), b"SHA256:" + b"A" * 43),
        lambda text: text.replace(b'"sha256:00', b'"sha256:0A'),
    ],
)
def test_a_seal_that_is_not_as_we_write_it_is_refused_even_if_the_key_signed_it(
    change: Callable[[bytes], bytes],
) -> None:
    text = change(TEXT)
    assert text != TEXT
    with pytest.raises(BrokenSeal):
        seal.read(signed_by_hand(text))


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"SSHSIG",
        b"SSHSIG\x00\x00\x00\x02",
        b"SSHSIG\x00\x00\x00\x01\xff\xff\xff\xff",
        b"SSHSIG\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
    ],
)
def test_a_blob_that_is_no_ed25519_signature_is_refused(blob: bytes) -> None:
    with pytest.raises(sshsig.NotVerified):
        sshsig.verify(sshsig._armour(blob), b"hello")


def test_a_namespace_that_is_no_ascii_is_refused() -> None:
    with pytest.raises(sshsig.NotVerified):
        sshsig.verify(sshsig.sign(KEY.private, b"x", "é"), b"x")
