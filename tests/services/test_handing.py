"""A copy for the page: while the record's number is shown, what `show --for client` would show; then none any more."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from consent_tui.content import read
from consent_tui.model.state import State
from consent_tui.records.folder import Receipt
from consent_tui.services.handing import Handing, text_copy
from consent_tui.settings.values import Copies, Settings
from consent_tui.wiring_page import given, handing, page_around
from tests.model.later_acts import SIGNED
from tests.scenarios.stage import CRANIOSACRAL
from tests.services.desks import House, walked

VARIABLE = "CONSENT_TUI_PAGE"


class Sitting:
    """A session that goes through these receipts, one a press."""

    def __init__(self, *receipts: tuple[str, str] | None) -> None:
        self._receipts = iter(receipts)
        self.state = SimpleNamespace(receipt=None)

    def post(self, *_: Any) -> Any:
        self.state = SimpleNamespace(receipt=next(self._receipts))
        return self.state

    def attend(self, _: Any) -> Any:
        return self.state


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Receipt]:
    """A records folder and the receipt of the one record in it, with a private answer other than no."""
    house = House(tmp_path_factory.mktemp("house") / "records")
    reading = read(CRANIOSACRAL)
    house.folder.keep_pack(reading.digest, reading.files)
    return house.root, house.keep(walked("talk-private", CRANIOSACRAL))


def post(handing: Handing, times: int) -> list[State]:
    return [handing.post(SimpleNamespace(), 0) for _ in range(times)]


def test_it_is_offered_once_and_withdrawn_when_its_client_goes() -> None:
    done: list[str] = []
    first, second = ("kiosk-1", "7F3A"), ("kiosk-2", "91C2")
    sitting: Any = Sitting(None, first, first, None, None, second, None)
    handing = Handing(sitting, done.append, lambda: done.append("withdrawn"))
    states = post(handing, 7)
    assert done == ["kiosk-1", "withdrawn", "kiosk-2", "withdrawn"]
    assert handing.state is states[-1] is sitting.state


def test_it_is_the_clients_copy_with_private_answers_covered(kept: tuple[Path, Receipt]) -> None:
    root, receipt = kept
    text = text_copy(receipt, root, SIGNED)
    assert text is not None
    assert receipt.number in text
    assert text.endswith("\n")
    private = [line for line in text.splitlines() if "cover" in line.casefold()]
    assert private, text


def test_what_cannot_be_read_here_gives_none(kept: tuple[Path, Receipt], tmp_path: Path) -> None:
    """A record sealed for others alone, or one that is gone: the number stands on the screen all the same."""
    root, receipt = kept
    closed = tmp_path / f"{receipt.path.name}.age"
    closed.write_bytes(b"age-encryption.org/v1\n-> X25519 x\n")
    assert text_copy(replace(receipt, path=closed), root, SIGNED) is None
    assert text_copy(replace(receipt, path=tmp_path / "gone.toml", id="gone"), tmp_path, SIGNED) is None


@pytest.mark.parametrize(("allowed", "offers"), [(("text", "pdf"), True), (("pdf", "html"), False), ((), False)])
def test_only_where_settings_allow_it(kept, monkeypatch, allowed, offers):
    """The pipe tells the server; without the variable no page is there, and the session is the plain one."""
    root, receipt = kept
    ours, theirs = os.pipe()
    sealer: Any = SimpleNamespace(last=receipt)
    settings = replace(Settings(), copies=Copies(allowed=allowed))
    sitting: Any = Sitting((receipt.number, "7F3A"), None, ("kiosk-9", "of another"))
    try:
        assert page_around() is None
        monkeypatch.setenv(VARIABLE, str(theirs))
        give = page_around()
        assert VARIABLE not in os.environ
        assert give
        assert given(settings) is offers
        paged = handing(sitting, sealer, root, lambda: SIGNED, give) if offers else sitting
        assert isinstance(paged, Handing) is offers
        post(paged, 3)
        os.close(theirs)
        with os.fdopen(ours, encoding="utf-8") as read_back:
            told = [json.loads(line) for line in read_back]
    finally:
        monkeypatch.delenv(VARIABLE, raising=False)
    if offers:
        name, text = told[0]
        assert name == f"{receipt.number}.txt"
        assert receipt.number in text
        assert told[1:] == [None, None], "nothing of a record that was not sealed here"
    else:
        assert told == []
