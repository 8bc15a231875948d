"""The test vectors of docs/record-format.md: two records and their checkpoint in a folder, made from fixed values.

`python tests/records/golden/make.py` writes it anew; do that only when the format gets a new number, since files made
by an old version must be read for ever. `test_golden.py` holds the files to this script.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import (
    Attempt,
    Change,
    Choices,
    Client,
    Clinic,
    Content,
    Decision,
    Disposed,
    Entry,
    Kind,
    PageSeen,
    PermissionGiven,
    Record,
    Screened,
    Signatory,
    Signature,
    Software,
    StatementGiven,
    TaughtBack,
    Times,
)
from consent_tui.records import checkpoint, codec, layout, ledger, seal, signers
from consent_tui.records.keys import Key
from consent_tui.records.merkle import Tree

BY = "front-desk"
KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=1)))

REFUSAL = Record(
    id="",
    kind=Kind.REFUSAL,
    language="en",
    client=Client(name="Ana Example", born=date(1980, 2, 29)),
    decision=Decision(outcome="refuse"),
)

CONSENT = Record(
    id="019b0000-0000-7000-8000-000000000042",
    kind=Kind.CONSENT,
    language="en",
    times=Times(opened=NOON - timedelta(minutes=20), signed=NOON, written=NOON, zone="Europe/Vienna", clock="system"),
    clinic=Clinic(name="Example Practice", kiosk="Front desk"),
    client=Client(name="Ana “Anne” Example", born=date(1980, 2, 29), age_band="adult"),
    signatory=Signatory(role="self", name="Ana Example", typed_by="client"),
    content=Content(
        pack="craniosacral",
        version="1.0",
        language="en",
        digest="sha256:" + "ab" * 32,
        reviewed_by="",
        filled={"fee text": "nothing"},
    ),
    pages=(
        PageSeen(
            id="what-it-is",
            title="What it is",
            language="en",
            digest="sha256:" + "cd" * 32,
            first_shown=NOON - timedelta(minutes=19),
            seconds=41,
            reached_end=True,
        ),
    ),
    screening=(
        Screened(
            id="aneurysm",
            words="Has a doctor ever found a weak spot in a blood vessel in your head?\nThis is called an aneurysm.",
            language="en",
            answer="no",
            how="own",
            note="My doctor said \"it's fine\" \\ nothing ''' found",
            changes=(Change(answer="unsure", at=NOON - timedelta(minutes=9)),),
        ),
        Screened(id="stent", words="Do you have a stent?", language="en", asked=False, answer="no"),
    ),
    disposition=Disposed(result="talk", because=("stent",), lowered=("aneurysm",)),
    teach_back=(
        TaughtBack(
            id="stop",
            words="May a friend stop at any time?",
            language="en",
            attempts=(Attempt(chosen="yes", right=True, at=NOON),),
        ),
    ),
    choices=Choices(
        touch=("head", "feet"),
        avoid=("neck",),
        matters="名前 · Имя · اسم",
        permissions=(PermissionGiven(id="letter", words="May we write to you?", language="en", given=False),),
    ),
    statements=(StatementGiven(id="free", words="I choose freely.", language="en", agreed=True, at=NOON),),
    decision=Decision(outcome="agree", conditions=("talk",), valid_until=date(2027, 11, 21)),
    signature=Signature(name="Ana Example", meaning="I was shown this information.", certified="This is my name."),
    copy={"offered": True, "how": "print"},
    events=(
        Entry(sequence=1, what="begun", at=NOON, payload={}),
        Entry(
            sequence=2, what="answered", payload={"id": "aneurysm", "own": True, "row": 3, "areas": ("head",), "no": ()}
        ),
    ),
    software=Software(name="consent-tui", version="0.1"),
)


ROOT = Path(__file__).parent / "records"

LATER = replace(REFUSAL, id="019b0000-0000-7000-8000-000000000043", times=Times(written=NOON + timedelta(minutes=30)))


def files() -> dict[str, bytes]:
    """Posix path → bytes of every file in the folder."""
    made: dict[str, bytes] = {}
    lines = []
    previous = seal.ZEROS
    for sequence, record in enumerate((CONSENT, LATER), start=1):
        sealed = seal.seal(codec.encode(record), by=BY, key=KEY, sequence=sequence, previous=previous)
        previous = seal.digest_of(sealed)
        lines.append(f"{ledger.Line(sequence, record.id, previous)}\n")
        assert record.times.written
        made[layout.record_path(Path(), record.id, record.times.written).as_posix()] = sealed
    made[f"ledger/{BY}"] = "".join(lines).encode()
    made[f"checkpoints/{BY}.toml"] = promised(lines, previous)
    made[layout.SIGNERS] = f'{BY} namespaces="{signers.KIOSK}" {KEY.line}\n'.encode()
    return made


def promised(lines: list[str], last: str) -> bytes:
    tree = Tree()
    for line in lines:
        tree.add(checkpoint.entry(line.split()[2]))
    assert LATER.times.written
    return checkpoint.make(tree, last, BY, KEY, LATER.times.written)


if __name__ == "__main__":
    for name, data in files().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
