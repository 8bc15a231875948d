"""What lies over a screen: Ask us, Stop, a note, a cover, the idle warning, and the urgent screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from consent_tui.model.acts import Act, Decided, Outcome, TakenBack
from consent_tui.model.moves import Close, Leave, Open
from consent_tui.model.screening import Urgent
from consent_tui.model.state import Layer, Over
from consent_tui.model.withdrawing import foreign
from consent_tui.views import asking, ending, telling
from consent_tui.views.fields import field, ink, typed_by, who_types
from consent_tui.views.opening import languages
from consent_tui.views.parts import Choice, Field, Key
from consent_tui.views.scene import Scene, prose
from consent_tui.views.shapes import (
    ChooseSheet,
    CodeSheet,
    CoverSheet,
    FormSheet,
    IdleSheet,
    InkSheet,
    ReadSheet,
    Sheet,
    UrgentSheet,
)

_TOLD = {
    Over.MORE: telling.more,
    Over.CLAIMS: telling.claims,
    Over.TERMS: telling.terms,
    Over.SOURCES: telling.sources,
    Over.WHY: telling.why,
}


def sheet(scene: Scene, layer: Layer) -> Sheet:
    """Return the sheet of a layer."""
    say, subject = scene.say, layer.subject
    if told := _TOLD.get(layer.kind) or _DONE_HERE.get(layer.kind):
        return told(scene, subject)
    match layer.kind:
        case Over.LOOK:
            choices = languages(scene, chosen=True)
            return ChooseSheet(title=say("look.title"), prose=prose(say("look.prose"), "quiet"), choices=choices)
        case Over.ASK:
            return _ask(scene)
        case Over.STOP:
            return _stop(scene)
        case Over.CONFIRM:
            return asking.confirm(scene, layer)
        case Over.URGENT:
            return _urgent(scene, subject)
        case Over.BACK:
            return ReadSheet(title=say("cover.back_title"), prose=prose(say("cover.back")))
        case Over.IDLE:
            return IdleSheet(title=say("idle.title"), words=say("idle.words"))
    return CoverSheet(words=say(f"cover.{layer.kind}"))


def _note(scene: Scene, question: str) -> FormSheet:
    given = scene.facts.answers.get(question)
    asked = scene.state.case.ask(question, scene.language)
    now = given.note if given else ""
    noted = field(scene, "note", scene.say("note.field"), commit="noted", subject=question, value=now)
    return _typed(scene, noted, scene.say("note.title"), asked)


def _earlier(scene: Scene, _subject: str) -> FormSheet:
    say = scene.say
    number = field(scene, "earlier", say("earlier.field"), commit="earlier", value=scene.facts.earlier)
    return _typed(scene, number, say("earlier.title"), say("earlier.prose"))


def _asked(scene: Scene, _subject: str) -> FormSheet:
    say, place = scene.say, scene.state.place
    about = place.item if place.step == "pages" else str(place.step)
    asked = field(scene, "note", say("ask.field"), commit="asked", subject=about)
    return _typed(scene, asked, say("ask.note"), say("ask.noted"))


def _ink(scene: Scene, _subject: str) -> InkSheet:
    say = scene.say
    return InkSheet(title=say("ink.title"), prose=prose(say("ink.prose"), "quiet"), ink=ink(scene, laid_over=True))


_DONE_HERE: Mapping[Over, Callable[[Scene, str], CodeSheet | FormSheet | InkSheet]] = {
    Over.NOTE: _note,
    Over.EARLIER: _earlier,
    Over.ASK_NOTE: _asked,
    Over.INK: _ink,
    Over.CODE: ending.code,
}


def _typed(scene: Scene, one: Field, title: str, below: str) -> FormSheet:
    """A form of one line."""
    return FormSheet(
        title=title, fields=(one,), prose=prose(below, "quiet"), keys=who_types(scene), noted=typed_by(scene)
    )


def _ask(scene: Scene) -> ChooseSheet:
    say = scene.say
    ways = (("note", Open("ask-note")), ("desk", Open("desk")))
    return ChooseSheet(
        title=say("ask.title"),
        choices=_ways(scene, "ask", ways),
        prose=prose(say("ask.desk_hint"), "quiet"),
    )


def _stop(scene: Scene) -> ChooseSheet:
    """Up to six ways, none of them worse than another."""
    say = scene.say
    ways = (
        ("back", Close()),
        ("person", Open("desk")),
        ("paper", Leave("paper")),
        ("undecided", Decided(Outcome.UNDECIDED)),
        ("refuse", Decided(Outcome.REFUSE)),
        ("leave", Leave("stop")),
    )
    return ChooseSheet(
        title=say("stop.title"),
        prose=prose(say("stop.prose"), "quiet"),
        choices=_ways(scene, "stop", ways),
    )


def _ways(scene: Scene, table: str, ways: Iterable[tuple[str, Act]]) -> tuple[Choice, ...]:
    """Whoever withdraws a consent is offered what is not about a new one."""
    open_here = ((key, act) for key, act in ways if not (scene.state.withdrawing and foreign(act)))
    return tuple(Choice(k, str(n), scene.say(f"{table}.{k}"), act) for n, (k, act) in enumerate(open_here, start=1))


def _urgent(scene: Scene, question: str) -> UrgentSheet:
    """No reason is shown, no name asked."""
    kind = next((r.urgent for r in scene.pack.questions if r.id == question), None) or Urgent.EMERGENCY
    say = scene.say
    return UrgentSheet(
        title=say(f"urgent.{kind}.title"),
        prose=prose(scene.filled(say(f"urgent.{kind}.prose"))),
        keys=(
            Key("person", "1", say("urgent.key.person"), Leave("urgent"), main=True),
            Key("mistake", "2", say("urgent.key.mistake"), TakenBack(question)),
        ),
    )
