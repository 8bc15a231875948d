"""*Standing as word and sign, not colour alone*: one sign does not stand for two things, on a bare console either."""

from __future__ import annotations

from collections import defaultdict

import pytest

from consent_tui.model.flags import Flag
from consent_tui.tui.glyphs import glyphs_of
from consent_tui.tui.theme import CONSOLE, LINEN
from consent_tui.views.desk.signs import FLAGS, STANDS, STATES

SAME = {"!": "somebody has to look at the file", "=": "encrypted"}  # of a flag and of what a file is


@pytest.mark.parametrize("theme", [LINEN, CONSOLE])
def test_a_sign_stands_for_one_thing(theme: str) -> None:
    """What waits for something has the sign of the flag that says for what; "-" is all that counts no more."""
    plain = glyphs_of(theme).plain
    told: dict[str, set[str]] = defaultdict(set)
    for sign, word in (*FLAGS.values(), *STANDS.values(), *STATES.values()):
        told[plain(sign)].add(word)
    twice = {sign: words for sign, words in told.items() if len(words) > 1 and sign not in SAME and sign != "-"}
    waits = ((FLAGS[Flag.CLEARANCE], "waits for a doctor"), (FLAGS[Flag.TALK], "waits for a talk"))
    assert twice == {plain(sign): {word, stands} for (sign, word), stands in waits}
