"""A record as a person reads it: may we start first, private answers covered, nothing left out."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import consent_tui
from consent_tui import words
from consent_tui.copies.shown import Shown
from consent_tui.copies.text import wrapped
from consent_tui.model.later import ActKind, Clearance, Note, Topic, Void, Withdrawal
from consent_tui.model.record import Client, Decision, Kind, Reference
from consent_tui.model.standing import Word
from consent_tui.words import load
from tests.copies.told import RICH, SECRET, shown, text_of
from tests.model.later_acts import (
    AT_DESK,
    AT_KIOSK,
    BORN,
    CHECKED,
    CLEARED,
    CONSENT,
    DAY,
    DOUBT,
    FACTS,
    act,
    filed,
)


def section(text: str, title: str) -> list[str]:
    """The lines below a title."""
    found = re.search(rf"(?m)^{re.escape(title)}\n((?:  .*\n?)+)", text)
    assert found, text
    return [line.strip() for line in found[1].splitlines()]


def test_may_we_start_comes_first_and_then_why_not() -> None:
    text = text_of(shown(CONSENT))
    lines = [line for line in text.splitlines() if line]
    assert lines[:3] == [
        "Consent front-desk-42",
        "Client: Ana Example, born 29 February 1980",
        "May we start?",
    ]
    assert section(text, "May we start?") == [
        "No, not now. Waits for the practitioner's signature (awaiting-countersignature).",
        "- No practitioner has countersigned.",
    ]


def test_a_valid_consent_says_yes_and_by_whom() -> None:
    told = shown(CONSENT, filed(act(replace(CHECKED, talked=None)), 3))
    assert section(text_of(told), "May we start?") == ["Yes. Valid (valid).", "- ada-3 countersigned it."]


def test_all_that_does_not_count_is_told() -> None:
    void = act(Void(reason="slip"), 9, 9, Reference(id=act(AT_DESK).id, digest="x"))
    acts = (
        filed(act(AT_DESK), 1),
        filed(void, 2),
        filed(act(CHECKED, number=3), 3, trusted=False),
        filed(act(replace(CHECKED, wanted=False), number=4), 4),
    )
    assert section(text_of(shown(CONSENT, *acts)), "May we start?") == [
        "No, not now. Withdrawn (withdrawn).",
        "- ada-1 withdrew it (2026-11-21).",
        "- No practitioner has countersigned.",
        "- ada-3 does not count: its key is unknown.",
        "- ada-4 does not count: something in it is missing (unchecked-wanted).",
        "- ada-2 changes nothing: what ended a consent stays.",
    ]


def test_a_record_that_is_no_consent_has_no_session() -> None:
    told = shown(replace(CONSENT, kind=Kind.REFUSAL, decision=Decision(outcome="refuse"), signature=None))
    text = text_of(told)
    assert section(text, "May we start?") == ["There is no session on this record."]
    assert section(text, "Decision") == ["I do not agree", "Written 21 November 2026 at 12:00"]


def test_a_rehearsal_is_marked_before_all_else() -> None:
    assert section(text_of(shown(replace(CONSENT, rehearsal=True))), "May we start?")[0] == (
        "This is a rehearsal. Nothing counts."
    )


def test_flags_name_everything_to_look_at() -> None:
    assert section(text_of(shown()), "Look at this first") == [
        f"- A doctor's answer is needed: Are you pregnant, or could you be?; {load('en')('result.age')}",
        "- An answer was changed after the result: a private answer",
        "- Open questions: 2",
        "- Not clear after two tries: Who pays?",
        "- Private answers other than no: 1",
        "- Somebody decides for another person: see a paper",
        "- The child's own answer: Tell a person",
        "- Interpreter: Mia Muster, Polish",
        "- Help wanted: Help with reading, Help with the language",
        "- Came with the number front-desk-7",
        "- No clinician has confirmed this content.",
    ]


def test_nothing_to_look_at_is_said() -> None:
    plain = replace(CONSENT, content=replace(CONSENT.content, reviewed_by="Dr. Ada Sample"))
    assert section(text_of(shown(plain)), "Look at this first") == ["Nothing stands out in the answers."]


def test_a_question_that_was_answered_is_no_longer_open() -> None:
    answer = filed(act(Note(topic=Topic.ANSWER, question=1, words="It should not.")), 3)
    text = text_of(shown(RICH, answer))
    assert "- Open questions: 1" in section(text, "Look at this first")
    assert section(text, "In their own words") == [
        "- Should help with: sleep",
        "- Matters to them: quiet",
        "- Question 1, at “What it is”: Does it hurt? (answered: It should not.)",
        "- Question 2, at “Your rights”: What does it cost?",
    ]


def test_answers_other_than_no_come_first_with_their_changes_and_notes() -> None:
    assert section(text_of(shown()), "Health answers") == [
        "Private answers are covered; --private shows them.",
        "- Not sure: Are you pregnant, or could you be? (before: Yes; note: My period is late)",
        "- no longer asked: How long ago? (before: Tell a person)",
        "- No: Do you have a fever?",
        "- Private questions (1): answered, covered here",
    ]


def test_private_answers_are_shown_only_when_asked_for() -> None:
    """Their question is covered too: that it was asked tells enough."""
    assert SECRET not in text_of(shown())
    assert "Have you been hurt?" not in text_of(shown())
    revealed = text_of(shown(revealed=True))
    assert f"- Yes: Have you been hurt? (note: {SECRET})" in revealed
    assert "covered" not in revealed


def test_where_nobody_can_tell_what_is_private_every_answer_is_covered() -> None:
    text = text_of(shown(private=None))
    assert section(text, "Health answers") == [
        "The pack's copy is missing or altered, so every answer is covered.",
        "- Private questions (4): answered, covered here",
    ]
    assert "pregnant" not in text


def test_kept_without_answers() -> None:
    assert section(text_of(shown(replace(CONSENT, screening=()))), "Health answers") == ["The answers were not kept."]


def test_touch_permissions_checks_statements_and_pages() -> None:
    text = text_of(shown())
    assert section(text, "Touch and permissions") == [
        "- May be touched: feet",
        "- Not to be touched: no area chosen",
        "- No: May we write?",
    ]
    assert section(text, "Check of our explaining") == [
        "- clear at once: May a friend stop?",
        "- clear the second time: Does it cure?",
        "- missed twice; talk about it: Who pays?",
    ]
    assert section(text, "Statements") == ["- Agree: I choose freely."]
    assert section(text, "What was shown") == [
        "1 of 2 pages read to the end; pack tiny 1.0.0, in English",
        "- not to the end: Your rights",
    ]


def test_the_decision_says_who_signed_for_whom_and_what_that_meant() -> None:
    assert section(text_of(shown()), "Decision") == [
        "I agree",
        "Under the condition: a doctor answers first, talk with the practitioner first",
        "Holds until 21 November 2026",
        "Signed 21 November 2026 at 12:00 (UTC) by Eva Example, as a legal guardian, aunt, court paper",
        "Signing meant: I was shown this.",
        "I may decide for Ana Example.",
    ]


def test_a_reason_that_was_given_stands_among_the_own_words() -> None:
    told = shown(replace(CONSENT, kind=Kind.REFUSAL, decision=Decision(outcome="refuse", reason="too soon")))
    assert section(text_of(told), "In their own words") == ["- Note for the practitioner: too soon"]


def test_history_tells_each_act_in_order_of_time() -> None:
    acts = (
        filed(act(replace(AT_KIOSK, born=date(1981, 1, 1)), 30), 44, "front-desk"),
        filed(act(replace(CLEARED, limits="no pressure", until=DAY), 10), 1),
        filed(act(replace(CHECKED, paper="court paper", paper_dated=DAY), 20, 2), 2),
        filed(act(Void(reason="slip"), 40, 3, Reference(id=act(CHECKED, number=2).id, digest="x")), 3),
        filed(act(FACTS[4], 50, 4), 4),
        filed(act(Note(topic=Topic.PAPER, scan="sha256:0a"), 60, 5), 5),
        filed(act(Note(topic=Topic.PRIVATE, private=("trauma",)), 61, 6), 6),
        filed(act(Note(topic=Topic.COPY, how="print"), 62, 7), 7),
        filed(act(DOUBT, 63, 8), 8),
        filed(act(AT_DESK, 64, 9), 9),
        filed(replace(CONSENT, id="newer", supersedes=act(CLEARED).about), 45, "front-desk"),
    )
    when, day = "- 21 November 2026 ", "21 November 2026"
    answered = f"by Ada Sample; Dr. Jon Muster, neurologist, letter of {day}; limits: no pressure; until {day}"
    checked = "by Ada Sample; name and birth date checked, still wanted; talked about it"
    checked += f"; paper seen: court paper, of {day}"
    assert section(text_of(shown(CONSENT, *acts)), "What happened since") == [
        f"{when}12:10, ada-1, A doctor's answer: {answered}",
        f"{when}12:20, ada-2, Countersigned: {checked}",
        f"{when}12:30, front-desk-44, Withdrawn: at the kiosk; birth date given: 1 January 1981",
        f"{when}12:40, ada-3, Made void: by Ada Sample; about ada-2; slip",
        f"{when}12:50, ada-4, Erased: by Ada Sample; at the client's request",
        f"{when}13:00, ada-5, Note: by Ada Sample; a paper form exists; scan sha256:0a",
        f"{when}13:01, ada-6, Note: by Ada Sample; private answer heard; talked about: trauma",
        f"{when}13:02, ada-7, Note: by Ada Sample; copy given; print",
        f"{when}13:03, ada-8, Note: by Ada Sample; doubt about deciding; Was very tired.",
        f"{when}13:04, ada-9, Withdrawn: by Ada Sample; said in person, on 21 November 2026",
        "- front-desk-45: Consent",
    ]
    assert section(text_of(shown(CONSENT)), "What happened since") == ["Nothing yet."]


def test_an_act_is_told_by_itself() -> None:
    typed = Withdrawal(born=BORN, number="front-desk-99")
    told = Shown(filed=filed(act(typed, about=None), 9, "front-desk"), key="k", fingerprint="f", trust="pinned")
    text = text_of(told)
    assert text.startswith("Withdrawn front-desk-9\n  at the kiosk\n  birth date given: 29 February 1980\n")
    assert "number typed: front-desk-99" in text
    assert "The key is pinned in the settings." in section(text, "The seal")


def test_a_birth_date_that_is_the_same_is_not_said_again() -> None:
    text = text_of(shown(CONSENT, filed(act(AT_KIOSK), 44, "front-desk")))
    assert "birth date as in the record" in text
    assert text_of(shown(replace(CONSENT, client=None))).count("born") == 0


def test_odd_acts_are_told_too() -> None:
    undone = replace(CHECKED, name_checked=False, paper="x")
    cleared = Clearance(clinician="a b", profession="c", dated=DAY, how="call", limits="")
    acts = (filed(act(undone, times=replace(CONSENT.times, written=None)), 1), filed(act(cleared), 2))
    told = section(text_of(shown(CONSENT, *acts)), "What happened since")
    assert told[0].endswith("no limits named; no end named")
    assert (
        told[1]
        == "- ada-1, Countersigned: by Ada Sample; not everything was checked; talked about it; paper seen: x, of —"
    )


def test_the_seal_says_what_it_proves_and_what_not() -> None:
    assert section(text_of(shown(missing=2, listed=True)), "The seal") == [
        "Number front-desk-42, fingerprint 7F3A 91C2 0BE4 55D8",
        "Sealed by front-desk with the key SHA256:abc",
        "The key is one of this folder. Who can change the folder can change it too.",
        "It shows that this key wrote these words, in this place. It does not show who typed.",
        "The ledger of front-desk names it in this place, with this digest.",
        "Files of this folder that are missing: 2. An act may be among them.",
        "To check it all: consent-tui verify",
        "That alone finds a ledger that was cut or rewritten. It takes a checkpoint kept elsewhere.",
    ]


def test_a_ledger_that_names_everything_is_said_and_one_that_does_not_name_it_too() -> None:
    """*Seal and ledger state in plain words*: nothing is claimed of ledgers that do not know the record."""
    whole, apart = (section(text_of(shown(listed=listed)), "The seal") for listed in (True, False))
    assert whole[4:6] == [
        "The ledger of front-desk names it in this place, with this digest.",
        "Nothing that the ledgers of this folder name is missing.",
    ]
    assert apart[4:6] == [
        "No ledger of this folder names it; consent-tui verify tells more.",
        "To check it all: consent-tui verify",
    ]


@pytest.mark.parametrize("language", words.OWN)
def test_it_is_told_in_every_language_of_the_program(language: str) -> None:
    acts = [filed(act(facts, number=n), n) for n, facts in enumerate(FACTS, start=1)]
    text = text_of(shown(RICH, *acts), language)
    assert load(language)("show.may") in text
    assert "{" not in text
    assert "show." not in text


@pytest.mark.parametrize("language", words.OWN)
def test_every_code_of_a_standing_has_its_words(language: str) -> None:
    """Whatever the model may say of a consent, a person can be told."""
    say, model = load(language), Path(consent_tui.__file__).parent / "model"
    trees = [ast.walk(ast.parse((model / name).read_text("utf-8"))) for name in ("standing.py", "standing_acts.py")]
    calls = [
        node
        for tree in trees
        for node in tree
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason"
    ]
    codes = {node.args[0].value for node in calls if isinstance(node.args[0], ast.Constant)}
    codes |= {
        "withdrawn",
        "void",
        "erased",
        "superseded",
        *(f"unknown-key-{how}" for how in ("withdrawn", "void", "erased")),
    }
    assert len(codes) > 20
    assert [code for code in codes if f"show.because.{code}" not in say and f"show.odd.{code}" not in say] == []
    keyed = {
        "word": Word,
        "kind": (*Kind, *ActKind),
        "topic": Topic,
        "outcome": ("agree", "refuse", "undecided", "deferral"),
    }
    assert [
        f"show.{table}.{each}" for table, every in keyed.items() for each in every if f"show.{table}.{each}" not in say
    ] == []


def test_no_word_of_show_stands_there_for_nothing() -> None:
    """Each key is made somewhere in `copies`."""
    source = "".join(path.read_text("utf-8") for path in (Path(consent_tui.__file__).parent / "copies").glob("*.py"))
    patterns = [
        re.sub(r"\\\{[^}]*\\\}", r"[\\w-]+", re.escape(each))
        for each in re.findall(r"show\.[\w.{}-]+(?:\[[^]]*\])?[\w.{}-]*", source)
    ]
    unsaid = [
        key
        for key in sorted(words.keys())
        if key.startswith("show.") and not any(re.fullmatch(p, key) for p in patterns)
    ]
    assert unsaid == []


def test_lines_are_wrapped_and_hold_no_sign_that_a_terminal_obeys() -> None:
    client = Client(name="Ana\x1b[2J\u202eExample", born=BORN)
    lines = list(wrapped([f"  - {client.name} {'word ' * 40}"]))
    assert all(len(line) <= 78 for line in lines)
    assert lines[0].startswith("  - Ana?[2J?Example word")
    assert lines[1].startswith("    word")
    assert list(wrapped([""])) == [""]
    assert next(wrapped(["می\u200cخواهم"])) == "می\u200cخواهم"


def test_days_are_written_in_the_zone_of_the_record() -> None:
    late = CONSENT.times.signed.replace(hour=23) + timedelta(hours=2)
    told = shown(replace(RICH, times=replace(CONSENT.times, signed=late, zone="Europe/Vienna")))
    assert "Signed 22 November 2026 at 01:00 (Europe/Vienna)" in text_of(told)
