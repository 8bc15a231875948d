"""A valid pack becomes values; `docs/content-format.md` says which."""

from pathlib import Path

from consent_tui.content import read
from consent_tui.model.pack import Status

TINY = Path("tests/packs/tiny")


def test_the_tiny_pack_is_valid_and_released() -> None:
    reading = read(TINY)
    assert reading.faults == reading.warnings == ()
    assert reading.pack is not None
    assert (reading.pack.id, reading.pack.version, reading.pack.status) == ("tiny", "1.0.0", Status.RELEASED)
    assert reading.pack.digest == reading.digest
