"""Where a trainer stands, without a screen: what stays when files change, and where a fault leads."""

from dataclasses import replace

import pytest

from consent_tui.content import read
from consent_tui.model.acts import Treated
from consent_tui.tui.studio import acts
from consent_tui.tui.studio.acts import Room, Turn
from consent_tui.tui.studio.lending import place
from consent_tui.tui.studio.studio import Studio
from tests.content.small_pack import FILES, edited, write
from tests.tui.studio.bench import TINY, Saves, workshop


def studio_of(folder, language=""):
    return Studio(workshop(folder, Saves()), read(folder), language)


def shown(studio):
    """Return all words of the sheet that is shown."""
    return repr(studio.view().sheet)


def test_a_trainer_begins_at_the_first_page(tmp_path):
    assert studio_of(write(tmp_path)).showing.at == "page:touch"


def test_the_chosen_place_stays_chosen_after_reload(tmp_path):
    studio = studio_of(write(tmp_path))
    studio.choose("question:fear")
    write(tmp_path, edited("en/screening.toml", "Are you afraid of touch?", "Does touch make you afraid?"))
    studio.take(read(tmp_path))
    assert studio.showing.at == "question:fear"
    assert "Does touch make you afraid?" in shown(studio)


def test_a_screen_that_was_taken_away_gives_way_to_the_one_after_it(tmp_path):
    studio = studio_of(write(tmp_path))
    studio.choose("check:stopping")
    without = {
        path: FILES[path].replace("stopping", "clothes", 1) for path in ("teach-back.toml", "en/teach-back.toml")
    }
    clothes = without["teach-back.toml"].index("[[question]]", 20)
    without["teach-back.toml"] = "ask = 1\n\n" + without["teach-back.toml"][clothes:].replace("when", "#")
    without["en/teach-back.toml"] = FILES["en/teach-back.toml"].partition("\n\n")[2]
    write(tmp_path, without)
    studio.take(read(tmp_path))
    assert studio.reading.faults == ()
    assert studio.showing.at == "check:clothes"


def test_a_broken_file_keeps_the_last_good_view_and_says_the_fault(tmp_path):
    studio = studio_of(write(tmp_path))
    studio.choose("page:rights")
    before = shown(studio)
    write(tmp_path, {"pages.toml": "[[page\n"})
    studio.take(read(tmp_path))
    assert studio.broken
    assert shown(studio) == before
    assert [fault.line for _, fault in studio.findings.told if fault.file.endswith("pages.toml")] == [1]


def test_a_language_that_was_taken_away_gives_way_to_the_packs_own():
    studio = studio_of(TINY, "es")
    assert studio.showing.language == "es"
    reading = read(TINY)
    studio.take(replace(reading, pack=replace(reading.pack, languages=("en",))))
    assert studio.showing.language == "en"


def test_each_switch_comes_back_to_where_it_began():
    studio = studio_of(TINY)
    first = studio.showing
    for turn, number in ((Turn.LANGUAGE, 2), (Turn.SIZE, 3), (Turn.WORDING, 3), (Turn.WHOLE, 2)):
        seen = []
        for _ in range(number):
            studio.turn(turn)
            seen.append(studio.showing)
        assert seen[-1] == first
        assert len(set(seen)) == number


def test_words_are_put_for_oneself_or_for_another_person(tmp_path):
    studio = studio_of(write(tmp_path))
    studio.choose("question:aneurysm")
    assert "Do you have a weak blood vessel?" in shown(studio)
    studio.turn(Turn.WORDING)
    assert studio.showing.treated is Treated.CHILD
    assert "Does your child have a weak blood vessel?" in shown(studio)


def test_a_layer_is_opened_and_closed(tmp_path):
    studio = studio_of(write(tmp_path))
    closed = shown(studio)
    assert "Two small studies." not in closed
    studio.turn(Turn.LAYER)
    assert "Two small studies." in shown(studio)
    for _ in range(len(studio.entry.layers)):
        studio.turn(Turn.LAYER)
    assert shown(studio) == closed


