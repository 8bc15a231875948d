"""The trainers' guide is followed from top to bottom; what it shows is what a trainer sees.

After a change of the packs, of words or of screens, `CONSENT_TUI_GUIDE=write` renews what the guide shows. Read what it
changed before you keep it: a guide that shows a fault teaches one.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from difflib import unified_diff
from itertools import pairwise

import pytest

from tests.docs.following import Add, Install, Look, Type, agrees, steps
from tests.docs.renewing import GUIDE, renew
from tests.docs.trainer import ROOT, Done, follow

TEXT = GUIDE.read_text("utf-8")
STEPS = tuple(steps(TEXT))
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals and a POSIX shell")


@pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals and a POSIX shell")
def test_whoever_follows_the_guide_sees_what_it_shows(tmp_path):
    if os.environ.get("CONSENT_TUI_GUIDE") == "write":
        renew(tmp_path)
        pytest.skip("written anew; read it, then run this again")
    others = [told for done in follow(steps(GUIDE.read_text("utf-8")), tmp_path) if (told := other(done))]
    assert not others, "\n\n".join(others)


def other(done: Done) -> str:
    """Say what was seen where it is not what the guide shows."""
    match done.step:
        case Type(line, command, shown) if not done.step.on_a_screen and not agrees(shown, done.seen):
            return "\n".join([f"line {line}: {command}", *done.seen])
        case Add(line, file, text) if done.seen and f'version = "{done.seen[0]}"' not in text:
            return f"line {line}: the next release in {file} is {done.seen[0]}"
        case Look(line, picture):
            shown = (GUIDE.parent / f"{picture}.txt").read_text("utf-8").splitlines()
            return "\n".join(unified_diff(shown, done.seen, f"line {line}: {picture}", "seen", lineterm=""))
    return ""


def test_each_command_that_fills_the_screen_has_its_picture():
    for step, after in pairwise(STEPS):
        if isinstance(step, Type) and step.on_a_screen:
            assert isinstance(after, Look), step


def test_each_picture_is_there_and_has_words_for_those_who_cannot_see_it():
    pictures = re.findall(r"!\[(.*?)\]\((.+?)\)", TEXT, re.DOTALL)
    assert {name for _, name in pictures} == {
        f"trainers/{path.name}" for path in (GUIDE.parent / "trainers").glob("*.png")
    }
    for told, name in pictures:
        assert len(told) > 20
        assert (GUIDE.parent / name).read_bytes().startswith(b"\x89PNG")


def test_what_is_installed_once_is_the_extra_that_the_studio_needs():
    (install,) = (step for step in STEPS if isinstance(step, Install) and "pip" in step.commands)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert re.findall(r"\.\[(\w+)\]", install.commands) == ["studio"]
    assert "studio" in extras


def test_what_it_says_when_something_is_wrong_is_what_the_check_says():
    """Each message of the table stands among those that `tests/content` holds the check to."""
    said = "".join(path.read_text("utf-8") for path in (ROOT / "tests/content").rglob("*.*") if path.suffix != ".pyc")
    quoted = re.findall(r"^\| `([^`]+)` \|", TEXT.partition("## When it says")[2], re.MULTILINE)
    assert len(quoted) >= 8
    assert [words for words in quoted if words not in said] == []


def test_every_page_that_is_named_exists():
    linked = [page for page in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)", TEXT) if "://" not in page]
    assert linked
    assert [page for page in linked if not (GUIDE.parent / page).exists()] == []


def test_a_block_that_nobody_could_follow_is_refused():
    with pytest.raises(ValueError, match="line 3: nothing says what to do"):
        list(steps("Some words.\n\n```toml\nx = 1\n```\n"))
    with pytest.raises(ValueError, match=r"nothing says what a\.toml is changed to"):
        list(steps("Open `a.toml` and change this:\n\n```toml\nx\n```\n\nAnd so on.\n\n```toml\ny\n```\n"))


def test_lines_that_are_left_out_stand_for_any_others_and_no_more():
    assert agrees(("a", "…", "z"), ["a", "b", "z"])
    assert not agrees(("a", "…", "z"), ["a", "b", "y"])
    assert not agrees(("a", "…", "z"), ["a", "z"])
    assert not agrees(("a",), ["a", "b"])
    assert agrees(("sha256:…",), ["sha256:" + 64 * "0"])
