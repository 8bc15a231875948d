"""From a finished encounter to a durable record, against the least that would do: a signature and an fsynced write.

`scripts/bench seal [ROUNDS] [FOLDER]`. Both are measured in turn, on the same disk, with the same bytes: for a short
record, the size with which the goal was set, and for a plain consent with its whole trail. Goal: at most 3.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import (
    Attempt,
    Client,
    Content,
    Decision,
    Disposed,
    Entry,
    Kind,
    PageSeen,
    Record,
    Screened,
    Signature,
    StatementGiven,
    TaughtBack,
    Times,
)
from consent_tui.records import codec, seal, sshsig
from consent_tui.records.folder import Folder
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key

GOAL = 3.0
SENTENCE = "Have you been told by a doctor that there is something here which has not healed yet?"
AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BY = "front-desk"


def consent(pages: int, questions: int, statements: int, entries: int) -> Record:
    """A plain consent with so many pages shown, questions answered, statements agreed to and entries in the trail."""
    digest = "sha256:" + "ab" * 32
    return Record(
        id="",
        kind=Kind.CONSENT,
        language="en",
        times=Times(opened=AT, signed=AT, zone="Europe/Vienna", clock="system"),
        client=Client(name="Ana Example", born=date(1980, 2, 29), age_band="adult"),
        content=Content(pack="craniosacral", version="1.0", language="en", digest=digest, reviewed_by=""),
        pages=tuple(
            PageSeen(id=f"page-{n}", title="What it is", language="en", digest=digest, first_shown=AT, seconds=40)
            for n in range(pages)
        ),
        screening=tuple(
            Screened(id=f"question-{n}", words=SENTENCE, language="en", answer="no", how="own", at=AT)
            for n in range(questions)
        ),
        disposition=Disposed(result="none"),
        teach_back=tuple(
            TaughtBack(id=f"t-{n}", words=SENTENCE, language="en", attempts=(Attempt(chosen="b", right=True, at=AT),))
            for n in range(min(5, pages))
        ),
        statements=tuple(
            StatementGiven(id=f"s-{n}", words=SENTENCE, language="en", agreed=True, at=AT) for n in range(statements)
        ),
        decision=Decision(outcome="agree", valid_until=date(2027, 11, 21)),
        signature=Signature(name="Ana Example", meaning=SENTENCE, certified=SENTENCE),
        events=tuple(
            Entry(sequence=n, what="answered", at=AT, payload={"id": f"question-{n}", "is": "no"})
            for n in range(entries)
        ),
    )


RECORDS = {
    "a short record": consent(pages=4, questions=8, statements=4, entries=12),
    "a plain consent": consent(pages=12, questions=40, statements=12, entries=90),
}


def timed(action: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def measured(place: Path, record: Record, rounds: int) -> tuple[dict[str, float], int]:
    """Median milliseconds of each part, and the size of a record in bytes."""
    key = Key.of(Ed25519PrivateKey.generate())
    folder = Folder.open(place / "records")
    body = codec.encode(record)
    sealed = seal.seal(body, by=BY, key=key, sequence=1, previous=seal.ZEROS)
    floors = place / "floor"
    floors.mkdir()

    def floor(number: int) -> None:
        armour = sshsig.sign(key.private, body, seal.RECORD)
        handle = os.open(floors / str(number), os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(handle, body + armour)
        os.fsync(handle)
        os.close(handle)

    def whole() -> None:
        folder.write(record, key, BY, now=lambda: datetime.now(UTC), new_id=lambda now: uuid7(now, os.urandom(10)))

    parts: dict[str, list[float]] = {"sign + fsync'd write": [], "finish to durable": [], "of which encode": []}
    parts["of which seal"] = []
    for number in range(rounds + 5):
        taken = (
            timed(lambda number=number: floor(number)),  # type: ignore[misc]
            timed(whole),
            timed(lambda: codec.encode(record)),
            timed(lambda: seal.seal(body, by=BY, key=key, sequence=1, previous=seal.ZEROS)),
        )
        if number >= 5:  # the first ones warm up
            for part, milliseconds in zip(parts.values(), taken, strict=True):
                part.append(milliseconds)
    return {name: statistics.median(part) for name, part in parts.items()}, len(sealed)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for what, record in RECORDS.items():
        with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
            medians, size = measured(Path(name), record, rounds)
        print(f"{what} of {size:,} bytes, {rounds} rounds, medians")
        for part, milliseconds in medians.items():
            print(f"  {part:<22} {milliseconds:7.3f} ms")
        floor, whole, *_ = medians.values()
        print(f"  ratio {whole / floor:.2f} (goal: at most {GOAL:g})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
