"""A trainer at a machine of their own, who does what a guide says."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import time
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.docs.following import Add, Change, Install, Look, Step, Type, Write
from tests.docs.pictures import AT, DEADLINE, SIZE, taken

ROOT = Path(__file__).parents[2]
DIGEST = "sha256:…"  # what the guide says instead of one
STUDIO, KIOSK = (b"Leave", b"q"), (b"Ctrl+Q", b"\x11")  # what says how to leave, and what leaves: Ctrl+Q twice


@dataclass(frozen=True, slots=True)
class Done:
    """`seen` is what was printed, or what is on the screen; then `picture` is an SVG of it."""

    step: Step
    seen: list[str]
    picture: str = ""


def follow(steps: Iterable[Step], folder: Path) -> Iterator[Done]:
    """Do all steps in a copy of what a trainer has; yield each with what was seen."""
    trainer = Trainer(folder / "project", folder / "machine")
    for step in steps:
        seen = trainer.does(step)
        yield Done(step, seen, trainer.picture if isinstance(step, Look) else "")


class Trainer:
    """`folder` holds what a trainer has of the project: the packs and the program's words."""

    def __init__(self, folder: Path, commands: Path) -> None:
        self.folder = folder
        self.command = ""  # the last that fills the screen
        self._digest = ""
        self._last: Change | None = None
        self.picture = ""  # the last that was taken
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copytree(ROOT / "consent_tui" / "words", folder / "consent_tui" / "words")
        commands.mkdir()
        program = commands / "consent-tui"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m consent_tui "$@"\n', "utf-8")
        program.chmod(0o755)
        places = {f"XDG_{name}_HOME": str(commands / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        self.variables = {
            **places, "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "HOME": str(commands),
            "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "LANG": "C.UTF-8", "TZ": "UTC",
        }  # fmt: skip

    def does(self, step: Step) -> list[str]:
        """Do one step; return what was printed, or is on the screen, line by line."""
        match step:
            case Type():
                if not step.on_a_screen:
                    return self._type(step.command)
                self.command = step.command
            case Look():
                return self._look(step.picture)
            case Change():
                self._last = step
                self._change(step.file, step.was, step.now, step.line)
            case Add():
                path = self.folder / step.file
                was = path.read_text("utf-8")
                version = next_major(was)
                path.write_text(f"{was}\n{self._filled(step.text, version)}", "utf-8")
                return [version] if "version = " in step.text else []
            case Write():
                assert not (self.folder / step.file).exists(), f"line {step.line}: {step.file} is there already"
                (self.folder / step.file).write_text(step.text, "utf-8")
            case Install():
                pass
        return []

    def _type(self, command: str) -> list[str]:
        done = subprocess.run(
            command, shell=True, cwd=self.folder, env=self.variables, stdin=subprocess.DEVNULL, timeout=120,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), f"{command}: {done.stdout}"
        if found := re.fullmatch(r"(sha256:[0-9a-f]{64})\n", done.stdout):
            self._digest = found[1]
        return done.stdout.splitlines()

    def _change(self, file: str, was: str, now: str, line: int) -> None:
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(was) == 1, f"line {line}: {file} holds this {text.count(was)} times, not once:\n{was}"
        path.write_text(text.replace(was, now), "utf-8")

    def _filled(self, text: str, version: str) -> str:
        """Return what a trainer adds, with the number, the day and the digest that the guide asks for."""
        assert DIGEST not in text or self._digest
        for key, value in (("version", f'"{version}"'), ("date", datetime.now(UTC).date())):
            text = re.sub(rf"^{key} = .*", f"{key} = {value}", text, flags=re.MULTILINE)
        return text.replace(DIGEST, self._digest)

    def _look(self, picture: str) -> list[str]:
        """Start the last command that fills the screen on a terminal, leave it, and take its picture."""
        self._start(*(STUDIO if picture in AT else KIOSK))
        unsaved = self._unsaved() if picture == "trainers/fault" else nullcontext()
        self.picture, seen = taken(picture, self.command, self.folder, unsaved)
        return seen

    def _start(self, drawn: bytes, leave: bytes) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        process = subprocess.Popen(
            shlex.split(self.command), cwd=self.folder, env={**self.variables, "TERM": "xterm-256color"},
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        seen, end = b"", time.monotonic() + DEADLINE
        try:
            while process.poll() is None:
                assert time.monotonic() < end, seen[-500:]
                if select.select([ours], [], [], 0.3)[0]:
                    seen += os.read(ours, 65536)
                elif drawn in seen:
                    os.write(ours, leave)
        finally:
            process.kill()
            process.wait()
            os.close(theirs)
            os.close(ours)
        assert process.returncode == 0, seen[-500:]

    @contextmanager
    def _unsaved(self) -> Iterator[None]:
        """Within, files are as they were before the last change."""
        last = self._last
        assert last is not None
        self._change(last.file, last.now, last.was, last.line)
        yield
        self._change(last.file, last.was, last.now, last.line)


def next_major(releases: str) -> str:
    """Return the first number of the last release, one up: the version of a release that changes the sense."""
    last = tomllib.loads(releases).get("release", [{}])[-1]
    return f"{int(last.get('version', '0').partition('.')[0]) + 1}.0.0"
