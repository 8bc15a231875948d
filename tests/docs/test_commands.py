"""Every command that the README or a guide names is one: its words are commands, its options are known to it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from cyclopts import CycloptsError, MissingArgumentError

from consent_tui.cli.commands import run, tree

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
PROGRAM = r"(?:consent-tui|scripts/run)"


def named(page: str) -> list[str]:
    """Return what stands behind the program's name wherever a page names a command."""
    fenced = re.findall(r"^```\w*\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    inline = re.findall(
        rf"`{PROGRAM}((?:\s[^`]*)?)`", re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE)
    )
    lines = [line.removeprefix("$ ") for block in fenced for line in block.splitlines()]
    typed = [found[1] for line in lines if (found := re.match(rf"{PROGRAM}((?: .*)?)$", line))]
    return [re.sub(r"\s+", " ", text.partition("  #")[0]).replace("\\|", "|").strip() for text in (*inline, *typed)]


NAMED = sorted({(command, page.name) for page in PAGES for command in named(page.read_text("utf-8"))})


def paths(command: str) -> list[list[str]]:
    """Return the commands that are meant: `act clear|void RECORD` are two, `[kiosk]` may be left out."""
    found: list[list[str]] = [[]]
    for word in command.replace("[kiosk]", "kiosk").split():
        if not re.fullmatch(r"[a-z|]+", word):
            break
        longer = [[*path, each] for path in found for each in word.split("|")]
        if not all(_is_command(path) for path in longer):
            assert found != [[]], f"there is no command {word}"
            break
        found = longer
    return found


def _is_command(path: list[str]) -> bool:
    app = tree()
    for word in path:
        if word.startswith("-") or word not in app:
            return False
        app = app[word]
    return True


def test_the_pages_name_commands_of_every_family():
    first = {command.split()[0] for command, _ in NAMED if command}
    assert {"pack", "act", "verify", "show", "setup", "doctor", "rehearse"} <= first


@pytest.mark.parametrize(("command", "page"), NAMED)
def test_a_command_that_is_named_exists_with_its_options(command, page, capsys):
    options = set(re.findall(r"(?<!\S|\w)\[?(--[a-z][a-z-]*)", command))
    for path in paths(command):
        assert run([*path, "--help"]) == 0
        told = capsys.readouterr().out
        missing = {option for option in options if not re.search(rf"{option}\b", told)}
        assert not missing, f"{page}: {' '.join(path)} has no {missing}"


@pytest.mark.parametrize(
    ("command", "page"), [(command, page) for command, page in NAMED if not re.search(r"[\[|…]", command)]
)
def test_a_command_that_is_written_out_is_understood(command, page):
    """A sentence may leave out what the command works on."""
    assert wrong(command) is None, page


def wrong(command):
    """What the command line says of it, but for an argument that is missing."""
    try:
        tree().parse_args(shlex.split(command), exit_on_error=False, print_error=False)
    except MissingArgumentError:
        return None
    except CycloptsError as error:
        return str(error)
    return None


def test_a_command_or_an_option_that_is_not_there_is_found(capsys):
    with pytest.raises(AssertionError, match="no command chekc"):
        test_a_command_that_is_named_exists_with_its_options("chekc DIR", "a page", capsys)
    with pytest.raises(AssertionError, match=r"has no \{'--colour'\}"):
        test_a_command_that_is_named_exists_with_its_options("pack check DIR [--colour]", "a page", capsys)
