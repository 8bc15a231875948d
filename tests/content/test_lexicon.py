"""How many syllables a word has, counted by hand here, and how rare it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from consent_tui.content.lexicon import StudioMissing, is_hard, syllables

ROOT = Path(__file__).resolve().parents[2]
WITHOUT = """
import sys
from pathlib import Path
sys.modules["pysyllables"] = sys.modules["wordfreq"] = sys.modules["watchfiles"] = None
from consent_tui.__main__ import main
sys.argv = ["consent-tui", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {"head": 1, "doctor": 2, "practitioner": 4, "child's": 1, "Doctor’s": 2, "light-headed": 3, "2024": 1}),
        ("en", {"zylberan": 3, "grombled": 2, "smorfle": 2}),  # no dictionary has them
        ("es", {"y": 1, "muy": 1, "ciudad": 2, "guía": 2, "queso": 2, "guerra": 2, "pingüino": 3, "aún": 2}),
        ("es", {"ambiente": 3, "preocupación": 5, "leer": 2, "vacío": 3, "ahora": 3, "idioma": 3}),
        ("de", {"Haus": 1, "neue": 2, "Quelle": 2, "Therapie": 3, "Yoga": 2, "Theater": 3, "oben": 2}),
        ("de", {"Patient": 3, "Studien": 3, "dient": 1, "beenden": 3, "geeignet": 3, "Kopfschmerzen": 3, "Bäume": 2}),
    ],
)
def test_the_syllables_of(language: str, words: dict[str, int]) -> None:
    assert {word: syllables(word, language) for word in words} == words


@pytest.mark.parametrize(
    ("language", "word", "hard"),
    [
        ("en", "herniation", True),
        ("en", "practitioner", False),  # long, and often met
        ("en", "shunt", False),  # rare, and short
        ("es", "hidrocefalia", True),
        ("es", "terapeuta", False),
        ("de", "Hirndruckerhöhung", False),  # a German compound is rare in any list
        ("fr", "anticonstitutionnellement", False),  # nobody counted
    ],
)
def test_a_word_is_hard_if_it_is_long_and_rare(language: str, word: str, *, hard: bool) -> None:
    assert is_hard(word, language) is hard


@pytest.mark.parametrize("asked", [lambda: syllables("head", "en"), lambda: is_hard("hidrocefalia", "es")])
def test_what_is_not_installed_is_told_with_what_to_do(asked, monkeypatch: pytest.MonkeyPatch) -> None:
    from consent_tui.content import lexicon

    monkeypatch.setitem(sys.modules, "pysyllables", None)
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    lexicon._english_dictionary.cache_clear()
    lexicon._frequencies.cache_clear()
    with pytest.raises(StudioMissing, match=r"pip install 'consent-tui\[studio\]'") as told:
        asked()
    assert told.value.exit_code == 3


def test_without_the_studio_check_says_so_in_one_sentence() -> None:
    """A missing extra is told in one sentence naming it, never in a traceback."""
    command = [sys.executable, "-P", "-c", WITHOUT, "pack", "check", "tests/packs/tiny"]
    run = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr == (
        "This needs the studio (pysyllables is missing). Install it: pip install 'consent-tui[studio]'\n"
    )


def test_the_kiosk_reads_a_pack_without_the_studio() -> None:
    code = (
        "import sys; from pathlib import Path; from consent_tui.content import read;"
        "assert read(Path('tests/packs/tiny')).pack;"
        "studio = ('pysyllables', 'wordfreq', 'watchfiles', 'consent_tui.content.lexicon');"
        "print([name for name in studio if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert run.stdout == "[]\n"
