"""Two versions of a pack: what differs, which languages are behind, and whether clients must be asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from consent_tui.content.comparing import Change, Kind, Section, changes
from consent_tui.content.comparing_entries import entries
from consent_tui.content.faults import Fault, listed
from consent_tui.content.reading import opened
from consent_tui.content.rules import Release
from consent_tui.model.pack import Pack

UNORDERED = {Section.TOGETHER, Section.RESULTS, Section.GLOSSARY, Section.SOURCES, Section.MESSAGES}


class Unreadable(Exception):
    """A folder that holds no readable pack: every fault with file, line and what to do."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class NoSuchLanguage(Exception):
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Edition:
    """A pack as one folder holds it, and the releases that it names, the newest last."""

    pack: Pack
    releases: tuple[Release, ...]

    @property
    def released(self) -> bool:
        """Whether the pack is just what its last release names."""
        return bool(self.releases) and self.releases[-1].digest == self.pack.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whether clients are asked again. `releases` are those of the new version that the old one has not.

    `unreleased`: the new version was changed after its last release. `told` are the changes of what clients read,
    answered or agreed to. `backwards`: the old version comes after the new one.
    """

    releases: tuple[Release, ...]
    unreleased: bool
    told: tuple[Change, ...]
    backwards: bool

    @property
    def again(self) -> bool | None:
        """None: its author has not said so yet."""
        if any(release.change == "major" for release in self.releases):
            return True
        return None if self.unreleased else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`changes` are told in the words of `language`; `elsewhere` are changed words of each other language.

    `behind` are texts that changed in the pack's own language and not in this one.
    """

    old: Edition
    new: Edition
    language: str
    changes: tuple[Change, ...]
    elsewhere: Mapping[str, tuple[Change, ...]]
    behind: Mapping[str, tuple[Change, ...]]
    asking: Asking

    @property
    def languages_added(self) -> tuple[str, ...]:
        return tuple(lang for lang in self.new.pack.languages if lang not in self.old.pack.languages)

    @property
    def languages_removed(self) -> tuple[str, ...]:
        return tuple(lang for lang in self.old.pack.languages if lang not in self.new.pack.languages)


def edition(folder: Path) -> Edition:
    """Read the pack in `folder`, a trainer's or a copy beside the records. Raises `Unreadable`."""
    found = opened(folder)
    if found.reading.pack is None or found.written is None:
        raise Unreadable(found.reading.faults)
    return Edition(found.reading.pack, tuple(found.written.releases.model.release))


def compare(old: Edition, new: Edition, language: str | None = None) -> Comparison:
    """Return what differs, told in `language`, else in the pack's own. Raises `NoSuchLanguage` unless both have it."""
    both = [lang for lang in new.pack.languages if lang in old.pack.languages]
    chosen = language or next(iter(both), new.pack.languages[0])
    if chosen not in both:
        shared = f"both have {listed(both, 'and')}" if both else "they have none in common"
        raise NoSuchLanguage(f'The two packs do not both have the language "{chosen}"; {shared}.')
    found = {lang: tuple(_differences(old.pack, new.pack, lang)) for lang in both}
    own = next(iter(both))
    words = {lang: {_place(change): change for change in found[lang] if change.words} for lang in both}
    elsewhere = {lang: tuple(words[lang].values()) for lang in both if lang != chosen}
    told = [c for c in found[chosen] if c.told]
    known = {_place(change) for change in told}
    told += [c for row in elsewhere.values() for c in row if c.told and _place(c) not in known]
    return Comparison(
        old=old,
        new=new,
        language=chosen,
        changes=found[chosen],
        elsewhere={lang: row for lang, row in elsewhere.items() if row},
        behind={
            lang: late
            for lang in both
            if (late := tuple(change for place, change in words[own].items() if place not in words[lang]))
        },
        asking=_asking(old, new, tuple(told)),
    )


def _differences(old: Pack, new: Pack, language: str) -> Iterable[Change]:
    before, after = entries(old, language), entries(new, language)
    for section in Section:
        yield from changes(section, before[section], after[section], ordered=section not in UNORDERED)


def _place(change: Change) -> tuple[Section, str, Kind, str | None]:
    return change.section, change.id, change.kind, change.facet


def _asking(old: Edition, new: Edition, told: tuple[Change, ...]) -> Asking:
    """The releases after the old version are found by its digest, else by its number; else the last one counts."""
    since = _after(new.releases, old)
    return Asking(
        releases=new.releases[-1:] if since is None else since,
        unreleased=not new.released and old.pack.digest != new.pack.digest,
        told=told,
        backwards=since is None and bool(_after(old.releases, new)),
    )


def _after(releases: tuple[Release, ...], other: Edition) -> tuple[Release, ...] | None:
    """The releases that come after the other version; None where they do not name it."""
    digests = [release.digest for release in releases]
    versions = [release.version for release in releases]
    if other.pack.digest in digests:
        return releases[digests.index(other.pack.digest) + 1 :]
    if other.releases and other.pack.version in versions:
        return releases[versions.index(other.pack.version) + 1 :]
    return None
