"""What holds for every screen: of the tours, and of arbitrary walks through arbitrary packs (`walkthrough`: Rules)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.model import acts, moves
from consent_tui.model.acts import Act, Decided, Outcome
from consent_tui.model.blocking import blocks
from consent_tui.model.encounter import update
from consent_tui.model.journey import DECISION, DONE, SIGN, START, Step
from consent_tui.model.moves import Event
from consent_tui.model.pack import Pack, ResultWords
from consent_tui.model.record import Kind
from consent_tui.model.state import COVERS, Ending, Over, State
from consent_tui.model.withdrawing import CONFIRM, LANGUAGE
from consent_tui.views.shapes import (
    BodySheet,
    ChooseSheet,
    FormSheet,
    IdleSheet,
    RowsSheet,
    UrgentSheet,
    View,
)
from tests.model.client import mend
from tests.model.packs import VISIT, packs
from tests.model.profiles import walked as profile
from tests.model.walks import Walk, walked
from tests.views.sitting import NOW, choices, drawn, fields_on, offered, shown, whole
from tests.views.tours import SCREENS, TOURS, decided, reviewed, signing, told

RESULTS = ("none", "talk", "clearance", "stop-today", "stop-until", "stop-lasting")
RESULTS += ("child", "age-under", "age-self", "capacity")
BARE = (*COVERS, Over.IDLE, Over.URGENT)
SENTINEL = "zqx"


def worded(pack: Pack) -> Pack:
    """Give an arbitrary pack what `pack check` would ask of it, and private questions words to be looked for."""
    private = {q.id for q in pack.questions if q.private}
    said = {}
    for language, own in pack.words.items():
        results = {r: ResultWords(title=r, why=f"{r} {{because}}", now=r) for r in RESULTS}
        results |= {t.words: ResultWords(title="t", why="t", now="t") for t in pack.together}
        questions = {q: replace(w, told=f"{SENTINEL} told" if q in private else q) for q, w in own.questions.items()}
        said[language] = replace(own, results=results, questions=questions)
    return replace(pack, words=said)


WAYS_OUT = {"refuse", "undecided", "leave"}
few = settings(profile, max_examples=profile.max_examples // 4)


def after(state: State, act: Act) -> State:
    return update(state, Event(act, state.revision, NOW))


# -- what every view keeps to; each is asked of the tours and of arbitrary walks ---------------------------------------


def in_vain(state: State) -> list[Act]:
    """Every key posts an act that the reducer takes, or that says what stands already."""
    return [act for act in offered(drawn(state)) if after(state, act) is state and not says_what_stands(state, act)]


def says_what_stands(state: State, act: Act) -> bool:
    """What was answered already may be answered so again; nothing changes."""
    facts = state.facts
    match act:
        case acts.Answered(question, given):
            return facts.given.get(question) is given
        case acts.TaughtBack(question):  # after it is settled, its answers are there to be read
            return facts.teach_back[question].settled
        case moves.NoToAll(group):  # a front end posts it once every row has been on screen
            rows = [row.id for row in drawn(state).sheet.rows]  # type: ignore[union-attr]
            seen = update(state, Event(moves.RowsSeen(tuple(rows)), state.revision, NOW))
            return after(seen, moves.NoToAll(group)) is not seen or all(row in facts.given for row in rows)
        case acts.PageEnded(page):
            return facts.pages[page].ended
    return False


def way_out(state: State, presses: int = 2) -> set[str]:
    """Which of refusing, thinking about it and leaving are so many presses away."""
    found: set[str] = set()
    for act in offered(drawn(state)):
        now = after(state, act)
        if now.ending in (Ending.LEFT, Ending.NOT_WITHDRAWING):
            found.add("leave")
        elif isinstance(act, Decided) and now.facts.decision is act.outcome:
            found.add(str(act.outcome))
        elif presses > 1 and now is not state:
            found |= way_out(now, presses - 1)
    return found


def shared_caps(view: View) -> list[str]:
    """Caps that two actions of one screen share; the rows of a group have their digits each."""
    sheet = view.sheet
    caps = [k.cap for k in (*view.frame.keys, *((view.frame.look,) if view.frame.look else ()))]
    caps += [k.cap for name in ("keys", "corrections") for k in getattr(sheet, name, ())]
    if isinstance(sheet, RowsSheet):
        for row in sheet.rows:
            own = [*(c.cap for c in row.choices), *(k.cap for k in (row.why, row.note) if k)]
            caps += [cap for cap, times in Counter(own).items() if times > 1] * 2
        caps += {k.cap for row in sheet.rows for k in (row.why, row.note) if k}
        caps += {c.cap for row in sheet.rows for c in row.choices} | ({sheet.all.cap} if sheet.all else set())
    else:
        caps += [c.cap for c in choices(view)]
    caps += [area.cap for area in getattr(sheet, "areas", ())]
    caps += [fact.cap for fact in getattr(sheet, "facts", ()) if fact.act]
    return [cap for cap, times in Counter(caps).items() if times > 1 or not cap]


def presets(view: View) -> Iterable[object]:
    yield from (c for c in choices(view) if c.chosen)
    yield from (f for f in fields_on(view) if f.value)
    if isinstance(view.sheet, BodySheet):
        yield from (a for a in view.sheet.areas if a.touch)


def plain_screen(state: State) -> bool:
    """A screen of the encounter with its keys around it: not Start, not Done, not covered, and nothing urgent."""
    return state.place not in (START, DONE) and not (state.top and state.top.kind in (*BARE, Over.BACK))


def test_every_press_that_a_screen_offers_is_taken() -> None:
    assert [(s.place, found) for s in SCREENS if (found := in_vain(s))] == []


def test_refusing_thinking_about_it_and_leaving_are_two_presses_away() -> None:
    """Rule 2. From a cover, a warning or the page after it the way back to the screen comes first; an urgent screen is
    left by one press, and nothing is saved. Whoever withdraws has nothing to refuse, and leaves as quickly."""
    here = [s for s in SCREENS if plain_screen(s)]
    assert len(here) > 100
    assert [(s.place, s.over) for s in here if not way_out(s) >= ({"leave"} if s.withdrawing else WAYS_OUT)] == []


def test_back_ask_us_hide_and_stop_stand_on_every_screen() -> None:
    bare = [s for s in SCREENS if plain_screen(s) and not s.top]
    assert {tuple(k.command for k in drawn(s).frame.keys) for s in bare} == {("back", "ask", "hide", "stop")}


def test_every_action_has_a_key_of_its_own() -> None:
    assert [(s.place, twice) for s in SCREENS if (twice := shared_caps(drawn(s)))] == []


def test_a_main_key_that_is_not_ready_says_what_is_missing() -> None:
    """And without one there is nothing to go on to: a choice is to be made, or the record is being written."""
    for state in SCREENS:
        main = drawn(state).frame.main
        if main is None:
            choosing = state.place in (START, LANGUAGE, CONFIRM, DECISION) or (
                state.top and state.top.kind in (Over.URGENT, Over.CONFIRM)
            )
            assert choosing or (state.place == DONE and not state.trouble and not state.receipt)
        else:
            assert main.word
            assert main.act is None or after(state, main.act) is not state


def test_the_frame_carries_the_revision_that_was_drawn_and_a_late_press_does_nothing() -> None:
    """Rule 3: an intent carries the revision it was made for."""
    for state in SCREENS:
        assert drawn(state).frame.revision == state.revision
        for act in offered(drawn(state)):
            if not isinstance(act, acts.Unseen):
                assert update(state, Event(act, state.revision - 1, NOW)) is state


def test_no_place_is_left_open_in_what_is_shown() -> None:
    """Settings and names are filled in; only the seconds of the warning are counted by the front end."""
    left = {(s.place, s.over) for s in SCREENS if "{" in shown(drawn(s)).replace("{seconds}", "")}
    assert left == set()
    counted = {type(drawn(s).sheet) for s in SCREENS if "{seconds}" in shown(drawn(s))}
    assert counted == {IdleSheet}


def test_a_view_is_named_by_what_it_shows() -> None:
    """A front end draws anew when the name differs: two kinds of sheet never share one."""
    by_key: dict[str, set[type]] = {}
    for state in SCREENS:
        by_key.setdefault(drawn(state).key, set()).add(type(drawn(state).sheet))
    shared = {key for key, kinds in by_key.items() if len(kinds) > 1}
    assert {key for key in shared if "interpreter" not in key} == set()  # asked first, then typed, at one place


PACKS = packs().map(worded)
DICE = st.integers(0, 2**32).map(lambda seed: Random(seed).randbytes(2 * 120))


@few
@given(PACKS, DICE)
def test_an_arbitrary_walk_offers_nothing_in_vain_and_a_way_out_everywhere(pack: Pack, dice: bytes) -> None:
    walk = walked(pack, dice, VISIT)
    for state in screens_of(walk):
        assert in_vain(state) == [], walk
        assert shared_caps(drawn(state)) == [], walk
    for state in {state.place: state for state in screens_of(walk) if plain_screen(state)}.values():
        assert way_out(state) >= WAYS_OUT, walk


@few
@given(PACKS, DICE)
def test_private_answers_are_covered_on_result_and_review(pack: Pack, dice: bytes) -> None:
    walk = walked(pack, dice, VISIT)
    for state in screens_of(walk):
        if state.place.step in (Step.RESULT, Step.REVIEW) and not state.top:
            assert SENTINEL not in shown(drawn(state)), walk


@few
@given(PACKS)
def test_sign_stays_dark_until_all_is_there_and_says_what_is_missing(pack: Pack) -> None:
    """And once it lights up, pressing it is a consent."""
    walk = Walk.of(pack)
    walk.until(lambda state: state.place == DONE, mend)
    lit = set()
    for state in screens_of(walk):
        if state.place == SIGN and state.top is None:
            main = drawn(state).frame.main
            assert main
            assert (main.act is None) == bool(blocks(state.case, NOW.date())), walk
            assert (main.word == "Sign") == (main.act is not None)
            lit.add(main.act is not None)
            assert main.act is None or after(state, main.act).kind is Kind.CONSENT
    assert lit == {True, False}


def screens_of(walk: Walk) -> Iterable[State]:
    """The states of a walk, one for every screen; one that was only drawn anew is the same."""
    found = ((drawn(turn.after), turn.after) for turn in walk.turns if not turn.after.closed)
    return {(view.key, view.sheet, view.frame.main): state for view, state in found}.values()


# -- nothing of a client where it may be seen --------------------------------------------------------------------------


def covered(state: State) -> Iterable[State]:
    """This screen covered in each way that there is."""
    for act in (moves.Hide(), moves.Idle()):
        under = after(state, act)
        yield under
        if under.top and under.top.kind is Over.HIDDEN:
            yield after(under, moves.Close())
    if not state.top:
        yield after(after(state, moves.Open("ask")), moves.Open("desk"))


def test_no_view_of_a_covered_or_idle_screen_holds_an_answer_a_name_or_a_note() -> None:
    """Whatever lies below, a cover shows the very same; only the page after it names the step, for the way back."""
    for state in SCREENS:
        if not state.begun or not plain_screen(state):
            continue
        opened = after(Walk.of(whole()).state, acts.Speak(state.facts.language or "en"))
        for here, there in zip(covered(replace(state, over=())), covered(opened), strict=True):
            seen, blank = drawn(here), drawn(there)
            assert seen.sheet == blank.sheet
            assert (seen.frame.notice, seen.frame.main) == ("", blank.frame.main)
            assert [k.command for k in seen.frame.keys] == [k.command for k in blank.frame.keys]


def test_sentinels_in_every_text_are_on_no_cover_and_on_no_last_screen() -> None:
    words = "Zqxname"
    for state in TOURS["consent"]().states:
        texts = dict.fromkeys(("name", "signer", "signature", "goals", "reason", "relationship"), words)
        facts = replace(state.facts, texts=texts, questions=(("start", words, NOW),), certified=(words, words))
        if not state.begun:
            continue
        for under in covered(replace(state, case=replace(state.case, facts=facts), over=())):
            if under.over:
                assert words not in shown(drawn(under))


def test_what_a_withdrawal_needs_is_on_no_cover_and_on_no_last_screen() -> None:
    typed = [s for s in TOURS["withdrawing"]().states if s.withdrawing and s.withdrawing.whole]
    assert any("front-desk-42" in shown(drawn(s)) and "29 February 1980" in shown(drawn(s)) for s in typed)
    for state in typed:
        noted = update(state, Event(moves.Sealed("front-desk-43", "7F3A"), state.revision, NOW))
        for quiet in (*covered(replace(state, over=())), *([noted] if state.place == DONE else [])):
            if quiet.over or quiet.receipt:
                assert not any(word in shown(drawn(quiet)) for word in ("front-desk-42", "1980"))
    assert any(s.place == DONE for s in typed)


def test_urgent_screens_name_no_reason_and_have_nothing_around_them() -> None:
    """No reason is shown, no name asked, nothing is saved, nothing wipes it by itself."""
    urgent = [s for s in SCREENS if s.top and s.top.kind is Over.URGENT]
    assert len(urgent) >= 3
    for state in urgent:
        view = drawn(state)
        assert isinstance(view.sheet, UrgentSheet)
        assert [k.command for k in view.sheet.keys] == ["person", "mistake"]
        assert (view.frame.keys, view.frame.look, view.frame.main, view.frame.foot) == ((), None, None, "")
        assert fields_on(view) == ()
        asked = state.case.pack.words["en"].questions.values()
        assert not any(words.ask in shown(view) or words.told in shown(view) for words in asked)
        for act in (moves.Hide(), moves.Idle(), moves.Expire()):
            assert after(state, act) is state


# -- nothing is preset -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["consent", "child", "represented", "refusal", "stop until"])
def test_nothing_is_ever_preset(name: str) -> None:
    seen = set()
    for state in TOURS[name]().states:
        if state.place not in seen and not state.top:
            seen.add(state.place)
            assert list(presets(drawn(state))) == [], state.place


def test_no_two_answers_weigh_differently() -> None:
    """A no is as good an outcome as a yes: both are choices like each other, with no hint and no field beside them."""
    at_decision = next(s for s in SCREENS if s.place == DECISION and not s.top)
    sheet = drawn(at_decision).sheet
    assert isinstance(sheet, ChooseSheet)
    assert [c.id for c in sheet.choices] == [Outcome.AGREE, Outcome.REFUSE, Outcome.UNDECIDED]
    assert {(c.chosen, c.hint) for c in sheet.choices} == {(False, "")}
    assert sheet.field is None


# -- what a client typed is never markup -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["[bold]x[/bold]", "{fee} {person}", "%s \\ <b>", "*stars* _and_ `ticks`", "@click=('x')"]
)
def test_what_a_client_typed_passes_through_unchanged(text: str) -> None:
    sitting = told(decided()).press("ask").choose("note").write("note", text)
    sitting = reviewed(sitting=sitting).press("back")
    while sitting.state.place.item != "goals":
        sitting.press("back")
    assert fields_on(sitting.write("goals", text).view)[0].value == text
    sitting.next()
    while sitting.state.place.step is Step.STATEMENTS:
        sitting.next()
    said = [fact.value for fact in sitting.sheet.facts]  # type: ignore[union-attr]
    assert said.count(text) == 2
    sitting.next().choose("agree")
    if any(c.isalpha() for c in text):
        assert fields_on(sitting.write("name", text).view)[0].value == text


def test_a_name_in_the_certify_line_stands_as_it_was_typed() -> None:
    sitting = signing(sitting=decided("represented")).write("name", "{signer} [b]").write("signer", "{client} [i]")
    sheet = sitting.sheet
    assert isinstance(sheet, FormSheet)
    assert sheet.certify
    assert sheet.certify.word == "I am {client} [i], and I may decide for {signer} [b]."
