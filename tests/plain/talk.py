"""A talk with the plain kiosk in a test: lines go in, what is printed comes back; a step may be silence or Ctrl-C."""

import io
from dataclasses import dataclass, field

from consent_tui.plain import run
from consent_tui.plain.lines import Gone, Silence
from tests.scenarios.stage import TINY, draw, session

SILENCE = object()
CTRL_C = object()


@dataclass
class Talk:
    """`said[n]` is what was printed after line n was typed; `said[0]` the first screen."""

    session: object
    said: list[str] = field(default_factory=list)
    waited: list[float | None] = field(default_factory=list)
    code: int | None = None
    before: object = None  # the state when nobody typed any more

    @property
    def last(self) -> str:
        return self.said[-1]

    @property
    def state(self):
        return self.session.state


def talk(*lines, folder=TINY, stdout=None, **keys) -> Talk:
    """Type the lines one by one, then end."""
    kept = {k: keys.pop(k) for k in ("write", "withdraw") if k in keys}
    held = Talk(session(folder, **kept))
    paper = stdout or io.StringIO()
    todo, place = list(lines), [0]

    def read(seconds):
        held.waited.append(seconds)
        held.said.append(paper.getvalue()[place[0] :])
        place[0] = len(paper.getvalue())
        if not todo:
            held.before = held.session.state
            raise Gone
        step = todo.pop(0)
        if step is SILENCE:
            raise Silence
        if step is CTRL_C:
            raise KeyboardInterrupt
        return step

    held.code = run(held.session, draw, io.StringIO(), paper, read=read, **keys)
    held.said.append(paper.getvalue()[place[0] :])
    return held
