"""Where we may touch, what matters, and the review of everything that the record will say."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.model.acts import Marked, Touch
from consent_tui.model.journey import Place, Step, journey
from consent_tui.model.judging import questions, standing, statements, teach_back
from consent_tui.model.moves import GoTo
from consent_tui.model.screening import Answer
from consent_tui.views.fields import field, typed_by, who_types
from consent_tui.views.parts import Fact
from consent_tui.views.resulting import place_of
from consent_tui.views.scene import Scene, prose
from consent_tui.views.shapes import Area, BodySheet, FormSheet, ReviewSheet

_NEXT = {None: Touch.TOUCH, Touch.TOUCH: Touch.AVOID, Touch.AVOID: None}  # from avoid never straight to touch


def body(scene: Scene) -> BodySheet:
    say = scene.say
    areas = []
    for number, ident in enumerate(scene.pack.areas, start=1):
        now = scene.facts.areas.get(ident)
        word = say(f"body.{now or 'none'}")
        name = scene.told.areas[ident]
        areas.append(
            Area(id=ident, cap=str(number), name=name, touch=now or "", word=word, act=Marked(ident, _NEXT[now]))
        )
    return BodySheet(title=say("body.title"), prose=prose(say("body.prose"), "quiet"), areas=tuple(areas))


def goals(scene: Scene) -> FormSheet:
    say = scene.say
    return FormSheet(
        title=say("goals.title"),
        prose=prose(say("goals.prose"), "quiet"),
        fields=(field(scene, "goals", say("goals.goals")), field(scene, "matters", say("goals.matters"))),
        keys=who_types(scene),
        noted=typed_by(scene),
    )


def review(scene: Scene) -> ReviewSheet:
    """Everything that the record will say, in words, private answers covered, each line a way back."""
    places = set(journey(scene.state.case))
    facts: list[Fact] = []
    number = 0
    for label, value, place in _lines(scene):
        back = GoTo(place.step, place.item) if place is not None and place in places else None
        number += back is not None
        facts.append(Fact(label, value, back, str(number) if back else ""))
    return ReviewSheet(
        title=scene.say("review.title"), facts=tuple(facts), prose=prose(scene.say("review.prose"), "quiet")
    )


Line = tuple[str, str, Place | None]  # label, what is so, where it was said


def _lines(scene: Scene) -> Iterator[Line]:
    yield from _who(scene)
    yield from _health(scene)
    yield from _check(scene)
    yield from _wishes(scene)


def _who(scene: Scene) -> Iterator[Line]:
    say, facts = scene.say, scene.facts
    role = {"self": "self", "parent": "child_parent", "guardian": "child_guardian"}.get(facts.role, facts.role)
    yield say("review.deciding"), say(f"review.{role}"), Place(Step.DECIDING, "who")
    band = {"under-2": "under"}.get(str(facts.band), str(facts.band))
    yield say("review.age"), say(f"deciding.age_{band}"), Place(Step.DECIDING, "who")
    yield say("review.able"), say(f"answer.{facts.able}"), Place(Step.DECIDING, "able")
    if facts.help:
        wanted = scene.listed(say(f"deciding.help_{h}") for h in sorted(facts.help))
        yield say("review.help"), wanted, Place(Step.DECIDING, "help")
    if facts.interpreter:
        named = f"{facts.text('interpreter-name')}, {facts.text('interpreter-language')}"
        yield say("review.interpreter"), named, Place(Step.DECIDING, "interpreter")
    if facts.assent:
        yield say("review.assent"), say(f"deciding.assent_{facts.assent}"), Place(Step.DECIDING, "assent")
    ended = sum(1 for p in facts.pages.values() if p.ended)
    yield say("review.language"), say("language"), None
    if facts.earlier:
        yield say("review.earlier"), facts.earlier, Place(Step.WELCOME, "intro")
    read = say("review.read_value", n=ended, total=len(scene.pack.pages))
    yield say("review.read"), read, Place(Step.PAGES, scene.pack.pages[0].id)


def _health(scene: Scene) -> Iterator[Line]:
    """Each answer other than no, by its words; the rest in one line; private ones covered."""
    say, given = scene.say, scene.facts.given
    label = "review.health_all"
    asked = questions(scene.state.case)
    for rule in asked:
        place = place_of(scene, rule.id)
        if not rule.private and given.get(rule.id, Answer.NO) is not Answer.NO:
            label = "review.health_rest"
            yield scene.filled(scene.told.questions[rule.id].told), say(f"answer.{given[rule.id]}"), place
    first = next((place_of(scene, r.id) for r in asked if not r.private), None)
    if first:
        yield say(label), say("review.health_no"), first
    private = next((place_of(scene, r.id) for r in asked if r.private), None)
    if private:
        yield say("review.private"), say("review.private_value"), private
    found = standing(scene.state.case)
    yield say("review.result"), say(f"results.{found.result.word}"), Place(Step.RESULT)


def _check(scene: Scene) -> Iterator[Line]:
    tried = scene.facts.teach_back
    rules = teach_back(scene.state.case)
    if not rules:
        return
    right = sum(t.right for t in tried.values())
    missed = sum(t.missed_twice for t in tried.values())
    key = "review.check_missed" if missed else "review.check_value"
    told = scene.say(key, right=right, total=len(rules), missed=missed)
    yield scene.say("review.check"), told, Place(Step.TEACH_BACK, rules[0].id)


def _wishes(scene: Scene) -> Iterator[Line]:
    say, facts = scene.say, scene.facts
    areas = Place(Step.CHOICES, "areas")
    for touch, key in ((Touch.TOUCH, "review.touch"), (Touch.AVOID, "review.avoid")):
        here = [scene.told.areas[a] for a in scene.pack.areas if facts.areas.get(a) is touch]
        if here or touch is Touch.TOUCH:
            yield say(key), scene.listed(here) if here else say("review.nowhere"), areas
    for ident in scene.pack.permissions:
        if said := facts.permissions.get(ident):
            words = scene.state.case.agree("permissions", ident, scene.language)
            answer = say("answer.allow" if said.yes else "answer.refuse")
            yield say("review.permission"), f"{words} {answer}", Place(Step.CHOICES, "permissions")
    for name in ("goals", "matters"):
        if facts.text(name):
            yield say(f"review.{name}"), facts.text(name), Place(Step.CHOICES, "goals")
    yield from _statements(scene)
    for _, words, _ in facts.questions:
        yield say("review.asked"), words, None


def _statements(scene: Scene) -> Iterator[Line]:
    say, said = scene.say, scene.facts.statements
    rules = statements(scene.state.case)
    if not rules:
        return
    agreed = sum(1 for s in rules if s.id in said and said[s.id].yes)
    told = say("review.statements_value", n=agreed, total=len(rules))
    yield say("review.statements"), told, Place(Step.STATEMENTS, rules[0].group)
    for rule in rules:
        if rule.id in said and not said[rule.id].yes:
            words = scene.state.case.agree("statements", rule.id, scene.language)
            yield say("review.statement_no"), words, Place(Step.STATEMENTS, rule.group)
