"""Attacks as files: each a way in which someone might make a record, or a folder of them, say something else.

`python tests/records/attacks/make.py` writes them anew beside this script, from the golden record and fixed values
alone. What is said of each stands in `expected.toml`; `scripts/attacks` asks consent-tui and stock OpenSSH.
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent_tui.model.record import Client, Decision, Kind, Record, Times
from consent_tui.records import checkpoint, codec, layout, ledger, seal, signers, sshsig
from consent_tui.records.keys import Key
from consent_tui.records.merkle import Tree

HERE = Path(__file__).parent
BY = "front-desk"
KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_KEY = Key.of(Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64))))
MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

# ---- One record

SEALED = (HERE.parent / "golden/records/2026/11/019b0000-0000-7000-8000-000000000042.toml").read_bytes()
TEXT, COMMENTS = SEALED[: SEALED.index(b"#~ ")], SEALED[SEALED.index(b"#~ ") :]
BODY, TABLE = TEXT[: TEXT.rindex(b"\n[seal]\n")], TEXT[TEXT.rindex(b"\n[seal]\n") :]
LINES = SEALED.splitlines(keepends=True)
SECOND = seal.seal(BODY, by=BY, key=KEY, sequence=2, previous=seal.digest_of(SEALED))
ACT = seal.seal(
    BODY.replace(b'kind = "consent"', b'kind = "note"'),
    by=BY,
    key=KEY,
    sequence=1,
    previous=seal.ZEROS,
    namespace=seal.ACT,
)


def signed_by_hand(text: bytes) -> bytes:
    """A file that a faulty program sealed, or someone with the key: `seal.seal` would not."""
    armour = sshsig.sign(KEY.private, text, seal.RECORD)
    return text + b"".join(b"#~ " + line for line in armour.splitlines(keepends=True))


def smuggled() -> bytes:
    """Seal lines, and a lie behind them, within a multi-line string: what is signed stays the same."""
    text = TEXT.replace(b"\n[times]", b'\nx = """\nMARK"""\n[times]')
    whole = signed_by_hand(text)
    return text.replace(b"MARK", whole[len(text) :] + b"MARK")


# Attacks that change what is signed; stock OpenSSH refuses these too.
ON_WORDS: dict[str, bytes] = {
    "empty": b"",
    "two bytes cut": SEALED[:-2],
    "half": SEALED[: len(SEALED) // 2],
    "a word changed": SEALED.replace(b'kind = "consent"', b'kind = "refusal"'),
    "appended table": SEALED + b"[extra]\nlie = true\n",
    "appended array of tables": SEALED + b"[[screening]]\nid = 'lie'\n",
    "appended newline": SEALED + b"\n",
    "appended comment": SEALED + b"# a note\n",
    "second seal before": TABLE.lstrip(b"\n") + SEALED,
    "second seal behind": SEALED + TABLE,
    "table inside the seal": SEALED.replace(b"#~ -----BEGIN", b"[extra]\nlie = true\n#~ -----BEGIN"),
    "line between the lines of the seal": b"".join([*LINES[:-1], b"lie = true\n", LINES[-1]]),
    "duplicate key": SEALED.replace(b'kind = "consent"\n', b'kind = "consent"\nkind = "refusal"\n'),
    "carriage returns": SEALED.replace(b"\n", b"\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + SEALED,
    "trailing blanks": SEALED.replace(b"\n", b" \n", 3),
    "decomposed letters": SEALED.replace("名前".encode(), "名\u0301前".encode()),
    "prepended line": b"lie = true\n" + SEALED,
    "prepended plain comment": b"# hello\n" + SEALED,
    "seal removed": BODY,
    "comments removed": TEXT,
    "two lines swapped": b"".join([LINES[1], LINES[0], *LINES[2:]]),
    "transplanted seal": TEXT + SECOND[SECOND.index(b"#~ ") :],
    "number raised": SEALED.replace(b"sequence = 1\n", b"sequence = 2\n"),
    "a line hidden in comments": SEALED.replace(b'kind = "consent"\n', b'#~ kind = "consent"\n'),
    "edited later act": ACT.replace(b"aneurysm", b"aneurism"),
}

# Attacks that leave the signed lines as they were, so that only a stricter reader sees them; none can add data.
ON_SPELLING: dict[str, bytes] = {
    "seal lines twice": SEALED + COMMENTS,
    "mark before the words": b"#~ \n" + SEALED,
    "fake seal line among the words": SEALED.replace(b"\n[times]", b"\n#~ -----BEGIN SSH SIGNATURE-----\n[times]"),
    "seal lines moved up": COMMENTS + TEXT,
    "re-wrapped armour": TEXT
    + b"#~ -----BEGIN SSH SIGNATURE-----\n#~ "
    + b"".join(line[3:-1] for line in COMMENTS.splitlines(keepends=True)[1:-1])
    + b"\n#~ -----END SSH SIGNATURE-----\n",
    "words behind the end": SEALED + b"#~ a note\n",
    "blank at the end of the armour": SEALED[:-1] + b" \n",
    "no last newline": SEALED[:-1],
    "a dash less": SEALED.replace(b"#~ -----BEGIN", b"#~ ----BEGIN"),
    "padding removed": SEALED.replace(b"==\n#~ -----END", b"\n#~ -----END").replace(
        b"=\n#~ -----END", b"\n#~ -----END"
    ),
    "smuggled into a multi-line string": smuggled(),
}

# What a key sealed that has no right to it.
BY_KEYS: dict[str, bytes] = {
    "unknown key": seal.seal(BODY, by=BY, key=OTHER_KEY, sequence=1, previous=seal.ZEROS),
    "other name": seal.seal(BODY, by="back-desk", key=KEY, sequence=1, previous=seal.ZEROS),
    "other namespace": seal.seal(BODY, by=BY, key=KEY, sequence=1, previous=seal.ZEROS, namespace=seal.ACT),
    "rehearsal as real": seal.seal(b"rehearsal = true\n" + BODY, by=BY, key=KEY, sequence=1, previous=seal.ZEROS),
    "no TOML": seal.seal(BODY + b"x = 1 2\n", by=BY, key=KEY, sequence=1, previous=seal.ZEROS),
}

RECORDS = {**ON_WORDS, **ON_SPELLING, **BY_KEYS}
RIGHTS = "consent-record,consent-act,consent-checkpoint"  # so that only the kind can be wrong
ALLOWED = f'{BY} namespaces="{RIGHTS}" {KEY.line}\n'.encode()

# ---- A folder of six records; a checkpoint of the first four was kept elsewhere

Files = dict[str, bytes]
HELD = 4


def shelf(count: int = 6, key: Key = KEY, born: date = date(1980, 2, 29), before: Files | None = None) -> Files:
    """Posix path → bytes of a whole folder. With `before`, records from there on are sealed anew."""
    made = dict(before or {})
    kept = made.get(f"ledger/{BY}", b"").decode().splitlines()
    lines = [ledger.Line(int(number), name, digest) for number, name, digest in (line.split() for line in kept)]
    for number in range(len(lines) + 1, count + 1):
        written = MORNING + timedelta(hours=number)
        record = Record(
            id=f"019b0000-0000-7000-8000-0000{born:%Y}{number:04d}",
            kind=Kind.REFUSAL,
            language="en",
            times=Times(written=written),
            client=Client(name="Ana Example", born=born),
            decision=Decision(outcome="refuse"),
        )
        previous = lines[-1].digest if lines else seal.ZEROS
        sealed = seal.seal(codec.encode(record), by=BY, key=key, sequence=number, previous=previous)
        made[layout.record_path(Path(), record.id, written).as_posix()] = sealed
        lines.append(ledger.Line(number, record.id, seal.digest_of(sealed)))
    made[f"ledger/{BY}"] = "".join(f"{line}\n" for line in lines).encode()
    made[f"checkpoints/{BY}.toml"] = promised(lines, key)
    made[layout.SIGNERS] = f'{BY} namespaces="{signers.KIOSK}" {KEY.line}\n'.encode()
    return made


def promised(lines: list[ledger.Line], key: Key = KEY) -> bytes:
    tree = Tree()
    for line in lines:
        tree.add(checkpoint.entry(line.digest))
    return checkpoint.make(tree, lines[-1].digest, BY, key, MORNING + timedelta(hours=len(lines)))


WHOLE = shelf()
HELD_ELSEWHERE = shelf(HELD)[f"checkpoints/{BY}.toml"]
CHECKPOINT = f"checkpoints/{BY}.toml"
LATER = date(1990, 1, 1)  # what a thief wrote instead


def record(number: int, born: date = date(1980, 2, 29)) -> str:
    return f"2026/11/019b0000-0000-7000-8000-0000{born:%Y}{number:04d}.toml"


def ledger_without(*numbers: int) -> bytes:
    lines = WHOLE[f"ledger/{BY}"].splitlines(keepends=True)
    return b"".join(line for number, line in enumerate(lines, start=1) if number not in numbers)


def without(*names: str) -> Files:
    return {name: data for name, data in WHOLE.items() if name not in names}


def kept_until(number: int) -> Files:
    """The folder with its end cut off, records, lines and checkpoint."""
    gone = range(number + 1, 7)
    return without(CHECKPOINT, *(record(each) for each in gone)) | {f"ledger/{BY}": ledger_without(*gone)}


def marked(mark: str) -> bytes:
    other = f'{BY} namespaces="{signers.KIOSK}" {OTHER_KEY.line}\n'.encode()
    return WHOLE[layout.SIGNERS].rstrip(b"\n") + f" {mark}\n".encode() + other


FORKED = shelf(4, born=LATER, before=kept_until(3))
FOLDERS: dict[str, Files] = {
    "untouched": WHOLE,
    "gap": without(record(3)) | {f"ledger/{BY}": ledger_without(3)},
    "deleted record": without(record(3)),
    "deleted line": WHOLE | {f"ledger/{BY}": ledger_without(3)},
    "edited line": WHOLE | {f"ledger/{BY}": WHOLE[f"ledger/{BY}"].replace(b"sha256:", b"sha256:0", 1)},
    "misplaced": without(record(3)) | {record(3).replace("2026/11", "2026/12"): WHOLE[record(3)]},
    "swapped": WHOLE | {record(2): WHOLE[record(5)], record(5): WHOLE[record(2)]},
    "older record under a newer name": WHOLE | {record(5): WHOLE[record(2)]},
    "fork": WHOLE | {record(4, LATER): FORKED[record(4, LATER)]},
    "cut tail": kept_until(3),
    "cut tail, checkpoint left": kept_until(3) | {CHECKPOINT: WHOLE[CHECKPOINT]},
    "rewritten history": shelf(6, born=LATER, before=kept_until(2)),
    "edited checkpoint": WHOLE | {CHECKPOINT: WHOLE[CHECKPOINT].replace(b"size = 6", b"size = 3")},
    "checkpoint by a stranger": WHOLE | {CHECKPOINT: shelf(6, OTHER_KEY)[CHECKPOINT]},
    "unknown key, in line": shelf(7, OTHER_KEY, before=WHOLE) | {CHECKPOINT: WHOLE[CHECKPOINT]},
    "retired key": shelf(7, before=WHOLE) | {layout.SIGNERS: marked("retired-after=6")},
    "revoked key": WHOLE | {layout.SIGNERS: marked("revoked")},
    "edited pack copy": WHOLE | {f"packs/{'ab' * 32}/pack.toml": b'id = "craniosacral"\n'},
}


def named(attack: str) -> str:
    return attack.replace(",", "").replace(" ", "-")


def files() -> Files:
    """Posix path → bytes of all that lies beside this script."""
    made = {f"records/{named(attack)}.toml": data for attack, data in RECORDS.items()}
    made |= {f"records/{layout.SIGNERS}": ALLOWED, f"elsewhere/{BY}-{HELD}.toml": HELD_ELSEWHERE}
    for attack, shelved in FOLDERS.items():
        made |= {f"folders/{named(attack)}/{name}": data for name, data in shelved.items()}
    return made


if __name__ == "__main__":
    for part in ("records", "elsewhere", "folders"):
        shutil.rmtree(HERE / part, ignore_errors=True)
    for name, data in files().items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
