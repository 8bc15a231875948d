"""The kiosk's end of a terminal: nothing that comes from it ends, stops, floods or spins the kiosk.

Textual 8.2's own loop dies of one byte that is no UTF-8, spins when the terminal is gone, takes every size that it is
told, and queues every key of a wedged keyboard. Its private parts that are used here are pinned by
`tests/kiosk/test_private.py`.
"""

from __future__ import annotations

import codecs
import io
import os
import selectors
import signal
import sys
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Final

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from consent_tui.tui import lockdown
from consent_tui.tui.driver_input import Bucket, Pastes, seven_bit
from consent_tui.tui.lockdown_log import note

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

WIDEST, TALLEST = 500, 200  # cells; a larger terminal is drawn on in part
MOST_PIXELS = 200  # of one cell, either way
KEYS_A_SECOND, KEYS_AT_ONCE = 60.0, 120.0  # nobody types faster; a scanner of bar codes fits in at once
MOVES_A_SECOND, MOVES_AT_ONCE = 300.0, 600.0  # a mouse that draws
PASTES_A_SECOND, PASTES_AT_ONCE = 2.0, 4.0
ANSWERS_SECONDS: Final = 5.0  # within which a terminal says what it can do; later nobody has asked
_TICK, _SOON, _LONG = 0.1, 0.05, 1.0  # seconds: between two looks, for the rest of a mark, for the rest of a paste
_UNREAD = 256  # letters that lead to no key: the reader waits for something that never comes
_PRESSES = (events.Key, events.MouseDown, events.MouseUp)


class Paper:
    """Where the screen is drawn. That the terminal is gone is told once, and never stops a thread."""

    def __init__(self, file: IO[str] | None, gone: Callable[[], None]) -> None:
        self._file, self._gone, self._whole = file or io.StringIO(), gone, True

    def write(self, text: str) -> int:
        return self._do(lambda: self._file.write(text)) or len(text)

    def flush(self) -> None:
        self._do(self._file.flush)

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return True

    def _do(self, act: Callable[[], Any]) -> Any:
        if not self._whole:
            return None
        try:
            return act()
        except (OSError, ValueError):
            self._whole = False
            self._gone()
            return None


