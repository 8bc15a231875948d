"""Which version a pack is, and whether clients may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
    return Standing(last.version, Status.DRAFT, (_changed(written, digest),))


def _changed(written: Manuscript, digest: str) -> Fault:
    file, last = written.releases, written.releases.model.release[-1].version
    until = ', or write status = "draft" until then' if file.model.status == "released" else ""
    todo = f'to release it, add a [[release]] with a new version and digest = "{digest}"{until}'
    at = file.at("release", last, "version")
    return file.fault(f"the pack was changed after {last}, so it is a draft", todo, *at)


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


def refused(written: Manuscript, digest: str) -> Iterator[Fault]:
    """What a released number must not stand for: other words, or an earlier place. Asked by `pack check` alone, since a
    kiosk goes by the digest of the last release."""
    file = written.releases
    releases = file.model.release if file.sound else []
    for before, after in pairwise(releases):
        at = file.at("release", after.version, "version")
        if _number(after.version) < _number(before.version):
            todo = "the newest stands last and has the highest number"
            yield file.fault(f"the version {after.version} stands below {before.version}", todo, *at, "version")
        if after.date < before.date:
            what = f"{after.version} was released before {before.version}"
            yield file.fault(what, f"write a day that is not before {before.date}", *at, "date")
    if releases and releases[-1].digest != digest and file.model.status == "released":
        yield _changed(written, digest)


def misnumbered(written: Manuscript) -> Iterator[Fault]:
    """A version after which clients are asked again, and whose number does not show it."""
    file = written.releases
    for before, after in pairwise(file.model.release if file.sound else []):
        kept = _number(before.version)[0]
        if after.change == "major" and 0 < kept == _number(after.version)[0]:
            what = f"{after.version} is called major, but its first number is that of {before.version}"
            todo = f'write version = "{kept + 1}.0.0", or change = "minor"'
            yield file.fault(what, todo, *file.at("release", after.version, "version"), "version")


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


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