@pytest.mark.parametrize(
    ("changes", "leads_to"),
    [
        (edited("en/screening.toml", 'told = "fear of touch"', ""), "question:fear"),
        (edited("screening.toml", 'id = "fear"\ngroup = "head"', 'id = "fear"\ngroup = "haed"'), "question:fear"),
        (edited("en/pages/rights.md", "{fee}", "{free}"), "page:rights"),
        (edited("en/teach-back.toml", 'told = "what you wear"', ""), "check:clothes"),
        (edited("en/statements.toml", 'words = "I choose freely."', ""), "statement:free-choice"),
        (edited("en/results.toml", '[talk]\ntitle = "Title"', "[talk]"), "result:talk"),
        (edited("pack.toml", "grade = 8.0", 'grade = "x"'), None),
    ],
)
def test_a_fault_leads_to_the_screen_it_is_about(tmp_path, changes, leads_to):
    studio = studio_of(write(tmp_path))
    write(tmp_path, changes)
    studio.take(read(tmp_path))
    studio.do(acts.GoTo(Room.FAULTS))
    assert studio.findings.told[studio.findings.chosen][0]
    said = studio.do(acts.SeeFault())
    assert (studio.showing.room, studio.showing.at) == (
        (Room.SCREENS, leads_to) if leads_to else (Room.FAULTS, "page:touch")
    )
    assert bool(said) == (leads_to is None)


def test_the_list_of_faults_opens_at_the_fault_of_the_chosen_screen(tmp_path):
    studio = studio_of(write(tmp_path))
    write(tmp_path, {**edited("en/pages/rights.md", "{fee}", "{free}"), **edited("en/areas.toml", "head", "haed")})
    studio.take(read(tmp_path))
    assert len(studio.findings.told) > 1
    studio.choose("page:rights")
    studio.do(acts.GoTo(Room.FAULTS))
    assert studio.findings.fault.file.endswith("rights.md")


def test_a_fault_stays_chosen_while_others_are_mended(tmp_path):
    changes = {**edited("en/areas.toml", "head", "haed"), **edited("en/pages/rights.md", "{fee}", "{free}")}
    studio = studio_of(write(tmp_path, changes))
    studio.findings.choose(len(studio.findings.told) - 1)
    was = studio.findings.fault
    write(tmp_path, {**edited("en/pages/rights.md", "{fee}", "{free}")})
    studio.take(read(tmp_path))
    assert studio.findings.fault == was


@pytest.mark.parametrize(
    ("entry", "rules", "file", "line"),
    [
        ("page:touch", False, "en/pages/touch.md", 5),
        ("page:rights", True, "pages.toml", 4),
        ("question:blood-clot-signs", False, "en/screening.toml", 16),
        ("question:blood-clot-signs", True, "screening.toml", 18),
        ("statement:free-choice", True, "statements.toml", 4),
        ("result:see-a-doctor", True, "screening.toml", 30),
        ("start", False, "en/pack.toml", 1),
    ],
)
def test_the_editor_opens_where_the_words_or_the_rules_stand(tmp_path, entry, rules, file, line):
    studio = studio_of(write(tmp_path))
    studio.choose(entry)
    opened, at = place(studio, rules=rules)
    assert (opened.relative_to(tmp_path).as_posix(), at) == (file, line)


def test_in_the_list_of_faults_the_editor_opens_at_the_fault(tmp_path):
    studio = studio_of(write(tmp_path, edited("en/screening.toml", 'told = "fear of touch"', "")))
    assert studio.showing.room is Room.FAULTS
    opened, line = place(studio, rules=False)
    assert opened == tmp_path / "en/screening.toml"
    assert line == studio.findings.fault.line


def test_a_path_with_brackets_or_none_at_all_is_told_as_it_is(tmp_path):
    studio = studio_of(tmp_path / "[b]nowhere")
    assert studio.pack is None
    assert studio.findings.told
    assert studio.view() is None