class Reader:
    """Reads keys, mouse and replies out of what a terminal sends; what makes no sense is forgotten."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode  # no byte ends it
        self._pastes = Pastes()
        self._at = 0.0
        self._unread = 0
        self._stale = False  # whether it has read anything since the last silence
        self._noted = False
        self.pixels: tuple[tuple[int, int], tuple[int, int]] | None = None  # cells and pixels of the screen, if told
        self._renew()

    def _renew(self) -> None:
        self._parser = XTermParser()
        self._unread = 0
        if self.pixels is not None:
            self.measure(*self.pixels)

    def measure(self, cells: tuple[int, int], pixels: tuple[int, int]) -> None:
        """The mouse is told in pixels from now on."""
        self.pixels = (cells, pixels)
        self._parser.terminal_size, self._parser.terminal_pixel_size = cells, pixels
        self._parser.mouse_pixels = True

    def unmeasure(self) -> None:
        """What was told of a size is not believed: the mouse is read as before."""
        self._renew()

    @property
    def patience(self) -> float:
        """Seconds to wait for more before `tick`."""
        return _SOON if self._pastes.waiting and not self._pastes.pasting else _TICK

    def feed(self, raw: bytes, now: float) -> list[Message]:
        self._at, self._stale = now, True
        return self._read(self._pastes.feed(seven_bit(self._decode(raw))))

    def tick(self, now: float) -> list[Message]:
        """Nothing came for a moment."""
        quiet = now - self._at
        found: list[Message] = []
        if self._pastes.waiting and quiet >= (_LONG if self._pastes.pasting else _SOON):
            found += self._read(self._pastes.quiet())
        found += self._guarded()
        if self._stale and quiet >= _LONG:
            self._renew()
            self._stale = False
        return found

    def _read(self, pieces: Any) -> list[Message]:
        found: list[Message] = []
        for text, pasted in pieces:
            if pasted:
                found.append(events.Paste(text))
                continue
            read: list[Message] = [events.Key("escape", text)] if text == "\x1b" else self._guarded(text)
            self._unread = 0 if read else self._unread + len(text)
            if self._unread > _UNREAD:
                self._renew()
            found += read
        return found

    def _guarded(self, text: str = "") -> list[Message]:
        """Return what the parser makes of a text, or of the time that has passed."""
        try:
            found = list(self._parser.feed(text) if text else self._parser.tick())
        except Exception as error:  # noqa: BLE001 - whatever a terminal sends, the next key counts again
            if not self._noted:  # a terminal that sends rubbish all day is told of once
                note(error, "reading the terminal")
            self._noted = True
            self._renew()
            return []
        if found:
            self._unread = 0
        return found


class TerminalDriver(LinuxDriver):
    """A terminal whose every byte is expected."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        lockdown.ignore_interrupts()  # Textual would stop on TSTP
        signal.signal(signal.SIGCONT, signal.SIG_DFL)  # and start a second reader on CONT
        self._file: Any = Paper(sys.__stderr__, self._gone)
        self._keys = Bucket(KEYS_A_SECOND, KEYS_AT_ONCE)
        self._moves = Bucket(MOVES_A_SECOND, MOVES_AT_ONCE)
        self._clips = Bucket(PASTES_A_SECOND, PASTES_AT_ONCE)
        self._reader = Reader()
        self._asked = time.monotonic()

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        lockdown.ignore_interrupts()  # Textual would stop where the terminal is another's
        signal.signal(signal.SIGWINCH, lambda *_: self._turn())
        if self._writer_thread is None:  # the terminal was gone before anything was drawn
            raise SystemExit(lockdown.GONE)

    def run_input_thread(self) -> None:
        """Read until the app ends."""
        reader = self._reader
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(reader.patience):
                    self._take(reader.tick(time.monotonic()))
                    continue
                try:
                    raw = os.read(self.fileno, 4096)
                except InterruptedError:
                    continue
                except OSError:
                    raw = b""
                if not raw:  # nothing will ever come again; looking for it again would spin
                    self._gone()
                    self.exit_event.wait()
                    return
                self._take(reader.feed(raw, time.monotonic()))

    def _take(self, found: list[Message]) -> None:
        for message in found:
            self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Hand on what a person can have done, at the speed of a person."""
        now = time.monotonic()
        if isinstance(message, messages.InBandWindowResize) and now - self._asked > ANSWERS_SECONDS:
            return
        if isinstance(message, events.AppBlur | events.AppFocus):
            return  # another window took the focus, and no field was left by a client
        if isinstance(message, events.Resize):
            if self._heard(message):
                self._turn()
            return
        if isinstance(message, events.MouseEvent) and not self._on_screen(message):
            return
        if isinstance(message, _PRESSES):
            if not self._keys.lets(now):
                return
        elif isinstance(message, events.Paste):
            if not self._clips.lets(now):
                return
        elif isinstance(message, events.InputEvent) and not self._moves.lets(now):
            return
        super().process_message(message)

    def _on_screen(self, event: events.MouseEvent) -> bool:
        width, height = self._get_terminal_size()
        return event.x < width and event.y < height  # neither is ever negative

    def _heard(self, told: events.Resize) -> bool:
        """Take over how many pixels the screen has; a size that was not asked for, or cannot be, is not believed."""
        if not self._in_band_window_resize:
            self._reader.unmeasure()
            return False
        cells, pixels = self._get_terminal_size(), told.pixel_size or Size(0, 0)
        if told.size == cells and all(n <= p <= n * MOST_PIXELS for n, p in zip(cells, pixels, strict=True)):
            self._reader.measure(cells, (pixels.width, pixels.height))
        else:
            self._reader.unmeasure()
        return True

    def _turn(self) -> None:
        """Have the size looked up on the loop's turn.

        A signal's handler is itself interrupted by the next signal: one that looked the size up would, in a storm, tell
        an older one after the last. So would two threads.
        """
        with suppress(RuntimeError):  # the loop may have ended meanwhile
            self._loop.call_soon_threadsafe(self._resized)

    def _resized(self) -> None:
        self.send_message(self._sized())

    def _sized(self) -> events.Resize:
        """Return the size that the system knows, whatever the terminal was made to say."""
        cells = self._get_terminal_size()
        if self._reader.pixels is None:
            return events.Resize.from_dimensions(cells, None)
        before, pixels = self._reader.pixels
        now = (pixels[0] * cells[0] // before[0], pixels[1] * cells[1] // before[1])
        self._reader.measure(cells, now)
        return events.Resize.from_dimensions(cells, now)

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            width, height = os.get_terminal_size(self.fileno)
        except OSError:
            width, height = super()._get_terminal_size()
        if width <= 0 or height <= 0:  # a serial line knows no size
            width, height = super()._get_terminal_size()
        return min(max(width, 1), WIDEST), min(max(height, 1), TALLEST)

    def _gone(self) -> None:
        """The terminal is gone, and whoever sat there with it."""
        with suppress(RuntimeError):  # the loop may have ended meanwhile
            self._loop.call_soon_threadsafe(self._app.exit, None, lockdown.GONE)


class KioskDriver(TerminalDriver):
    """A terminal that is to remember nobody."""

    def forget(self) -> None:
        """Drop what scrolled out of the screen. What is on it is drawn over by what comes."""
        self.write("\x1b[3J")

    def stop_application_mode(self) -> None:
        """Clear both screens of the terminal: some show the other one again, a bare console has one alone."""
        if self._writer_thread is not None:
            self.write(lockdown.FORGET)
        super().stop_application_mode()
        if self._writer_thread is not None:
            self.write(lockdown.FORGET)
