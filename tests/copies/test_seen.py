"""A record as its client met it, by the copy of the pack: pages, questions, answers; and what does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consent_tui import words
from consent_tui.content.scenario import read_scenario
from consent_tui.copies import seen as copy_seen
from consent_tui.copies import text
from consent_tui.model.record import Record
from consent_tui.services.showing import spoken
from tests.scenarios.stage import CRANIOSACRAL, TINY, pack, run


def rehearsed(name: str, folder=TINY) -> Record:
    done = run(read_scenario(folder / "scenarios" / f"{name}.toml"), folder=folder)
    assert done.record
    return done.record


def seen(record: Record, folder=TINY, covers=lambda _question: False) -> str:
    return "\n".join(text.lines(copy_seen.document(record, pack(folder), covers, spoken)))


@pytest.fixture(scope="module")
def whole() -> Record:
    return rehearsed("asks-a-question", CRANIOSACRAL)


def test_every_page_stands_there_with_its_words_filled_in(whole: Record) -> None:
    text = seen(whole, CRANIOSACRAL)
    for number, page in enumerate(whole.pages, start=1):
        assert f"Page {number} of {len(whole.pages)}: {page.title}" in text
    for page in pack(CRANIOSACRAL).words["en"].pages.values():
        for block in (*page.body, *page.more):
            if "{" not in block.plain:
                assert " ".join(block.plain.split()) in text
    assert "your local emergency number" in text
    assert not any(f"{{{name}}}" in text for name in ("emergency", "crisis", "recent", "fee"))
    assert "This page is not the one that was shown" not in text


def test_every_question_stands_there_with_what_could_be_answered_and_what_was(whole: Record) -> None:
    text = seen(whole, CRANIOSACRAL)
    for each in whole.screening:
        assert f"- {' '.join(each.words.split())}\n    ( ) Yes (x) No" in text
    assert "Why we ask:" in text
    for each in whole.statements:
        assert f"- {' '.join(each.words.split())}\n    (x) Agree" in text
    for each in whole.teach_back:
        assert f"- {' '.join(each.words.split())}\n    (x) " in text


def test_a_check_that_was_missed_stands_with_each_try_and_with_what_is_right() -> None:
    """One box is ticked, or none: two in a row would read as two answers."""
    record = rehearsed("misses-twice", CRANIOSACRAL)
    text = seen(record, CRANIOSACRAL)
    missed = next(each for each in record.teach_back if each.flagged)
    words = pack(CRANIOSACRAL).words["en"].teach_back[missed.id]
    said = text[text.index(missed.words) :].splitlines()
    first, second = (words.choices[attempt.chosen] for attempt in missed.attempts)
    assert [line.strip() for line in said[1:5]] == [
        f"Try 1: {first}",
        f"Try 2: {second}",
        "missed twice; talk about it",
        f"How it is: {words.told}",
    ]


def test_words_and_sources_of_the_pages_stand_once_and_pages_name_sources_by_number(whole: Record) -> None:
    text = seen(whole, CRANIOSACRAL)
    words, sources = pack(CRANIOSACRAL).words["en"], pack(CRANIOSACRAL).sources
    assert text.count(words.glossary["aneurysm"].means) == 1
    assert text.count(sources["cleveland-clinic-2023"].cite) == 1
    at = list(sources).index("craniosacral-society-code") + 1
    rights = text[text.index(words.pages["rights"].more[-1].plain) :]
    assert f"Sources: {at}." in rights
    assert f"  {at}. {sources['craniosacral-society-code'].cite}" in text


def test_private_answers_stay_covered(whole: Record) -> None:
    private = {rule.id for rule in pack(CRANIOSACRAL).questions if rule.private}
    text = seen(whole, CRANIOSACRAL, private.__contains__)
    asked = [each for each in whole.screening if each.id in private]
    assert asked
    assert not any(" ".join(each.words.split()) in text for each in asked)
    assert "answered, covered here" in text


def test_a_page_that_is_not_the_one_shown_is_said(whole: Record) -> None:
    first, *others = whole.pages
    text = seen(replace(whole, pages=(replace(first, digest="sha256:0"), *others)), CRANIOSACRAL)
    assert text.count("This page is not the one that was shown.") == 1
    gone = seen(replace(whole, pages=(replace(first, id="gone"), *others)), CRANIOSACRAL)
    assert gone.count("This page is not the one that was shown.") == 1


def test_each_page_is_shown_in_the_language_in_which_it_was_read() -> None:
    record = rehearsed("language-switched-on-a-page")
    languages = {page.language for page in record.pages}
    assert languages == {"en", "es"}
    text = seen(record)
    assert "not the one that was shown" not in text
    assert "no es la que se mostró" not in text


def test_words_of_another_language_are_filled_as_that_language_fills_them() -> None:
    record = rehearsed("language-switched-on-a-page")
    filled = {"emergency": words.load(record.language)("filled.emergency"), "crisis": "988", "strange": "x"}
    shown = copy_seen.Seen(
        replace(record, content=replace(record.content, filled=filled)), pack(), lambda _q: False, words.load
    )
    other = "en" if record.language == "es" else "es"
    assert shown._fills(other) == {**filled, "emergency": words.load(other)("filled.emergency")}
    bare = copy_seen.Seen(replace(record, content=None), pack(), lambda _q: False, words.load)
    assert bare._fills("en") == {}


def test_what_is_no_longer_asked_is_said() -> None:
    record = rehearsed("plain-consent")
    first, *others = record.screening
    gone = replace(record, screening=(replace(first, asked=False, answer=None), *others))
    assert "no longer asked" in seen(gone)


def test_a_kept_no_has_no_pages_to_show() -> None:
    record = rehearsed("refuses-at-the-first-step-kept", CRANIOSACRAL)
    assert "This record holds no answers; only its content can be shown." in seen(record, CRANIOSACRAL)


def test_a_language_that_the_pack_no_longer_names_falls_back_to_its_own() -> None:
    record = rehearsed("plain-consent")
    (page, *_) = record.pages
    assert "Page 1 of 1" in seen(replace(record, pages=(replace(page, language="fr"),)))
