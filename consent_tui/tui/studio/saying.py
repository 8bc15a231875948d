"""What the studio says about a pack, in words: the list, the switches, the keys, the numbers. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consent_tui.content.faults import Fault
from consent_tui.model.acts import Treated
from consent_tui.tui.glyphs import Glyphs
from consent_tui.tui.studio.about import file_of
from consent_tui.tui.studio.acts import (
    Choose,
    ChooseFault,
    Edit,
    Escape,
    GoTo,
    Leave,
    NextFault,
    Play,
    ReadAgain,
    Room,
    SeeFault,
    Switch,
    Turn,
)
from consent_tui.tui.studio.entry import Entry
from consent_tui.tui.studio.measures import Measure, graded
from consent_tui.tui.studio.showing import SIZES
from consent_tui.tui.studio.studio import Studio
from consent_tui.tui.widgets.picker import Line
from consent_tui.views.parts import Key, MainKey

_WORDINGS = {Treated.SELF: "oneself", Treated.CHILD: "a child", Treated.REPRESENTED: "another adult"}
_SIGNS = {True: ("×", "x"), False: ("?", "?")}
_KINDS = {True: "fault", False: "think"}
Measured = Callable[[Entry], Measure | None]


def sign(glyphs: Glyphs, *, fault: bool) -> str:
    return _SIGNS[fault][glyphs.seven_bit]


def counted(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def told(studio: Studio) -> str:
    """Say how many faults there are, and how many things that stop nothing."""
    faults = sum(fault for fault, _ in studio.findings.told)
    thoughts = len(studio.findings.told) - faults
    said = [counted(faults, "fault", "faults")] if faults or not thoughts else []
    said += [counted(thoughts, "thing to think about", "things to think about")] if thoughts else []
    return ", ".join(said)


def contents(studio: Studio, glyphs: Glyphs, measured: Measured, *, slim: bool) -> Iterator[Line]:
    """Yield the list of screens under headings; a page with its words and grade, a screen with its faults marked."""
    marks = _marks(studio, glyphs)
    section = ""
    for entry in studio.entries:
        if entry.section != section:
            if section:
                yield Line("")
            section = entry.section
            yield Line(section, end=("words grade" if slim else "grade") if entry.page else "")
        found = measured(entry)
        words = f"{found.words:>5} " if found and slim else ""
        numbers = f"{words}{graded(found):>5}" if found else ""
        end = " ".join(part for part in (marks.get(entry.id, ""), numbers) if part)
        chosen = entry.id == studio.showing.at
        yield Line(entry.title, Choose(entry.id), "  " * entry.depth, end, chosen)


def _marks(studio: Studio, glyphs: Glyphs) -> dict[str, str]:
    marks: dict[str, str] = {}
    for fault, each in studio.findings.told:
        entry = studio.about(each)
        if entry is not None:
            marks.setdefault(entry.id, sign(glyphs, fault=fault))
    return marks


def faults(studio: Studio, glyphs: Glyphs) -> Iterator[Line]:
    """Yield a line a fault: its sign and kind, where it stands, what is wrong."""
    places = [_place(studio, fault) for _, fault in studio.findings.told]
    width = max((len(place) for place in places), default=0)
    for number, ((fault, each), place) in enumerate(zip(studio.findings.told, places, strict=True)):
        lead = f"{sign(glyphs, fault=fault)} {_KINDS[fault]}  {place:<{width}}  "
        yield Line(each.what, ChooseFault(number), lead, chosen=number == studio.findings.chosen)


def _place(studio: Studio, fault: Fault) -> str:
    file = file_of(studio.workshop.folder, fault) or "the folder"
    return file if fault.line is None else f"{file}:{fault.line}"


def trouble(studio: Studio, glyphs: Glyphs) -> str:
    """Say above the screen that the pack is broken now, and where first."""
    if not studio.broken:
        return ""
    first = studio.reading.faults[0]
    more = len(studio.reading.faults) - 1
    rest = f" And {counted(more, 'more', 'more')}." if more else ""
    what = f"{sign(glyphs, fault=True)} fault  {_place(studio, first)}: {first.what}.{rest}"
    return f"{what}\nWhat you see is the last good state. F shows what to do."


def nothing(studio: Studio) -> str:
    """Say why no screen is shown; "" where one is."""
    if studio.session is not None:
        return ""
    if studio.pack is None:
        return "Nothing can be shown yet: the pack has faults. F shows them. Mend them, and the screens come."
    return "No answers lead to this screen. Look at the rules of this pack, or choose another screen."


def switches(studio: Studio, theme: str) -> tuple[Key, ...]:
    """Return what can be turned, each with what it is turned to now."""
    now, entry = studio.showing, studio.entry
    size = SIZES[now.size]
    layers = entry.layers if entry else ()
    opened = layers[now.layer - 1].word if 0 < now.layer <= len(layers) else "closed"
    found = [
        Key("language", "L", now.language, Switch(Turn.LANGUAGE)),
        Key("size", "S", f"{size[0]}x{size[1]}" if size else "as large as here", Switch(Turn.SIZE)),
        Key("wording", "W", f"for {_WORDINGS[now.treated]}", Switch(Turn.WORDING)),
    ]
    if layers:
        found.append(Key("layer", "M", opened, Switch(Turn.LAYER)))
    if now.whole:
        return (Key("list", "Esc", "List", Escape()), Key("play", "Enter", "Play", Play()), *found)
    return (*found, Key("theme", "T", theme, Switch(Turn.THEME)))


def keys(studio: Studio, *, slim: bool) -> tuple[Key, ...]:
    """Return the keys at the left of the bar."""
    room = studio.showing.room
    quit_key = Key("leave", "Q", "Leave", Leave())
    help_key = Key("keys", "?", "Keys", GoTo(Room.KEYS))
    if room is Room.KEYS:
        return (Key("back", "Esc", "Back", Escape()), quit_key)
    if room is Room.FAULTS:
        edit = Key("edit", "E", "Edit" if slim else "Edit here", Edit())
        view = Key("view", "V", "View" if slim else "View screen", SeeFault())
        seen = (view, Key("screens", "Esc", "Screens", Escape())) if studio.pack else ()
        return (edit, *seen, help_key, *((quit_key,) if not (slim and seen) else ()))
    entry = studio.entry
    number = sum(fault for fault, _ in studio.findings.told)
    shown = Key("faults", "F", counted(number, "fault", "faults") if number else "Check", GoTo(Room.FAULTS))
    rules = (Key("rules", "R", "Rules", Edit(rules=True)),) if entry and entry.rules and not slim else ()
    whole = Key("whole", "V", "List" if studio.showing.whole else "Alone", Switch(Turn.WHOLE))
    return (Key("edit", "E", "Edit", Edit()), *rules, shown, *((whole,) if not slim else ()), help_key, quit_key)


def main_key(studio: Studio, *, slim: bool) -> MainKey | None:
    match studio.showing.room:
        case Room.FAULTS:
            return MainKey("Next", NextFault()) if len(studio.findings.told) > 1 else None
        case Room.KEYS:
            return None
    if slim and not studio.showing.whole:
        return MainKey("View", Switch(Turn.WHOLE))
    return MainKey("Play from here", Play()) if studio.session else MainKey("Nothing to play", None)


def numbers(studio: Studio, measured: Measured, screens: int) -> str:
    """Say of the chosen screen how long and hard it is, and where its words stand."""
    entry = studio.entry
    if entry is None:
        return ""
    said = []
    size = SIZES[studio.showing.size]
    if (found := measured(entry)) and not studio.showing.layer:
        said.append(counted(found.words, "word", "words"))
        said.append("grade not measured" if found.grade is None else f"grade {graded(found)}")
    if screens:
        said.append(counted(screens, "screen", "screens") + (f" at {size[0]}x{size[1]}" if size else ""))
    return "   ".join([*said, standing(studio, entry)])


def standing(studio: Studio, entry: Entry) -> str:
    if entry.words.file.endswith("/messages.toml") and not (studio.workshop.folder / entry.words.file).exists():
        return "the program's own words"
    name = f" [{'.'.join(map(str, entry.words.keys))}]" if entry.words.keys else ""
    return f"{entry.words.file}{name}"


HELP: tuple[tuple[str, str], ...] = (
    ("Up, Down", "the screen before or after; Page up, Page down: ten"),
    ("Enter", "play from this screen on; nothing is saved, Esc returns"),
    ("Space", "turn a long screen over"),
    ("Shift+arrows", "move a screen that is larger than its box"),
)


def all_keys() -> tuple[Key, ...]:
    """Return all that can be done, a line each."""
    return (
        Key("edit", "E", "open the words of this screen in your editor", Edit()),
        Key("rules", "R", "open its rules: what an answer leads to, when it is asked", Edit(rules=True)),
        Key("faults", "F", "what is wrong with the pack, and what to do", GoTo(Room.FAULTS)),
        Key("play", "P", "play from this screen on", Play()),
        Key("whole", "V", "the screen alone, or the list beside it", Switch(Turn.WHOLE)),
        Key("language", "L", "the next language of the pack", Switch(Turn.LANGUAGE)),
        Key("size", "S", "80x24, 120x40, or as large as this window", Switch(Turn.SIZE)),
        Key("wording", "W", "worded for oneself, for a child, for another adult", Switch(Turn.WORDING)),
        Key("layer", "M", "open what lies over it: learn more, words explained, sources, why", Switch(Turn.LAYER)),
        Key("theme", "T", "colours: linen, evening, clear, console", Switch(Turn.THEME)),
        Key("again", "U", "read the pack again now", ReadAgain()),
        Key("leave", "Q", "leave the studio", Leave()),
    )
