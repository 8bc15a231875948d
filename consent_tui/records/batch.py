"""Checks a stretch of a ledger with the records that it names, or a number of files; done in any process."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from consent_tui.records import age, chain, layout, seal
from consent_tui.records.chain import Link
from consent_tui.records.findings import RecordFinding, Status
from consent_tui.records.ledger import Line
from consent_tui.records.outline import Outlines
from consent_tui.records.reading import Checked, Erased, check
from consent_tui.records.ring import Ring

SIZE = 250  # lines or files in one

_outlines = Outlines()  # of this process


@dataclass(frozen=True, slots=True)
class Rules:
    """How files are checked. `all_kept`: findings of intact records are wanted too."""

    ring: Ring
    vouched: Mapping[str, int]  # by → up to which sequence a checkpoint held elsewhere vouches
    all_kept: bool = True
    identities: age.Identities = age.NOBODY

    def check(self, folder: Path, name: str) -> Checked | None:
        return check(os.path.join(folder, name), self.ring.within(folder), _outlines, self.vouched, self.identities)  # noqa: PTH118  fast


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of the ledger of `by`, one behind the other; `before` is the one before the first."""

    rules: Rules
    root: Path
    by: str
    before: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """Files that no ledger names, or that were asked for by name."""

    rules: Rules
    paths: tuple[Path, ...]


@dataclass(slots=True)
class Result:
    """What came of it. `odd` are intact records that do not fit a line, by `by`; `gone` lines without a file."""

    counts: Counter[Status] = field(default_factory=Counter)
    findings: list[RecordFinding] = field(default_factory=list)
    odd: list[tuple[str, Link]] = field(default_factory=list)
    gone: list[tuple[str, Line]] = field(default_factory=list)
    erased: list[Erased] = field(default_factory=list)
    revoked: dict[tuple[str, bool], tuple[int, int]] = field(default_factory=dict)  # by, vouched for → first, last
    notes: list[str] = field(default_factory=list)
    fitting: int = 0  # lines whose file is there and fits
    unfit: int = 0  # and does not

    def take(self, checked: Checked, *, kept: bool) -> None:
        finding = checked.finding
        self.counts[finding.status] += 1
        if kept or finding.status not in (Status.INTACT, Status.ENCRYPTED):
            self.findings.append(finding)
        if checked.erases:
            self.erased.append(checked.erases)
        if checked.revoked and finding.by and finding.sequence:
            self.span(finding.by, finding.sequence, finding.sequence, good=finding.status is Status.INTACT)

    def span(self, by: str, first: int, last: int, *, good: bool) -> None:
        known = self.revoked.get((by, good), (first, last))
        self.revoked[by, good] = min(first, known[0]), max(last, known[1])

    def add(self, other: Result) -> None:
        self.counts.update(other.counts)
        for mine, its in (
            (self.findings, other.findings), (self.odd, other.odd), (self.gone, other.gone),
            (self.erased, other.erased), (self.notes, other.notes),
        ):  # fmt: skip
            mine.extend(its)  # type: ignore[arg-type]
        for (by, good), (first, last) in other.revoked.items():
            self.span(by, first, last, good=good)
        self.fitting += other.fitting
        self.unfit += other.unfit


def work(job: Stretch | Files) -> Result:
    """Check all of a job. A function of a module, so that other processes can do it."""
    result = Result()
    if isinstance(job, Files):
        for path in job.paths:
            checked = job.rules.check(path.parent, path.name)
            if checked is not None:
                result.take(checked, kept=job.rules.all_kept)
                if checked.link and checked.finding.by:
                    result.odd.append((checked.finding.by, checked.link))
    else:
        before = job.before
        for line in job.lines:
            _take_line(result, job, line, before)
            before = line
    result.notes = list(dict.fromkeys(job.rules.ring.notes))
    return result


def _take_line(result: Result, job: Stretch, line: Line, before: Line | None) -> None:
    usual = layout.usual_folder(job.root, line.id)
    checked = job.rules.check(usual, line.id + layout.RECORD) or job.rules.check(usual, line.id + layout.CLOSED)
    if checked is None and (elsewhere := layout.find_record(job.root, line.id)):
        checked = job.rules.check(elsewhere.parent, elsewhere.name)
    if checked is None:
        result.gone.append((job.by, line))
        return
    finding, link = checked.finding, checked.link
    if link and finding.by == job.by and chain.fits(line, before, link, seal.ZEROS):
        result.fitting += 1
    else:
        if finding.status is Status.ENCRYPTED:
            result.fitting += 1  # as far as anybody can see who cannot open it
        else:
            result.unfit += 1
        if link and link.id != line.id:  # another record under its name; its own may lie elsewhere
            result.gone.append((job.by, line))
        if checked.revoked and link:  # what a checkpoint vouches for stands in its place
            told = "its key was revoked, and it is not the record that a checkpoint held elsewhere has"
            checked = Checked(replace(finding, status=Status.UNKNOWN_KEY, why=told), revoked=True)
        elif link and finding.by:
            result.odd.append((finding.by, link))
        elif finding.by is None:  # it cannot say itself what it is
            checked = checked._replace(finding=replace(finding, by=job.by, sequence=line.sequence))
    result.take(checked, kept=job.rules.all_kept)
