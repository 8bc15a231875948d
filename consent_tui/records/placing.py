"""One record on its way to its place: numbered, sealed, encrypted if that is wanted, and durable under its name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from consent_tui.model.later import ActKind, LaterAct
from consent_tui.model.record import Record
from consent_tui.records import age, codec, durable, layout, ledger, seal
from consent_tui.records.faults import NotWritten
from consent_tui.records.keys import Signing
from consent_tui.records.lock import Lock

# An erasure tells nothing of a client, and whoever verifies must see why a file is gone (docs/decisions/110).
_IN_THE_OPEN = frozenset({ActKind.ERASURE})
_TRIES = 3  # for a free name; one is enough unless ids repeat


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stands on disk now, durably. `digest` is that of the sealed file, encrypted or not."""

    id: str
    by: str
    sequence: int
    digest: str
    previous: str
    path: Path

    @property
    def number(self) -> str:
        """What the client is told: `front-desk-42`."""
        return f"{self.by}-{self.sequence}"

    @property
    def line(self) -> ledger.Line:
        return ledger.Line(self.sequence, self.id, self.digest)

    @property
    def is_closed(self) -> bool:
        return self.path.name.endswith(layout.CLOSED)


@dataclass(frozen=True, slots=True)
class Place:
    """The next place in the ledger of `by`, whose lock is held."""

    root: Path
    by: str
    recipients: age.Recipients
    lock: Lock

    def take(
        self,
        record: Record | LaterAct,
        key: Signing,
        namespace: str,
        now: Callable[[], datetime],
        new_id: Callable[[datetime], str],
    ) -> Receipt:
        """Raises `NotWritten`, `AgeRefused`, `OSError`, `Undecodable`; then nothing of the record is there."""
        last = ledger.last(layout.ledger_path(self.root, self.by))
        sequence, previous = (last.sequence + 1, last.digest) if last else (1, seal.ZEROS)
        for _ in range(_TRIES):
            written = now()
            named = replace(record, id=new_id(written), times=replace(record.times, written=written))
            body = codec.encode(named)
            sealed = seal.seal(body, by=self.by, key=key, sequence=sequence, previous=previous, namespace=namespace)
            path = layout.record_path(self.root, named.id, written)
            receipt = Receipt(named.id, self.by, sequence, seal.digest_of(sealed), previous, path)
            if self.recipients and record.kind not in _IN_THE_OPEN:
                receipt = replace(receipt, path=layout.closed(path))
            durable.make_folder(path.parent.parent)
            durable.make_folder(path.parent)
            with suppress(FileExistsError):
                self._put(receipt, sealed)
                return receipt
        raise NotWritten("name-taken", f"Every new name is taken in {self.root}; try again.")

    def _put(self, receipt: Receipt, sealed: bytes) -> None:
        """An encrypted record cannot be read again here, so its ledger line is noted before it gets its name."""
        if receipt.is_closed:
            sealed = self.recipients.closed(sealed)
            self.lock.begin(str(receipt.line))
        durable.create(receipt.path, sealed, self.by)
