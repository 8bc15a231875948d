"""Fields: typing never triggers a key, a text commits on Enter or when it is left, never on a keystroke."""

from dataclasses import replace

from textual import events

from consent_tui.model import acts, moves
from consent_tui.tui.kiosk.keybar import MainPress
from consent_tui.tui.kiosk.posting import Posting
from consent_tui.tui.widgets.field import Typing
from consent_tui.tui.widgets.pressable import ChoiceRow
from consent_tui.views.parts import MainKey
from tests.tui import sample_views as views
from tests.tui.stage import playing, text_of


def taking(act, view):
    """Take what is written, as the model would."""
    if isinstance(act, acts.Wrote):
        fields = tuple(replace(f, value=act.text) if f.id == act.field else f for f in view.sheet.fields)
        return replace(view, sheet=replace(view.sheet, fields=fields))
    return None


def refusing(act, view):
    if isinstance(act, acts.Wrote):
        fields = tuple(replace(f, problem="That is too long.") if f.id == act.field else f for f in view.sheet.fields)
        return replace(view, sheet=replace(view.sheet, fields=fields))
    return None


async def test_letters_and_digits_in_a_field_are_only_letters_and_digits():
    async with playing(views.form(), taking) as (pilot, app, session):
        await pilot.press(*"bh?a1 2xyz")
        assert app.screen.query(Typing).first().value == "bh?a1 2xyz"
    assert session.acts == []


async def test_enter_commits_and_goes_to_the_next_field_then_to_the_main_key():
    async with playing(views.form(), taking) as (pilot, app, session):
        await pilot.press(*"sleep", "enter")
        assert session.posted == [(acts.Wrote("goals", "sleep"), 7)]
        assert app.focused is app.screen.query(Typing).last()
        await pilot.press("enter")
        assert isinstance(app.focused, MainPress)
        await pilot.press("enter")
    assert session.acts == [acts.Wrote("goals", "sleep"), moves.Next()]


async def test_leaving_a_field_commits_it():
    async with playing(views.form(), taking) as (pilot, _, session):
        await pilot.press(*"rest", "tab")
        await pilot.pause()
    assert session.acts == [acts.Wrote("goals", "rest")]


async def test_what_is_typed_is_committed_before_the_main_key_acts():
    async with playing(views.form(), taking) as (pilot, _, session):
        await pilot.press(*"rest")
        await pilot.click(MainPress)
        await pilot.pause()
    assert session.acts == [acts.Wrote("goals", "rest"), moves.Next()]


async def test_hide_works_at_once_and_loses_nothing():
    async with playing(views.form(), taking) as (pilot, _, session):
        await pilot.press(*"rest", "f3")
    assert session.acts == [acts.Wrote("goals", "rest"), moves.Hide()]


async def test_a_text_that_was_not_taken_stays_to_be_mended_and_says_why():
    async with playing(views.form(), refusing) as (pilot, app, session):
        await pilot.press(*"rest", "enter")
        assert app.screen.query(Typing).first().value == "rest"
        assert app.focused is app.screen.query(Typing).first()
        assert "That is too long." in text_of(app)
        await pilot.click(MainPress)
        await pilot.pause()
    assert moves.Next() not in session.acts


async def test_typing_in_one_field_outlives_a_change_of_another():
    async with playing(views.form(), taking) as (pilot, app, session):
        await pilot.press(*"rest", "tab", *"calm")
        await pilot.pause()
        fields = [field.value for field in app.screen.query(Typing)]
    assert fields == ["rest", "calm"]
    assert session.acts == [acts.Wrote("goals", "rest")]


async def test_the_caps_say_what_works_while_letters_are_typed():
    """*Where letters are typed the cap shows them instead.*"""
    async with playing(views.form(), taking) as (pilot, app, _):
        typing = text_of(app)
        await pilot.press("tab", "tab")
        elsewhere = text_of(app)
    assert "F2  Back" in typing
    assert "F1  Ask us" in typing
    assert "F3  Hide" in typing
    assert " B  Back" in elsewhere


async def test_a_paste_stays_on_one_line_and_presses_no_key():
    """*Pasted newlines become spaces; control characters of a paste never become key presses.*"""
    async with playing(views.form(), taking) as (pilot, app, session):
        app.post_message(events.Paste("first\nsecond\x1b[31m\x00\u202e third"))
        await pilot.pause()
        await pilot.pause()
        value = app.screen.query(Typing).first().value
    assert value == "first second [31m third"
    assert session.acts == []


async def test_the_certify_line_is_ticked_by_its_digit_outside_fields_and_by_enter():
    async with playing(views.sign()) as (pilot, app, session):
        app.screen.query(ChoiceRow).first().focus()
        await pilot.press("enter")
    assert [type(act) for act in session.acts] == [acts.Certified]
    assert session.acts[0].on


async def test_sign_stays_dark_and_says_what_is_missing():
    async with playing(views.sign()) as (_, app, _session):
        shown = app.screen.query_one(MainPress)
        assert (shown.act, shown.word) == (None, "Sign: Tick the line")
    async with playing(views.sign(certified=True)) as (_, app, _session):
        assert app.screen.query_one(MainPress).act == acts.Signed()


async def test_a_main_key_that_becomes_ready_is_shown_so():
    def reply(act, view):
        ready = replace(view.frame, main=MainKey("Next", moves.Next()))
        return replace(taking(act, view), frame=ready) if isinstance(act, acts.Wrote) else None

    view = views.form()
    view = replace(view, frame=replace(view.frame, main=MainKey("Name and birth date", None)))
    async with playing(view, reply) as (pilot, app, _):
        await pilot.press(*"x", "enter")
        assert app.screen.query_one(MainPress).word == "Next"


def test_a_main_key_whose_text_was_emptied_leads_nowhere():
    """The monkey found it: the key had been ready, until what it needs was taken out, and both came at once."""
    view = views.form()
    ready = replace(view, frame=replace(view.frame, main=MainKey("Next", moves.Next())))
    dark = replace(view, frame=replace(view.frame, main=MainKey("Name and birth date", None)))
    done = []

    def act(each):
        done.append(each)
        return dark

    assert Posting(act).post(ready, [acts.Wrote("goals", "")], moves.Next(), main=True) == dark
    assert done == [acts.Wrote("goals", "")]
