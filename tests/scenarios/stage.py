"""What a rehearsal in a test needs: the packs, what draws them, a clock that stands still, sheets made in a test."""

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import tomli_w

from consent_tui import words
from consent_tui.content import read
from consent_tui.content.scenario import Scenario, read_scenario
from consent_tui.model.facts import Visit
from consent_tui.model.pack import Pack
from consent_tui.services.rehearsing import Rehearsed, directly, rehearse
from consent_tui.services.session import Session, Written
from consent_tui.services.visiting import visit_of
from consent_tui.settings.values import Settings
from consent_tui.views import view

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests/packs/tiny"
CRANIOSACRAL = ROOT / "content/craniosacral"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

PLAIN = """
language = "en"
deciding = "self"
age = "adult"
able = true
screening = { "*" = "no" }
teach_back = { "*" = "right" }
permissions = { "*" = false }
statements = { "*" = true }
decision = "agree"
save = true
client = { name = "Ana Example", born = 1980-02-29 }
[expect]
kind = "consent"
"""


@cache
def pack(folder: Path = TINY) -> Pack:
    reading = read(folder)
    assert reading.pack, [str(f) for f in reading.faults]
    return reading.pack


@cache
def visit(folder: Path = TINY) -> Visit:
    return visit_of(Settings(), pack(folder), zone="UTC", clock=None)


def noted(*_told) -> Written:
    return Written("front-desk-1", "ab12 cd34 ef56")


def session(folder: Path = TINY, write=noted, withdraw=noted, **keys) -> Session:
    return Session(pack(folder), visit(folder), clock=lambda: NOW, write=write, withdraw=withdraw, **keys)


def draw(state):
    language = state.facts.language or state.case.pack.languages[0]
    return view(state, words.load(language, state.case.pack.words[language].messages))


def certify(state):
    return draw(state).sheet.certify.act


def sheet(tmp_path: Path, **changes) -> Scenario:
    """The plain consent with some keys changed; `expect` too. A key that is `None` is left out."""
    doc = tomllib.loads(PLAIN) | changes
    path = tmp_path / "sheet.toml"
    path.write_text(tomli_w.dumps({k: v for k, v in doc.items() if v is not None}), "utf-8")
    return read_scenario(path)


def run(scenario: Scenario, front=directly, folder: Path = TINY, **keys) -> Rehearsed:
    keys = {"certify": certify, "clock": lambda: NOW} | keys
    return rehearse(scenario, pack(folder), keys.pop("visit", visit(folder)), front, **keys)


def sheets() -> list[tuple[Path, Path]]:
    """Every shipped scenario, with the folder of its pack."""
    return [(folder, path) for folder in (CRANIOSACRAL, TINY) for path in sorted(folder.glob("scenarios/*.toml"))]
