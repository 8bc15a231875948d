"""Textual's private parts: touched by the lock-down and its driver alone, each pinned here, loud when one moves.

Who upgrades Textual reads the new source beside each of these, then mends what this file says.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import textual
from textual import events
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.signal import Signal
from textual.widgets import Input

import consent_tui
from consent_tui.tui.driver import KioskDriver, TerminalDriver
from consent_tui.tui.lockdown_app import ClosedApp, key_name

TUI = Path(consent_tui.__file__).parent / "tui"
LOCKDOWN = (
    "lockdown.py",
    "lockdown_app.py",
    "lockdown_forgetting.py",
    "lockdown_log.py",
    "driver.py",
    "driver_input.py",
)

# What we call or override, with the parameters that it had when it was read.
METHODS = {
    App: {
        "_handle_exception": ["self", "error"],
        "_close_messages_no_wait": ["self"],
        "panic": ["self", "renderables"],
        "check_action": ["self", "action", "parameters"],
        "copy_to_clipboard": ["self", "text"],
        "open_url": ["self", "url", "new_tab"],
        "get_system_commands": ["self", "screen"],
        "exit": ["self", "result", "return_code", "message"],
    },
    LinuxDriver: {
        "run_input_thread": ["self"],
        "process_message": ["self", "message"],
        "start_application_mode": ["self"],
        "stop_application_mode": ["self"],
        "_get_terminal_size": ["self"],
        "_sigtstp_application": ["self", "_"],
        "_sigcont_application": ["self", "_"],
    },
    Driver: {"send_message": ["self", "message"], "write": ["self", "data"]},
    XTermParser: {"feed": ["self", "data"]},
    Parser: {"tick": ["self"]},
}
# What we read or set on an instance: it must be set there by Textual itself.
ATTRIBUTES = {
    App: [
        *("_exit", "_return_code", "_exception", "_exception_event", "_driver", "error_console", "animation_level"),
        *("_disable_tooltips", "_mouse_down_widget", "mouse_over", "hover_over", "mouse_captured"),
    ],
    Screen: ["text_selection_started_signal"],
    LinuxDriver: ["_file", "fileno", "exit_event", "_writer_thread", "_in_band_window_resize"],
    Driver: ["_loop", "_app"],
    XTermParser: ["terminal_size", "terminal_pixel_size", "mouse_pixels"],
}
# Sentences of Textual's source that our reasons rest on.
SENTENCES = {
    LinuxDriver._run_input_thread: ["self.run_input_thread()", "self._app.panic"],
    LinuxDriver.start_application_mode: ["WriterThread(self._file)", "signal.SIGWINCH", "signal.SIGTTOU"],
    LinuxDriver.stop_application_mode: ["self.disable_input()", "?1049l"],
    LinuxDriver.__init__: ["signal.SIGTSTP", "signal.SIGCONT", "sys.__stderr__"],
    LinuxDriver.process_message: ["_in_band_window_resize = True", "_enable_mouse_pixels"],
    WriterThread.run: ["self._file.write", "self._file.flush"],
    App.run_action: ["check_action"],
    App._print_error_renderables: ["self.error_console.print"],
    App.copy_to_clipboard: ["self._driver.write", "]52;"],
    App.action_screenshot: ["self.deliver_screenshot"],
    App.deliver_screenshot: ["self.deliver_text"],
    Input.action_copy: ["self.app.copy_to_clipboard"],
    Input.action_cut: ["self.app.copy_to_clipboard"],
    Screen.action_copy_text: ["self.app.copy_to_clipboard"],
    MessagePump._close_messages_no_wait: ["messages.CloseMessages()"],
    Screen._handle_mouse_move: ["if not self.app._disable_tooltips", "self._tooltip_widget = widget"],
    Input._on_mount: ["self.screen.text_selection_started_signal.subscribe"],
    Signal.subscribe: ["self._subscriptions.setdefault(node, [])"],  # whose callbacks hold their node
    App.on_event: ["self._mouse_down_widget, _ = self.get_widget_at", "self.screen._forward_event"],
}


def test_textual_is_the_version_whose_private_parts_were_read() -> None:
    assert textual.__version__.split(".")[:2] == ["8", "2"]


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in METHODS.items() for name in names])
def test_what_we_call_or_override_takes_what_it_took(owner: type, name: str) -> None:
    assert list(inspect.signature(getattr(owner, name)).parameters) == METHODS[owner][name]


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in ATTRIBUTES.items() for name in names])
def test_what_we_read_is_set_by_textual(owner: type, name: str) -> None:
    assert name in vars(owner) or name in set_on_self(inspect.getsource(owner))


@pytest.mark.parametrize("method", SENTENCES, ids=lambda method: method.__qualname__)
def test_our_reasons_still_stand_in_its_source(method: object) -> None:
    source = inspect.getsource(method)
    assert [sentence for sentence in SENTENCES[method] if sentence not in source] == []


@pytest.mark.parametrize(
    ("ours", "theirs", "names"),
    [
        (ClosedApp, App, ["_handle_exception", "panic", "check_action", "copy_to_clipboard", "open_url"]),
        (ClosedApp, App, ["deliver_text", "deliver_binary", "get_system_commands", "run_async"]),
        (TerminalDriver, LinuxDriver, ["run_input_thread", "process_message", "_get_terminal_size"]),
        (KioskDriver, LinuxDriver, ["stop_application_mode"]),
    ],
)
def test_each_lock_takes_the_place_of_something(ours: type, theirs: type, names: list[str]) -> None:
    assert [name for name in names if getattr(ours, name) is getattr(theirs, name)] == []
    assert [name for name in names if not hasattr(theirs, name)] == []


def test_the_names_of_keys_are_those_that_its_reader_gives_them() -> None:
    """A rehearsal strikes a key by the name that a terminal's press has: both come from `_character_to_key`."""
    assert list(inspect.signature(_character_to_key).parameters) == ["character"]
    signs = [*"aZ7 ?/#+-", "\xe9", "\u8a9e"]
    read = [event.key for sign in signs for event in XTermParser().feed(sign) if isinstance(event, events.Key)]
    assert read == [key_name(sign) for sign in signs]
    assert "_character_to_key" in inspect.getsource(XTermParser)


