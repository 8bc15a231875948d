"""Opens the trainer's own editor at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

Form = Callable[[str, int], list[str]]


class NoEditor(Exception):
    """No editor could be opened; the sentence says why and what to do."""


def _plus(path: str, line: int) -> list[str]:
    return [f"+{line}", path]


def _colon(path: str, line: int) -> list[str]:
    return [f"{path}:{line}"]


def _goto(path: str, line: int) -> list[str]:
    return ["--goto", f"{path}:{line}"]


def _option(path: str, line: int) -> list[str]:
    return ["--line", str(line), path]


_FORMS: Mapping[Form, str] = {
    _plus: "vi vim nvim view gvim nano pico emacs emacsclient micro joe jed ne kak mg mcedit gedit vis amp",
    _colon: "hx helix subl sublime_text zed",
    _goto: "code code-insiders codium vscodium cursor windsurf",
    _option: "kate kwrite mousepad",
}
FORMS = {name: form for form, names in _FORMS.items() for name in names.split()}
WINDOWED = ("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "subl", "sublime_text", "zed")
WAIT = "--wait"  # these return at once without it, and the studio would not know when the file is saved


def chosen(environment: Mapping[str, str]) -> list[str]:
    """Return the trainer's editor as a command. Raises `NoEditor` where none is named."""
    said = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(said, posix=os.name != "nt")
    except ValueError:
        raise NoEditor(f"EDITOR is not a command: {said}. Set it to one, as EDITOR=nano.") from None
    if not command:
        raise NoEditor("No editor is set. Start the studio as: EDITOR=nano consent-tui pack preview DIR")
    return command


def command_line(environment: Mapping[str, str], path: Path, line: int | None) -> list[str]:
    """Return what opens a file at a line, in the form that this editor understands; others get the file alone."""
    command = chosen(environment)
    name = Path(command[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    form = FORMS.get(name)
    if name in WINDOWED and WAIT not in command:
        command.append(WAIT)
    return [*command, *(form(str(path), line) if form and line else [str(path)])]


def edit(path: Path, line: int | None) -> None:
    """Open a file and return when the editor has ended. Raises `NoEditor` where it cannot be."""
    arguments = command_line(os.environ, path, line)
    if not path.exists():
        raise NoEditor(f"There is no file {path} yet. Make it first, then try again.")
    program = shutil.which(arguments[0])
    if program is None:
        raise NoEditor(f"The editor {arguments[0]} is not there. Set EDITOR to one that is, as EDITOR=nano.")
    try:
        code = subprocess.run([program, *arguments[1:]], check=False).returncode
    except OSError as error:
        raise NoEditor(f"The editor {arguments[0]} could not be started ({error.strerror}).") from None
    if code:
        raise NoEditor(f"The editor {arguments[0]} ended with code {code}. Look whether the file was saved.")
