"""Where a trainer stands: the pack as last read, the screen chosen, and how it is looked at. Knows no widget."""

from __future__ import annotations

from dataclasses import replace

from consent_tui.content.faults import Fault
from consent_tui.content.verdict import Reading
from consent_tui.model.acts import Act
from consent_tui.model.moves import Close
from consent_tui.model.pack import Pack
from consent_tui.services.session import Session
from consent_tui.tui.studio import acts
from consent_tui.tui.studio.about import entry_about
from consent_tui.tui.studio.acts import Room, Turn
from consent_tui.tui.studio.book import Book
from consent_tui.tui.studio.entries import entries
from consent_tui.tui.studio.entry import Entry
from consent_tui.tui.studio.findings import Findings
from consent_tui.tui.studio.showing import Showing
from consent_tui.tui.studio.sitting import Sitting
from consent_tui.tui.studio.workshop import Workshop
from consent_tui.views.shapes import View

_LEADING = ("at", "language", "size", "treated", "layer")  # what makes a screen another one


class Studio:
    """`book` is the last good pack: a broken file takes nothing away that could be seen before."""

    def __init__(self, workshop: Workshop, reading: Reading, language: str = "") -> None:
        self.workshop = workshop
        self.book: Book | None = None
        self.entries: tuple[Entry, ...] = ()
        self.sitting = Sitting()
        self._about: dict[Fault, Entry | None] = {}
        self.showing = Showing(language=language, room=Room.SCREENS if reading.pack else Room.FAULTS)
        self.reading = reading
        self.findings = Findings()
        self.take(reading)

    # -- the pack

    def take(self, reading: Reading) -> None:
        """Take over what was read; the chosen screen stays chosen."""
        now, self.reading = self.showing, reading
        if reading.pack is None or self.book is None:  # else the thorough check will tell
            self.findings.take(reading)
        if reading.pack is not None:
            self.book, languages = Book.of(reading.pack, self.workshop), reading.pack.languages
            self._listed(reading.pack, now.language if now.language in languages else languages[0])

    @property
    def pack(self) -> Pack | None:
        return self.book.pack if self.book else None

    def _listed(self, pack: Pack, language: str) -> None:
        self._about.clear()
        was = [entry.id for entry in self.entries]
        self.entries = entries(pack, language)
        now = [entry.id for entry in self.entries]
        at = self.showing.at
        if at not in now:  # taken away: what stood beside it
            after = was[was.index(at) :] if at in was else []
            at = next((name for name in after if name in now), next(iter(_first(self.entries)), now[0]))
        self.see(replace(self.showing, at=at, language=language))

    def about(self, fault: Fault) -> Entry | None:
        if fault not in self._about:
            self._about[fault] = entry_about(fault, self.entries, self.workshop.folder, self.showing.language)
        return self._about[fault]

    @property
    def broken(self) -> bool:
        return self.reading.pack is None

    # -- the screen

    @property
    def entry(self) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == self.showing.at), None)

    def see(self, showing: Showing) -> None:
        """Show this; the encounter is walked to the screen anew."""
        same = all(getattr(showing, name) == getattr(self.showing, name) for name in _LEADING)
        self.showing = showing
        self.sitting.begin(self.walked(), again=same)

    @property
    def session(self) -> Session | None:
        return self.sitting.session

    def walked(self) -> Session | None:
        """Return an encounter of its own that stands at the chosen screen, with what is opened over it."""
        now, entry = self.showing, self.entry
        if entry is None or self.book is None:
            return None
        return self.book.opened(entry, now.language, now.treated, now.layer, self.workshop)

    def view(self) -> View | None:
        return self.book.draw(self.session.state) if self.session and self.book else None

    def opens(self, act: Act) -> bool:
        """Open or close what lies over the screen, as the act of a key in the box says; return whether it did."""
        layers = [layer.act for layer in self.entry.layers] if self.entry else []
        if act not in layers and not (isinstance(act, Close) and self.showing.layer):
            return False
        self.see(replace(self.showing, layer=layers.index(act) + 1 if act in layers else 0))
        return True

    # -- what a key does

    def do(self, act: Act) -> str:
        """Do what a trainer pressed; return what is to be said about it."""
        now = self.showing
        match act:
            case acts.Choose(entry):
                self.choose(entry)
            case acts.ChooseFault(number):
                self.findings.choose(number)
            case acts.NextFault():
                self.findings.next()
            case acts.Step(by):
                self.step(by)
            case acts.Switch(turn):
                self.turn(turn)
            case acts.GoTo(room):
                self.findings.choose(_first_fault(self) if room is Room.FAULTS else self.findings.chosen)
                self.showing = replace(now, room=room)
            case acts.SeeFault():
                return self._see_fault()
            case acts.Escape():
                self._escape()
        return ""

    def _escape(self) -> None:
        now = self.showing
        if now.room is not Room.SCREENS:
            self.showing = replace(now, room=Room.SCREENS if self.pack else Room.FAULTS)
        else:
            self.showing = replace(now, whole=False)

    def _see_fault(self) -> str:
        entry = self.about(self.findings.fault) if self.findings.fault else None
        if entry is None:
            return "This fault belongs to no one screen."
        self.see(replace(self.showing, room=Room.SCREENS, at=entry.id, layer=0))
        return ""

    def choose(self, entry: str) -> None:
        if any(each.id == entry for each in self.entries):
            self.see(replace(self.showing, at=entry, layer=0))

    def step(self, by: int) -> None:
        """Go on in the list that is shown."""
        if self.showing.room is Room.FAULTS:
            self.findings.choose(self.findings.chosen + by)
        elif names := [entry.id for entry in self.entries]:
            self.choose(names[max(0, min(len(names) - 1, names.index(self.showing.at) + by))])

    def turn(self, turn: Turn) -> None:
        languages, layers = self.pack.languages if self.pack else (), self.entry.layers if self.entry else ()
        now = self.showing.turned(turn, languages, len(layers))
        if self.pack and now.language != self.showing.language:
            self._listed(self.pack, now.language)
        elif turn is not Turn.WHOLE:
            self.see(now)
        else:
            self.showing = now


def _first(listed: tuple[Entry, ...]) -> list[str]:
    """A trainer begins at the first page."""
    return [entry.id for entry in listed if entry.page][:1]


def _first_fault(studio: Studio) -> int:
    """Return the number of the first fault about the chosen screen, else of one that breaks the pack, else 0."""
    listed = [fault for _, fault in studio.findings.told]
    here = [n for n, fault in enumerate(listed) if (about := studio.about(fault)) and about.id == studio.showing.at]
    breaking = [n for n, fault in enumerate(listed) if fault in studio.reading.faults]
    return next(iter([*(n for n in here if n in breaking or not studio.broken), *breaking]), 0)
