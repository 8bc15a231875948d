"""`clinic.toml` is written at once, for the owner alone, and reads back as it was meant."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from consent_tui.model.period import Period
from consent_tui.settings.pin import hashed, is_pin
from consent_tui.settings.reading import read, settings_of
from consent_tui.settings.rules import Text
from consent_tui.settings.values import TABLES, Clinic, Consent, Kiosk, Safety, Settings, Trust
from consent_tui.settings.writing import rendered, write
from tests.settings.test_reading import FULL


def is_text(value: str) -> bool:
    try:
        return Text()(value) == value
    except ValueError:
        return False


texts = st.none() | st.text(min_size=1, max_size=60).filter(is_text)
written = st.builds(
    Settings,
    clinic=st.builds(Clinic, name=texts, address=texts, contact=texts, jurisdiction=texts, zone=st.none()),
    kiosk=st.builds(
        Kiosk, name=st.from_regex(r"\A(?!rehearsal)[a-z0-9-]{1,40}\Z"), theme=st.none(), pin_hash=st.none(),
        idle_seconds=st.integers(20, 3600), warning_seconds=st.integers(20, 600), hidden_minutes=st.integers(1, 240),
        touch_keyboard=st.booleans(),
    ),
    safety=st.builds(Safety, emergency=st.none(), crisis=st.just("988"), crisis_question=st.booleans()),
    wording=st.just(Settings().wording),
    consent=st.builds(
        Consent, retention=texts,
        valid_for=st.builds(Period, st.integers(1, 9999), st.sampled_from(["day", "week", "month", "year"])),
    ),
    records=st.just(Settings().records),
    trust=st.just(Trust()),
    copies=st.just(Settings().copies),
    source=st.none(),
)  # fmt: skip


@checked(deadline=None)
@given(written)
def test_what_is_written_reads_back(settings: Settings) -> None:
    assert settings_of(tomllib.loads(rendered(settings))) == settings


def test_every_setting_survives_writing() -> None:
    settings = settings_of(FULL)
    assert settings_of(tomllib.loads(rendered(settings))) == settings


def test_a_file_is_for_its_owner_alone_and_the_one_before_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "clinic.toml"
    assert write(Settings(clinic=Clinic(name="Before")), path) is None
    kept = write(Settings(clinic=Clinic(name="After")), path)
    assert kept == path.with_name("clinic.toml.bak")
    assert (read(path).clinic.name, read(kept).clinic.name) == ("After", "Before")
    assert sorted(each.name for each in path.parent.iterdir()) == ["clinic.toml", "clinic.toml.bak"]
    if os.name != "nt":
        assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "clinic.toml"
    write(Settings(clinic=Clinic(name="Before")), path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(Settings(clinic=Clinic(name="After")), path)
    assert read(path).clinic.name == "Before"
    assert [each.name for each in tmp_path.iterdir()] == ["clinic.toml"]


def test_a_pin_is_kept_as_a_salted_hash() -> None:
    kept = hashed("2468")
    assert "2468" not in kept
    assert hashed("2468") != kept
    assert settings_of({"kiosk": {"pin_hash": kept}}).kiosk.pin_hash == kept
    assert is_pin("2468", kept)
    assert not is_pin("2469", kept)
    assert not is_pin("", kept)


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "１２３４"])
def test_a_pin_has_4_to_12_digits(pin: str) -> None:
    with pytest.raises(ValueError, match="4 to 12 digits"):
        hashed(pin)


def test_the_guide_names_every_setting_with_its_sentence() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, table in TABLES.items():
        section = guide.split(f"### `[{name}]`", 1)[1].split("### ", 1)[0]
        for field in dataclasses.fields(table):
            (row,) = [line for line in section.splitlines() if line.startswith(f"| `{field.name}` |")]
            assert field.metadata["says"] in row
