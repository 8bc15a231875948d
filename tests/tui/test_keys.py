"""*Every action has a key that is written on it, works by mouse and touch.* Each posts its act with its revision."""

from dataclasses import replace

import pytest
from textual.widget import Widget

from consent_tui.model import acts, moves
from consent_tui.model.screening import Answer
from consent_tui.tui.kiosk.keybar import KeyPress, MainPress
from consent_tui.tui.widgets.pressable import ChoiceRow, Pressable
from consent_tui.views.parts import Fact
from tests.tui import sample_views as views
from tests.tui.stage import playing

REVISION = 7
FRAME = [
    ("enter", moves.Next()),
    ("b", moves.Back()),
    ("B", moves.Back()),
    ("f2", moves.Back()),
    ("question_mark", moves.Open("ask")),
    ("f1", moves.Open("ask")),
    ("h", moves.Hide()),
    ("f3", moves.Hide()),
    ("escape", moves.Open("stop")),
    ("a", moves.Open("look")),
]
SHEETS = [
    ("question", "1", acts.Answered("aneurysm", Answer.YES)),
    ("question", "3", acts.Answered("aneurysm", Answer.UNSURE)),
    ("question", "w", moves.Open("why", "aneurysm")),
    ("question", "n", moves.Open("note", "aneurysm")),
    ("page", "l", moves.Open("more", "injury")),
    ("page", "g", moves.Open("terms", "injury")),
    ("page", "r", moves.Open("sources", "injury")),
    ("rows", "2", acts.Answered("aneurysm", Answer.NO)),
    ("rows", "w", moves.Open("why", "aneurysm")),
    ("statements", "2", acts.Stated("s2", agreed=False)),
    ("result", "1", moves.GoTo("screening", "head")),
    ("body", "4", acts.Marked("lower-back", acts.Touch.TOUCH)),
    ("body", "1", acts.Marked("head", acts.Touch.AVOID)),
    ("review", "3", moves.GoTo("deciding", "3")),
    ("review", "c", moves.GoTo("deciding", "10")),
    ("review", "E", moves.GoTo("deciding", "12")),
    ("start", "2", acts.Speak("es")),
    ("start", "enter", acts.Speak("en")),
    ("start", "a", moves.Open("look")),
    ("stop", "3", moves.Leave("paper")),
    ("stop", "enter", moves.Close()),
    ("urgent", "1", moves.Leave("urgent")),
    ("urgent", "2", acts.TakenBack("emergency-signs")),
    ("done", "enter", moves.Next()),
    ("cover", "enter", moves.Close()),
    ("idle", "x", moves.Close()),
    ("idle", "escape", moves.Close()),
]


def hand(acts_posted):
    """What a hand did; what the eye saw is posted besides."""
    return [act for act in acts_posted if not isinstance(act, moves.RowsSeen | acts.PageEnded)]


@pytest.mark.parametrize(("key", "act"), FRAME)
async def test_a_key_of_the_frame_does_what_its_cap_says(key, act):
    async with playing(views.question()) as (pilot, _, session):
        await pilot.press(key)
    assert session.posted == [(act, REVISION)]


@pytest.mark.parametrize(("name", "key", "act"), SHEETS)
async def test_a_key_of_a_sheet_does_what_its_cap_says(name, key, act):
    async with playing(views.ALL[name]()) as (pilot, _, session):
        await pilot.press(key)
    assert hand(session.acts) == [act]
    assert {revision for _, revision in session.posted} == {REVISION}


@pytest.mark.parametrize("name", [n for n in views.ALL if n not in ("idle", "cover")])
async def test_whatever_can_be_pressed_works_by_mouse(name):
    """Every target on screen is clicked, each on a fresh screen."""
    async with playing(views.ALL[name]()) as (pilot, app, session):
        count = len(targets(app))
        assert count
        for number in range(count):
            target = targets(app)[number]
            target.scroll_visible(animate=False, immediate=True)
            await pilot.pause()
            session.posted.clear()
            await pilot.click(target)
            assert hand(session.acts) == [target.act], target
            assert session.posted[-1][1] == REVISION


