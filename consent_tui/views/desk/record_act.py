"""An act that is opened by itself. A client's own withdrawal says what was typed, whether it fits, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consent_tui.model.desk_seen import Told
from consent_tui.model.later import Filed, LaterAct, Withdrawal, is_record
from consent_tui.model.record import Record
from consent_tui.views.desk.listing import day
from consent_tui.views.desk.shapes import Block, Heading, Line, Weight
from consent_tui.words import Words


def of_act(told: Told, act: Filed[LaterAct], say: Words) -> Iterator[Block]:
    """Yield what an act is, and where what it changes can be seen."""
    what = act.what
    if what.rehearsal:
        yield Line("This is a rehearsal. Nothing counts.", sign="!", weight=Weight.TROUBLE)
    if what.withdrawal and what.practitioner is None:
        yield from _withdrawn(told, act, what.withdrawal, say)
    else:
        about = f"It stands at {told.about.number}, which it is about." if told.about else _nothing(what)
        yield Line(f"This is an act at the {what.where}. {about}")


def _nothing(what: LaterAct) -> str:
    return "What it is about is not here." if what.about else "It is about no record."


def _withdrawn(told: Told, act: Filed[LaterAct], said: Withdrawal, say: Words) -> Iterator[Block]:
    about = told.about.what if told.about and is_record(told.about) else None
    fits = about is not None and about.client is not None and about.client.born == said.born
    if fits and told.about:
        yield Line(f"A client withdrew at the kiosk. It stands at {told.about.number}, which it is about.")
    else:
        yield Line("A client withdrew at the kiosk, and it fits no record here.", sign="!", weight=Weight.TROUBLE)
    if act.written:
        yield Line(f"{day(act.written.date(), say)}, {act.written:%H:%M}", label="When")
    yield Line(_number(told, act.what, said), label="Number", weight=Weight.PLAIN if fits else Weight.STRONG)
    if said.born:
        weight = Weight.PLAIN if fits else Weight.STRONG
        yield Line(f"{day(said.born, say)}{_beside(about, said.born, say)}", label="Birth date", weight=weight)
    if not fits:
        yield Heading("What to do")
        yield from _what_to_do(told, said.born)


def _number(told: Told, what: LaterAct, said: Withdrawal) -> str:
    if told.about:
        return f"that of {told.about.number}"
    if what.about:
        return f"that of a record whose file is not here ({what.about.id})"
    return f"{said.number or 'none'}, as it was typed; no record here has it"


def _beside(about: Record | None, born: date, say: Words) -> str:
    if about is None or about.client is None or about.client.born == born:
        return ", as it was typed" if about is None else ", as in the record"
    return f", as it was typed; the record says {day(about.client.born, say)}"


def _what_to_do(told: Told, born: date | None) -> Iterator[Line]:
    typed = f" {born.isoformat()}" if born else " the birth date"
    yield Line(f"Find out who it was: in the list, / and{typed} shows who has this birth date.", sign="-")
    if told.about:
        yield Line(f"Or open {told.about.number} and ask this client: the birth date may be a slip.", sign="-")
    yield Line("Open the record of this person and withdraw there: W.", sign="-")
    yield Line("Begin no session with them meanwhile. Their record may still say that it may start.", sign="-")
    yield Line(
        "What a client said is never changed, so this stays in the list with its flag, also when you have withdrawn at"
        " the right record. Only erasing takes it away, where your rules let you.",
        weight=Weight.QUIET,
    )
