"""The studio as a trainer meets it: keys, mouse, saves, faults. `CONSENT_TUI_SNAPSHOTS=write` renews the pictures."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual import events

from consent_tui.content.faults import Fault
from consent_tui.tui.studio.acts import Choose, Room
from consent_tui.tui.studio.editor import NoEditor
from consent_tui.tui.studio.play import FOOT, PlayScreen
from consent_tui.tui.widgets.picker import Picker
from consent_tui.tui.widgets.pressable import SmallKey
from tests.content.small_pack import edited, write
from tests.tui.stage import text_of
from tests.tui.studio.bench import TINY, boxed, press, still, studying, unboxed, until

SNAPSHOTS = Path(__file__).with_name("snapshots")
NASTY = "[/] [b]x[/b] [@click=app.quit]y[/]"
VIEWS = {
    "screens": (),
    "question": ("down", "down", "down", "down", "w"),
    "alone": ("v",),
    "faults": ("f",),
    "keys": ("question_mark",),
}


def compared(shown: str, name: str) -> None:
    kept = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("CONSENT_TUI_SNAPSHOTS") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(shown, "utf-8")
    assert shown == kept.read_text("utf-8")


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "linen"), ((120, 40), "linen"), ((80, 24), "console")])
@pytest.mark.parametrize("name", VIEWS)
async def test_the_studio_looks_as_it_did(name, size, theme):
    async with studying(TINY, size=size, theme=theme) as (pilot, app, _):
        await press(pilot, *VIEWS[name])
        shown = unboxed(app)
    compared(shown, f"{name}-{theme}-{size[0]}x{size[1]}")
    if theme == "console":
        assert {sign for sign in shown if ord(sign) > 127 and not sign.isalpha()} == set()


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "linen"), ((120, 40), "console")])
async def test_faults_look_as_they_did(tmp_path, size, theme):
    changes = {**edited("en/screening.toml", "[fear]", "[faer]"), **edited("en/pages/rights.md", "{fee}", "{free}")}
    async with studying(write(tmp_path / "small", changes), size=size, theme=theme) as (_, app, _):
        compared(text_of(app), f"broken-{theme}-{size[0]}x{size[1]}")


# -- files that change


async def test_a_save_is_drawn_and_the_place_stays_chosen(tmp_path):
    async with studying(write(tmp_path)) as (pilot, app, saves):
        await press(pilot, "down")
        assert "You can stop at any time." in boxed(app)
        write(tmp_path, edited("en/pages/rights.md", "+++\nYou can", "+++\nLeave whenever you like. You can"))
        saves.save()
        await until(pilot, lambda: "whenever you like" in boxed(app))
        assert app.studio.showing.at == "page:rights"


async def test_a_long_page_stays_turned_to_where_it_was(tmp_path):
    long = "\n\n".join(f"Paragraph {number}." for number in range(40))
    async with studying(write(tmp_path, edited("en/pages/touch.md", "Two small studies.", long))) as (
        pilot,
        app,
        saves,
    ):
        await press(pilot, "m", "space")
        top = app.bench.stage.sheet.scroll_y
        assert top > 0
        write(tmp_path, edited("en/pages/touch.md", "Two small studies.", long.replace("Paragraph", "Passage")))
        saves.save()
        await until(pilot, lambda: "Passage" in boxed(app))
        await still(pilot)
        assert app.bench.stage.sheet.scroll_y == top


async def test_a_broken_file_keeps_the_last_good_view_and_tells_the_fault(tmp_path):
    async with studying(write(tmp_path)) as (pilot, app, saves):
        before = boxed(app)
        write(tmp_path, {"screening.toml": "[[question\n"})
        saves.save()
        await until(pilot, lambda: app.studio.broken and not app.bench.foot.endswith("..."))
        await still(pilot)
        shown = text_of(app)
        assert "× fault  screening.toml:1: the head of a table is not closed." in shown
        assert boxed(app) == before
        shown = await press(pilot, "f")
        assert "What to do  Write [name]" in shown
        write(tmp_path)
        saves.save()
        await until(pilot, lambda: not app.studio.broken)
        shown = await press(pilot, "escape")
        assert boxed(app) == before
        assert "× fault" not in shown


async def test_a_pack_broken_at_the_start_shows_its_faults_and_then_itself(tmp_path):
    async with studying(write(tmp_path, {"en/pages/touch.md": "no front"})) as (pilot, app, saves):
        assert app.studio.showing.room is Room.FAULTS
        assert "en/pages/touch.md:1" in text_of(app)
        await press(pilot, "escape", "v")
        assert app.studio.showing.room is Room.FAULTS
        write(tmp_path)
        saves.save()
        await until(pilot, lambda: app.studio.pack is not None)
        shown = await press(pilot, "escape")
        assert "Hands rest on your head." in boxed(app)
        assert "What gentle touch is" in shown


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"pages.toml": ""}, "page"), (dict.fromkeys(("pack.toml", "pages.toml"), None), "this folder is no pack")],
)
async def test_a_pack_without_pages_or_no_pack_is_told(tmp_path, changes, says):
    async with studying(write(tmp_path, changes)) as (_, app, _):
        assert says in text_of(app)
        assert app.studio.findings.told


async def test_what_the_thorough_check_finds_is_listed_and_marked(tmp_path):
    hard = Fault(f"{tmp_path.as_posix()}/en/pages/rights.md", 4, '"stop" is hard', "say it easier")
    thorough = SimpleNamespace(faults=(), warnings=(hard,))
    async with studying(write(tmp_path), check=lambda folder: thorough) as (pilot, app, _):
        line = next(line for line in text_of(app).split("\n") if "Your rights" in line and "6.0" in line)
        assert "?" in line
        shown = await press(pilot, "down", "f")
        assert '? think  en/pages/rights.md:4  "stop" is hard' in shown
        assert "Say it easier." in shown
        assert "    ^^^^" in shown


# -- switches


async def test_each_switch_draws_the_box_anew():
    async with studying(TINY, size=(200, 60)) as (pilot, app, _):
        english, small = boxed(app), app.bench.stage.size
        assert "Page 1" in english
        await press(pilot, "l")
        assert "Página 1" in boxed(app)
        await press(pilot, "l", "s")
        assert app.bench.stage.size == (120, 40) != small
        assert "Page 1" in boxed(app)
        await press(pilot, "s")
        assert app.bench.stage.size == app.bench.query_one("#viewport").size
        await press(pilot, "s", "t")
        assert app.theme == "evening"
        assert boxed(app) == english
        await press(pilot, "t", "t")
        assert app.theme == "console"
        assert boxed(app) != english


async def test_other_wording_and_the_layers_are_a_key_away(tmp_path):
    async with studying(write(tmp_path)) as (pilot, app, _):
        await press(pilot, "m")
        assert "Two small studies." in boxed(app)
        assert "learn more" in text_of(app)
        await app.bench.do(Choose("question:aneurysm"))
        await press(pilot, "w")
        assert "Does your child have a weak blood vessel?" in boxed(app)
        await press(pilot, "m")
        assert "Pressure may be harmful." in boxed(app)


async def test_words_grade_and_screens_of_a_page_are_told(tmp_path):
    async with studying(write(tmp_path)) as (_, app, _):
        assert "16 words   grade 6.0   1 screen at 80x24   en/pages/touch.md" in text_of(app)


async def test_a_grade_that_nobody_can_measure_is_a_dash():
    async with studying(TINY, language="es") as (_, app, _):
        shown = text_of(app)
    assert "grade not measured" in shown
    assert " –" in shown


# -- playing


async def test_playing_goes_on_from_the_chosen_screen_and_escape_returns(tmp_path):
    before = sorted(tmp_path.rglob("*"))
    async with studying(write(tmp_path), size=(80, 24)) as (pilot, app, _):
        await press(pilot, "p")
        assert isinstance(app.screen, PlayScreen)
        shown = text_of(app)
        assert FOOT in shown
        assert "What gentle touch is" in shown
        files = sorted(tmp_path.rglob("*"))
        shown = await press(pilot, "enter")
        assert "Your rights" in shown
        await press(pilot, "enter", "2")
        await press(pilot, "f9")
        assert "Esc" not in text_of(app).replace(FOOT, "")
        app.screen.post_message(events.Key("escape", None))  # twice, as an impatient finger does
        await press(pilot, "escape")
        assert app.screen is app.bench
        assert app.studio.showing.at == "page:touch"
        assert sorted(tmp_path.rglob("*")) == files != before


async def test_escape_returns_also_from_a_field_and_after_a_save(tmp_path):
    async with studying(write(tmp_path)) as (pilot, app, saves):
        await app.bench.do(Choose("sign"))
        await press(pilot, "enter")
        await press(pilot, "A", "n", "a")
        assert "Ana" in text_of(app)
        write(tmp_path, edited("en/pages/rights.md", "{fee}", "{fee} It is free."))
        saves.save()
        await until(pilot, lambda: app.studio.pack.words["en"].pages["rights"].plain.count("It is free") == 1)
        await press(pilot, "escape")
        await app.bench.do(Choose("page:rights"))
        await still(pilot)
        assert "It is free." in boxed(app)


async def test_a_palette_chosen_while_playing_stays_when_back():
    async with studying(TINY, size=(80, 24)) as (pilot, app, _):
        await press(pilot, "p")
        await press(pilot, "a")
        await press(pilot, "5")
        assert app.theme == "clear"
        await press(pilot, "escape")
        assert app.theme == "clear"


# -- the editor


async def test_the_editor_opens_at_the_line_and_the_pack_is_read_again(tmp_path):
    opened = []

    def edit(path, line):
        opened.append((path, line))
        write(tmp_path, edited("en/pages/touch.md", "It may make", "Now it may make"))

    async with studying(write(tmp_path), edit=edit) as (pilot, app, _):
        app.suspend = Lent
        await press(pilot, "e")
        assert opened == [(tmp_path / "en/pages/touch.md", 5)]
        await until(pilot, lambda: "Now it may make" in boxed(app))
        await press(pilot, "r")
        assert opened[1] == (tmp_path / "pages.toml", 1)


class Lent:
    """The terminal is lent, and taken back."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


