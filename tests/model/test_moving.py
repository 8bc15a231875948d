"""Rules 2 and 3: leaving from everywhere, back without loss, forward without a gap, nothing done by a late key."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given

from consent_tui.model import acts, moves
from consent_tui.model.acts import Outcome, Unseen
from consent_tui.model.encounter import update
from consent_tui.model.facts import Facts
from consent_tui.model.journey import DECISION, DONE, KEEP, RESULT, SIGN, START, Step, journey, open_at
from consent_tui.model.moves import Event
from consent_tui.model.state import Ending, Over, State
from tests.model.client import mend, otherwise
from tests.model.profiles import walked
from tests.model.walks import OPENED, Walk, foreign, walks

COVERED = (Over.HIDDEN, Over.DESK, Over.BACK, Over.IDLE, Over.URGENT)


def screens(walk: Walk) -> list[State]:
    """Return one state for each screen of the walk on which a client can act."""
    found = {}
    for turn in walk.turns:
        state = turn.after
        if state.place not in (START, DONE) and not state.closed and not (state.top and state.top.kind in COVERED):
            found[state.place, state.top] = state
    return list(found.values())


def press(state: State, act: acts.Act) -> State:
    return update(state, Event(act, state.revision, OPENED))


@walked
@given(walks())
def test_refusing_and_thinking_about_it_are_reachable_from_every_step_in_at_most_two_actions(walk: Walk) -> None:
    for state in screens(walk):
        for outcome in (Outcome.REFUSE, Outcome.UNDECIDED):
            ended = press(press(state, moves.Open("stop")), acts.Decided(outcome))
            assert ended.place == KEEP
            assert ended.facts.decision is outcome
            assert not ended.facts.signing


@walked
@given(walks())
def test_leaving_is_reachable_from_every_step_in_at_most_two_actions(walk: Walk) -> None:
    for state in screens(walk):
        for by, ending in (("stop", Ending.LEFT), ("paper", Ending.PAPER)):
            left = press(press(state, moves.Open("stop")), moves.Leave(by))
            assert left.ending is ending
            assert left.kind is None
            assert left.facts == Facts(language=state.facts.language)


@walked
@given(walks())
def test_a_cover_or_a_warning_is_one_or_two_presses_away_from_the_screen_below(walk: Walk) -> None:
    for turn in walk.turns:
        state = turn.after
        if state.top and state.top.kind in (Over.HIDDEN, Over.DESK, Over.BACK, Over.IDLE):
            opened = press(press(state, moves.Close()), moves.Close())
            assert opened.top is None or opened.top.kind not in (Over.HIDDEN, Over.DESK)


@walked
@given(walks())
def test_back_never_loses_an_answer(walk: Walk) -> None:
    kept = {"decision", "keep", "keep_answers", "certified", "strokes", "texts", "pages", "trail", "result_shown"}
    kept |= {"last_shown", "strictest_shown"}
    for state in screens(walk):
        before, after = state.facts, press(state, moves.Back()).facts
        for field in fields(Facts):
            if field.name not in kept:
                assert getattr(after, field.name) == getattr(before, field.name), field.name
        assert {k: v for k, v in before.texts.items() if k != "signature"} == {
            k: v for k, v in after.texts.items() if k != "signature"
        }
        assert all(after.pages[page].ended >= seen.ended for page, seen in before.pages.items())


@walked
@given(walks())
def test_back_leads_to_the_place_before(walk: Walk) -> None:
    for turn in walk.turns:
        state = turn.before
        if isinstance(turn.act, moves.Back) and turn.after is not state and state.top is None:
            if state.place == KEEP:  # to where the no was said, whatever was said there before
                assert turn.after.place.step is not Step.DECIDE or turn.after.place in (DECISION, SIGN)
                continue
            places = journey(turn.before.case)
            assert places.index(turn.after.place) == places.index(state.place) - 1


@walked
@given(walks())
def test_forward_never_skips_a_step_but_to_an_outcome(walk: Walk) -> None:
    shown = {START}
    for turn in walk.turns:
        before, after = turn.before.place, turn.after.place
        if isinstance(turn.act, moves.Next) and after not in (before, KEEP, DONE) and before.step is not Step.DONE:
            places = journey(turn.after.case)
            here, there = places.index(before), places.index(after)
            assert not open_at(turn.before.case, before)
            if there < here:  # only to what an answer further on has opened
                assert open_at(turn.before.case, after)
            for passed in places[here + 1 : there]:
                assert passed in shown, f"{passed} was never shown"
                assert not open_at(turn.after.case, passed)
        shown.add(after)
        if after == SIGN:
            way = journey(turn.after.case)
            assert set(way[: way.index(SIGN)]) <= shown
    assert RESULT not in shown or Step.DECIDING in {place.step for place in shown}


@walked
@given(walks())
def test_a_late_key_press_never_acts_on_a_screen_that_its_presser_has_not_seen(walk: Walk) -> None:
    strange = foreign(walk.state.case.pack)
    for number, state in enumerate(screens(walk)):
        late = [*otherwise(state)[:8], mend(state), strange[number % len(strange)]]
        for act in late:
            if not isinstance(act, Unseen):
                for revision in (state.revision - 1, state.revision + 1):
                    assert update(state, Event(act, revision, OPENED)) is state


@walked
@given(walks())
def test_every_change_of_what_is_on_screen_is_a_revision_of_its_own(walk: Walk) -> None:
    for turn in walk.turns:
        before, after = turn.before, turn.after
        assert before.revision <= after.revision <= before.revision + 1
        changed = (before.place, before.over, before.blocked, before.refused, before.notice)
        if changed != (after.place, after.over, after.blocked, after.refused, after.notice) and not isinstance(
            turn.act, acts.PageEnded
        ):
            assert after.revision == before.revision + 1


@walked
@given(walks())
def test_an_act_that_belongs_elsewhere_changes_nothing(walk: Walk) -> None:
    """What nobody can press on a screen: acts of the program's own, and answers of the machine's kind."""
    own = (
        acts.ResultShown(),
        acts.DecisionTakenBack(),
        acts.PageShown(walk.state.case.pack.pages[0].id),
        acts.Speak("fr"),
        acts.Decided(Outcome.DEFERRAL),
        moves.Confirm(),
        moves.Leave("urgent"),
    )
    for state in screens(walk):
        if state.top is None:
            for act in own:
                assert press(state, act).facts == state.facts, act
