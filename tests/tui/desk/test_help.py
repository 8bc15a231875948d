"""*Every key in the help*: asked page by page, so that a key of one page does not pass for that of another."""

from __future__ import annotations

import pytest

from consent_tui.model.desk import Page
from consent_tui.views.desk.deeds import DEEDS
from consent_tui.views.desk.help import GROUPS
from consent_tui.views.desk.shapes import DeskView, Options
from tests.tui.desk.bench import Practice, press, reviewing

OF = {
    Page.LIST: "In the list",
    Page.FILTERS: "At the filters",
    Page.FIGURES: "In the figures",
    Page.RECORD: "In a record",
    Page.DEEDS: "In a record",
    Page.FORM: "In an act",
    Page.SEAL: "In an act",
}
DIGITS = {"1 to 9": "123456789", "1 to 6": "123456"}
LETTERS = {"A to Z": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}  # of what can be chosen; a key with a letter is named by it
# From page to page: where it leads, and the keys from the one before.
WAY = (
    (Page.LIST, ("f", "d", "left")),
    (Page.LIST, ("x", "slash")),
    (Page.LIST, ("enter", "f", "r")),
    (Page.FILTERS, ("t",)),
    (Page.FIGURES, ("g",)),
    (Page.LIST, ("g", "r", "x", "slash", *"muster", "enter")),
    (Page.RECORD, ("enter",)),
    *((Page.RECORD, (tab,)) for tab in "23456"),
    (Page.DEEDS, ("1", "a")),
    *((Page.FORM, (cap.lower(), "tab")) for cap in "CNWVE"),
    (Page.FORM, ("p",)),
    (Page.LIST, ("escape", "escape", "x", "slash", *"examp", "enter")),
    (Page.RECORD, ("enter",)),
    (Page.FORM, ("q", "tab")),
    (Page.FORM, ("s", "1", "2", "3", "4")),
    (Page.SEAL, ("enter",)),
)


def named(group: str, ranges: dict[str, str]) -> set[str]:
    """The caps that the help names there, each of a range as well."""
    labels = [label for title, keys in GROUPS if title in ("Everywhere", group) for label, _ in keys]
    return {cap for label in labels for cap in ranges.get(label, label.split())}


def offered(view: DeskView) -> tuple[list[str], list[str]]:
    """The caps of the keys of a page, and of what can be chosen on it."""
    if view.searching:
        return [key.typing_cap or key.cap for key in view.keys], []
    keys = [key.cap.title() if len(key.cap) > 1 else key.cap for key in (*view.keys, *view.hidden_keys)]
    chosen = [choice.cap for block in view.blocks if isinstance(block, Options) for choice in block.choices]
    return [cap for cap in keys if cap], [cap for cap in chosen if cap]


@pytest.fixture(scope="module")
def practice(tmp_path_factory) -> Practice:
    return Practice(tmp_path_factory.mktemp("day") / "records").day()


async def test_every_key_of_a_page_stands_in_the_help_of_this_page(practice):
    seen, deeds = set(), set()
    async with reviewing(practice) as (pilot, app, session):
        for page, way in WAY:
            before = session.desk.page
            if before is Page.FORM and page is Page.FORM:
                await press(pilot, "escape")
            await press(pilot, *way)
            assert session.desk.page is page, way
            view, desk = app.desk.view, session.desk
            group = "While you find" if view.searching else OF[page]
            keys, chosen = offered(view)
            assert [cap for cap in keys if cap not in named(group, DIGITS)] == [], (page, way)
            assert [cap for cap in chosen if cap not in named(group, DIGITS | LETTERS)] == [], (page, way)
            seen.add(page)
            deeds |= {desk.writing.deed} if desk.writing else set()
    assert seen == set(OF)
    assert deeds == set(DEEDS)
