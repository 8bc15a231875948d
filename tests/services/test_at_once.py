"""*Two desks and a kiosk on one folder at once: nothing lost, both see the same.* Each is a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import TextIO, cast

import pytest

from consent_tui.model.entry import Query
from consent_tui.model.later import ActKind
from consent_tui.model.record import Times
from consent_tui.model.standing import Word
from consent_tui.records import layout, ledger
from consent_tui.records.folder import Folder
from consent_tui.records.ids import uuid7
from consent_tui.records.shelf import Shelf
from consent_tui.records.verify import verify_paths
from consent_tui.services.acting import ActRefused
from consent_tui.services.shelving_folder import FolderShelves
from tests.model.later_acts import ASKED
from tests.services import at_work
from tests.services.at_work import CHECKED, DEEDS, Deed, review_of

KIOSK, DESKS = "front-desk", ("ada", "jon")
CLIENTS = 4
PATIENCE = 120  # seconds; for a machine that is busy


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one consent to which a question belongs."""
    folder = Folder.open(tmp_path / "records")
    record = replace(ASKED, times=Times(opened=at_work.now(), signed=at_work.now()))
    key = at_work.key_of(KIOSK)
    folder.write(record, key, KIOSK, now=at_work.now, new_id=lambda at: uuid7(at, os.urandom(10)))
    return folder.root


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", at_work.__file__, *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.Popen(command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def worked(root: Path, index: Path) -> dict[str, list[str]]:
    """Let two desks act on all that a kiosk seals meanwhile; return what each said. A client comes with each of Ada's
    acts, so all three write at once."""
    with ExitStack() as open_ones:
        running = {KIOSK: started("kiosk", root, KIOSK)} | {
            by: started("desk", root, by, index, CLIENTS) for by in DESKS
        }
        late = Timer(PATIENCE, lambda: [each.kill() for each in running.values()])
        late.start()
        open_ones.callback(late.cancel)
        for each in running.values():
            open_ones.enter_context(each)
        told = {by: cast("TextIO", each.stdout) for by, each in running.items()}
        asked = {by: cast("TextIO", each.stdin) for by, each in running.items()}
        assert [told[by].readline() for by in DESKS] == ["open\n"] * 2
        said: dict[str, list[str]] = {by: [] for by in running}
        for _ in range(CLIENTS - 1):
            said["ada"].append(told["ada"].readline())
            asked[KIOSK].write("\n")
            asked[KIOSK].flush()
        for by, each in running.items():  # the desks last, when no client comes any more
            asked[by].close()
            said[by] += told[by]
            assert each.wait() == 0
    return {by: [line.strip() for line in said[by]] for by in DESKS}


@pytest.mark.skipif(sys.platform == "win32", reason="select asks pipes on Unix alone")
def test_two_desks_and_a_kiosk_at_once_lose_nothing_and_all_see_the_same(root: Path, tmp_path: Path) -> None:
    said = worked(root, tmp_path / "index")

    report = verify_paths([root])
    assert report.exit_code == 0, list(report.lines())
    assert {str(each.status) for each in report.ledgers} == {"whole"}
    for by, lines in said.items():  # nothing was refused, and what was told as sealed is what is there, without a gap
        acts = len(DEEDS) * CLIENTS
        assert lines == [f"sealed {by}-{number}" for number in range(1, acts + 1)]
        assert [line.sequence for line in ledger.load(layout.ledger_path(root, by))] == list(range(1, acts + 1))
    assert [line.sequence for line in ledger.load(layout.ledger_path(root, KIOSK))] == list(range(1, CLIENTS + 1))

    lists = []
    for index in (tmp_path / "index", tmp_path / "index of a third"):  # the one that both kept, and one made anew
        shelves = FolderShelves(root, now=at_work.now, index=index)
        shelves.refresh()
        lists.append(shelves.list(Query(limit=None)).entries)
        assert shelves.tally(Query(), "standing") == {Word.VALID: CLIENTS}
        for number in range(1, CLIENTS + 1):
            found = shelves.find(f"{KIOSK}-{number}").related
            assert Counter((each.by, str(each.what.kind)) for each in found) == {
                (by, kind): count
                for by in DESKS
                for kind, count in ((ActKind.COUNTERSIGNATURE, 1), (ActKind.NOTE, 2), (ActKind.VOID, 1))
            }
        shelves.close()
    assert lists[0] == lists[1]
    assert len(lists[0]) == CLIENTS


def test_two_that_countersign_at_once_make_two_acts_and_both_stand(root: Path) -> None:
    """*Two that countersign the same record at once make two acts, and both stand* (docs/practitioners.md)."""
    reviews = [review_of(root, by, None) for by in DESKS]
    drafts = [each.draft(each.opened("front-desk-1"), Deed.COUNTERSIGN, CHECKED) for each in reviews]
    for review, draft, by in zip(reviews, drafts, DESKS, strict=True):  # each saw it before the other had sealed
        assert review.seal(draft, "") == f"Sealed as {by}-1."
    for review in reviews:
        stands = review.opened("front-desk-1").shown.standing
        assert stands
        assert stands.word is Word.VALID
        related = review.opened("front-desk-1").found.related
        assert [(each.by, each.what.kind, each.trusted) for each in related] == [
            (by, ActKind.COUNTERSIGNATURE, True) for by in DESKS
        ]
    at_work.sealed(reviews[0], "front-desk-1", Deed.VOID, {"target": "jon-1", "reason": "slip"})
    stands = reviews[1].opened("front-desk-1").shown.standing
    assert stands
    assert stands.word is Word.VALID  # by the other's, which stands for itself
    assert verify_paths([root]).exit_code == 0


def test_what_the_other_desk_withdrew_meanwhile_is_not_countersigned(root: Path) -> None:
    ada, jon = (review_of(root, by, None) for by in DESKS)
    draft = ada.draft(ada.opened("front-desk-1"), Deed.COUNTERSIGN, CHECKED)
    at_work.sealed(jon, "front-desk-1", Deed.WITHDRAW, {"how": "spoken"})
    with pytest.raises(ActRefused, match="was withdrawn"):
        ada.seal(draft, "")
    assert [each.by for each in Shelf(root).find("front-desk-1").related] == ["jon"]