async def test_an_editor_that_is_not_there_is_told_in_the_last_line(tmp_path):
    def edit(path, line):
        raise NoEditor("No editor is set. [b]")

    async with studying(write(tmp_path), edit=edit) as (pilot, app, _):
        app.suspend = Lent
        assert "No editor is set. [b]" in await press(pilot, "e")
        assert "No editor is set." not in await press(pilot, "down")
        await app.bench.do(Choose("stop"))
        assert "the program's own" in await press(pilot, "e")
        assert "No rules" in await press(pilot, "r")


async def test_a_terminal_that_cannot_be_lent_is_told(tmp_path):
    async with studying(write(tmp_path)) as (pilot, _, _):
        assert "cannot be lent" in await press(pilot, "e")


# -- mouse and keyboard


async def test_a_press_on_the_list_and_on_the_switches_does_what_keys_do():
    async with studying(TINY) as (pilot, app, _):
        picker = app.bench.query_one("#contents", Picker)
        row = next(y for y, line in enumerate(text_of(app).split("\n")) if "Your rights" in line and "6.0" in line)
        await pilot.click(picker, offset=(4, row - picker.region.y))
        await still(pilot)
        assert app.studio.entry.title.startswith("Your rights")
        switch = next(key for key in app.bench.query(SmallKey) if key.name == "language")
        await pilot.click(switch)
        await still(pilot)
        assert app.studio.showing.language == "es"


