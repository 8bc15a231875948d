"""Ways out of the app that no key leads to any more: shut as well, for whoever finds another way to them."""

from __future__ import annotations

import asyncio
import gc
import io
import weakref
import webbrowser
from pathlib import Path

import pytest
from rich.cells import cached_cell_len as cell_len
from textual import events

from consent_tui.model.moves import Next
from consent_tui.tui.kiosk.messages import Anew
from consent_tui.tui.widgets.field import PASTE_LIMIT, Typing
from tests.kiosk.terminal import files
from tests.kiosk.test_pin import kiosk
from tests.tui import sample_views as views
from tests.tui.stage import playing, settled

ACTIONS = (
    *("quit", "help_quit", "suspend_process", "screenshot", "command_palette", "change_theme", "toggle_dark", "bell"),
    *("show_help_panel", "push_screen('x')", "switch_screen('x')", "pop_screen", "notify('x')", "simulate_key('q')"),
    *("app.quit", "app.screenshot", "app.copy_to_clipboard"),
)


MOMENTS = 60  # turns of the loop that a new sheet takes


@pytest.mark.parametrize("action", ACTIONS)
async def test_no_action_of_the_app_can_be_run(action: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """*palette: Quit, Theme, Keys, Screenshot writes an SVG of the screen to disk → off*"""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    async with playing(views.question()) as (pilot, app, session):
        assert not await app.run_action(action)
        await pilot.pause()
        assert app.screen is app.kiosk
        assert app.is_running
        assert session.acts == []
    assert files(tmp_path) == {}


async def test_nothing_is_copied_and_nothing_pasted_from_what_was_copied() -> None:
    """*Clipboard outlives the patient: copy in one session, ctrl+v in the next; also sent by OSC 52*"""
    async with playing(views.form("Ana Example")) as (pilot, app, _):
        typing = app.screen.query(Typing).first()
        typing.focus()
        await pilot.press("ctrl+shift+a", "ctrl+c", "super+c", "ctrl+x")
        assert app.clipboard == ""
        typing.value = ""
        await pilot.press("ctrl+v")
        assert typing.value == ""


async def test_no_link_opens_and_no_file_is_delivered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """*`open_url` → `webbrowser.open` (kiosk escape)*"""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    async with playing(views.page()) as (pilot, app, _):
        app.open_url("https://example.org")
        assert app.deliver_text(io.StringIO("x"), save_directory=tmp_path, save_filename="x") is None
        assert app.deliver_binary(io.BytesIO(b"x"), save_directory=tmp_path, save_filename="y") is None
        assert app.deliver_screenshot(path=str(tmp_path)) is None
        assert list(app.get_system_commands(app.screen)) == []
        await pilot.pause()
    assert opened == []
    assert files(tmp_path) == {}


async def test_nothing_on_the_screen_can_be_selected() -> None:
    async with playing(views.page()) as (pilot, app, _):
        await pilot.mouse_down(offset=(5, 5))
        await pilot.hover(offset=(40, 12))
        await pilot.mouse_up(offset=(40, 12))
        assert app.screen.get_selected_text() is None


async def test_a_field_holds_no_more_than_a_paste_may_have() -> None:
    """A key that is wedged slowly would fill the memory; the model says in words what is too long."""
    async with playing(views.form()) as (pilot, app, _):
        typing = app.screen.query(Typing).first()
        typing.focus()
        for _ in range(3):
            typing.post_message(events.Paste("x" * 3000))
            await pilot.pause()
        await pilot.press("y")
        assert typing.value == "x" * PASTE_LIMIT


async def test_the_terminal_forgets_each_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """*scrollback*: what a terminal kept is dropped once a client has gone, not only when the kiosk ends."""
    async with kiosk() as (pilot, app, session, _):
        forgotten: list[bool] = []
        monkeypatch.setattr(app, "forget", lambda: forgotten.append(session.state.begun))
        await pilot.press("1")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("6")
        await settled(pilot)
        assert forgotten == []
        await app.kiosk.do(Next())
        await settled(pilot)
        assert forgotten == [False]


async def test_a_press_that_comes_while_it_ends_is_no_error() -> None:
    """Found by the monkey: with its screens gone, a key still waiting ended the kiosk with 70 instead of 0."""
    async with playing(views.question()) as (_, app, _):
        app.exit()
        for _ in range(200):
            app.post_message(events.Key("1", "1"))
            app.post_message(events.MouseDown(None, 5, 5, 0, 0, 1, False, False, False))  # noqa: FBT003
    assert not app.faulted


async def test_a_screen_that_is_drawn_while_it_ends_is_no_error() -> None:
    """*TERM, HUP end cleanly*: found by the monkey, one moment in some hundreds, between two layouts of a new sheet."""
    for moment in range(0, MOMENTS, 3):
        async with playing(views.start()) as (pilot, app, _):
            await settled(pilot)
            app.kiosk.post_message(Anew(views.question))
            for _ in range(moment):
                await asyncio.sleep(0)
            app.end(0)
        assert (app.faulted, app.return_code) == (False, 0), moment


async def test_a_field_that_has_gone_is_freed_with_what_was_typed_in_it() -> None:
    """Textual 8.2 keeps every field that its screen ever had, by the signal that a selection was begun."""
    async with playing(views.form(), lambda act, view: views.start()) as (pilot, app, _):
        typed = weakref.WeakSet(app.screen.query(Typing))
        assert typed
        await app.kiosk.do(Next())
        await settled(pilot)
        gc.collect()
        assert list(typed) == []


async def test_what_libraries_keep_of_what_they_drew_is_dropped_with_the_client() -> None:
    """*nothing of this client is left anywhere*: Rich alone keeps the last 4096 texts that it measured."""
    async with playing(views.form("Zqxvja Example"), lambda act, view: views.start()) as (pilot, app, _):
        assert kept("Zqxvja")
        await app.kiosk.do(Next())
        await settled(pilot)
        await app.tick()
        await pilot.pause()
        assert not kept("Zqxvja")


def kept(word: str) -> bool:
    """Whether a cache of a function holds this word."""
    gc.collect()
    caches = [each for each in gc.get_objects() if type(each) is type(cell_len)]
    return any(word in str(key) for cache in caches for held in gc.get_referents(cache) for key in words_of(held))


def words_of(held: object) -> list[object]:
    return list(held) if isinstance(held, dict | tuple) else [held]
