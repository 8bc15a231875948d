"""What a draft at the desk lacks."""

from __future__ import annotations

from collections.abc import Mapping

from consent_tui.model.later_rules import Fault


class Lacks(Exception):
    """An act cannot be drafted from what was filled in: half a sentence by blank, the model's faults, sentences."""

    def __init__(
        self, blanks: Mapping[str, str], faults: tuple[Fault, ...] = (), sentences: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self.blanks, self.faults, self.sentences = dict(blanks), faults, sentences