def set_on_self(source: str) -> set[str]:
    tree = ast.parse(textwrap.dedent(source))
    stored = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
    return {node.attr for node in stored if isinstance(node.value, ast.Name) and node.value.id == "self"}


@cache
def names_of(owner: type) -> frozenset[str]:
    """Every private name that one class of Textual's defines or sets."""
    return frozenset(n for n in {*vars(owner), *set_on_self(inspect.getsource(owner))} if re.match("_[^_]", n))


def private_parts(owner: type) -> set[str]:
    """Every private name of the classes of Textual's that a class is made of."""
    return {name for base in owner.__mro__ if base.__module__.startswith("textual") for name in names_of(base)}


def our_classes() -> Iterator[tuple[str, type]]:
    for path in sorted(TUI.rglob("*.py")):
        if path.name in LOCKDOWN and path.parent == TUI:
            continue
        module = importlib.import_module(".".join(("consent_tui", *path.relative_to(TUI.parent).with_suffix("").parts)))
        for name, found in vars(module).items():
            if isinstance(found, type) and found.__module__ == module.__name__ and issubclass(found, MessagePump):
                yield f"{path.name}: {name}", found


def taken(ours: type) -> set[str]:
    """Return the private names of Textual's that a class of ours uses or defines."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(ours)))
    used = {*vars(ours), *(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))}
    ours_too = {n for base in ours.__mro__[1:] if not base.__module__.startswith("textual") for n in vars(base)}
    return private_parts(ours) & used - ours_too - MADE_BY_TEXTUAL


def test_nobody_else_touches_them_or_takes_one_of_their_names() -> None:
    """*private Textual API is touched in `lockdown.py` only*; a name of ours that is one of theirs breaks it unseen."""
    pytest.importorskip("watchfiles", reason="the studio is an extra")
    assert {told: found for told, ours in our_classes() if (found := taken(ours))} == {}


def test_the_rule_about_names_can_fail() -> None:
    class Named(Input):
        def __init__(self) -> None:
            super().__init__()
            self._name = "Ana"

    assert taken(Named) == {"_name"}


MADE_BY_TEXTUAL = {  # on every class, by Textual's own machinery
    *(
        "_css_type_name",
        "_css_type_names",
        "_merged_bindings",
        "_inherit_bindings",
        "_inherit_css",
        "_inherit_component_classes",
    ),
    *("_computes", "_reactives", "_decorated_handlers", "_default_focus", "_bubble", "_abc_impl"),
    "_default_focused",  # beside a reactive of its own that a class declares anew: `FramedScreen.focused`
    "_default_virtual_size",  # likewise `Typing.virtual_size`
}


def test_no_private_module_of_textual_is_imported_elsewhere() -> None:
    guilty = []
    for path in sorted(TUI.rglob("*.py")):
        if path.parent == TUI and path.name in LOCKDOWN:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                names = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
                guilty += [f"{path.name}: {name}" for name in names if name.startswith("_")]
    assert guilty == []
