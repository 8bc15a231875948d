"""What the ledgers say, kept beside what is there: a missing file is listed, and one with other bytes is altered."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import BinaryIO

from consent_tui.archive import filing
from consent_tui.archive.card import Card
from consent_tui.archive.store import Store
from consent_tui.model.entry import Entry, State
from consent_tui.records import layout, ledger
from consent_tui.services.reckoning import erased

_LINES = 500  # taken at once
_ASIDE = "ledger"  # no file in there is a record, so a path below it names what is missing


def take(store: Store, root: Path) -> None:
    """Take what the ledgers say since the last time. One that does not go on where it was is taken anew."""
    for by in layout.bys(root):
        with suppress(OSError):
            _take(store, layout.ledger_path(root, by), by)


def tell_missing(store: Store, zone: tzinfo) -> None:
    """List the records that a ledger names, that are not there, and that no erasure explains."""
    with store.writing() as connection:
        wanted = {
            f"{_ASIDE}/{by}-{sequence}": (by, sequence, record_id, digest)
            for by, sequence, record_id, digest in filing.gone(connection)
            if not erased(connection, record_id, digest)
        }
        told = {
            str(path)
            for (path,) in connection.execute("SELECT path FROM file INDEXED BY file_missing WHERE state = 'missing'")
        }
        for path in told - wanted.keys():
            filing.drop(connection, path)
        for path in wanted.keys() - told:
            filing.put(connection, _missing(path, *wanted[path], zone))


def _take(store: Store, path: Path, by: str) -> None:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start, last = _known(store, by)
        if start > size or not _goes_on(file, start, last):
            start = 0
            with store.writing() as connection:
                filing.forget_lines(connection, by)
        file.seek(start)
        lines: list[ledger.Line] = []
        for raw in file:
            read = ledger.read(raw[:-1].decode(errors="replace")) if raw.endswith(b"\n") else None
            if read is None:
                break  # unfinished, or no ledger any more; `verify` tells of it
            lines.append(read)
            start += len(raw)
            if len(lines) == _LINES:
                _put(store, by, lines, start)
                lines = []
        if lines or not start:
            _put(store, by, lines, start)


def _known(store: Store, by: str) -> tuple[int, bytes]:
    """Up to which byte a ledger was taken, and its last line then."""
    start, _, last = store.note(f"ledger {by}").partition(" ")
    return int(start or 0), last.encode()


def _goes_on(file: BinaryIO, start: int, last: bytes) -> bool:
    file.seek(max(0, start - len(last) - 1))
    return not start or file.read(len(last) + 1) == last + b"\n"


def _put(store: Store, by: str, lines: list[ledger.Line], end: int) -> None:
    with store.writing() as connection:
        filing.add_lines(connection, by, [(line.sequence, line.id, line.digest) for line in lines])
        store.set_note(f"ledger {by}", f"{end} {lines[-1]}" if lines else "")


def _missing(path: str, by: str, sequence: int, record_id: str, digest: str, zone: tzinfo) -> Card:
    moment = datetime.fromtimestamp(min(layout.day(record_id) * 86_400, 253_000_000_000), UTC).astimezone(zone)
    number = f"{by}-{sequence}"
    entry = Entry(path=path, state=State.MISSING, number=number, id=record_id, digest=digest, time=moment)
    return Card(entry=entry, changed=0, by=by, sequence=sequence)
