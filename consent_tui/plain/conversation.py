"""The same encounter, line by line: reads out a view, asks one thing at a time, posts the act behind what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from consent_tui import words
from consent_tui.model.acts import Act
from consent_tui.model.moves import Expire, Idle, RowsSeen
from consent_tui.model.state import State
from consent_tui.plain import printing
from consent_tui.plain.lines import Gone, Paper, Read, Silence
from consent_tui.plain.offers import Offer
from consent_tui.plain.page import Page
from consent_tui.plain.understanding import Again, Explain, Press, Turn, Unclear, prompt, understood
from consent_tui.services.leaving import leave
from consent_tui.services.session import Session
from consent_tui.views.shapes import (
    ChooseSheet,
    CodeSheet,
    CoverSheet,
    DoneSheet,
    FormSheet,
    IdleSheet,
    ReadSheet,
    RowsSheet,
    Sheet,
    StartSheet,
    UrgentSheet,
    View,
)

Draw = Callable[[State], View]

_COVERED = (CoverSheet, IdleSheet)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that are waited for a line before the clock acts."""

    idle: int
    warning: int
    hidden: int
    done: int


class Conversation:
    """One kiosk's talk with one client after another."""

    def __init__(self, session: Session, draw: Draw, read: Read, paper: Paper, patience: Patience) -> None:
        self._session, self._draw, self._read = session, draw, read
        self._paper, self._patience = paper, patience
        self._foot = ""
        self._page = self._paged(draw(session.state))

    def hold(self) -> None:
        """Talk until there is nobody to talk to (`Gone`), or staff press Ctrl-C at Start (`KeyboardInterrupt`)."""
        self._read_out(whole=True)
        while True:
            self._paper.ask(prompt(self._page.offers(), self._page.say))
            try:
                line = self._read(_wait(self._page.view.sheet, self._patience, self._session.state))
            except Silence:
                self._post(Expire() if isinstance(self._page.view.sheet, (*_COVERED, CodeSheet, DoneSheet)) else Idle())
            except KeyboardInterrupt:
                self._interrupted()
            else:
                self._heard(line)

    def end(self) -> None:
        """Leave an encounter that is under way, and say so if anybody can still read it."""
        begun = self._session.state.begun
        leave(self._session)
        with suppress(Gone):
            self._paper.say(["", self._page.say("plain.left")] if begun else [""])

    def _interrupted(self) -> None:
        """Ctrl-C: the encounter is left. At Start it is staff who end the kiosk."""
        if isinstance(self._page.view.sheet, StartSheet):
            raise KeyboardInterrupt
        begun = self._session.state.begun
        leave(self._session)
        self._paper.say(["", self._page.say("plain.left")] if begun else [""])
        self._refresh()

    def _heard(self, line: str) -> None:
        page = self._page
        if isinstance(page.view.sheet, _COVERED):
            line = ""  # any key goes on; nothing typed at a cover is an answer
        match understood(line, page.offers(), page.say):
            case Press(act, offer):
                self._press(act, offer)
            case Turn(part):
                self._turn(part)
            case Explain():
                self._paper.say(printing.listed(page.offers(), page.say))
            case Again():
                self._read_out(whole=True)
            case Unclear(sentence, lacking):
                self._paper.say([sentence])
                if lacking is not None and page.lead(lacking):
                    self._read_out()

    def _press(self, act: Act, offer: Offer | None) -> None:
        page, before = self._page, self._page.view
        self._post(act)
        if self._page is not page:
            return
        sheet = page.view.sheet
        if printing.noted(sheet) != printing.noted(before.sheet):
            self._paper.say([] if printing.noted(sheet) else [page.say("plain.own_typing")])
            self._read_out()
        elif page.field():
            self._typed(page)
        elif isinstance(sheet, RowsSheet):
            self._paper.say(page.echo(offer) if page.part is not None else [])
            if page.on():
                self._read_out()
            else:
                self._paper.say([page.say("plain.all_answered")])
        elif _told(sheet) != _told(before.sheet):
            self._read_out(whole=True)
        else:
            self._changed(before, offer)

    def _typed(self, page: Page) -> None:
        """After a line was typed into a field: on to the next, or the same again with what was wrong."""
        field = page.field()
        if field and field.problem:
            self._paper.say([field.problem])
        elif field:
            kept = page.say("plain.kept", value=field.hint or field.value)
            self._paper.say([kept if field.value else page.say("plain.emptied")])
            self._turn(None)

    def _changed(self, before: View, offer: Offer | None) -> None:
        """Say what a press changed on this screen, and what is still missing."""
        page, frame = self._page, self._page.view.frame
        said = [frame.notice] if frame.notice and frame.notice != before.frame.notice else page.echo(offer)
        if frame.main and frame.main.act is None:
            said.append(page.say("plain.not_yet", what=frame.main.word))
        self._paper.say(said or [page.say("plain.unchanged")])

    def _turn(self, part: int | None) -> None:
        page = self._page
        main, sheet = page.view.frame.main, page.view.sheet
        one = isinstance(sheet, FormSheet) and len(sheet.fields) == 1 and not sheet.certify
        if part is None and one and main and main.act:  # a form of one line needs no overview
            self._post(main.act)
            return
        page.turn(part)
        self._read_out()

    def _post(self, act: Act) -> None:
        self._session.post(act, self._session.state.revision)
        self._refresh()

    def _refresh(self) -> None:
        view, old = self._draw(self._session.state), self._page.view.sheet
        if self._page.same_as(view):
            self._page.view = view
            return
        if isinstance(view.sheet, (StartSheet, *_COVERED)) and not isinstance(old, StartSheet):
            self._paper.cover()
        self._page = self._paged(view)
        self._read_out(whole=True)

    def _paged(self, view: View) -> Page:
        language = view.frame.language
        say = words.load(language, self._session.state.case.pack.words[language].messages)
        return Page(view, say, self._patience.warning)

    def _read_out(self, *, whole: bool = False) -> None:
        """Print the screen, or the part that is asked; then the machine's eye has seen it."""
        page = self._page
        self._say(page.whole() if whole else page.asked())
        for act in _eye(page):
            self._session.post(act, self._session.state.revision)
        page.view = self._draw(self._session.state)

    def _say(self, lines: Iterable[str]) -> None:
        """Print lines; what is saved so far is said whenever it changes."""
        self._paper.say(lines)
        if self._page.view.frame.foot != self._foot:
            self._foot = self._page.view.frame.foot
            self._paper.say(["", self._foot] if self._foot else [])


def _eye(page: Page) -> Iterable[Act]:
    """What the eye has done once all was printed: reached the end of a page, seen rows."""
    sheet = page.view.sheet
    if isinstance(sheet, ReadSheet) and sheet.ends:
        return (sheet.ends,)
    return (RowsSeen(page.seen()),) if page.seen() else ()


def _wait(sheet: Sheet, patience: Patience, state: State) -> float | None:
    match sheet:
        case StartSheet() | UrgentSheet():
            return None  # nobody is there yet; and nothing wipes an urgent screen by itself
        case CoverSheet():
            return patience.hidden
        case IdleSheet():
            return patience.warning
        case DoneSheet():
            return patience.hidden if state.trouble else patience.done
    return patience.idle


def _told(sheet: Sheet) -> object:
    """What a sheet tells besides its answers: a check of our explaining says more after each try."""
    return (sheet.before, sheet.prose) if isinstance(sheet, ChooseSheet) else None
