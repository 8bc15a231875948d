"""What the plain kiosk does with what is typed, with silence, and with an end in the middle."""

import io
import os
import signal

import pytest

from consent_tui.model.acts import Treated
from consent_tui.model.state import Over
from consent_tui.plain.lines import Gone
from consent_tui.services.session import CannotSeal
from consent_tui.views.shapes import StartSheet
from tests.plain.talk import CTRL_C, SILENCE, talk
from tests.scenarios.stage import draw

TO_WHO = ("1", "", "2", "")  # language, welcome, no emergency
TO_HELP = (*TO_WHO, "1", "3", "", "")  # for me, adult


def place(held):
    return str(held.before.place)


def test_commands_are_taken_in_any_case_and_by_their_first_letters():
    assert talk(*TO_WHO, "BACK").before.place.item == "emergency-signs"
    assert talk(*TO_WHO, "  st  ").before.top.kind is Over.STOP
    assert talk(*TO_WHO, "As").before.top.kind is Over.ASK


def test_first_letters_that_fit_two_commands_are_asked_about():
    held = talk(*TO_WHO, "h")
    assert "That could be: hide, help. Please type more of it." in held.said[-2]
    assert held.before.top is None


def test_commands_are_taken_in_the_language_of_the_encounter_and_by_their_plain_names():
    assert talk("2", "siguiente", "VOLVER").before.place.item == "intro"
    assert talk("2", "next", "back").before.place.item == "intro"
    assert talk("2", "ayuda").said[-2].lstrip().startswith("Puede escribir:")


def test_what_is_missing_is_said_when_the_way_on_is_not_free():
    held = talk(*TO_WHO, "1", "3", "", "", "")
    assert "Not yet: Choose an answer." in " ".join(held.said[-2].split())
    assert place(held) == "deciding/able"


def test_what_is_missing_is_asked_then_and_the_next_line_answers_it():
    held = talk(*TO_WHO, "", "", "", "1")
    assert "Not yet: Choose an answer." in " ".join(held.said[-3].split())
    assert "Who is the session for?" in held.said[-3]
    assert held.before.facts.treated is Treated.SELF
    held = talk(*TO_SIGN, "", "", "", "", "Ana Example")
    assert "Not yet: Sign: name." in " ".join(held.said[-3].split())
    assert held.before.facts.text("name") == "Ana Example"


def test_help_says_what_each_word_does():
    said = talk(*TO_WHO, "help").said[-2]
    for line in ("a number: the answer", "back: Back", "ask: Ask us", "hide: Hide", "stop: Stop", "again: say all"):
        assert line in said


def test_again_says_the_screen_once_more():
    held = talk(*TO_WHO, "again")
    assert "Who is the session for?" in held.said[-2]
    assert "  1. For me" in held.said[-2]


def test_a_page_is_printed_whole_before_its_end_counts():
    held = talk(*TO_WHO, "1", "3", "", "", "1", "")
    said = held.said[-2]
    assert place(held) == "pages/touch"
    assert said.index("Call your local emergency number") < said.index("End of this page") < said.index("Answer next")
    assert held.before.facts.pages["touch"].ended


def test_hide_prints_sixty_empty_lines_then_the_cover():
    held = talk(*TO_WHO, "hide")
    assert held.said[-2].startswith("\n" * 60)
    assert held.said[-2].strip().startswith("This screen is covered. Press Enter to go on.")
    assert "session" not in held.said[-2]


def test_coming_back_from_a_cover_shows_a_page_without_answers_and_takes_no_answer():
    held = talk(*TO_WHO, "1", "hide", "3")
    assert "You are back" in held.said[-2]
    assert "For me" not in held.said[-2]
    assert held.before.facts.treated == "self"


def test_idle_warns_then_wipes_and_says_nothing_of_the_client():
    held = talk(*TO_WHO, "1", SILENCE, SILENCE, idle_seconds=180, warning_seconds=45)
    warned, wiped = held.said[-3], held.said[-2]
    assert held.waited[-3:-1] == [180, 45]
    assert "In 45 seconds everything here is wiped" in " ".join(warned.split())
    assert wiped.startswith("\n" * 60)
    assert "Choose your language" in wiped
    assert not held.before.begun


