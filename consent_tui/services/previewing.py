"""Shows a trainer any screen of a pack: walks an encounter there, as a client would, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from consent_tui.content.packfile import PackFile
from consent_tui.content.scenario import AnswerSheet, Scenario
from consent_tui.model.acts import AgeBand, Treated
from consent_tui.model.facts import Visit
from consent_tui.model.journey import questions_at
from consent_tui.model.pack import Pack
from consent_tui.model.record import Record
from consent_tui.model.state import State
from consent_tui.services.session import Session, Written
from consent_tui.services.walker import Certify, Walker
from consent_tui.services.ways import Spot, switches

_AGES = {Treated.SELF: AgeBand.ADULT, Treated.CHILD: AgeBand.MINOR, Treated.REPRESENTED: AgeBand.ADULT}
_CHILD_YEARS = 10
_ADULT_BORN = date(1980, 2, 29)


def walked_to(
    spot: Spot,
    pack: Pack,
    visit: Visit,
    *,
    language: str,
    treated: Treated,
    certify: Certify,
    clock: Callable[[], datetime],
) -> Session | None:
    """Return an encounter that stands at a spot, or `None` where these answers do not lead there.

    `certify` as for a `Walker`. What the encounter comes to is forgotten with it.
    """
    visit = replace(visit, switches={**visit.switches, **switches(pack, spot)})
    session = Session(pack, visit, clock=clock, write=_nowhere, withdraw=_nowhere)
    walker = Walker(_scenario(spot, language, spot.treated or treated, clock().date()), certify)
    while not _there(spot, session.state):
        act = walker.decide(session.state)
        if act is None:
            return None
        session.post(act, session.state.revision)
    for act in spot.then:
        session.post(act, session.state.revision)
    return session


def _nowhere(*_: Record | str | date) -> Written:
    return Written("preview", "0000 0000 0000 0000")


def _there(spot: Spot, state: State) -> bool:
    if state.place != spot.place:
        return False
    if spot.over is not None:
        return state.top is not None and state.top.kind is spot.over and spot.row in ("", state.top.subject)
    asked = {rule.id for rule in questions_at(state.case, state.place)}
    return state.top is None and (not asked or spot.row in ("", *asked))


def _scenario(spot: Spot, language: str, treated: Treated, today: date) -> Scenario:
    age = spot.age or _AGES[treated]
    born = (
        _ADULT_BORN if age is AgeBand.ADULT else date(today.year - (_CHILD_YEARS if age is AgeBand.MINOR else 1), 1, 1)
    )
    said: dict[str, Any] = {
        "language": language,
        "deciding": str(treated),
        "age": str(age),
        "able": spot.able,
        "screening": {"*": "no", **{question: str(answer) for question, answer in spot.answers.items()}},
        "teach_back": {"*": "right"},
        "permissions": {"*": True},
        "statements": {"*": True},
        "decision": str(spot.decision),
        "save": spot.keep,
        "client": {"name": "Ana Example", "born": born},
        "signatory": {"name": "Jon Muster", "relationship": "aunt", "authority": "court paper"},
        "assent": "yes",
        "interpreter": {"name": "Ada Sample", "language": "Deutsch"},
        "help": list(spot.help),
        "expect": {"kind": "nothing"},
    }
    sheet = AnswerSheet.model_validate(said)
    return Scenario(sheet, PackFile("preview", "preview", "", {}, sheet, sound=True))
