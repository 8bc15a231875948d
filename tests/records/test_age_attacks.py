"""Attacks on encrypted records, as files in `attacks/encrypted`: cut, by a stranger and to others are told apart."""

from __future__ import annotations

import pytest

from consent_tui.records import age
from consent_tui.records.verify import verify_paths
from tests.records import aged
from tests.records.attacks import make_encrypted, table
from tests.records.attacks.make_encrypted import ATTACKS, HERE, VERDICTS, named


def test_the_files_are_what_the_script_makes() -> None:
    assert {path.name: path.read_bytes() for path in HERE.iterdir()} == make_encrypted.files()


def test_every_attack_has_its_verdict() -> None:
    assert set(VERDICTS) == set(ATTACKS)


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_verdict_is_the_expected_one_with_and_without_the_identity(attack: str) -> None:
    path = HERE / named(attack)
    found = [verify_paths([path], identities=opens).records[0].status for opens in (aged.OURS, age.NOBODY)]
    assert tuple(found) == VERDICTS[attack]


@aged.needed
def test_stock_age_opens_what_is_spelled_out_here(tmp_path) -> None:
    opened = aged.by_stock_age(HERE / named("untouched"), aged.identity_file(tmp_path))
    assert opened == make_encrypted.SEALED


def test_the_table_of_the_document_says_the_same() -> None:
    document = table.DOCUMENT.read_text(encoding="utf-8")
    for attack, (opened, closed) in VERDICTS.items():
        assert f"| {attack} | {opened} | {closed} |\n" in document
