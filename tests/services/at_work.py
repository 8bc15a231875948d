"""A kiosk or a desk in a process of its own; run as a program, several at once on one folder.

`at_work.py kiosk ROOT BY` seals a consent like the first one there for each line that it is given.
`at_work.py desk ROOT BY INDEX MOST` says `open`, then does each of `DEEDS` about each consent as it comes, at most so
many, through all that a practitioner's screen goes through; it says the number of each act that was sealed, and of the
consent that refused one. Once its input is closed it does what is left, and ends.
"""

from __future__ import annotations

import hashlib
import os
import select
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.desk_acts import Deed
from consent_tui.model.entry import Query, State
from consent_tui.model.later import Topic
from consent_tui.model.record import Kind, Practitioner, Record, Times
from consent_tui.records import seal
from consent_tui.records.folder import Folder
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key
from consent_tui.records.shelf import Shelf
from consent_tui.services.acting import ActRefused, Desk, Hand
from consent_tui.services.lacking import Lacks
from consent_tui.services.reviewing import Review
from consent_tui.services.shelving_folder import FolderShelves
from consent_tui.services.unlocking import Latch

CHECKED = {"name_checked": "yes", "born_checked": "yes", "wanted": "yes", "talked": "yes"}
DEEDS: tuple[tuple[Deed, Mapping[str, str]], ...] = (
    (Deed.ANSWER, {"question": "1", "words": "It should not."}),
    (Deed.NOTE, {"topic": Topic.CAPACITY, "words": "Was very tired."}),
    (Deed.COUNTERSIGN, CHECKED),  # last of what counts: a doubt wants one after it, whoever had it
    (Deed.VOID, {"reason": "To somebody else."}),  # that note
)


def now() -> datetime:
    return datetime.now(UTC)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def key_of(by: str) -> Key:
    return Key.of(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(by.encode()).digest()))


def kiosk(root: Path, by: str) -> None:
    folder = Folder.open(root)
    first = Shelf(root).find(f"{by}-1").filed.what
    assert isinstance(first, Record)
    for _ in sys.stdin:
        record = replace(first, id="", times=Times(opened=now(), signed=now()))
        folder.write(record, key_of(by), by, now=now, new_id=lambda at: uuid7(at, os.urandom(10)))


def review_of(root: Path, by: str, index: Path | None) -> Review:
    Folder.open(root).admit(by, key_of(by), seal.ACT)
    hand = Hand(by=by, person=Practitioner(name=by.title()), key=key_of(by))
    desk = Desk(Shelf(root), hand, now=now, random=os.urandom, zone="UTC")
    shelves = FolderShelves(root, now=now, index=index)
    shelves.refresh()
    return Review(shelves, Shelf(root), desk, Latch(hand.key), now=now)


def sealed(review: Review, about: str, deed: Deed, filled: Mapping[str, str]) -> str:
    """Do one deed; return the number of its act. Raises as `Review.draft` and `Review.seal` do."""
    done = review.seal(review.draft(review.opened(about), deed, filled), "")
    return done.removeprefix("Sealed as ").removesuffix(".")


def desk(root: Path, by: str, index: Path, most: int) -> None:
    review, seen = review_of(root, by, index), set[str]()
    say("open")
    last = False
    while not last:
        last = bool(select.select([sys.stdin], [], [], 0.02)[0])
        review.shelves.refresh()
        listed = review.shelves.list(Query(limit=None)).entries
        for number in [each.number for each in listed if each.kind is Kind.CONSENT and each.state is State.WHOLE]:
            if number not in seen and len(seen) < most:
                seen.add(number)
                work(review, number)


def work(review: Review, about: str) -> None:
    done: dict[Deed, str] = {}
    for deed, filled in DEEDS:
        own = filled | ({"target": done.get(Deed.NOTE, "")} if deed is Deed.VOID else {})
        try:
            done[deed] = sealed(review, about, deed, own)
        except (ActRefused, Lacks):
            say(f"refused {about} {deed}")
        else:
            say(f"sealed {done[deed]}")


if __name__ == "__main__":
    role, place, name, *more = sys.argv[1:]
    if role == "kiosk":
        kiosk(Path(place), name)
    else:
        desk(Path(place), name, Path(more[0]), int(more[1]))
