"""What can be answered at a prompt: numbered answers, commands, a line to type.

Pure; made from a view and the part of it that is being asked (a row, a field), since one thing is asked at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consent_tui.model.acts import Act, Marked, Touch
from consent_tui.views.parts import Choice, Field, Key, MainKey
from consent_tui.views.shapes import (
    BodySheet,
    ChooseSheet,
    FormSheet,
    ReadSheet,
    ResultSheet,
    ReviewSheet,
    RowsSheet,
    Sheet,
    StartSheet,
    UrgentSheet,
    View,
)
from consent_tui.words import Words


@dataclass(frozen=True, slots=True)
class Offer:
    """`name` is the number or the command's plain name. Without an act it turns to `part` of the sheet."""

    name: str
    word: str
    act: Act | None = None
    part: int | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    """`part` of `parts` is being asked, from 0; `None` = the sheet as a whole. `phrases`: "3 no touch" → its act."""

    numbered: tuple[Offer, ...] = ()
    commands: tuple[Offer, ...] = ()
    main: MainKey | None = None
    typed: Field | None = None
    part: int | None = None
    parts: int = 0
    phrases: Mapping[str, Act] = field(default_factory=dict)

    @property
    def onward(self) -> bool:
        """Whether an empty line leads on: past a part, or by the main key."""
        return self.part is not None or bool(self.main and self.main.act)


def offers(view: View, part: int | None, *, all_seen: bool, say: Words) -> Offers:
    """Return what can be answered; `all_seen`: every row of the group was printed, so "all" may be offered."""
    sheet, frame = view.sheet, view.frame
    numbered, commands, typed, parts = _of(sheet, part, all_seen=all_seen)
    keys = (*frame.keys, *((frame.look,) if frame.look else ()))
    if typed and typed.value:
        commands += (Offer("clear", say("plain.clear"), typed.act("")),)
    return Offers(
        numbered=numbered,
        commands=commands + tuple(_command(k) for k in keys),
        main=frame.main,
        typed=typed,
        part=part,
        parts=parts,
        phrases=_phrases(sheet, say) if isinstance(sheet, BodySheet) else {},
    )


_Found = tuple[tuple[Offer, ...], tuple[Offer, ...], Field | None, int]


def _of(sheet: Sheet, part: int | None, *, all_seen: bool) -> _Found:
    match sheet:
        case StartSheet():
            return _choices(sheet.languages), (), None, 0
        case ReadSheet():
            return (), tuple(_command(k) for k in sheet.keys), None, 0
        case ChooseSheet():
            return _choose(sheet, part)
        case RowsSheet():
            return _rows(sheet, part, all_seen=all_seen)
        case ResultSheet():
            return tuple(Offer(k.cap, k.word, k.act) for k in sheet.corrections), (), None, 0
        case BodySheet():
            return tuple(Offer(a.cap, f"{a.name}: {a.word}", a.act) for a in sheet.areas), (), None, 0
        case FormSheet():
            return _form(sheet, part)
        case ReviewSheet():
            facts = (Offer(f.cap, f"{f.label}: {f.value}", f.act) for f in sheet.facts if f.act)
            return tuple(facts), (), None, 0
        case UrgentSheet():
            return tuple(Offer(k.cap, k.word, k.act) for k in sheet.keys), (), None, 0
    return (), (), None, 0


def _choose(sheet: ChooseSheet, part: int | None) -> _Found:
    keys = tuple(_command(k) for k in sheet.keys)
    if part is not None:
        return (), keys, sheet.field, 1
    numbered = _choices(sheet.choices)
    if sheet.field:
        numbered += (Offer(str(len(numbered) + 1), _labelled(sheet.field), part=0),)
    return numbered, keys, None, 0


def _rows(sheet: RowsSheet, part: int | None, *, all_seen: bool) -> _Found:
    every = (Offer("all", sheet.all.word, sheet.all.act),) if sheet.all and not sheet.all.chosen and all_seen else ()
    if part is None:
        rows = (Offer(str(n + 1), row.words, part=n) for n, row in enumerate(sheet.rows))
        return tuple(rows), every, None, len(sheet.rows)
    row = sheet.rows[part]
    keys = tuple(_command(k) for k in (row.why, row.note) if k)
    return _choices(row.choices), every + keys, None, len(sheet.rows)


def _form(sheet: FormSheet, part: int | None) -> _Found:
    keys = tuple(_command(k) for k in sheet.keys)
    if part is not None:
        return (), keys, sheet.fields[part], len(sheet.fields)
    numbered = tuple(Offer(str(n + 1), _labelled(f), part=n) for n, f in enumerate(sheet.fields))
    if sheet.certify:
        line = sheet.certify
        numbered += (Offer(str(len(numbered) + 1), line.word, line.act, chosen=line.chosen),)
    return numbered, keys, None, len(sheet.fields)


def _choices(choices: tuple[Choice, ...]) -> tuple[Offer, ...]:
    return tuple(Offer(c.cap, c.word, c.act, chosen=c.chosen) for c in choices)


def _command(key: Key) -> Offer:
    return Offer(key.command, key.word, key.act)


def _labelled(typed: Field) -> str:
    value = typed.value if not typed.hint else f"{typed.value} ({typed.hint})"
    joint = "" if typed.label.endswith("?") else ":"
    return f"{typed.label}{joint} {value}" if typed.value else typed.label


def _phrases(sheet: BodySheet, say: Words) -> dict[str, Act]:
    """An area's number and what may be done there, in the words of the screen or in the short ones."""
    found: dict[str, Act] = {}
    for area in sheet.areas:
        for touch, key in ((Touch.TOUCH, "touch"), (Touch.AVOID, "avoid"), (None, "none")):
            if touch is Touch.TOUCH and area.touch == "avoid":
                continue  # from "do not touch" never straight to "may touch"
            for word in (say(f"body.{key}"), say(f"plain.{key}")):
                found[f"{area.cap} {word}".casefold()] = Marked(area.id, touch)
    return found
