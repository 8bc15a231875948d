"""Whole walks through the tiny pack, word for word.

CONSENT_TUI_GOLDEN=write renews the files in golden/; read what changed before you keep it.
"""

import io
import os
from datetime import date
from pathlib import Path

import pytest

from consent_tui.plain.rehearsing import typed
from tests.scenarios.stage import draw, run, sheet

GOLDEN = Path(__file__).parent / "golden"
WALKS = {
    "consent": {
        "screening": {"*": "no", "fear": "yes", "concussion": "unsure"},
        "teach_back": {"*": "right", "proof": ["wrong", "right"]},
        "avoid_areas": ["neck"],
        "questions": {"touch": "Who is the practitioner?"},
        "goals": "Sleep better",
    },
    "urgent": {"screening": {"*": "no", "emergency-signs": "yes"}},
    "stop": {"screening": {"*": "no", "aneurysm": "yes"}, "reason": "I will ask my doctor", "keep_answers": True},
    "child": {
        "deciding": "child",
        "age": "minor",
        "assent": "yes",
        "help": ["language"],
        "interpreter": {"name": "Ines Muestra", "language": "Spanish"},
        "signatory": {"role": "guardian", "name": "Jon Muster", "relationship": "uncle", "authority": "court order"},
        "client": {"name": "Ada Sample", "born": date(2016, 5, 4)},
    },
    "refusal-in-spanish": {"language": "es", "decision": "refuse", "at": "screening"},
    "hidden-and-wiped": {"leave": {"at": "review", "by": "hidden"}},
    "blocked": {"statements": {"*": True, "clothes-on": False}},
}


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_reads_as_kept(name, tmp_path):
    paper = io.StringIO()
    run(sheet(tmp_path, **WALKS[name]), typed(draw, paper))
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("CONSENT_TUI_GOLDEN") == "write":
        kept.write_text(paper.getvalue(), "utf-8")
    assert paper.getvalue() == kept.read_text("utf-8")