async def test_the_keys_drawn_in_the_box_open_layers_by_mouse_and_do_nothing_else(tmp_path):
    async with studying(write(tmp_path)) as (pilot, app, _):
        more = next(key for key in app.bench.stage.query(SmallKey) if key.name == "more")
        await pilot.click(more)
        await still(pilot)
        assert "Two small studies." in boxed(app)
        await pilot.click(app.bench.stage.query_one(".main"))
        await still(pilot)
        assert "Two small studies." not in boxed(app)
        await pilot.click(app.bench.stage.query_one(".stop"))
        await still(pilot)
        assert app.studio.session.state.top is None
        assert "Enter plays from here" in text_of(app)
        assert app.focused is None or app.bench.stage not in app.focused.ancestors


async def test_every_key_of_the_list_of_keys_is_a_row_that_can_be_pressed():
    async with studying(TINY, size=(80, 24)) as (pilot, app, _):
        await press(pilot, "question_mark")
        row = next(key for key in app.bench.query("#manual SmallKey").results(SmallKey) if key.name == "faults")
        await pilot.click(row)
        await still(pilot)
        assert app.studio.showing.room is Room.FAULTS


async def test_on_a_small_window_the_list_leads_to_the_screen_and_back():
    async with studying(TINY, size=(80, 24)) as (pilot, app, _):
        assert not app.bench.stage.region.area or not app.bench.query_one("#beside").display
        await press(pilot, "enter")
        assert "Page 1" in boxed(app)
        assert "words grade" in await press(pilot, "escape")


async def test_a_window_that_grows_shows_both():
    async with studying(TINY, size=(80, 24)) as (pilot, app, _):
        await pilot.resize_terminal(120, 40)
        await still(pilot)
        assert "Beginning" in text_of(app)
        assert "Page 1" in boxed(app)


async def test_leaving_ends_with_0():
    async with studying(TINY) as (pilot, app, _):
        await pilot.press("q")
    assert app.return_code == 0


# -- words of people


async def test_brackets_in_a_pack_show_as_they_are(tmp_path):
    changes = {
        **edited("en/pages/touch.md", 'title = "What gentle touch is"', f'title = "{NASTY}"'),
        **edited("en/screening.toml", 'told = "fear of touch"', f'told = "{NASTY}"'),
    }
    async with studying(write(tmp_path, changes), size=(200, 60)) as (pilot, app, saves):
        assert NASTY in boxed(app)
        assert text_of(app).count("[b]x[/b]") >= 3
        write(tmp_path, {"en/pages/touch.md": None, **edited("pages.toml", 'id = "touch"', 'id = "[b]touch[/]"')})
        saves.save()
        await until(pilot, lambda: app.studio.broken)
        assert "[b]touch[/]" in await press(pilot, "f")


async def test_the_folder_may_go_away(tmp_path):
    folder = write(tmp_path / "pack")
    async with studying(folder) as (pilot, app, saves):
        before = boxed(app)
        shutil.rmtree(folder)
        saves.save()
        await until(pilot, lambda: app.studio.broken)
        await still(pilot)
        assert "there is no such folder" in text_of(app)
        assert boxed(app) == before
