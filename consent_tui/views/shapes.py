"""What there is to draw, in the client's language: a frame that every screen has, and one sheet in it.

Both front ends draw these and post the act that stands in them; neither knows a rule. Nothing here is markup.
An act is posted with `Frame.revision`, so that a press on an older screen is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass

from consent_tui.model.acts import Act
from consent_tui.views.parts import Chart, Choice, Fact, Field, Ink, Key, MainKey, Mark, Prose, Row, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSheet:
    title: str
    prose: Prose
    ask: str  # "Choose your language to begin"
    languages: tuple[Choice, ...]
    notices: Prose = ()  # for staff: not set up, content not confirmed by a clinician
    aloud: str = ""  # what helps somebody who cannot read a screen; said by the full screen alone


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """A page, or something laid over one. `ends` is the act to post once its end has been on screen."""

    title: str
    prose: Prose
    eyebrow: str = ""
    chart: Chart | None = None
    keys: tuple[Key, ...] = ()  # learn more, words explained, sources
    ends: Act | None = None
    end_word: str = ""  # "End of this page"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseSheet:
    """One question with its answers, or some things to switch on and off (`many`)."""

    title: str
    choices: tuple[Choice, ...]
    eyebrow: str = ""
    before: Prose = ()  # above the title: a passage shown again
    prose: Prose = ()
    keys: tuple[Key, ...] = ()  # why, note
    many: bool = False
    noted: str = ""
    field: Field | None = None  # one optional line of the client's own


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsSheet:
    """A group. Front ends post `RowsSeen` for the rows that have been on screen."""

    title: str
    rows: tuple[Row, ...]
    eyebrow: str = ""
    prose: Prose = ()
    all: Choice | None = None  # "No to all of these"
    questions: bool = True  # False: statements, permissions


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSheet:
    tone: Tone
    mark: Mark
    title: str
    why: Prose
    now: Prose
    why_word: str
    now_word: str
    corrections: tuple[Key, ...] = ()  # change an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area of the body; `touch` = touch | avoid | "" and `word` says the same; a press does `act`."""

    id: str
    cap: str
    name: str
    touch: str
    word: str
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySheet:
    title: str
    prose: Prose
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """Fields to type into; with `certify`, the sign sheet. `meaning` says what signing means.

    `keys` say who types, and `noted` that it is staff. `ink` is for front ends that can be drawn on.
    """

    title: str
    fields: tuple[Field, ...]
    prose: Prose = ()
    after: Prose = ()
    certify: Choice | None = None
    meaning: Prose = ()
    keys: tuple[Key, ...] = ()
    noted: str = ""
    ink: Ink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InkSheet:
    """A pad to draw a signature on, laid over the sign sheet."""

    title: str
    prose: Prose
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    title: str
    facts: tuple[Fact, ...]
    prose: Prose = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSheet:
    """The last screen. `busy`: the record is being written."""

    title: str
    prose: Prose
    card: tuple[Fact, ...] = ()
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSheet:
    """The record's number as a QR code, laid over the last screen. `data` is what it holds.

    `small` is said where there is no room for it, `spoken` where nothing is drawn.
    """

    title: str
    prose: Prose
    card: tuple[Fact, ...]
    data: str
    small: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSheet:
    """The whole screen covered; nothing of the client's on it."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleSheet:
    """Covers all answers; `words` hold `{seconds}`: the front end knows how many are left and counts them down."""

    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentSheet:
    """Get help now. No colour alarm, nothing wipes it by itself."""

    title: str
    prose: Prose
    keys: tuple[Key, ...]


Sheet = (
    StartSheet
    | ReadSheet
    | ChooseSheet
    | RowsSheet
    | ResultSheet
    | BodySheet
    | FormSheet
    | InkSheet
    | ReviewSheet
    | DoneSheet
    | CodeSheet
    | CoverSheet
    | IdleSheet
    | UrgentSheet
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is around every sheet. `step` counts from 1; 0 = no thread (Start, covers)."""

    revision: int
    language: str
    clinic: str
    step: int
    step_word: str  # "Step 5 of 11"
    steps: tuple[str, ...]  # names, for the rail
    keys: tuple[Key, ...]  # Back, Ask us, Hide, Stop: those that work here
    main: MainKey | None
    foot: str  # "Nothing is saved yet."
    look: Key | None
    notice: str = ""  # what changed under the client's hands, or why the last press led nowhere


@dataclass(frozen=True, slots=True)
class View:
    """The whole screen. `key` names it: a front end draws anew when it differs and otherwise updates in place."""

    key: str
    frame: Frame
    sheet: Sheet
