"""Which version a pack is, and whether clients may see it."""

from __future__ import annotations

from dataclasses import dataclass

from consent_tui.content.faults import Fault
from consent_tui.content.manuscript import Manuscript
from consent_tui.model.pack import Status

UNRELEASED = "0.0.0"


@dataclass(frozen=True, slots=True)
class Standing:
    version: str
    status: Status
    warnings: tuple[Fault, ...] = ()


def standing(written: Manuscript, digest: str) -> Standing:
    """A pack whose digest is not that of its last release has been changed since: a draft, whatever `status` says."""
    file = written.releases
    releases, said = file.model.release, Status(file.model.status)
    if not releases:
        return Standing(UNRELEASED, Status.DRAFT, _unreleased(written, said))
    last = releases[-1]
    if last.digest == digest:
        return Standing(last.version, said)
    changed = file.fault(
        f"the pack was changed after {last.version}, so it is a draft",
        f'to release it, add a [[release]] with a new version and digest = "{digest}"',
        *file.at("release", last.version, "version"),
    )
    return Standing(last.version, Status.DRAFT, (changed,))


def _unreleased(written: Manuscript, said: Status) -> tuple[Fault, ...]:
    if said is Status.DRAFT and written.releases.present:
        return ()
    file = written.releases if written.releases.present else written.pack
    return (file.fault("the pack has no release yet, so it is a draft", "add a [[release]] to releases.toml"),)
