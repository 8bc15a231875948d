"""Verification of a whole folder, against the least that would do: reading each file and checking one raw signature.

`scripts/bench verify [RECORDS] [ROUNDS] [FOLDER]`: 5,000 records and 3 rounds unless said; medians. The folder is made
first, which takes longer than what is measured: for 100,000 short records some minutes and 800 MB. Goals: at most 2
times the least, at least 40 times as fast as a loop over `ssh-keygen -Y verify`, and linear within a quarter.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from seal import AT, BY, RECORDS

from consent_tui.model.record import Times
from consent_tui.records import checkpoint, codec, crew, layout, ledger, seal, signers
from consent_tui.records.ids import uuid7
from consent_tui.records.keys import Key
from consent_tui.records.merkle import Tree
from consent_tui.records.verify import verify_paths

RATIO, FASTER, GROWTH = 2.0, 40.0, 0.25
SAMPLE = 60  # records given to ssh-keygen
FEW = 1000
CHUNK = 250


@dataclass(frozen=True, slots=True)
class Raw:
    """A file, and a signature of its bytes by this key, without any format around it."""

    path: Path
    public: bytes
    signature: bytes


def make(root: Path, what: str, count: int, key: Key) -> list[Raw]:
    """A records folder of so many records, ten minutes apart, as a kiosk leaves it; made quickly, not fsynced."""
    raw, lines, tree, previous = [], [], Tree(), seal.ZEROS
    template = codec.encode(replace(RECORDS[what], id="#" * 36, times=replace(Times(opened=AT), written=AT)))
    for number in range(1, count + 1):
        written = AT + timedelta(minutes=10 * number)
        record_id = uuid7(written, number.to_bytes(10))
        body = template.replace(b"#" * 36, record_id.encode())
        body = re.sub(rb"(?m)^written = .*$", f"written = {written.isoformat(' ')}".encode(), body, count=1)
        sealed = seal.seal(body, by=BY, key=key, sequence=number, previous=previous)
        previous = seal.digest_of(sealed)
        path = layout.record_path(root, record_id, written)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sealed)
        raw.append(Raw(path, key.public, key.private.sign(sealed)))
        lines.append(f"{ledger.Line(number, record_id, previous)}\n")
        tree.add(checkpoint.entry(previous))
    layout.ledger_path(root, BY).parent.mkdir()
    layout.ledger_path(root, BY).write_text("".join(lines))
    layout.checkpoint_path(root, BY).parent.mkdir()
    layout.checkpoint_path(root, BY).write_bytes(checkpoint.make(tree, previous, BY, key, AT))
    signers.add(root / layout.SIGNERS, BY, key.line)
    return raw


def least(chunk: list[Raw]) -> int:
    for each in chunk:
        Ed25519PublicKey.from_public_bytes(each.public).verify(each.signature, each.path.read_bytes())
    return len(chunk)


def chunks(raw: list[Raw]) -> Iterator[list[Raw]]:
    return (raw[at : at + CHUNK] for at in range(0, len(raw), CHUNK))


def verified(root: Path, count: int, workers: int) -> None:
    report = verify_paths([root], workers=workers)
    if report.exit_code or report.counts.total() != count:
        raise SystemExit("\n".join(report.lines()))


def median(rounds: int, *actions: Callable[[], object]) -> list[float]:
    """Median seconds of each; rounds alternate, so that a busy machine meets all."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, seconds in zip(actions, taken, strict=True):
            start = time.perf_counter()
            action()
            seconds.append(time.perf_counter() - start)
    return [statistics.median(seconds) for seconds in taken]


def by_openssh(root: Path, raw: list[Raw]) -> float:
    """Seconds a record, by the line of docs/record-format.md in a loop of bash."""
    sample = [str(each.path) for each in raw[:: max(1, len(raw) // SAMPLE)][:SAMPLE]]
    line = (
        f"ssh-keygen -Y verify -f allowed_signers -I {BY} -n {seal.RECORD} "
        "-s <(sed -n 's/^#~ //p' $r) < <(sed '/^#~ /d' $r)"
    )
    start = time.perf_counter()
    loop = ["bash", "-c", f"for r in {' '.join(sample)}; do {line}; done"]
    done = subprocess.run(loop, cwd=root, capture_output=True, check=True)
    if done.stdout.count(b"Good") != len(sample):
        raise SystemExit(done.stdout)
    return (time.perf_counter() - start) / len(sample)


def peak(root: Path) -> float:
    """Megabytes that a process of its own needs at most, with one worker; Linux tells."""
    script = (
        "import sys, re, pathlib; from consent_tui.records.verify import verify_paths;"
        "verify_paths([pathlib.Path(sys.argv[1])], workers=1);"
        "print(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(root)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def judged(well: bool) -> str:
    return "reached" if well else "not reached"


def measure(place: Path, what: str, count: int, rounds: int) -> None:
    key = Key.of(Ed25519PrivateKey.generate())
    few, many = place / "few", place / "many"
    for root, size in ((few, FEW), (many, count)):
        root.mkdir()
        raw = make(root, what, size, key)
    print(f"{what}, {raw[0].path.stat().st_size:,} bytes; {count:,} of them, {rounds} rounds, medians")
    each = 1e6 / count
    best = 0.0
    for workers in (1, 2):
        floor, ours = median(
            rounds,
            lambda workers=workers: sum(crew.share(least, chunks(raw), workers)),  # type: ignore[misc]
            lambda workers=workers: verified(many, count, workers),  # type: ignore[misc]
        )
        best = ours / count
        ratio = ours / floor
        print(
            f"  {workers} process{'es' if workers > 1 else '  '}  reading + raw Ed25519 {floor * each:6.0f} µs a record"
        )
        print(f"               consent-tui           {ours * each:6.0f} µs a record, {ours:6.2f} s in all")
        print(f"               ratio                 {ratio:6.2f}   goal {RATIO:g}: {judged(ratio <= RATIO)}")
    stock = by_openssh(many, raw)
    print(f"  ssh-keygen -Y verify, a loop       {stock * 1e6:6.0f} µs a record")
    print(
        f"               times as fast         {stock / best:6.1f}   goal {FASTER:g}: {judged(stock / best >= FASTER)}"
    )
    small, large = median(rounds, lambda: verified(few, FEW, 1), lambda: verified(many, count, 1))
    growth = (large / count) / (small / FEW)
    well = abs(growth - 1) <= GROWTH
    print(f"  growth from {FEW:,} to {count:,}, a record {growth:6.2f}   goal 1 ± {GROWTH:g}: {judged(well)}")
    if Path("/proc/self/status").exists():
        print(f"  memory       {peak(few):.0f} MB for {FEW:,}, {peak(many):.0f} MB for {count:,}")


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for what in RECORDS:
        with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as name:
            measure(Path(name), what, count, rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
