"""Which command opens a file at a line, in each editor's own form."""

import os
import sys
from pathlib import Path

import pytest

from consent_tui.tui.studio.editor import NoEditor, command_line, edit

FILE = Path("en/pages/my page.md")


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vi", ["vi", "+12", str(FILE)]),
        ("vim", ["vim", "+12", str(FILE)]),
        ("/usr/bin/nvim", ["/usr/bin/nvim", "+12", str(FILE)]),
        ("nano", ["nano", "+12", str(FILE)]),
        ("nano --softwrap", ["nano", "--softwrap", "+12", str(FILE)]),
        ("emacs -nw", ["emacs", "-nw", "+12", str(FILE)]),
        ("emacsclient -t", ["emacsclient", "-t", "+12", str(FILE)]),
        ("micro", ["micro", "+12", str(FILE)]),
        ("hx", ["hx", f"{FILE}:12"]),
        ("helix", ["helix", f"{FILE}:12"]),
        ("code", ["code", "--wait", "--goto", f"{FILE}:12"]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:12"]),
        ("codium -n", ["codium", "-n", "--wait", "--goto", f"{FILE}:12"]),
        ("subl", ["subl", "--wait", f"{FILE}:12"]),
        ("kate", ["kate", "--line", "12", str(FILE)]),
        ("notes", ["notes", str(FILE)]),
        ("'my editor' -x", ["my editor", "-x", str(FILE)]),
    ],
)
def test_an_editor_is_told_the_line_as_it_understands_it(editor, expected):
    assert command_line({"EDITOR": editor}, FILE, 12) == expected


def test_without_a_line_the_file_alone_is_opened():
    assert command_line({"EDITOR": "vim"}, FILE, None) == ["vim", str(FILE)]
    assert command_line({"EDITOR": "code"}, FILE, None) == ["code", "--wait", str(FILE)]


def test_visual_goes_before_editor():
    assert command_line({"EDITOR": "vi", "VISUAL": "nano"}, FILE, 1)[0] == "nano"
    assert command_line({"EDITOR": "vi", "VISUAL": ""}, FILE, 1)[0] == "vi"


@pytest.mark.parametrize(("environment", "says"), [({}, "EDITOR=nano"), ({"EDITOR": "vi 'x"}, "not a command: vi 'x")])
def test_no_editor_is_told_in_words(environment, says):
    with pytest.raises(NoEditor, match=says):
        command_line(environment, FILE, 1)


def test_an_editor_that_is_not_there_or_fails_is_told(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text("x")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    with pytest.raises(NoEditor, match="no-such-editor-here is not there"):
        edit(page, 3)
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c 'raise SystemExit(4)'")
    with pytest.raises(NoEditor, match="ended with code 4"):
        edit(page, 3)
    with pytest.raises(NoEditor, match="no file"):
        edit(tmp_path / "other.md", None)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for an editor")
def test_the_editor_gets_file_and_line_and_is_waited_for(tmp_path, monkeypatch):
    page, script = tmp_path / "page [b].md", tmp_path / "nano"
    page.write_text("x")
    script.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/called"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    edit(page, 7)
    assert (tmp_path / "called").read_text() == f"+7 {page}\n"
