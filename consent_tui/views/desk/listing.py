"""The list: newest first, flags before all. Filters stand above it, each with a key that takes it away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from consent_tui.model import desk_acts as acts
from consent_tui.model.acts import Act
from consent_tui.model.desk import Desk
from consent_tui.model.desk_seen import Seen
from consent_tui.model.entry import Entry, Order, Query
from consent_tui.model.flags import Flag
from consent_tui.model.standing import Word
from consent_tui.views.desk.shapes import Block, Line, Row, Rows, SmallRow, Weight
from consent_tui.views.desk.signs import FLAGS, STANDS, flag, stands
from consent_tui.views.parts import Choice, Key, MainKey
from consent_tui.words import Words

ORDERS = {
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.NAME: "by name",
    Order.FLAGS: "gravest first",
}
NOBODY = "no practitioner named"
DIGITS = "123456789"  # a filter past the ninth has no key
ROOM, AROUND = 54, 6  # columns of a row in the smallest window; of a key around its word


def day(when: date, say: Words) -> str:
    month = say("date.months").split("|")[when.month - 1]
    return say("date.day", day=when.day, month=month, year=when.year)


def finding(desk: Desk) -> str:
    """Return what is looked for; it stands above the list and does not scroll away."""
    if not desk.searching:
        return f"Find   {desk.asked.text}" if desk.asked.text else ""
    hint = "" if desk.asked.text else "name, number, date, flag or word; Enter keeps it"
    return f"Find   {desk.asked.text}_   {hint}".rstrip()


def blocks(desk: Desk, seen: Seen, say: Words) -> tuple[Block, ...]:
    above = tuple(_in_rows(removable(desk.asked, say)))
    offset, limit = desk.asked.offset, desk.asked.limit or 0
    if not seen.listed.entries:
        return (*above, *_empty(desk, seen))
    before = Key("before", "", f"the {limit} before", acts.Beyond(offset - limit, last=True))
    after = Key("after", "", f"the next {limit}", acts.Beyond(offset + limit))
    around = SmallRow((*([before] if offset else []), *([after] if seen.listed.more else [])))
    return (*above, Rows(tuple(_rows(desk, seen, say))), *([around] if around.keys else []))


def _in_rows(keys: tuple[Key, ...]) -> Iterator[Block]:
    """Yield keys in as many rows as they take in the smallest window, so that each can be seen and pressed."""
    row: tuple[Key, ...] = ()
    for key in keys:
        if row and sum(len(each.word) + AROUND for each in (*row, key)) > ROOM:
            yield SmallRow(row)
            row = ()
        row += (key,)
    if row:
        yield SmallRow(row)


def _rows(desk: Desk, seen: Seen, say: Words) -> Iterator[Row]:
    by_day = desk.asked.order in (Order.NEWEST, Order.OLDEST)
    before: date | None = None
    for entry in seen.listed.entries:
        this = entry.time.date() if entry.time else None
        if by_day and this != before and this is not None:
            yield Row(_heading(this, seen.now, say))
        before = this
        yield _row(entry, desk, by_day=by_day)


def _heading(this: date, now: datetime, say: Words) -> str:
    near = {now.date(): "Today, ", now.date() - timedelta(days=1): "Yesterday, "}
    return f"{near.get(this, '')}{day(this, say)}"


def _row(entry: Entry, desk: Desk, *, by_day: bool) -> Row:
    chosen = entry.key == desk.at
    when = "" if entry.time is None else f"{entry.time:%H:%M}" if by_day else f"{entry.time:%Y-%m-%d %H:%M}"
    return Row(
        lead=f"{when:<{5 if by_day else 16}}  {entry.initials or '-':<5}",
        flags=tuple(flag(each) for each in entry.flags),
        stands=stands(entry),  # a rehearsal says so by its number
        end=entry.key,
        act=acts.OpenIt(entry.key) if chosen else acts.Choose(entry.key),
        chosen=chosen,
    )


def _empty(desk: Desk, seen: Seen) -> Iterator[Block]:
    if desk.asked != Query(order=desk.asked.order, rehearsals=desk.asked.rehearsals) and seen.total:
        yield Line("Nothing fits.", weight=Weight.STRONG)
        yield Line("X shows all records again.")
    elif seen.hidden:
        yield Line("There are rehearsals here and nothing else.", weight=Weight.STRONG)
        yield Line("R shows them. Nothing counts in a rehearsal.")
    else:
        yield Line("No records yet.", weight=Weight.STRONG)
        yield Line("When a client has decided at the kiosk, the record appears here within a second.")
        yield Line("The kiosk has to write into this folder: consent-tui kiosk --records FOLDER", weight=Weight.QUIET)


# -- filters


def removable(asked: Query, say: Words) -> tuple[Key, ...]:
    """Return a key for each filter that is set; its digit takes it away, as long as there are digits."""
    found: list[tuple[str, acts.Narrow]] = []
    if asked.since:
        found.append((day(asked.since, say), acts.Narrow("day")))
    if asked.flagged:
        found.append(("with a flag", acts.Narrow("flagged")))
    found += [(FLAGS[Flag(each)][1], acts.Narrow("flag", each)) for each in sorted(asked.flags)]
    found += [(STANDS[Word(each)][1], acts.Narrow("standing", each)) for each in sorted(asked.standings)]
    found += [(each or NOBODY, acts.Narrow("person", each)) for each in sorted(asked.people)]
    if asked.rehearsals:
        found.append(("rehearsals too", acts.Narrow("rehearsals")))
    return tuple(
        Key(f"filter-{act.kind}-{act.value}", DIGITS[n : n + 1], f"{words} x", act)
        for n, (words, act) in enumerate(found)
    )


def filters(desk: Desk, seen: Seen) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
    """Return what can be filtered by, in groups: id, label and choices, each with how many there are."""
    asked, tallies, today = desk.asked, seen.tallies, seen.now.date()
    caps = iter("abcdefghijklmnopqrstuvwxyz".replace("g", "").replace("l", "").replace("x", "").upper())

    def choice(kind: str, value: str, words: str, count: int, *, chosen: bool) -> Choice:
        return Choice(f"{kind}-{value}", next(caps, ""), words, acts.Narrow(kind, value), chosen, str(count))

    flags = tuple(
        choice("flag", each, flag(each), tallies["flag"].get(each, 0), chosen=each in asked.flags)
        for each in Flag
        if tallies.get("flag", {}).get(each) or each in asked.flags
    )
    words = tuple(
        choice(
            "standing", each, " ".join(STANDS[each]), tallies["standing"].get(each, 0), chosen=each in asked.standings
        )
        for each in STANDS
        if tallies.get("standing", {}).get(each) or each in asked.standings
    )
    people = tuple(
        choice("person", name, name or NOBODY, count, chosen=name in asked.people)
        for name, count in tallies.get("practitioner", {}).items()
    )
    this_day = asked.since == asked.until == today
    around: tuple[tuple[str, Act, bool], ...] = (
        ("only what has a flag", acts.Narrow("flagged"), asked.flagged),
        ("today alone", acts.SeeDay(None if this_day else today), this_day),
        ("rehearsals too", acts.Narrow("rehearsals"), asked.rehearsals),
    )
    others = tuple(Choice(f"other-{word}", next(caps, ""), word, act, chosen) for word, act, chosen in around)
    orders = tuple(
        Choice(f"order-{order}", next(caps, ""), word, acts.SortBy(order), order is asked.order)
        for order, word in ORDERS.items()
    )
    groups = (
        ("flags", "Flags", flags),
        ("stands", "Standing", words),
        ("people", "Practitioner", people),
        ("others", "Others", others),
        ("orders", "Sort", orders),
    )
    return tuple(group for group in groups if group[2])


# -- keys


def keys(asked: Query, today: date, *, searching: bool) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """Return the keys of the list: those in the bar, and those that are in the help alone."""
    around = (
        Key("lock", "L", "Lock", acts.Lock(), typing_cap="F9"),
        Key("help", "?", "Help", acts.ShowHelp(), typing_cap="F1"),
    )
    if searching:
        return around, ()
    orders = list(Order)
    following = orders[(orders.index(asked.order) + 1) % len(orders)]
    shown = asked.since
    bar = (
        Key("find", "/", "Find", acts.StartSearch()),
        Key("filters", "T", "Filters", acts.ShowFilters()),
        *around,
    )
    others = [
        Key("day", "D", "today alone, and all days again", acts.SeeDay(None if shown else today)),
        Key("flagged", "F", "only what has a flag, and all again", acts.Narrow("flagged")),
        Key("sort", "S", "sort: newest, oldest, name, flags", acts.SortBy(following)),
        Key("rehearsals", "R", "show rehearsals too, and hide them", acts.Narrow("rehearsals")),
        Key("all", "X", "take every filter away", acts.Widen()),
        Key("figures", "G", "figures over all records", acts.ShowFigures()),
    ]
    if shown:
        others += [
            Key("day-before", "left", "the day before", acts.SeeDay(shown - timedelta(days=1))),
            Key("day-after", "right", "the day after", acts.SeeDay(shown + timedelta(days=1))),
        ]
    return bar, tuple(others)


def main(desk: Desk, seen: Seen) -> MainKey:
    if desk.searching:
        return MainKey("To the list", acts.StepBack())
    return MainKey("Open", acts.OpenIt()) if seen.listed.entries and desk.at else MainKey("Nothing to open", None)


def foot(desk: Desk, seen: Seen) -> str:
    all_of_them = "1 record" if seen.total == 1 else f"{seen.total} records"
    count = all_of_them if seen.count == seen.total else f"{seen.count} of {all_of_them}"
    hidden = f", {seen.hidden} rehearsal{'s' if seen.hidden > 1 else ''} hidden (R)" if seen.hidden else ""
    if not seen.total:  # nothing to find, to narrow or to sort
        return f"{count}{hidden}.   G figures"
    told = f"{count}{hidden}, {ORDERS[desk.asked.order]}"
    if desk.asked.offset or seen.listed.more:  # of many; the numbers alone are long enough for a line
        first = desk.asked.offset + 1
        told = f"{first} to {first + len(seen.listed.entries) - 1} of {seen.count}"
    return f"{told}.   F flagged   D today   S sort   G figures"
