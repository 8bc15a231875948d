"""What there is to see at the desk: values that services fill and views draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from consent_tui.model.desk_acts import Deed
from consent_tui.model.desk_blanks import Blank
from consent_tui.model.entry import Entries
from consent_tui.model.figures import Figures
from consent_tui.model.later import Filed, Filing, LaterAct
from consent_tui.model.later_rules import Fault
from consent_tui.model.standing import Standing


class Told(Protocol):
    """One record with all that is known about it: `copies.shown.Shown`."""

    @property
    def filed(self) -> Filing: ...
    @property
    def key(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def trust(self) -> str: ...
    @property
    def related(self) -> Sequence[Filing]: ...
    @property
    def standing(self) -> Standing | None: ...
    @property
    def private(self) -> frozenset[str] | None: ...
    @property
    def revealed(self) -> bool: ...
    @property
    def damaged(self) -> Sequence[str]: ...
    @property
    def missing(self) -> int: ...
    @property
    def about(self) -> Filing | None: ...

    def covers(self, question: str) -> bool: ...

    def area(self, area: str) -> str: ...

    def choice(self, question: str, choice: str) -> str: ...

    def acts(self) -> Sequence[Filed[LaterAct]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`count` entries fit what is asked, `total` there are without that, `hidden` are rehearsals that are not shown.

    `tallies` count entries by what they can be filtered by: flag, standing, practitioner. `told` is the open record,
    with the deeds that it refuses and the lines of the part that is shown; `trouble` says why there is none. `blanks`
    are those of the act that is being written, `faults` why it would not count. `asks` is passphrase | pin | nothing.
    `figures` can be narrowed to `spans`, the languages and versions that there are; `worded` has questions in words, by
    question | teach-back and id; `counting`: they are still to be counted, which takes seconds. `lost` says why the
    folder cannot be read any more.
    """

    now: datetime
    clinic: str = ""
    who: str = ""  # the practitioner who acts here; "" where nobody can
    asks: str = "nothing"
    listed: Entries = field(default_factory=Entries)
    count: int = 0
    total: int = 0
    hidden: int = 0
    tallies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    told: Told | None = None
    refused: Mapping[Deed, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    trouble: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    faults: tuple[Fault, ...] = ()
    figures: Figures | None = None
    counting: bool = False
    spans: Mapping[str, Sequence[str]] = field(default_factory=dict)
    worded: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lost: str = ""
