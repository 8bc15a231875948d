"""Health questions, alone or in groups; statements and permissions, which look alike."""

from __future__ import annotations

from collections.abc import Callable

from consent_tui.model.acts import Act, Answered, Permitted, Stated
from consent_tui.model.facts import Said
from consent_tui.model.journey import Place, questions_at
from consent_tui.model.judging import questions, statements
from consent_tui.model.moves import Close, Confirm, NoToAll, Open
from consent_tui.model.screening import Answer, Rule
from consent_tui.model.state import Layer
from consent_tui.views.opening import choice
from consent_tui.views.parts import Choice, Key, Row
from consent_tui.views.scene import Scene, prose
from consent_tui.views.shapes import ChooseSheet, RowsSheet


def alone(scene: Scene, place: Place) -> ChooseSheet:
    """One question on a screen of its own, before all else."""
    (rule,) = questions_at(scene.state.case, place)
    return ChooseSheet(
        title=scene.ask(rule),
        eyebrow=scene.say("welcome.emergency_eyebrow"),
        choices=_answers(scene, rule, long=True),
        keys=tuple(k for k in (_why(scene, rule), _note(scene, rule)) if k),
        noted=_noted(scene, rule),
    )


def group(scene: Scene, place: Place) -> RowsSheet:
    """Related questions, each with its answers; nothing is preset."""
    rules = questions_at(scene.state.case, place)
    all_asked = [r.id for r in questions(scene.state.case)]
    first = all_asked.index(rules[0].id) + 1
    added = {c for r in scene.pack.questions for children in r.follow.values() for c in children}
    rows = tuple(
        Row(
            id=rule.id,
            words=scene.ask(rule),
            choices=_answers(scene, rule),
            why=_why(scene, rule),
            note=_note(scene, rule),
            noted=_noted(scene, rule),
            under=rule.id in added,
        )
        for rule in rules
    )
    return RowsSheet(
        title=scene.told.groups[place.item],
        eyebrow=scene.say("screening.eyebrow_many", n=first, last=first + len(rules) - 1, total=len(all_asked)),
        rows=rows,
        all=_no_to_all(scene, place.item, rules),
    )


def _no_to_all(scene: Scene, group_id: str, rules: tuple[Rule, ...]) -> Choice | None:
    """Offered while no row says anything but no, and never where each question stands for itself."""
    given = scene.facts.given
    for_itself = any(g.one_by_one for g in scene.pack.groups if g.id == group_id)
    if for_itself or any(given.get(r.id, Answer.NO) is not Answer.NO for r in rules):
        return None
    every = all(r.id in given for r in rules)
    return Choice("all", "0", scene.say("screening.all_no"), NoToAll(group_id), chosen=every)


def _answers(scene: Scene, rule: Rule, *, long: bool = False) -> tuple[Choice, ...]:
    given = scene.facts.given.get(rule.id)
    return tuple(
        choice(scene, n, str(a), _answer_word(scene, a, long=long), Answered(rule.id, a), chosen=a is given)
        for n, a in enumerate(rule.choices(), start=1)
    )


def _answer_word(scene: Scene, answer: Answer, *, long: bool) -> str:
    return scene.say("answer.person_long" if long and answer is Answer.PERSON else f"answer.{answer}")


def _why(scene: Scene, rule: Rule) -> Key | None:
    return Key("why", "W", scene.say("key.why"), Open("why", rule.id)) if scene.told.questions[rule.id].why else None


def _note(scene: Scene, rule: Rule) -> Key | None:
    return Key("note", "N", scene.say("key.note"), Open("note", rule.id)) if rule.id in scene.facts.given else None


def _noted(scene: Scene, rule: Rule) -> str:
    given = scene.facts.answers.get(rule.id)
    return scene.say("screening.noted", note=given.note) if given and given.note else ""


def confirm(scene: Scene, layer: Layer) -> ChooseSheet:
    """A stop answer is read back."""
    say = scene.say
    rule = next(r for r in scene.pack.questions if r.id == layer.subject)
    return ChooseSheet(
        title=say("confirm.title", answer=say(f"answer.{layer.answer}")),
        prose=prose(scene.ask(rule)),
        choices=(
            Choice("yes", "1", say("confirm.yes"), Confirm()),
            Choice("no", "2", say("confirm.no"), Close()),
        ),
    )


def permissions(scene: Scene) -> RowsSheet:
    return RowsSheet(
        title=scene.say("permissions.title"),
        prose=prose(scene.say("permissions.prose"), "quiet"),
        rows=tuple(_yes_no(scene, "permissions", p, scene.facts.permissions.get(p)) for p in scene.pack.permissions),
        questions=False,
    )


def stated(scene: Scene, group_id: str) -> RowsSheet:
    here = (s.id for s in statements(scene.state.case) if s.group == group_id)
    return RowsSheet(
        title=scene.say("statements.title"),
        prose=prose(scene.say("statements.prose"), "quiet"),
        rows=tuple(_yes_no(scene, "statements", s, scene.facts.statements.get(s)) for s in here),
        questions=False,
    )


_YES_NO: dict[str, tuple[Callable[[str, bool], Act], tuple[str, str]]] = {
    "permissions": (Permitted, ("answer.allow", "answer.refuse")),
    "statements": (Stated, ("answer.agree", "answer.disagree")),
}


def _yes_no(scene: Scene, table: str, ident: str, said: Said | None) -> Row:
    act, words = _YES_NO[table]
    choices = tuple(
        choice(
            scene, n, str(yes).lower(), scene.say(word), act(ident, yes), chosen=said is not None and said.yes is yes
        )
        for n, (yes, word) in enumerate(zip((True, False), words, strict=True), start=1)
    )
    return Row(ident, scene.state.case.agree(table, ident, scene.language), choices)
