"""One record file, read for verification: its seal first, then as much of its TOML as is needed to judge it.

Where the outline of the TOML is known (`outline`), the few values that matter are taken by byte search; else the file
is read in full. Both ways say the same: `tests/records/test_reading.py`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from consent_tui.records import age, layout, opening, seal
from consent_tui.records.chain import Link
from consent_tui.records.faults import BrokenSeal, why
from consent_tui.records.findings import RecordFinding, Status
from consent_tui.records.outline import Outlines
from consent_tui.records.signers import Signers

_HEAD = re.compile(rb'format = "consent-record/1"\nid = "([0-9a-f-]{36})"\nkind = "([a-z]{1,40})"\n')
_WRITTEN = re.compile(rb"\n\n\[times\]\n(?:[a-z_]+ = [^\n]*\n)*?written = ([0-9][^\n]*)\n")
_SEAL = frozenset({"by", "key", "sequence", "previous"})
_ERASURE = "erasure"
_DOUBT = ", and no checkpoint held elsewhere has this record"


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure names: the record whose file was removed."""

    id: str
    digest: str


class Checked(NamedTuple):
    """`link` is there if the record is intact; `revoked` if a key that was revoked since has sealed it."""

    finding: RecordFinding
    link: Link | None = None
    erases: Erased | None = None
    revoked: bool = False


class _Head(NamedTuple):
    id: str
    kind: str
    written: Any
    erases: Erased | None = None


def check(
    path: str, signers: Signers, outlines: Outlines, vouched: Mapping[str, int], identities: age.Identities = age.NOBODY
) -> Checked | None:
    """Return what is to be said of one file, or None if there is none.

    The id of a file that is not intact is the one in its name.

    `vouched` says up to which sequence of a `by` a checkpoint held elsewhere vouches even for a revoked key.
    """
    try:
        data = opening.begin(path, age.MOST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Checked(RecordFinding(path=path, id=_named(path), status=Status.UNREADABLE, why=why(error)[1]))
    by: str | None = None
    sequence: int | None = None
    revoked = False
    try:
        if path.endswith(age.SUFFIX):
            data = identities.opened(data)
        found = seal.read(data)
        by, sequence = found.by, found.sequence
        revoked = (by, found.public) in signers.revoked
        ring = replace(signers, revoked=frozenset()) if revoked and sequence <= vouched.get(by, 0) else signers
        head = _head(data, found, ring, outlines)
    except BrokenSeal as error:
        status = Status(error.code)
        doubt = _DOUBT if revoked and status is Status.UNKNOWN_KEY else ""
        told = RecordFinding(
            path=path, id=_named(path), by=by, sequence=sequence, status=status, why=error.sentence + doubt
        )
        return Checked(told, revoked=revoked and status is Status.UNKNOWN_KEY)
    astray = not _lies(path, head)
    return Checked(
        RecordFinding(path=path, id=head.id, kind=head.kind, by=by, sequence=sequence, status=Status.INTACT),
        Link(sequence, head.id, found.digest, found.previous, astray),
        head.erases,
        revoked,
    )


def _head(data: bytes, found: seal.Seal, signers: Signers, outlines: Outlines) -> _Head:
    """Return what `seal.table` would. Raises `BrokenSeal`."""
    text = data[: data.find(b"\n#~ ", data.rfind(b"\n[seal]\n")) + 1]
    start = _HEAD.match(text)
    outline = outlines.of(text) if start else None
    if start and outline and _is_plain(found, start[2].decode(), outline.rehearsal, outline.seal, signers):
        written = _WRITTEN.search(text)
        moment = datetime.fromisoformat(written[1].decode()) if written and len(written[1]) > 10 else None
        if moment or "times" not in outline.keys:
            return _Head(start[1].decode(), start[2].decode(), moment)
    table = seal.table(data, found, signers)
    times, about = table.get("times"), table.get("about")
    erases = None
    if table["kind"] == _ERASURE and isinstance(about, dict):
        erases = Erased(str(about.get("id")), str(about.get("digest")))
    return _Head(table["id"], table["kind"], times.get("written") if isinstance(times, dict) else None, erases)


def _is_plain(found: seal.Seal, kind: str, rehearsal: bool | None, keys: frozenset[str], signers: Signers) -> bool:
    """Whether all that `seal.table` asks of a file of this outline is so; if not, it shall say why."""
    return (
        kind != _ERASURE
        and kind in seal.KINDS[found.namespace]
        and rehearsal is seal.is_rehearsal(found.by)
        and keys == _SEAL
        and signers.allow(found.by, found.namespace, found.public, found.sequence)
    )


def _named(path: str) -> str | None:
    name = layout.id_of(Path(path).name)
    return name if layout.is_id(name) else None


def _lies(path: str, head: _Head) -> bool:
    """Whether the file lies where its id and time say."""
    if not isinstance(head.written, datetime) or head.written.tzinfo is None:
        return True
    month = head.written.astimezone(UTC)
    place = os.path.join(f"{month.year:04d}", f"{month.month:02d}", f"{head.id}.toml")  # noqa: PTH118  likewise
    path = path.removesuffix(age.SUFFIX)
    return path.endswith(place) and path[: -len(place)].endswith(("", os.sep)[len(path) > len(place)])
