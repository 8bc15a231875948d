"""The desk's shelves: 100 records against very many, in opening, searching, memory and building; and against ripgrep.

`scripts/bench desk [RECORDS] [FOLDER]`: 10,000 unless said. The folder is made first: 100,000 take a minute and 600 MB.
Searches are such that both have a full page of 12, or both have one, or none. Goals: opening and a search take at most
twice as long as with 100 records; a search is at least 20 times as fast as ripgrep over the folder, where that is
installed; a process needs less than 200 MB.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from seal import BY, RECORDS

from consent_tui.model.entry import Order, Query
from consent_tui.model.later import ActKind, Countersignature, LaterAct
from consent_tui.model.record import AskedQuestion, Client, Practitioner, Reference, Times
from consent_tui.records import codec, layout, ledger, seal, signers
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key
from consent_tui.services.shelving_folder import FolderShelves

TIMES, FASTER, MEMORY, FEW, ROUNDS, PAGE = 2.0, 20.0, 200.0, 100, 31, 12
START = datetime(2020, 1, 2, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADA = Practitioner(name="Ada Sample", registration="R 7")
ID, NAME, ASKED, DIGEST, BORN = "0" * 36, "@name@", "@asked@", "sha256:" + "0" * 64, date(1900, 1, 1)
FIRST = [a + b for a in ("Al", "Be", "Ca", "Do", "El", "Fa", "Gi", "Ho") for b in ("ana", "bert", "dia", "ric", "mut")]
LAST = [a + b + c for a in ("Mül", "Sán", "Kow", "Ber", "Lin") for b in ("chi", "dal", "ger", "ko") for c in FIRST]
WORDS = (
    "pressure",
    "headache",
    "shoulder",
    "breathing",
    "sleep",
    "warm",
    "quiet",
    "hand",
    "pillow",
    "stairs",
    "garden",
    "winter",
    "walk",
    "chair",
    "light",
)
ONE = "Quirin Vogelsang"  # the first of all records, in few and in many
SEARCHES = ("quirin", "vogelsang qui", "front-desk-1 quirin", "2020-01-02", "talk", "pillow", "g", "zzz")


class Pen:
    """Writes records as a kiosk and a desk leave them; quickly, not fsynced."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.last: dict[str, tuple[int, str]] = {}
        self.lines: dict[str, list[str]] = {BY: [], "ada": []}
        self.keys = {by: Key.of(Ed25519PrivateKey.generate()) for by in self.lines}

    def write(self, body: bytes, by: str, at: datetime, number: int) -> Reference:
        record_id = uuid7(at, number.to_bytes(10))
        sequence, previous = self.last.get(by, (0, seal.ZEROS))
        namespace = seal.ACT if by == "ada" else seal.RECORD
        body = re.sub(rb"(?m)^written = .*$", f"written = {at.isoformat(' ')}".encode(), body, count=1)
        body = body.replace(f'id = "{ID}"'.encode(), f'id = "{record_id}"'.encode(), 1)
        sealed = seal.seal(
            body, by=by, key=self.keys[by], sequence=sequence + 1, previous=previous, namespace=namespace
        )
        path = layout.record_path(self.root, record_id, at)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sealed)
        digest = seal.digest_of(sealed)
        self.last[by] = (sequence + 1, digest)
        self.lines[by].append(f"{ledger.Line(sequence + 1, record_id, digest)}\n")
        return Reference(id=record_id, digest=digest)

    def end(self) -> None:
        for by, lines in self.lines.items():
            path = layout.ledger_path(self.root, by)
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(lines))
            kinds = signers.DESK if by == "ada" else signers.KIOSK
            signers.add(self.root / layout.SIGNERS, by, self.keys[by].line, kinds)


def make(root: Path, count: int) -> None:
    """Consents of made-up people, every second one countersigned; ten minutes from one record to the next."""
    dice, pen = random.Random(42), Pen(root)  # noqa: S311  no secret is made of it
    short = RECORDS["a short record"]
    times = Times(opened=START, signed=None, written=START, zone="Europe/Vienna", clock="system")
    plain = replace(short, id=ID, times=times, client=Client(name=NAME, born=BORN, age_band="adult"))
    asking = replace(plain, questions=(AskedQuestion(place="page-1", words=ASKED, at=START),))
    checked = LaterAct(
        id=ID,
        kind=ActKind.COUNTERSIGNATURE,
        about=Reference(id="1" * 36, digest=DIGEST),
        times=Times(written=START, zone="Europe/Vienna"),
        practitioner=ADA,
        countersignature=Countersignature(name_checked=True, born_checked=True, wanted=True, talked=True),
    )
    bodies, act = [codec.encode(plain), codec.encode(asking)], codec.encode(checked)
    number = 0
    while number < count:
        at = START + timedelta(minutes=10 * number)
        person = f"{dice.choice(FIRST)} {dice.choice(LAST)}" if number else ONE
        born = date(1940, 1, 1) + timedelta(days=dice.randrange(25_000))
        body = bodies[dice.random() < 0.2].replace(NAME.encode(), person.encode())
        body = body.replace(BORN.isoformat().encode(), born.isoformat().encode())
        body = body.replace(ASKED.encode(), " ".join(dice.choices(WORDS, k=6)).encode())
        reference = pen.write(body, BY, at, number)
        number += 1
        if number < count and dice.random() < 0.5:
            about = act.replace(b"1" * 36, reference.id.encode()).replace(DIGEST.encode(), reference.digest.encode())
            pen.write(about, "ada", at + timedelta(minutes=5), number)
            number += 1
    pen.end()


