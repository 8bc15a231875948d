"""Start, welcome and deciding: before anything is told."""

from __future__ import annotations

from collections.abc import Iterable

from consent_tui import words
from consent_tui.model.acts import (
    Able,
    Act,
    AgeBand,
    Aged,
    Assented,
    Help,
    Interpreted,
    Speak,
    StandFor,
    Treat,
    Treated,
)
from consent_tui.model.moves import Open
from consent_tui.model.pack import Status
from consent_tui.model.screening import Answer
from consent_tui.views.fields import field, typed_by, who_types
from consent_tui.views.parts import Choice, Key, Prose, Row
from consent_tui.views.scene import Scene, prose
from consent_tui.views.shapes import ChooseSheet, FormSheet, ReadSheet, RowsSheet, Sheet, StartSheet


def start(scene: Scene) -> StartSheet:
    say, pack, visit = scene.say, scene.pack, scene.state.case.visit
    notices = []
    if visit.clinic is None or not visit.clinic.name:
        notices.append("start.not_set_up")
    if pack.status is not Status.RELEASED:
        notices.append("start.draft")
    if not pack.reviewed_by:
        notices.append("start.unreviewed")
    if visit.rehearsal:
        notices.append("start.rehearsal")
    return StartSheet(
        title=f"{scene.told.title}. {say('start.title')}" if scene.told.title else say("start.title"),
        prose=prose(say("start.prose")),
        ask=say("start.ask"),
        languages=languages(scene, chosen=False),
        aloud=say("screen.plain_page" if visit.paged else "screen.plain"),
        notices=(*(p for n in notices for p in prose(say(n), "quiet")), *_practitioner(scene)),
    )


def _practitioner(scene: Scene) -> Prose:
    """Say who the practitioner of this visit is, if staff said so: both see what the record will say."""
    who = scene.state.case.visit.practitioner
    return prose(scene.say("staff.visit", name=who.name)) if who else ()


def languages(scene: Scene, *, chosen: bool) -> tuple[Choice, ...]:
    """A choice per language of the pack, each named in its own words."""
    found = []
    for number, language in enumerate(scene.pack.languages, start=1):
        name = words.load(language, scene.pack.words[language].messages)("language")
        here = chosen and language == scene.language
        found.append(Choice(language, str(number), name, Speak(language), chosen=here))
    return tuple(found)


def intro(scene: Scene) -> ReadSheet:
    points = scene.filled(scene.say("welcome.points"))
    earlier = Key("earlier", "E", scene.say("key.earlier"), Open("earlier"))
    return ReadSheet(title=scene.say("welcome.title"), prose=prose(points), keys=(earlier,))


def deciding(scene: Scene, item: str) -> Sheet:
    if item == "interpreter":
        return _interpreter(scene)
    if item == "help":
        return _help(scene)
    if item == "who":
        return _who(scene)
    return _choose(scene, item)


def choice(scene: Scene, number: int, ident: str, word: str, act: Act, *, chosen: bool) -> Choice:
    return Choice(ident, str(number), word, act, chosen, scene.say("answer.yours") if chosen else "")


def _choose(scene: Scene, item: str) -> ChooseSheet:
    say, facts = scene.say, scene.facts
    offered: tuple[tuple[str, Act, bool], ...]
    match item:
        case "role":
            roles = (("parent", facts.guardian is False), ("guardian", facts.guardian is True))
            offered = tuple((f"role_{name}", StandFor(name), on) for name, on in roles)
        case "able":
            answers = (Answer.YES, Answer.NO, Answer.UNSURE)
            offered = tuple((f"able_{a}", Able(a), facts.able is a) for a in answers)
        case _:
            answers = (Answer.YES, Answer.NO, Answer.PERSON)
            offered = tuple((f"assent_{a}", Assented(a), facts.assent is a) for a in answers)
    below = {"able": "able_why", "assent": "assent_prose"}.get(item, "")
    return ChooseSheet(
        title=say(f"deciding.{item}"),
        prose=prose(say(f"deciding.{below}"), "quiet") if below else (),
        choices=_choices(scene, offered),
    )


def _choices(scene: Scene, offered: Iterable[tuple[str, Act, bool]]) -> tuple[Choice, ...]:
    return tuple(
        choice(scene, n, name, scene.say(f"deciding.{name}"), act, chosen=on)
        for n, (name, act, on) in enumerate(offered, start=1)
    )


def _who(scene: Scene) -> RowsSheet:
    """Who is to be treated, and that person's age: two questions about one person stand together."""
    say, facts = scene.say, scene.facts
    bands = (("under", AgeBand.UNDER), ("minor", AgeBand.MINOR), ("adult", AgeBand.ADULT))
    age = {None: "age_open", Treated.SELF: "age"}.get(facts.treated, "age_other")
    return RowsSheet(
        title=say("deciding.title"),
        rows=(
            Row(
                "who",
                say("deciding.who"),
                _choices(scene, ((f"who_{t}", Treat(t), facts.treated is t) for t in Treated)),
            ),
            Row(
                "age",
                say(f"deciding.{age}", person=scene.person),
                _choices(scene, ((f"age_{name}", Aged(band), facts.band is band) for name, band in bands)),
                noted=say("deciding.age_adult_child") if facts.treated is Treated.CHILD else "",
            ),
        ),
    )


def _help(scene: Scene) -> ChooseSheet:
    say = scene.say
    kinds = ("reading", "seeing", "language")
    return ChooseSheet(
        title=say("deciding.help"),
        prose=prose(say("deciding.help_prose"), "quiet"),
        choices=tuple(
            Choice(k, str(n), say(f"deciding.help_{k}"), Help(k, k not in scene.facts.help), k in scene.facts.help)
            for n, k in enumerate(kinds, start=1)
        ),
        many=True,
    )


def _interpreter(scene: Scene) -> FormSheet | ChooseSheet:
    say, here = scene.say, scene.facts.interpreter
    if here:
        return FormSheet(
            title=say("deciding.interpreter_yes"),
            prose=prose(say("deciding.interpreter_prose"), "quiet"),
            fields=(
                field(scene, "interpreter-name", say("deciding.interpreter_name")),
                field(scene, "interpreter-language", say("deciding.interpreter_language")),
            ),
            certify=choice(scene, 2, "no", say("deciding.interpreter_no"), Interpreted(present=False), chosen=False),
            keys=who_types(scene),
            noted=typed_by(scene),
        )
    options = (("yes", True), ("no", False))
    return ChooseSheet(
        title=say("deciding.interpreter"),
        choices=tuple(
            choice(scene, n, k, say(f"deciding.interpreter_{k}"), Interpreted(present=on), chosen=here is on)
            for n, (k, on) in enumerate(options, start=1)
        ),
    )
