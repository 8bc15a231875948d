"""Who acts at this desk: `practitioner.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.settings.practitioner import NotSetUp, Practitioner, read, write

ADA = Practitioner(by="ada", name="Ada Sample", registration="R 7", key=Path("/keys/ada"))


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "config" / "practitioner.toml"
    write(ADA, path)
    assert read(path) == ADA
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_looked_for_beside_the_file_unless_it_says_where(tmp_path: Path) -> None:
    path = tmp_path / "practitioner.toml"
    path.write_text('by = "ada"\nname = "Ada Sample"\nkey = "keys/ada"\n')
    assert read(path).key == tmp_path / "keys/ada"
    assert read(path).registration is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "Nobody is set up to act here"),
        ("by = ", "cannot be read (TOMLDecodeError)"),
        ('by = "ada"\nkey = "a"\n', "name is missing"),
        ('by = "ada"\nname = 3\nkey = "a"\n', "name does not belong there"),
        ('by = "ada"\nname = "Ada"\nkey = "a"\nage = "3"\n', "age does not belong there"),
        ('by = "Ada S"\nname = "Ada"\nkey = "a"\n', "by must be small letters"),
        ('by = "rehearsal"\nname = "Ada"\nkey = "a"\n', "by must be small letters"),
    ],
)
def test_what_is_not_right_is_said_with_what_to_do(tmp_path: Path, text: str | None, told: str) -> None:
    path = tmp_path / "practitioner.toml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(NotSetUp) as found:
        read(path)
    assert told in str(found.value)
    assert str(found.value).endswith("consent-tui setup --practitioner")
    assert found.value.exit_code == 3
