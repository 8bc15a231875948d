"""Rehearses an answer sheet through the plain kiosk: a typist reads the prompt and types what a person would type."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from consent_tui import words
from consent_tui.model.acts import Act
from consent_tui.model.moves import Expire, Idle, NoToAll, RowsSeen
from consent_tui.plain import run
from consent_tui.plain.conversation import Draw
from consent_tui.plain.lines import Gone, Silence
from consent_tui.plain.offers import Offers, offers
from consent_tui.plain.understanding import LITERAL, names, spelled
from consent_tui.services.rehearsing import Front, NotOffered
from consent_tui.services.session import Session
from consent_tui.services.walker import Walker
from consent_tui.views.shapes import View
from consent_tui.words import Words

_TURNS = 100  # lines typed to get to one answer; more means that the way there is missing


def typed(draw: Draw, paper: io.StringIO | None = None) -> Front:
    """Return the front end *plain* for `rehearse`; what is printed and typed can be read on `paper`."""

    def front(session: Session, walker: Walker) -> None:
        typist = Typist(session, walker, draw, paper or io.StringIO())
        run(session, draw, io.StringIO(), typist.paper, read=typist.read)

    return front


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as a person reads it: which part is asked, from 0, and what can be answered."""

    part: int | None
    offered: frozenset[str]

    @classmethod
    def read(cls, printed: str, say: Words) -> Prompt:
        """Read the last prompt in what was printed. Raises `NotOffered` where there is none."""
        choose, fill = (_pattern(say(key).partition("{offers}")[0].strip()) for key in ("plain.answer", "plain.type"))
        part = _pattern(say("plain.part")).replace(r"\{n\}", r"(\d+)").replace(r"\{total\}", r"\d+")
        begins = list(re.finditer(rf"^(?:{part} )?(?:{choose}|({fill})) ", printed, re.MULTILINE))
        if not begins:
            raise NotOffered("no prompt")
        last = begins[-1]
        listed = " ".join(printed[last.end() :].split())
        offered = set(re.findall(r"[^\s,:]+", listed))
        between = _pattern(say("plain.range")).replace(r"\{first\}", r"(\d+)").replace(r"\{last\}", r"(\d+)")
        for first, end in re.findall(between, listed):
            offered |= {str(n) for n in range(int(first), int(end) + 1)}
        alone = 0 if last[2] else None  # a form of one line does not count its lines
        return cls(int(last[1]) - 1 if last[1] else alone, frozenset(offered))


def _pattern(words_of_prompt: str) -> str:
    return re.escape(words_of_prompt)


class Typist:
    """Knows what the walker wants, sees what is printed, and types only what the last prompt offers."""

    def __init__(self, session: Session, walker: Walker, draw: Draw, paper: io.StringIO) -> None:
        self.paper = paper
        self._session, self._walker, self._draw = session, walker, draw
        self._wanted: Act | None = None  # takes more than one line
        self._turns = 0
        self._from = 0  # where on paper the answer to the last line begins

    def read(self, _seconds: float | None) -> str:
        """Return the next line. Raises `Gone` at the end of the sheet, `Silence` where nobody types, `NotOffered`."""
        state = self._session.state
        act = self._wanted or self._walker.decide(state)
        if act is None:
            raise Gone
        if isinstance(act, Idle | Expire):
            raise Silence
        line, last = self._line(act, self._draw(state))
        self._wanted, self._turns = (None, 0) if last else (act, self._turns + 1)
        if self._turns > _TURNS:
            raise self._missing(act)
        self.paper.write(f"{line}\n")
        self._from = self.paper.tell()
        return line

    def _line(self, act: Act, view: View) -> tuple[str, bool]:
        """Return what to type now, and whether that does the act; else it is a step on the way to it."""
        say = self._say(view)
        prompt = Prompt.read(self.paper.getvalue()[self._from :], say)
        found = offers(view, prompt.part, all_seen=True, say=say)
        onward = spelled("next", say)
        if isinstance(act, RowsSeen) and onward in prompt.offered:
            return onward, True
        if (line := _said(act, found, say)) is not None:
            if line in prompt.offered or _types(act, found):
                return line, True
            if not isinstance(act, NoToAll):
                raise self._missing(act)
            return onward, False  # "all" is offered once every row was read out
        for offer in found.numbered:
            below = offers(view, offer.part, all_seen=True, say=say) if offer.part is not None else Offers()
            if _said(act, below, say) is not None and offer.name in prompt.offered:
                return offer.name, False
        if prompt.part is not None and onward in prompt.offered:
            return onward, False
        raise self._missing(act)

    def _say(self, view: View) -> Words:
        language = view.frame.language
        return words.load(language, self._session.state.case.pack.words[language].messages)

    def _missing(self, act: Act) -> NotOffered:
        return NotOffered(f"{self._session.state.place}: plain does not offer {type(act).__name__}")


def _types(act: Act, found: Offers) -> bool:
    text = getattr(act, "text", None)
    return found.typed is not None and text is not None and found.typed.act(text) == act


def _said(act: Act, found: Offers, say: Words) -> str | None:
    """Return the line that stands for an act among these offers."""
    if _types(act, found):
        text = str(getattr(act, "text", ""))
        plain = " ".join(text.split()).casefold()
        taken = {*names(found), *(spelled(n, say).casefold() for n in names(found))}
        return f"{LITERAL}{text}" if plain in taken or plain.startswith(LITERAL) else text
    if offer := next((o for o in found.numbered if o.act == act), None):
        return offer.name
    if offer := next((o for o in found.commands if o.act == act), None):
        return spelled(offer.name, say)
    if found.part is None and found.main and found.main.act == act:
        return spelled("next", say)
    return None
