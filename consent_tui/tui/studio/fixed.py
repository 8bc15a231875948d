"""The screens that every pack has, whatever it is about: how an encounter begins and ends, and what lies over it."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.model import moves
from consent_tui.model.acts import AgeBand, Outcome, Treated
from consent_tui.model.journey import (
    ASSENT,
    DECISION,
    DONE,
    IDENTITY,
    INTRO,
    KEEP,
    KEEP_ANSWERS,
    RESULT,
    REVIEW,
    SIGN,
    START,
    Place,
    Step,
)
from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer, Urgent
from consent_tui.model.state import Over
from consent_tui.services.ways import Spot, to_question
from consent_tui.tui.studio.entry import Entry
from consent_tui.tui.studio.where import Where

BEGINNING, ENDING, AROUND = "Beginning", "Decision", "At any time"

RESULTS = {
    "child": Spot(place=RESULT, treated=Treated.CHILD),
    "age-under": Spot(place=RESULT, treated=Treated.CHILD, age=AgeBand.UNDER),
    "age-self": Spot(place=RESULT, treated=Treated.SELF, age=AgeBand.MINOR),
    "capacity": Spot(place=RESULT, able=False),
}


def beginning(language: str) -> Iterator[Entry]:
    begin: list[tuple[str, str, Spot]] = [
        ("start", "Start", Spot(place=START)),
        ("welcome", "Welcome", Spot(place=INTRO)),
        ("who", "Who is treated", Spot(place=_deciding("who"))),
        ("role", "Parent or guardian", Spot(place=_deciding("role"), treated=Treated.CHILD)),
        ("help", "Help with reading", Spot(place=_deciding("help"))),
        ("interpreter", "Interpreter", Spot(place=_deciding("interpreter"), help=("language",))),
        ("able", "Able to decide now", Spot(place=_deciding("able"))),
        ("assent", "The child's own answer", Spot(place=ASSENT, treated=Treated.CHILD)),
    ]
    title = Where(f"{language}/pack.toml")
    for name, said, spot in begin:
        yield _entry(BEGINNING, name, said, spot, title if name == "start" else _messages(language))


def goals(language: str) -> Entry:
    return _entry("Choices", "goals", "Hopes and wishes", Spot(place=Place(Step.CHOICES, "goals")), _messages(language))


def ending(language: str) -> Iterator[Entry]:
    no = Outcome.REFUSE
    end: list[tuple[str, str, Spot]] = [
        ("review", "Review", Spot(place=REVIEW)),
        ("decision", "Agree, or not", Spot(place=DECISION)),
        ("sign", "Sign", Spot(place=SIGN)),
        ("done", "Done, sealed", Spot(place=DONE)),
        ("keep", "A no: keep a note?", Spot(place=KEEP, decision=no)),
        ("identity", "A no: whose note?", Spot(place=IDENTITY, decision=no)),
        ("keep-answers", "A no: with answers?", Spot(place=KEEP_ANSWERS, decision=no)),
        ("unkept", "A no: nothing kept", Spot(place=DONE, decision=no, keep=False)),
    ]
    for name, said, spot in end:
        yield _entry(ENDING, name, said, spot, _messages(language))


def around(pack: Pack, language: str) -> Iterator[Entry]:
    for urgent in Urgent:
        yield _entry(AROUND, f"urgent-{urgent}", f"Urgent: {urgent}", _urgent(pack, urgent), _messages(language))
    yield _entry(AROUND, "read-back", "An answer is read back", _read_back(pack), _messages(language))
    over = (
        ("ask", "Ask us", (moves.Open("ask"),)),
        ("ask-note", "Ask us: a question", (moves.Open("ask"), moves.Open("ask-note"))),
        ("stop", "Stop", (moves.Open("stop"),)),
        ("hidden", "Hidden", (moves.Hide(),)),
        ("desk", "Fetching a person", (moves.Open("ask"), moves.Open("desk"))),
        ("back", "Back from a cover", (moves.Hide(), moves.Close())),
        ("idle", "Are you still there?", (moves.Idle(),)),
        ("look", "Text and contrast", (moves.Open("look"),)),
        ("earlier", "Number of an earlier record", (moves.Open("earlier"),)),
    )
    for name, said, then in over:
        yield _entry(AROUND, name, said, Spot(place=INTRO, then=then), _messages(language))


def _entry(section: str, name: str, said: str, spot: Spot | None, words: Where) -> Entry:
    return Entry(id=name, section=section, title=said, spot=spot, words=words)


def _messages(language: str) -> Where:
    """The program's own words, which a pack may override."""
    return Where(f"{language}/messages.toml")


def _deciding(item: str) -> Place:
    return Place(Step.DECIDING, item)


def _asked_at(pack: Pack, group: str, question: str) -> Place:
    early = any(g.id == group and g.at == "welcome" for g in pack.groups)
    return Place(Step.WELCOME, question) if early else Place(Step.SCREENING, group)


def _urgent(pack: Pack, urgent: Urgent) -> Spot | None:
    for rule in pack.questions:
        if rule.urgent is urgent:
            answers = {**to_question(pack, rule.id), rule.id: Answer.YES}
            return Spot(place=_asked_at(pack, rule.group, rule.id), row=rule.id, answers=answers, over=Over.URGENT)
    return None


def _read_back(pack: Pack) -> Spot | None:
    for rule in pack.questions:
        if rule.stop_for and not rule.urgent:
            answers = {**to_question(pack, rule.id), rule.id: Answer.YES}
            return Spot(place=_asked_at(pack, rule.group, rule.id), row=rule.id, answers=answers, over=Over.CONFIRM)
    return None