def test_at_start_nobody_is_hurried():
    assert talk().waited == [None]


def test_nothing_wipes_an_urgent_screen_by_itself():
    held = talk("1", "", "1")
    assert held.before.top.kind is Over.URGENT
    assert held.waited[-1] is None


def test_hidden_too_long_wipes():
    held = talk(*TO_WHO, "hide", SILENCE, hidden_minutes=15)
    assert held.waited[-2] == 900
    assert not held.before.begun


@pytest.mark.parametrize(
    "lines", [(), ("1",), TO_WHO, (*TO_WHO, "hide"), (*TO_WHO, "stop"), ("1", "", "1"), (*TO_WHO, "ask")]
)
def test_when_stdin_ends_the_encounter_is_left_and_nothing_is_saved(lines):
    written = []
    held = talk(*lines, write=written.append)
    assert (held.code, held.state.begun, written) == (0, False, [])


def test_when_stdin_ends_on_an_idle_warning_or_a_page_after_a_cover_the_encounter_is_left():
    assert not talk(*TO_WHO, SILENCE).state.begun
    assert not talk(*TO_WHO, "hide", "").state.begun


def test_when_stdout_is_closed_the_encounter_is_left():
    class Closing(io.StringIO):
        def write(self, text):
            if "Who is the session for?" in text:
                raise BrokenPipeError
            return super().write(text)

    held = talk(*TO_WHO, stdout=Closing())
    assert (held.code, held.state.begun) == (0, False)


def test_ctrl_c_leaves_the_encounter_with_a_calm_sentence_and_the_kiosk_goes_on():
    held = talk(*TO_WHO, CTRL_C, "")
    assert "You have left. Nothing was saved." in held.said[-3]
    assert "Choose your language" in held.said[-2]


def test_staff_quit_at_start_by_ctrl_d_or_ctrl_c():
    assert talk().code == 0
    assert talk(CTRL_C).code == 0


def test_after_the_end_it_returns_to_start_for_the_next_client():
    held = talk(*TO_WHO, "stop", "6", "")
    assert "Nothing was saved" in held.said[-3]
    assert held.said[-2].startswith("\n" * 60)
    assert isinstance(draw(held.before).sheet, StartSheet)


def test_after_the_end_it_returns_to_start_by_itself_too():
    held = talk(*TO_WHO, "stop", "6", SILENCE, done_seconds=30)
    assert held.waited[-2] == 30
    assert isinstance(draw(held.before).sheet, StartSheet)


@pytest.mark.parametrize(("name", "code"), [("SIGHUP", 129), ("SIGTERM", 143)])
def test_a_signal_that_ends_it_leaves_the_encounter(name, code):
    from consent_tui.plain import run
    from tests.scenarios.stage import session

    number, begun = getattr(signal, name), []

    class Typed(io.StringIO):
        def readline(self, *_):
            if line := super().readline():
                return line
            begun.append(kept.state.begun)
            os.kill(os.getpid(), number)
            raise Gone

    kept, before = session(), signal.getsignal(number)
    assert run(kept, draw, Typed("1\n\n2\n"), io.StringIO()) == code
    assert begun == [True]
    assert not kept.state.begun
    assert signal.getsignal(number) == before


# -- groups, fields, areas

TO_GROUP = (*TO_HELP, "1", "", "", "", "2", "2", "")


def test_rows_are_asked_one_by_one_and_no_to_all_only_after_the_last_was_read_out():
    held = talk(*TO_GROUP, "next", "next", "next", "all")
    first, *_, last, done = held.said[-6:-1]
    assert "1 of 4. Answer 1 to 4" in first
    assert "all" not in first.replace("of all", "")
    assert "all: No to all of these" in last
    assert "Every line is answered." in done
    assert {str(a) for a in held.before.facts.given.values()} == {"no"}


def test_all_typed_too_early_is_not_an_answer():
    held = talk(*TO_GROUP, "all")
    assert "That is not one of the answers here." in held.said[-2]
    assert "blood-clot" not in held.before.facts.given


def test_a_follow_up_is_asked_right_after_its_question():
    held = talk(*TO_GROUP, "1")
    assert "Your answer: Yes" in held.said[-2]
    assert "2 of 5." in held.said[-2]
    assert held.before.facts.given["blood-clot"] == "yes"


