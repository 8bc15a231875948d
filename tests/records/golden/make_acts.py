"""Test vectors of later acts (docs/record-format.md): a consent, and one act of each kind about it, from fixed values.

`python tests/records/golden/make_acts.py` writes them anew; as with `make.py`, only when the format gets a new number.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.later import (
    ActKind,
    Clearance,
    Countersignature,
    Erasure,
    LaterAct,
    Note,
    Topic,
    Void,
    Withdrawal,
)
from consent_tui.model.record import (
    Client,
    Content,
    Decision,
    Disposed,
    Kind,
    Practitioner,
    Record,
    Reference,
    Signatory,
    Times,
)
from consent_tui.records import codec, layout, ledger, seal, signers
from consent_tui.records.keys import Key
from tests.records.golden.make import BY, KEY, NOON

ADA = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(64, 96))))
ROOT = Path(__file__).parent / "acts"
CONSENT = Record(
    id="019b0000-0000-7000-8000-000000000051",
    kind=Kind.CONSENT,
    language="en",
    times=Times(opened=NOON, signed=NOON, written=NOON, zone="Europe/Vienna"),
    client=Client(name="Ana Example", born=date(1980, 2, 29), age_band="adult"),
    signatory=Signatory(role="self", name="Ana Example"),
    content=Content(pack="craniosacral", version="1.0.0", language="en", digest="sha256:" + "ab" * 32, reviewed_by=""),
    disposition=Disposed(result="clearance", because=("pregnancy",)),
    decision=Decision(outcome="agree", conditions=("clearance",)),
)
CLEARED = Clearance(
    clinician="Dr. Jon Muster", profession="neurologist", dated=NOON.date(), how="letter", limits="", until=None
)
CHECKED = Countersignature(name_checked=True, born_checked=True, wanted=True, talked=True)
FACTS = (
    CLEARED,
    CHECKED,
    Note(topic=Topic.PAPER, scan="sha256:" + "0a" * 32, words="Folder 7"),
    Withdrawal(said=NOON.date(), how="spoken"),
    Void(reason="The letter was about another client."),
    Erasure(why="request"),
)


def files() -> dict[str, bytes]:
    """Posix path → bytes of every file in the folder. The void is about the clearance, the erasure about the note."""
    made: dict[str, bytes] = {}
    lines: dict[str, list[str]] = {BY: [], "ada": []}
    last = {BY: seal.ZEROS, "ada": seal.ZEROS}

    def keep(what: Record | LaterAct, by: str, key: Key, namespace: str) -> Reference:
        number = len(lines[by]) + 1
        sealed = seal.seal(codec.encode(what), by=by, key=key, sequence=number, previous=last[by], namespace=namespace)
        last[by] = seal.digest_of(sealed)
        lines[by].append(f"{ledger.Line(number, what.id, last[by])}\n")
        assert what.times.written
        made[layout.record_path(Path(), what.id, what.times.written).as_posix()] = sealed
        return Reference(id=what.id, digest=last[by])

    about = {"consent": keep(CONSENT, BY, KEY, seal.RECORD)}
    for number, facts in enumerate(FACTS, start=1):
        kind = ActKind(type(facts).__name__.lower())
        target = {ActKind.VOID: "clearance", ActKind.ERASURE: "note"}.get(kind, "consent")
        act = LaterAct(
            id=f"019b0000-0000-7000-8000-0000000000{number + 60}",
            kind=kind,
            about=about[target],
            times=Times(written=NOON + timedelta(minutes=number), zone="Europe/Vienna"),
            practitioner=Practitioner(name="Ada Sample", registration="R 7"),
            **{kind: facts},
        )
        about[str(kind)] = keep(act, "ada", ADA, seal.ACT)
    client = LaterAct(
        id="019b0000-0000-7000-8000-000000000052",
        kind=ActKind.WITHDRAWAL,
        about=about["consent"],
        times=Times(written=NOON + timedelta(minutes=9)),
        withdrawal=Withdrawal(born=date(1980, 2, 29)),
    )
    keep(client, BY, KEY, seal.RECORD)
    unmatched = replace(client, id="019b0000-0000-7000-8000-000000000053", about=None)
    keep(replace(unmatched, withdrawal=Withdrawal(born=date(1980, 2, 29), number="desk 7")), BY, KEY, seal.RECORD)
    del made[layout.record_path(Path(), about["note"].id, NOON).as_posix()]  # erased
    made |= {f"ledger/{by}": "".join(told).encode() for by, told in lines.items()}
    made[layout.SIGNERS] = (
        f'{BY} namespaces="{signers.KIOSK}" {KEY.line}\nada namespaces="{signers.DESK}" {ADA.line}\n'
    ).encode()
    return made


if __name__ == "__main__":
    for name, data in files().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
