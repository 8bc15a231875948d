"""The frame around every sheet: where we are, the keys that work here, the one main key, and what is saved."""

from __future__ import annotations

from consent_tui.model.acts import Signed
from consent_tui.model.blocking import blocks
from consent_tui.model.encounter import ways
from consent_tui.model.journey import (
    DECISION,
    DONE,
    IDENTITY,
    INTRO,
    KEEP,
    KEEP_ANSWERS,
    REVIEW,
    SIGN,
    START,
    Block,
    Place,
    Step,
    open_at,
)
from consent_tui.model.later import ActKind
from consent_tui.model.moves import Back, Close, Hide, Next, Open, Take, ToWithdraw
from consent_tui.model.state import COVERS, Over
from consent_tui.views import withdrawing
from consent_tui.views.parts import Key, MainKey
from consent_tui.views.scene import Scene
from consent_tui.views.shapes import Frame

_STEPS = tuple(Step)[1:]
_COVERED = (*COVERS, Over.URGENT, Over.IDLE)
_BARE = (*_COVERED, Over.CODE)  # nothing around these
_TAKEN = {"print": "P", "save": "S"}  # ways in which a copy is taken along
_FIELD = {"birth-date": "born", "age": "born", "signature-differs": "signature"}  # by what is missing
_FORMS = (Over.NOTE, Over.ASK_NOTE, Over.EARLIER)


def frame(scene: Scene) -> Frame:
    """Return what stands around the sheet of this state."""
    say, state = scene.say, scene.state
    bare = state.top is not None and state.top.kind in _BARE
    shown = state.place.step is not Step.START and not bare and not state.about_withdrawing
    step = _STEPS.index(state.place.step) + 1 if shown else 0
    visit = state.case.visit
    return Frame(
        revision=state.revision,
        language=scene.language,
        clinic=(visit.clinic and visit.clinic.name) or say("frame.clinic"),
        step=step,
        step_word=say("frame.step", n=step, total=len(_STEPS)) if step else "",
        steps=tuple(say(f"steps.{s}") for s in _STEPS),
        keys=() if bare else _keys(scene),
        main=_main(scene),
        foot="" if bare else say(f"frame.{_foot(scene)}"),
        look=_look(scene) if state.top is None and state.place not in (START, DONE) else None,
        notice=_notice(scene),
    )


def _look(scene: Scene) -> Key:
    return Key("look", "A", scene.say("key.look"), Open("look"))


def _keys(scene: Scene) -> tuple[Key, ...]:
    """Back, Ask us, Hide, Stop: on every screen of the encounter. Start has keys of its own."""
    say, state = scene.say, scene.state
    if state.place == START and state.top is None:
        return (_look(scene), Key("withdraw", "W", say("start.withdraw"), ToWithdraw()))
    if state.place == DONE and state.top is None:
        code = (Key("code", "C", say("key.code"), Open("code")),) if state.code else ()
        return (*(Key(way, _TAKEN[way], say(f"key.{way}_copy"), Take(way)) for way in ways(state)), *code)
    keys = [Key("back", "B", say("key.back"), Close() if state.top else Back(), "F2")]
    if state.place not in (START, DONE):
        keys += [
            Key("ask", "?", say("key.ask"), Open("ask"), "F1"),
            Key("hide", "H", say("key.hide"), Hide(), "F3"),
            Key("stop", "Esc", say("key.stop"), Open("stop"), "Esc"),
        ]
    over = state.top.kind if state.top else None
    return tuple(k for k in keys if k.command != str(over) and over is not Over.BACK)


def _main(scene: Scene) -> MainKey | None:
    say, state = scene.say, scene.state
    if state.top is not None:
        if state.top.kind in (Over.URGENT, Over.CONFIRM):
            return None
        if state.top.kind in _FORMS:
            return MainKey(say("key.save"), Close())
        return MainKey(say("key.go_on" if state.top.kind in (*_COVERED, Over.BACK) else "key.go_back"), Close())
    place = state.place
    if place in (START, DECISION):
        return None
    if place == DONE:
        if state.trouble:
            return MainKey(say("key.retry"), Next())
        return MainKey(say("key.done"), Next()) if state.receipt or state.ending else None
    if state.withdrawing:
        return withdrawing.main(scene)
    if place == SIGN:
        return _signing(scene)
    block = open_at(state.case, place)
    if block:
        return MainKey(say(f"missing.{_missing(scene, block)}"), None)
    return MainKey(say(f"key.{_next(place)}"), Next())


def _next(place: Place) -> str:
    return {INTRO: "begin", REVIEW: "decide"}.get(place, "next")


def _missing(scene: Scene, block: Block) -> str:
    """Return the key of the word for what is missing."""
    place = scene.state.place
    if block.code == "question" and place.step is Step.SCREENING:
        return "questions"
    if place.item == "interpreter" and scene.facts.interpreter:  # is here, but not yet named
        return "interpreter"
    return block.code


def _signing(scene: Scene) -> MainKey:
    """Sign stays dark until all is there, and says what is missing."""
    say, state = scene.say, scene.state
    opened = scene.facts.opened
    standing = blocks(state.case, opened.date()) if opened else (Block("name"),)
    if not standing:
        return MainKey(say("key.sign"), Signed())
    code = standing[0].code
    word = say(f"missing.{code}") if f"missing.{code}" in say else say("missing.choice")
    return MainKey(say("missing.sign", what=word), None, _FIELD.get(code, code))


def _foot(scene: Scene) -> str:
    state = scene.state
    if state.place == START:
        return "start"
    if state.place == DONE:
        saved = "saved_withdraw" if state.kind is ActKind.WITHDRAWAL else "saved"
        return saved if state.receipt else "nothing" if state.ending else "unsaved"
    if state.place == SIGN:
        return "unsaved_sign"
    return "unsaved_keep" if state.place in (KEEP, IDENTITY, KEEP_ANSWERS) else "unsaved"


def _notice(scene: Scene) -> str:
    """What changed under the client's hands, or why the last press led nowhere."""
    say, state = scene.say, scene.state
    if state.top is not None:  # it is about the screen below, and a cover shows nothing of it
        return ""
    if state.notice:
        return say(f"notice.{state.notice}")
    in_the_way = tuple(b for b in state.blocked if b.code != "decision")  # the three answers stand there already
    if state.place == DECISION and in_the_way:
        told = (say(f"block.{b.code}", what=_named(scene, b)) for b in in_the_way)
        return f"{say('block.intro')} {' '.join(told)}"
    return ""


def _named(scene: Scene, block: Block) -> str:
    """Name the pages or statements that stand in the way."""
    if block.code == "page":
        return scene.listed(scene.told.pages[p].title for p in block.ids)
    if block.code == "statement":
        words = (scene.state.case.agree("statements", s, scene.language) for s in block.ids)
        return scene.listed(f"“{w}”" for w in words)
    return ""
