"""What the answers mean, in words of health and never of rules; and the check of our explaining."""

from __future__ import annotations

from consent_tui.model import resulting
from consent_tui.model.acts import TaughtBack
from consent_tui.model.journey import Place, Step, journey
from consent_tui.model.judging import AGE, CAPACITY, combined, standing, teach_back
from consent_tui.model.moves import GoTo
from consent_tui.model.resulting import Said
from consent_tui.model.screening import Disposition, Severity
from consent_tui.views.opening import choice
from consent_tui.views.parts import Choice, Key, Mark, Para, Prose, Run, Tone
from consent_tui.views.scene import Scene, prose
from consent_tui.views.shapes import ChooseSheet, ResultSheet

_LOOKS = {
    Severity.NONE: (Tone.PLAIN, Mark.NONE),
    Severity.TALK: (Tone.DUSK, Mark.TALK),
    Severity.CLEARANCE: (Tone.OCHRE, Mark.CLEARANCE),
    Severity.STOP: (Tone.CLAY, Mark.STOP),
}


def result(scene: Scene) -> ResultSheet:
    """Every pack that is read has words for each result."""
    found = standing(scene.state.case)
    told = resulting.told(found, scene.facts.band, scene.pack, scene.told.results, combined(scene.state.case))
    assert told
    tone, mark = _LOOKS[found.result]
    why = prose(_because(scene, told.why))
    why += tuple(Para((Run(reason),), "point") for reason in _reasons(scene, told.named))
    for combination in told.combined:
        why += prose(_because(scene, combination))
    now: Prose = ()
    for words in told.first:
        now += prose(scene.filled(words), "strong")
    for words in told.now:
        now += prose(scene.filled(words))
    if found.lowered:
        now += prose(scene.say("result.lowered"))
    return ResultSheet(
        tone=tone,
        mark=mark,
        title=_because(scene, told.title),
        why=tuple(dict.fromkeys(why)),
        now=now,
        why_word=scene.say("result.why"),
        now_word=scene.say("result.now"),
        corrections=_corrections(scene, found),
    )


def _because(scene: Scene, said: Said) -> str:
    return scene.filled(said.words).replace("{because}", scene.listed(_reasons(scene, said.because)))


def _reasons(scene: Scene, questions: tuple[str, ...]) -> tuple[str, ...]:
    """Name what is behind a result; private answers are never named, and only once said to be there."""
    private = {r.id for r in scene.pack.questions if r.private}
    named = [_told(scene, q) for q in questions if q not in private]
    if any(q in private for q in questions):
        named.append(scene.say("result.private"))
    return tuple(dict.fromkeys(named))


def _told(scene: Scene, question: str) -> str:
    if question in (AGE, CAPACITY):
        return scene.say(f"result.{question}")
    return scene.filled(scene.told.questions[question].told)


def _corrections(scene: Scene, found: Disposition) -> tuple[Key, ...]:
    """A way back to each answer behind the result; at most nine, by digit.

    Where age or capacity came to stand in the way later, a question that is not asked any more has none.
    """
    there = journey(scene.state.case)
    ways = [(question, place) for question in found.because if (place := place_of(scene, question)) in there]
    keys = []
    for number, (question, place) in enumerate(ways[:9], start=1):
        private = any(r.id == question and r.private for r in scene.pack.questions)
        what = scene.say("result.private") if private else _told(scene, question)
        word = scene.say("result.change", what=what)
        keys.append(Key(f"change-{number}", str(number), word, GoTo(place.step, place.item)))
    return tuple(keys)


def place_of(scene: Scene, question: str) -> Place:
    """Return where a question is asked."""
    if question == AGE:
        return Place(Step.DECIDING, "who")
    if question == CAPACITY:
        return Place(Step.DECIDING, "able")
    rule = next(r for r in scene.pack.questions if r.id == question)
    group = next(g for g in scene.pack.groups if g.id == rule.group)
    return Place(Step.WELCOME, question) if group.at == "welcome" else Place(Step.SCREENING, group.id)


def check(scene: Scene, ident: str) -> ChooseSheet:
    """A teach-back question. A miss shows the very passage and asks once more; then passage and answer are shown."""
    say, rules = scene.say, teach_back(scene.state.case)
    rule = next(t for t in rules if t.id == ident)
    words, tried = scene.told.teach_back[ident], scene.facts.teach_back.get(ident)
    chosen = tried.attempts[-1][0] if tried else ""
    settled = bool(tried and tried.settled)
    before: Prose = ()
    below = prose(say("teach.intro"), "quiet")
    if tried and tried.right:
        below = prose(say("teach.right"), "strong") + prose(words.told)
    elif tried and tried.missed_twice:
        below = prose(say("teach.told"), "strong") + prose(words.told)
        before = prose(scene.filled(words.passage), "note")
    elif tried:
        below = prose(say("teach.again"), "strong")
        before = prose(scene.filled(words.passage), "note")
    return ChooseSheet(
        title=scene.filled(words.ask),
        eyebrow=say("teach.eyebrow", n=[t.id for t in rules].index(ident) + 1, total=len(rules)),
        before=before,
        prose=below,
        choices=tuple(
            _option(scene, n, c, words.choices[c], ident, chosen=c == chosen, settled=settled)
            for n, c in enumerate(rule.choices, start=1)
        ),
    )


def _option(scene: Scene, number: int, ident: str, word: str, question: str, *, chosen: bool, settled: bool) -> Choice:
    made = choice(scene, number, ident, scene.filled(word), TaughtBack(question, ident), chosen=chosen and settled)
    if chosen and not settled:
        return Choice(made.id, made.cap, made.word, made.act, hint=scene.say("answer.first"))
    return made