def shelves(root: Path, index: Path) -> FolderShelves:
    return FolderShelves(root, now=lambda: NOW, index=index)


def opened(root: Path, index: Path) -> None:
    """What a practitioner waits for: the shelves are opened, looked at quickly, and the first page is there."""
    one = shelves(root, index)
    one.refresh()
    assert one.list(Query(limit=PAGE)).entries
    one.close()


def median(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def judged(well: bool) -> str:
    return "reached" if well else "not reached"


def told(what: str, kilobytes: int) -> None:
    megabytes = kilobytes / 1024
    print(f"  memory, {what:<34} {megabytes:6.0f} MB   goal {MEMORY:g}: {judged(megabytes < MEMORY)}")


def peak(root: Path, index: Path) -> None:
    """What a process of its own needs at most to list and search; Linux tells."""
    script = (
        "import sys, re, pathlib; sys.path.insert(0, sys.argv[1]); import desk;"
        "from consent_tui.model.entry import Query;"
        "one = desk.shelves(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])); one.refresh(thorough=True);"
        "[one.list(Query(text=each, limit=desk.PAGE)) for each in desk.SEARCHES]; one.count(Query());"
        "print(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])"
    )
    here = str(Path(__file__).parent)
    given = [sys.executable, "-c", script, here, str(root), str(index)]
    done = subprocess.run(given, capture_output=True, text=True, check=True)
    told("listing and searching", int(done.stdout))


def built(root: Path, index: Path, count: int) -> None:
    steps: list[int] = []
    start = time.perf_counter()
    one = shelves(root, index)
    read = one.refresh(lambda done, _: steps.append(done))
    seconds = time.perf_counter() - start
    size = sum(each.stat().st_size for each in index.iterdir()) / 1e6
    whole = sum(each.stat().st_size for each in layout.record_files(root)) / 1e6
    one.close()
    assert read == count
    assert steps[-1] == count
    print(f"  building {count:,} once: {seconds:.1f} s, {seconds / count * 1000:.2f} ms a record,", end=" ")
    print(f"{len(steps)} steps told; {size:.0f} MB for {whole:.0f} MB of records")
    told("making and building, this process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def compared(few: FolderShelves, many: FolderShelves, root: Path) -> None:
    pages = {f'search "{text}"': Query(text=text, limit=PAGE) for text in SEARCHES}
    pages |= {"first page": Query(limit=PAGE), "flagged first": Query(order=Order.FLAGS, limit=PAGE)}
    pages |= {"by name": Query(order=Order.NAME, limit=PAGE), "one day": Query.of_day(START.date())}
    pages |= {"flag talk": Query(flags=frozenset({"talk"}), limit=PAGE)}
    for what, query in pages.items():
        small, large = median(lambda query=query: few.list(query)), median(lambda query=query: many.list(query))  # type: ignore[misc]
        ratio = large / small
        print(f"  {what:<26} {small:8.2f} ms {large:8.2f} ms   ratio {ratio:6.2f}   {judged(ratio <= TIMES)}")
    counted = median(lambda: many.count(Query()), 5)
    print(f"  counting all, beside the list {counted:17.2f} ms")
    if shutil.which("rg"):
        ours = median(lambda: many.list(Query(text="pillow garden", limit=PAGE)))
        given = ["rg", "--ignore-case", "--files-with-matches", "pillow garden", str(root)]
        theirs = median(lambda: subprocess.run(given, capture_output=True, check=False), 3)
        print(f"  ripgrep over the folder {theirs:23.2f} ms   times as fast {theirs / ours:6.1f}", end="   ")
        print(f"goal {FASTER:g}: {judged(theirs / ours >= FASTER)}")
    else:
        print("  ripgrep is not installed, so a search is compared with nothing.")


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        place = Path(name)
        few, many, index = place / "few", place / "many", place / "index"
        start = time.perf_counter()
        make(few, FEW)
        make(many, count)
        print(f"{FEW} and {count:,} records, made in {time.perf_counter() - start:.0f} s; medians of {ROUNDS}")
        built(few, place / "index-few", FEW)
        built(many, index, count)
        small, large = median(lambda: opened(few, place / "index-few"), 9), median(lambda: opened(many, index), 9)
        ratio = large / small
        print(f"  {'opening':<26} {small:8.2f} ms {large:8.2f} ms   ratio {ratio:6.2f}   {judged(ratio <= TIMES)}")
        one, other = shelves(few, place / "index-few"), shelves(many, index)
        compared(one, other, many)
        looked = median(lambda: other.refresh(thorough=True), 3)
        print(f"  a thorough look at each file {looked:18.2f} ms, in the background of a desk")
        beat = median(other.changes)
        print(f"  asking whether anything changed {beat:15.2f} ms")
        if Path("/proc/self/status").exists():
            peak(many, index)
    return 0


if __name__ == "__main__":
    sys.exit(main())
