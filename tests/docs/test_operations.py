"""docs/operations.md: its commands are followed, with a kiosk that writes two records at each start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.test_keys import Practice

GUIDE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
NAMES, LOOKING = re.findall(r"```sh\n(.*?)```", GUIDE.split("\n## ")[0], re.DOTALL)


def command(heading: str, number: int = 0) -> str:
    (section,) = [each for each in GUIDE.split("\n## ") if each.startswith(heading)]
    return NAMES + re.findall(r"```sh\n(.*?)```", section, re.DOTALL)[number]


@pytest.fixture
def clinic(tmp_path: Path) -> Practice:
    practice = Practice(tmp_path)
    (tmp_path / ".config/consent-tui/clinic.toml").write_text('[kiosk]\nname = "front-desk"\n', encoding="utf-8")
    return practice


def test_whenever_in_doubt(clinic: Practice) -> None:
    told = clinic.shell(NAMES + LOOKING)
    assert "well   records folder" in told
    assert "2 records: 2 intact." in told


def test_the_last_number_after_a_power_cut(clinic: Practice) -> None:
    assert clinic.shell(command("While a client")).startswith("2 ")


def test_backup_then_restore(clinic: Practice) -> None:
    assert "2 records: 2 intact." in clinic.shell(command("Backup"))
    next(clinic.records.glob("20*/*/*.toml")).unlink()
    assert "2 records: 2 intact." in clinic.shell(command("Restore"))
    clinic.shell("consent-tui")  # and the kiosk goes on
    assert "4 records: 4 intact." in clinic.shell(NAMES + 'consent-tui verify "$RECORDS"')
    assert list((clinic.home / "backup").rglob("front-desk.pub")) == []


def test_a_backup_in_another_order_than_the_writing_would_miss_files(clinic: Practice) -> None:
    """Why the guide copies ledgers before records: what is behind the ledger is mended, what is missing is not."""
    copied = command("Backup").replace(
        'for part in "$RECORDS"', 'consent-tui\nfor part in "$RECORDS"'
    ).replace('consent-tui verify "$day"', 'consent-tui verify "$day" || true')  # fmt: skip
    told = clinic.shell(copied)
    assert "not yet in the ledger: the next start adds it" in told
    clinic.shell(command("Restore").replace('consent-tui verify "$RECORDS"', "consent-tui"))
    assert "6 records: 6 intact." in clinic.shell(NAMES + 'consent-tui verify "$RECORDS"')


def test_records_that_came_after_the_backup_are_brought_over(clinic: Practice) -> None:
    clinic.shell(command("Backup"))
    clinic.shell("consent-tui")
    clinic.shell(command("Restore"))
    clinic.shell(command("Restore", 1))
    told = clinic.shell(NAMES + 'consent-tui verify "$RECORDS"', code=1)
    assert "not yet in the ledger" in told
    clinic.shell("consent-tui")
    assert "6 records: 6 intact." in clinic.shell(NAMES + 'consent-tui verify "$RECORDS"')


def test_moving_the_folder(clinic: Practice) -> None:
    assert "2 records: 2 intact." in clinic.shell(command("Moving"))


def test_each_word_of_verify_stands_in_the_guide() -> None:
    from consent_tui.records.findings import Chain, Status

    (section,) = [each for each in GUIDE.split("\n## ") if each.startswith("`verify` says no")]
    for word in {*Status, *Chain} - {Status.INTACT, Status.ENCRYPTED, Chain.WHOLE}:
        assert re.search(rf"^\| .*\b{word}\b.*\|", section, re.MULTILINE), word
