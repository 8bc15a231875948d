"""What starts the kiosk again: `scripts/kiosk-loop`, and the same as a systemd unit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.kiosk.conftest import PIN
from tests.kiosk.terminal import ROOT, environment, kiosk_command, started

LOOP = ROOT / "scripts" / "kiosk-loop"
UNIT = ROOT / "docs" / "kiosk" / "consent-tui.service"
START = "Choose your language"


def test_after_a_kill_the_screen_asks_for_staff_and_start_comes_back(home: Path) -> None:
    """*restarts to Start*; what was on the screen is gone meanwhile, and no key is echoed."""
    with started(home, LOOP, *kiosk_command()) as terminal:
        terminal.until_shown(START)
        terminal.press("1", "This takes about")
        (kiosk,) = children(terminal.process.pid)
        os.kill(kiosk, signal.SIGKILL)
        terminal.until_shown("This screen has stopped", "Avise al personal", "Bitte holen Sie")
        terminal.type("zqxv\x03\x1c\x1a")
        terminal.quiet()
        assert "This takes about" not in terminal.screen.text
        assert "zqxv" not in terminal.screen.text
        terminal.until_shown(START)
        assert children(terminal.process.pid) != [kiosk]
        terminal.press("\x11", "Staff PIN")
        terminal.type(f"{PIN}\r")
        terminal.until_shown("Leave the kiosk")
        terminal.type("\x1b[21~")
        terminal.rest()
    assert terminal.process.returncode == 0  # staff left, so it does not come back


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_the_loop_ends_with_its_kiosk(home: Path, name: str, code: int) -> None:
    with started(home, LOOP, *kiosk_command()) as terminal:
        terminal.until_shown(START)
        (kiosk,) = children(terminal.process.pid)
        terminal.send(name)
        terminal.rest()
    assert terminal.process.returncode == code
    assert not Path(f"/proc/{kiosk}").exists()


def test_pauses_grow_while_it_keeps_ending_and_have_an_end(home: Path) -> None:
    """*a plain loop … that restarts to Start with a growing pause*"""
    pauses = pauses_of(home, "exit 70")
    assert pauses[:8] == ["5", "10", "20", "40", "80", "160", "300", "300"]


def test_after_a_good_while_pauses_begin_anew(home: Path) -> None:
    """Here every run lasts longer than ten minutes, by a clock that jumps."""
    assert pauses_of(home, "exit 70", clock='n=$(cat "$HOME/now" 2>/dev/null || echo 0); '
                     'echo $((n + 601)) | tee "$HOME/now"')[:3] == ["5", "5", "5"]  # fmt: skip


def pauses_of(home: Path, kiosk: str, clock: str = "echo 7") -> list[str]:
    """Run the loop with programs of ours for `sleep` and `date`; return the pauses that it made before it was ended."""
    kept = home / "pauses"
    programs = home / "programs"
    programs.mkdir()
    for name, body in {
        "sleep": f'echo "$1" >> "{kept}"; [ "$(wc -l < "{kept}")" -lt 9 ] || kill -TERM $PPID',
        "date": clock,
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    variables = environment(home)
    path = f"{programs}{os.pathsep}{variables['PATH']}"
    run = subprocess.run(
        [LOOP, "sh", "-c", kiosk], env={**variables, "PATH": path}, stdin=subprocess.DEVNULL, capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 143
    return kept.read_text().split()


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found]


def settings_of(unit: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in unit.read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def test_the_unit_starts_it_again_and_leaves_no_image_of_its_memory() -> None:
    settings = settings_of(UNIT)
    assert settings["Restart"] == ["on-failure"]
    assert (settings["RestartSec"], settings["RestartMaxDelaySec"]) == (["5"], ["300"])
    assert settings["StartLimitIntervalSec"] == ["0"]  # however often it ends, it is started again
    assert settings["LimitCORE"] == ["0"]
    assert settings["MemorySwapMax"] == ["0"]
    assert settings["TTYVTDisallocate"] == ["yes"]  # the console forgets


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd here")
    unit = tmp_path / UNIT.name
    text = UNIT.read_text("utf-8").replace("/opt/consent-tui/bin/consent-tui", "/bin/true")
    unit.write_text(text.replace("User=kiosk", "User=daemon"), "utf-8")
    run = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False, timeout=60)
    if "bus" in run.stderr.lower() or "Failed to" in run.stderr:
        pytest.skip("systemd cannot look at units here")
    told = [line for line in run.stderr.splitlines() if UNIT.name in line and "RestartSteps" not in line
            and "RestartMaxDelaySec" not in line]  # fmt: skip  # known from systemd 254 on; ignored before
    assert told == []
