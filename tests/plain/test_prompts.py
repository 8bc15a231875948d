"""Every prompt repeats what can be answered, and bad input at any of them gets a sentence and the prompt again."""

import io
import unicodedata

import pytest

from consent_tui.content.scenario import read_scenario
from consent_tui.plain import conversation, run
from consent_tui.plain.lines import WIDTH
from consent_tui.plain.offers import Offers
from consent_tui.plain.rehearsing import Typist, typed
from consent_tui.plain.understanding import names, spelled
from consent_tui.views.shapes import CoverSheet, IdleSheet
from tests.scenarios.stage import draw, sheets
from tests.scenarios.stage import run as rehearsed

SHEETS = sheets()
EACH = pytest.mark.parametrize(("folder", "path"), SHEETS, ids=[f"{f.name}-{p.stem}" for f, p in SHEETS])
BAD = ("99", "0", "yes please", "1 2", "\x1b[2J", "[/]", '"', "é" * 1000, "\x00", "=")


@EACH
def test_every_prompt_repeats_what_can_be_answered(folder, path, monkeypatch):
    asked = []

    def prompt(found: Offers, say):
        asked.append((found, line := original(found, say), say))
        return line

    original = conversation.prompt
    monkeypatch.setattr(conversation, "prompt", prompt)
    rehearsed(read_scenario(path), typed(draw), folder)
    assert asked
    for found, line, say in asked:
        offered = line.replace(",", " ").replace(":", " ").split()
        assert all(spelled(name, say) in offered for name in names(found)), line
        numbers = [int(offer.name) for offer in found.numbered]
        if numbers:
            assert {str(min(numbers)), str(max(numbers))} <= set(offered), line


@EACH
def test_no_escape_byte_and_no_line_over_72_is_ever_printed(folder, path):
    paper = io.StringIO()
    rehearsed(read_scenario(path), typed(draw, paper), folder)
    odd = {c for c in paper.getvalue() if unicodedata.category(c).startswith("C") and c != "\n"}
    assert odd == set()
    prompts = ("again, help:", "repetir, ayuda:", "help:", "ayuda:")
    long = [li for li in paper.getvalue().splitlines() if len(li) > WIDTH and not any(p in li for p in prompts)]
    assert [line for line in long if not line.startswith(("How long", "Sleep", "Please tell", "I would"))] == []


class Fumbling(Typist):
    """Types something bad at every prompt first."""

    def __init__(self, *args):
        super().__init__(*args)
        self.bad, self.at, self.checked = 0, None, 0

    def read(self, seconds):
        state = self._session.state
        printed = self.paper.getvalue()[self._from :]
        view = draw(state)
        if self.at is not None:
            before, prompt_before, typed_before = self.at
            assert state.facts == before.facts, typed_before
            assert state.place == before.place, typed_before
            assert printed.endswith(prompt_before), (typed_before, printed)
            assert printed.removesuffix(prompt_before).strip(), f"no sentence after {typed_before!r}"
            self.checked += 1
            self.at = None
            self._from = self.paper.getvalue().rindex(prompt_before)
        elif not isinstance(view.sheet, CoverSheet | IdleSheet) and "Type it" not in printed.splitlines()[-2:][0]:
            lines = printed.splitlines()
            start = max(n for n, line in enumerate(lines) if "Answer " in line or "Type it" in line)
            if "Type it" not in lines[start]:
                bad = BAD[self.bad % len(BAD)]
                self.bad += 1
                self.at = (state, "\n".join(lines[start:]), bad)
                self._from = len(self.paper.getvalue())
                return bad
        return super().read(seconds)


@pytest.mark.parametrize(
    "stem",
    [
        "plain-consent",
        "urgent-emergency-yes",
        "child-with-guardian",
        "refuses-on-the-last-step-with-answers",
        "interpreter",
    ],
)
def test_bad_input_gets_a_sentence_and_the_prompt_again(stem):
    folder, path = next((f, p) for f, p in SHEETS if p.stem == stem)
    checked = []

    def front(session, walker):
        typist = Fumbling(session, walker, draw, io.StringIO())
        run(session, draw, io.StringIO(), typist.paper, read=typist.read)
        checked.append(typist.checked)

    scenario = read_scenario(path)
    assert rehearsed(scenario, front, folder).differences == ()
    assert checked[0] > 3
