"""`allowed_signers`: the strict part of OpenSSH's format, each other line told and not used."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.records import signers
from tests.records.made import BY, KEY, OTHER_KEY

GOOD = f'{BY} namespaces="{signers.KIOSK}" {KEY.line}'


def test_a_line_lets_one_key_seal_under_its_names_and_namespaces_alone() -> None:
    ring = signers.parse(["# keys", "", GOOD + " a comment", f'a,b namespaces="consent-act" {OTHER_KEY.line}'], "f")
    assert ring.faults == ()
    assert ring.allow(BY, "consent-record", KEY.public)
    assert ring.allow("b", "consent-act", OTHER_KEY.public)
    assert not ring.allow(BY, "consent-act", KEY.public)
    assert not ring.allow(BY, "consent-record", OTHER_KEY.public)
    assert not ring.allow("a", "consent-record", OTHER_KEY.public)


@pytest.mark.parametrize(
    "line",
    [
        f"{BY} {KEY.line}",
        f'* namespaces="consent-record" {KEY.line}',
        f'!{BY} namespaces="consent-record" {KEY.line}',
        f'{BY} cert-authority,namespaces="consent-record" {KEY.line}',
        f'{BY} namespaces="consent-record",valid-before="20300101" {KEY.line}',
        f'{BY} namespaces="consent-record" ssh-rsa AAAA',
        f'{BY} namespaces="consent-record" {KEY.line[:-4]}',
        f'{BY} namespaces="consent-record" ssh-ed25519 ====',
        f'{BY} namespaces="consent-*" {KEY.line}',
        "hello",
        "\ufffd\ufffd",
    ],
)
def test_a_line_that_is_not_of_this_form_is_told_with_its_place_and_not_used(line: str) -> None:
    ring = signers.parse([GOOD, line], "keys/allowed_signers")
    assert len(ring.keys) == 2
    (fault,) = ring.faults
    assert fault.startswith("keys/allowed_signers:2: this line is not used")


def test_adding_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "allowed_signers"
    path.write_bytes(b"# ours\r\nhello \xff")
    signers.add(path, BY, KEY.line)
    signers.add(path, BY, KEY.line)
    assert path.read_bytes() == b"# ours\r\nhello \xff\n" + GOOD.encode() + b"\n"
    assert signers.load(path).allow(BY, "consent-record", KEY.public)


def test_a_key_with_fewer_rights_gets_a_full_line(tmp_path: Path) -> None:
    path = tmp_path / "allowed_signers"
    path.write_text(f'{BY} namespaces="consent-checkpoint" {KEY.line}\n')
    signers.add(path, BY, KEY.line)
    assert len(path.read_text().splitlines()) == 2
