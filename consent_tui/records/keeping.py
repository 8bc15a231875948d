"""Keeping the checkpoint of one `by` beside its ledger: made anew after every record, and by the next start if lost.

What a running program has read of a ledger it remembers, so a further record costs a few hashes, and a line that is
changed behind its back does not get into the next checkpoint.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from consent_tui.records import checkpoint, durable, layout, ledger, signers
from consent_tui.records.checkpoint import Checkpoint
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.keys import Signing
from consent_tui.records.merkle import Tree


@dataclass(slots=True)
class Keeper:
    """Keeps `checkpoints/<by>.toml`. Call it under the lock of this `by`."""

    root: Path
    by: str
    _tree: Tree = field(default_factory=Tree)
    _last: str = ""
    _read: int = 0  # bytes of the ledger that are in the tree

    def keep(self, key: Signing, time: datetime) -> None:
        """See to it that the checkpoint is that of the ledger as it stands. An empty ledger has none.

        A checkpoint that was there, is sealed by a key that counts, and is not contained in the ledger, is evidence:
        it is set aside under another name, where `verify` finds it. Raises `OSError`, `ledger.Damaged`, `KeyRefused`.
        """
        path = layout.checkpoint_path(self.root, self.by)
        if layout.ledger_path(self.root, self.by).stat().st_size < self._read:
            self._tree, self._last, self._read = Tree(), "", 0  # another ledger than the one that was read
        before = None if self._read else _standing(self.root, self.by)
        contained = self._follow(before)
        if not self._tree.size:
            return
        if before is not None and not contained:
            _set_aside(path, before)
        elif before is not None and before.size == self._tree.size:
            return
        durable.make_folder(path.parent)
        durable.renew(path, checkpoint.make(self._tree, self._last, self.by, key, time), self.by)

    def _follow(self, before: Checkpoint | None) -> bool:
        """Take in what the ledger has gained; return whether it contains the checkpoint that stood before."""
        with layout.ledger_path(self.root, self.by).open("rb") as file:
            file.seek(self._read)
            gained = file.read()
        contained = False
        for line in ledger.parse(gained):
            self._tree.add(checkpoint.entry(line.digest))
            self._last = line.digest
            if before is not None and self._tree.size == before.size:
                contained = checkpoint.root_of(self._tree) == before.root
        self._read += gained.rfind(b"\n") + 1
        return contained


def _standing(root: Path, by: str) -> Checkpoint | None:
    """The checkpoint that lies there, if it says anything: one that nobody trusted has sealed proves nothing."""
    with suppress(FileNotFoundError, BrokenSeal):
        found = checkpoint.read(layout.checkpoint_path(root, by).read_bytes())
        ring = signers.load(root / layout.SIGNERS)
        return found if found.by == by and ring.allow(by, checkpoint.NAMESPACE, found.public) else None
    return None


def _set_aside(path: Path, found: Checkpoint) -> None:
    aside = path.with_name(f"{found.by}.{found.size}.{found.root.removeprefix('sha256:')[:8]}.toml")
    with suppress(FileExistsError):
        os.link(path, aside)
    durable.sync_folder(path.parent)
