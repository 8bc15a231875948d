"""One file read for a list: its seal first, then what a list needs of it; most of its TOML is not read at all.

What is read here is shown in lists alone. Whatever is done about a record, is done on `shelf.Shelf.find`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from consent_tui.model.later import Filed, Filing, LaterAct
from consent_tui.records import age, codec, layout, opening, seal
from consent_tui.records.faults import BrokenSeal, Undecodable
from consent_tui.records.findings import Status
from consent_tui.records.shelf import filed, tabled
from consent_tui.records.shelf_mentions import named_in
from consent_tui.records.signers import Signers

_BEGINS = b'format = "consent-record/'
_UNREAD = (  # how these tables begin behind "["
    b"[events]]\n",
    b"[statements]]\n",
    b"privacy]\n",
    b"signature]\n",
)
_ASKED, _NO = b"[screening]]\n", b'\nanswer = "no"\n'
_TIME = "~"  # in a core, before what was a day or a time
_ASIDE = frozenset({"pages", "choices", "clinic", "software", "copy", "interpreter", "assent", "capacity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsed:
    """What a file is. `filed` is there if its own seal is right, by whatever key; `names` are ids that it names.

    `core` is what the standing of a record and its flags depend on, for `kept`.
    """

    status: Status
    filed: Filing | None = None
    namespace: str = ""
    public: bytes = b""
    core: bytes = b""
    names: frozenset[str] = frozenset()
    claims: bool = False  # it begins as a record does, whatever it is


def browse(path: Path, signers: Signers, identities: age.Identities = age.NOBODY) -> Browsed:
    """Return what a file is, whatever it is. Of a record, screening holds only answers other than no.

    Raises `AgeRefused` where it cannot be opened for want of a package.
    """
    names: frozenset[str] = frozenset()
    claims = False
    try:
        data = opening.begin(path, age.MOST + 1)
        if path.suffix == age.SUFFIX:
            data = identities.opened(data)
        claims = data.startswith(_BEGINS)
        names = named_in(data, layout.id_of(path.name))
        found = seal.read(data)
        table = tabled(_listed(data), found)
        what = filed(table, found, signers)
    except BrokenSeal as broken:
        return Browsed(status=Status(broken.code), names=names, claims=claims)
    except (Undecodable, OSError):
        return Browsed(status=Status.UNREADABLE, names=names, claims=claims)
    return Browsed(
        status=Status.INTACT if what.trusted else Status.UNKNOWN_KEY,
        filed=what,
        namespace=found.namespace,
        public=found.public,
        core=_core(table),
        names=names,
        claims=claims,
    )


def kept(core: bytes, *, by: str, sequence: int, digest: str, trusted: bool) -> Filing:
    """Return what a core holds, as far as its standing and flags go."""
    what = codec.from_table(json.loads(zlib.decompress(core), object_hook=_timed))
    if isinstance(what, LaterAct):
        return Filed(what=what, by=by, sequence=sequence, digest=digest, trusted=trusted)
    return Filed(what=what, by=by, sequence=sequence, digest=digest, trusted=trusted)


def _listed(data: bytes) -> bytes:
    """Return a verified file without the tables that a list has no use for.

    No string in it runs over a line, so a line that looks like a header is one. What is written otherwise than this
    project writes, is left as it is.
    """
    head, *tables = data.split(b"\n\n[")
    kept = [each for each in tables if not each.startswith(_UNREAD) and not (each.startswith(_ASKED) and _NO in each)]
    return b"\n\n[".join([head, *kept])


def _core(table: Mapping[str, Any]) -> bytes:
    told = {key: value for key, value in table.items() if key not in _ASIDE}
    if "content" in told:
        told["content"] = {key: value for key, value in told["content"].items() if key != "filled"}
    if "teach_back" in told:
        told["teach_back"] = [each for each in told["teach_back"] if each.get("flagged")]
    text = json.dumps(told, default=lambda moment: {_TIME: moment.isoformat()}, ensure_ascii=False)
    return zlib.compress(text.encode(), 1)


def _timed(table: dict[str, Any]) -> Any:
    said = table.get(_TIME)
    if said is None:
        return table
    return datetime.fromisoformat(said) if len(said) > len("2026-11-21") else date.fromisoformat(said)