def targets(app) -> list[Pressable]:
    """What is on screen and does something within the encounter."""
    found = [w for w in app.screen.query(Pressable) if all(n.display for n in w.ancestors_with_self if n is not app)]
    return [each for each in found if each.act is not None and "TurnOver" not in str(each.act)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", views.ALL)
async def test_what_must_be_hit_is_at_least_3_rows_by_10_columns(name, size):
    """*Touch: everything that must be hit is at least 3 rows by 10 columns.* What is only offered may be smaller."""
    async with playing(views.ALL[name](), size=size) as (_, app, _session):
        must: list[Widget] = [*app.screen.query(KeyPress), *app.screen.query(MainPress), *app.screen.query(".choice")]
        shown = [each for each in must if all(node.display for node in each.ancestors_with_self if node is not app)]
        small = [each for each in shown if each.outer_size.width < 10 or each.outer_size.height < 3]
    assert not small


async def test_a_key_that_is_not_ready_does_nothing_and_says_why():
    """*Never a dead key without a reason.*"""
    async with playing(views.question(None)) as (pilot, app, session):
        await pilot.press("enter")
        await pilot.click(MainPress)
        shown = app.screen.query_one(MainPress)
        assert shown.word == "Choose an answer"
        assert shown.has_class("-off")
    assert session.acts == []


async def test_focus_starts_on_the_page_never_on_an_answer_nor_on_stop():
    for name, view in views.ALL.items():
        async with playing(view()) as (_, app, _session):
            focused = app.focused
        if name == "start":
            assert isinstance(focused, ChoiceRow)  # a language is no answer
        else:
            assert not isinstance(focused, ChoiceRow | KeyPress | MainPress), name


async def test_enter_chooses_the_answer_under_the_focus_and_then_goes_on():
    def reply(act, view):
        return views.question(act.answer) if isinstance(act, acts.Answered) else None

    async with playing(views.question(None), reply) as (pilot, _, session):
        await pilot.press("down", "down", "enter", "enter")
    assert session.acts == [acts.Answered("aneurysm", Answer.NO), moves.Next()]


async def test_space_presses_what_has_the_focus():
    async with playing(views.question(None)) as (pilot, _, session):
        await pilot.press("tab", "space")
    assert session.acts == [acts.Answered("aneurysm", Answer.YES)]


async def test_tab_goes_through_answers_then_keys_then_the_main_key():
    async with playing(views.question()) as (pilot, app, _):
        names = []
        for _ in range(11):
            await pilot.press("tab")
            names.append(app.focused.name)
    assert names[:5] == ["yes", "no", "unsure", "why", "note"]
    assert sorted(names[5:10]) == ["ask", "back", "hide", "main", "stop"]


async def test_the_focus_is_seen_without_colour():
    """*Focus = ▸ + double line.*"""
    from tests.tui.stage import text_of

    async with playing(views.question(None)) as (pilot, app, _):
        await pilot.press("down")
        shown = text_of(app)
    assert "║ ▸  1   ○  Yes" in shown


async def test_arrows_go_to_the_next_answer_beside_and_below():
    async with playing(views.rows()) as (pilot, app, _):
        names = []
        for key in ("down", "right", "down", "left"):
            await pilot.press(key)
            names.append(app.focused.name)
    assert names == ["aneurysm yes", "aneurysm no", "stroke no", "stroke yes"]


async def test_back_from_a_field_is_f2_and_stop_is_still_escape():
    async with playing(views.form()) as (pilot, _, session):
        await pilot.press("f2", "escape")
    assert session.acts == [moves.Back(), moves.Open("stop")]


async def test_lines_of_a_review_beyond_nine_have_letters_that_no_key_of_the_frame_has():
    """*What is written on a cap is what works.*"""
    facts = tuple(Fact(f"line {n}", "so", moves.GoTo("deciding", str(n)), str(n)) for n in range(1, 41))
    view = views.review()
    view = views.with_sheet(view, replace(view.sheet, facts=facts))
    async with playing(view) as (_, app, _session):
        caps = [p.cap for p in app.kiosk.sheet.query(Pressable)]
        taken = {p.cap for p in app.screen.query(KeyPress)} | {"A"}
    given = [cap for cap in caps if cap]
    assert len(given) == len(set(given)) == 32
    assert not taken & set(given)
    assert {len(cap) for cap in given} == {1}
    assert caps[:10] == [*"123456789", "C"]
    assert len(caps) == 40  # the rest is reached by Tab and arrows


async def test_a_line_without_a_cap_is_reached_by_arrows_and_pressed_by_enter():
    facts = tuple(Fact(f"line {n}", "so", moves.GoTo("deciding", str(n)), str(n)) for n in range(1, 41))
    view = views.review()
    async with playing(views.with_sheet(view, replace(view.sheet, facts=facts))) as (pilot, app, session):
        app.kiosk.sheet.query(Pressable).last().focus()
        await pilot.press("up", "enter")
    assert session.acts == [moves.GoTo("deciding", "39")]
