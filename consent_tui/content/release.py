"""Which version a pack is, and whether clients may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consent_tui.content.faults import Fault
from consent_tui.content.manuscript import Manuscript
from consent_tui.content.packfile import Path
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
    if not file.sound:
        return Standing(UNRELEASED, Status.DRAFT)  # its faults are told; no pack is made of it
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


def faults(written: Manuscript) -> Iterator[Fault]:
    file = written.releases
    first: dict[str, Path] = {}
    for version, at in file.ids("release", "version"):
        if version in first:
            todo = f"the first stands in line {file.line(*first[version], 'version')}: give this one the next number"
            yield file.fault(f"the version {version} is used twice", todo, *at, "version")
        first.setdefault(version, at)


def unconfirmed(written: Manuscript) -> Iterator[Fault]:
    """What nobody has put a name to yet; the kiosk and the desk say so too."""
    file = written.pack
    if file.sound and not file.model.reviewed_by.strip():
        todo = "ask one to read it, and write the name into reviewed_by"
        yield file.fault("no clinician has confirmed this pack", todo, "reviewed_by")
    for language, translation in file.model.translations.items():
        if not translation.checked_by.strip():
            what = f'no native speaker has checked the words in "{language}"'
            todo = "ask one to read them, and write the name into checked_by"
            yield file.fault(what, todo, "translations", language, "checked_by")
