"""The desk's screen as a whole: from where a practitioner stands and what there is to see, to what is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from consent_tui.model import desk_acts as acts
from consent_tui.model.desk import Desk, Page
from consent_tui.model.desk_acts import Part
from consent_tui.model.desk_seen import Seen
from consent_tui.views.desk import deeds, figures, listing, record
from consent_tui.views.desk.help import help_blocks
from consent_tui.views.desk.shapes import Block, DeskView, Heading, Line, Options, Secret, SmallRow, Verbatim, Weight
from consent_tui.views.parts import Key, MainKey
from consent_tui.words import Words

PARTS = {
    Part.FIRST: "First",
    Part.WHOLE: "Whole",
    Part.ACTS: "Acts",
    Part.SEAL: "Seal",
    Part.SEEN: "As seen",
    Part.DIFFERS: "Today",
}
HELP = Key("help", "?", "Help", acts.ShowHelp(), typing_cap="F1")
LOCK = Key("lock", "L", "Lock", acts.Lock(), typing_cap="F9")


def view(desk: Desk, seen: Seen, say: Words) -> DeskView:
    """Return what is to be drawn. Of a locked desk nothing about any client."""
    if desk.locked:
        return _locked(desk, seen, say)
    if desk.helped:
        return _helped(desk, seen, say)
    match desk.page:
        case Page.LIST:
            bar, hidden = listing.keys(desk.asked, seen.now.date(), searching=desk.searching)
            main, foot = listing.main(desk, seen), listing.foot(desk, seen)
            hidden = (*hidden, *listing.removable(desk.asked, say))
            blocks = listing.blocks(desk, seen, say)
            title = listing.finding(desk)
            return _view(desk, seen, say, title, blocks, bar, main, foot, hidden=hidden, searching=desk.searching)
        case Page.FILTERS:
            return _filters(desk, seen, say)
        case Page.FIGURES:
            return _figures(desk, seen, say)
        case Page.RECORD:
            return _record(desk, seen, say)
        case Page.DEEDS:
            back = Key("back", "Esc", "Record", acts.StepBack())
            return _view(
                desk, seen, say, _name(seen, say), deeds.all_of_them(seen), (back, LOCK, HELP), None, _foot(seen)
            )
    return _written(desk, seen, say)


def _view(
    desk: Desk,
    seen: Seen,
    say: Words,
    title: str,
    blocks: Iterable[Block],
    keys: tuple[Key, ...],
    main: MainKey | None,
    foot: str,
    *,
    key: str = "",
    hidden: tuple[Key, ...] = (),
    searching: bool = False,
) -> DeskView:
    return DeskView(
        key=key or f"{desk.page}:{desk.open}:{desk.part}:{desk.writing.deed if desk.writing else ''}",
        revision=desk.revision,
        clinic=seen.clinic,
        where=_where(seen, say),
        title=title,
        blocks=tuple(blocks),
        keys=keys,
        main=main,
        foot=foot,
        said=seen.lost or " ".join(desk.said),
        hidden_keys=hidden,
        searching=searching,
    )


def _where(seen: Seen, say: Words) -> str:
    return f"Desk   {listing.day(seen.now.date(), say)}"


def _name(seen: Seen, say: Words) -> str:
    return record.title(seen.told, say) if seen.told else ""


def _foot(seen: Seen) -> str:
    who = f"Acts are sealed by {seen.who}." if seen.who else "Nobody is set up to act here; reading works."
    return f"{who}  L lock   ? help"


# -- the list's filters


def _filters(desk: Desk, seen: Seen, say: Words) -> DeskView:
    blocks: list[Block] = [SmallRow((figures.FIGURES,))]
    for name, label, choices in listing.filters(desk, seen):
        blocks += [Heading(label), Options(name, choices)]
    back = Key("back", "Esc", "List", acts.StepBack())
    widen = Key("all", "X", "Take all away", acts.Widen())
    main = MainKey("To the list", acts.StepBack())
    return _view(
        desk, seen, say, "Which records?", blocks, (back, widen, LOCK, HELP), main, listing.foot(desk, seen),
        hidden=(figures.FIGURES, *listing.removable(desk.asked, say)),
    )  # fmt: skip


# -- the figures


def _figures(desk: Desk, seen: Seen, say: Words) -> DeskView:
    back = Key("back", "Esc", "List", acts.StepBack())
    main, foot = MainKey("To the list", acts.StepBack()), "No name and no small count stands in these figures."
    narrowing = figures.keys(desk.counted, seen, say)
    blocks = figures.blocks(desk, seen, say)
    return _view(
        desk, seen, say, "What came of all encounters", blocks, (back, LOCK, HELP), main, foot,
        hidden=(*narrowing, figures.FIGURES),
    )  # fmt: skip


# -- the record


def _record(desk: Desk, seen: Seen, say: Words) -> DeskView:
    back = Key("back", "Esc", "List", acts.StepBack())
    if seen.told is None:
        blocks: list[Block] = [Line(each, sign="!", weight=Weight.STRONG) for each in seen.trouble]
        blocks.append(
            Line("If it was whole once, put it back from a copy of the folder; leave it where it is until then.")
        )
        blocks.append(Line("To check the whole folder: consent-tui verify FOLDER", weight=Weight.QUIET))
        main = MainKey("To the list", acts.StepBack())
        return _view(desk, seen, say, desk.open, blocks, (back, LOCK, HELP), main, _foot(seen))
    told, covered = seen.told, "Cover" if desk.revealed else "Private"
    tabs = tuple(
        Key(f"part-{part}", str(number), f"[{word}]" if part is desk.part else word, acts.SeePart(part))
        for number, (part, word) in enumerate(PARTS.items(), start=1)
    )
    body = record.first(told, say) if desk.part is Part.FIRST else (Verbatim(seen.lines),)
    every = Key("deeds", "A", "Acts", acts.ShowDeeds())
    reveal = Key("reveal", "R", covered, acts.Reveal())
    deed = deeds.suggested(seen)
    main = MainKey(deeds.NEXT[deed], acts.Begin(deed)) if deed else MainKey("To the list", acts.StepBack())
    return _view(
        desk, seen, say, record.title(told, say), (SmallRow(tabs), *body), (back, every, reveal), main, _foot(seen),
        hidden=(*tabs, *deeds.keys(seen), LOCK, HELP),
    )  # fmt: skip


def _written(desk: Desk, seen: Seen, say: Words) -> DeskView:
    writing = desk.writing
    assert writing is not None  # a form is that of an act
    back = Key("back", "Esc", "Back", acts.StepBack(), typing_cap="Esc")
    keys = (back, LOCK, HELP)
    if desk.page is Page.FORM:
        main = MainKey("Look at it", acts.ToSeal())
        foot = "Nothing is written yet. Tab goes on, Space ticks."
        return _view(desk, seen, say, _name(seen, say), deeds.form(writing, seen), keys, main, foot)
    foot = f"Nothing is written yet. {deeds.UNDONE.get(writing.deed, 'Only another act undoes it.')}"
    return _view(
        desk, seen, say, _name(seen, say), deeds.sealing(writing, seen), keys, deeds.seal_key(writing, seen), foot
    )


# -- around


def _locked(desk: Desk, seen: Seen, say: Words) -> DeskView:
    asked = {"passphrase": "Passphrase of your key", "pin": "PIN"}.get(seen.asks)
    blocks: tuple[Block, ...] = (Line("Nothing of a client is shown."),)
    if asked:
        blocks += (Secret(asked),)
    else:
        blocks += (
            Line("Your key has no passphrase and no PIN is set, so any key opens it.", weight=Weight.QUIET),
            Line("consent-tui setup sets a PIN.", weight=Weight.QUIET),
        )
    return DeskView(
        key="locked",
        revision=desk.revision,
        clinic=seen.clinic,
        where=_where(seen, say),
        title="This desk is locked.",
        blocks=blocks,
        keys=(),
        main=MainKey("Unlock", acts.Unlocked()),
        foot="Ctrl+Q leaves.",
    )


def _helped(desk: Desk, seen: Seen, say: Words) -> DeskView:
    back = Key("back", "Esc", "Back", acts.StepBack())
    main = MainKey("Back", acts.StepBack())
    return _view(desk, seen, say, "Keys of the desk", help_blocks(), (back,), main, "Ctrl+Q leaves.", key="help")
