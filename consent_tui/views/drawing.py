"""`view(state, words)`: the whole screen as a function of the state."""

from __future__ import annotations

from collections.abc import Callable

from consent_tui.model.journey import DECISION, DONE, INTRO, RESULT, REVIEW, SIGN, START, Place, Step
from consent_tui.model.state import State
from consent_tui.views import asking, choosing, ending, layers, opening, resulting, telling, withdrawing
from consent_tui.views.frames import frame
from consent_tui.views.scene import Scene
from consent_tui.views.shapes import Sheet, View
from consent_tui.words import Words


def view(state: State, words: Words) -> View:
    """Return what there is to draw; `words` are in the language of the encounter (`State.facts.language`)."""
    scene = Scene(state, words)
    over = "+".join(f"{layer.kind}:{layer.subject}" for layer in state.over)
    key = f"{state.place}|{over}|{scene.language}|{state.trouble}|{bool(state.receipt)}{len(state.taken)}"
    sheet = layers.sheet(scene, state.over[-1]) if state.over else _sheet(scene, state.place)
    return View(key, frame(scene), sheet)


_FIXED: dict[Place, Callable[[Scene], Sheet]] = {
    START: opening.start,
    INTRO: opening.intro,
    RESULT: resulting.result,
    REVIEW: choosing.review,
    DECISION: ending.decision,
    SIGN: ending.sign,
    DONE: ending.done,
}


def _sheet(scene: Scene, place: Place) -> Sheet:
    if fixed := _FIXED.get(place):
        return fixed(scene)
    match place.step:
        case Step.START:
            return withdrawing.sheet(scene)
        case Step.WELCOME:
            return asking.alone(scene, place)
        case Step.DECIDING:
            return opening.deciding(scene, place.item)
        case Step.PAGES:
            return telling.page(scene, place.item)
        case Step.SCREENING:
            return asking.group(scene, place)
        case Step.TEACH_BACK:
            return resulting.check(scene, place.item)
        case Step.CHOICES:
            return _choices(scene, place.item)
        case Step.STATEMENTS:
            return asking.stated(scene, place.item)
    return ending.closing(scene)


def _choices(scene: Scene, item: str) -> Sheet:
    if item == "areas":
        return choosing.body(scene)
    return asking.permissions(scene) if item == "permissions" else choosing.goals(scene)