def test_a_row_can_be_chosen_by_its_number_once_all_are_shown():
    held = talk(*TO_GROUP, "2", "2", "2", "2", "3", "1")
    assert held.before.facts.given["fear"] == "yes"


def test_why_and_a_note_belong_to_the_row_that_is_asked():
    held = talk(*TO_GROUP, "2", "", "", "", "1", "note", 'My note [/] "quoted"')
    assert held.before.facts.answers["blood-clot"].note == 'My note [/] "quoted"'
    why = talk(*TO_GROUP, "why").before.top
    assert (why.kind, why.subject) == (Over.WHY, "blood-clot")


TO_AREAS = (*TO_GROUP, "", "", "", "all", "", "", "1", "", "2", "")


def test_an_area_goes_round_by_its_number_or_is_set_by_words():
    assert dict(talk(*TO_AREAS, "2").before.facts.areas) == {"neck": "touch"}
    assert dict(talk(*TO_AREAS, "3 no touch").before.facts.areas) == {"feet": "avoid"}
    assert dict(talk(*TO_AREAS, "3 DO NOT TOUCH", "3 not chosen").before.facts.areas) == {}
    assert "3. Feet: do not touch" in talk(*TO_AREAS, "3 no touch").said[-2]


def test_from_do_not_touch_never_straight_to_may_touch():
    held = talk(*TO_AREAS, "3 no touch", "3 touch")
    assert dict(held.before.facts.areas) == {"feet": "avoid"}
    assert "That is not one of the answers here." in held.said[-2]


TO_SIGN = (*TO_AREAS, "", "2", "", "", "", "", "1", "1", "", "1", "", "", "1")


def test_each_field_says_its_problem_and_asks_again():
    held = talk(*TO_SIGN, "12345", "Ana Example", "31 2 1980")
    assert "Please type a name with letters." in held.said[-4]
    assert "1 of 3." in held.said[-4]
    assert "There is no such day." in held.said[-2]
    assert "2 of 3." in held.said[-2]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana [/] Example", "Ana [/] Example"),
        ('Ana "Ann" O\'Example', 'Ana "Ann" O\'Example'),
        ("名前 Пример", "名前 Пример"),
        ("  Ana   Example ", "Ana Example"),
        ("=stop", "stop"),
        ("=", ""),
        ("1", ""),
        ("A" * 1000, ""),
        ("\x1b[2JAna", ""),
        ("Ana\u202e", ""),
        ("\udcff", ""),
    ],
)
def test_a_name_is_kept_as_typed_or_refused_in_a_sentence(typed, kept):
    held = talk(*TO_SIGN, typed)
    assert held.before.facts.text("name") == kept
    assert "\x1b" not in "".join(held.said)
    assert held.said[-2].strip()


def test_a_command_word_at_a_field_is_a_command():
    assert talk(*TO_SIGN, "stop").before.top.kind is Over.STOP
    assert talk(*TO_SIGN, "Stopford").before.facts.text("name") == "Stopford"


def test_a_field_can_be_emptied():
    held = talk(*TO_SIGN, "Ana Example", "", "", "1", "clear")
    assert held.before.facts.text("name") == ""
    assert "This is empty now." in held.said[-2]


def test_sign_says_what_is_missing_and_signs_when_all_is_there():
    held = talk(*TO_SIGN, "Ana Example", "29 2 1980", "Ana Example", "", "4", "")
    assert "Not yet: Sign: tick the line" in " ".join(held.said[-4].split())
    assert "Your agreement is saved" in held.said[-2]
    assert "front-desk-1" in held.said[-2]


def test_a_record_that_could_not_be_written_is_said_and_tried_again():
    tries = []

    def write(record):
        tries.append(record)
        if len(tries) == 1:
            raise CannotSeal("disk-full")
        from consent_tui.services.session import Written

        return Written("front-desk-1", "ab12 cd34 ef56")

    held = talk(*TO_SIGN, "Ana Example", "29 2 1980", "Ana Example", "4", "", "", write=write)
    assert "Your record is not saved yet" in held.said[-3]
    assert "The disk is full." in held.said[-3]
    assert "Your agreement is saved" in held.said[-2]
