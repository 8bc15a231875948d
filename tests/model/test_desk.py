"""Where a practitioner stands at the desk, and what each act leads to; no folder, no key, no screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.model import desk_acts as acts
from consent_tui.model.desk import Desk, Page, update
from consent_tui.model.desk_acts import Deed, Part
from consent_tui.model.desk_blanks import Holds, Matter, blanks, open_questions, voidable
from consent_tui.model.entry import Order, Query
from consent_tui.model.flags import Flag
from consent_tui.model.later import Note, Topic, Void
from consent_tui.model.standing import standing
from tests.model.later_acts import (
    ASKED,
    CHECKED,
    CLEARED,
    CONSENT,
    FOR_A_CHILD,
    SIGNED,
    TALK,
    act,
    filed,
)

TYPED = st.text(max_size=8)
KINDS = ["flag", "standing", "person", "flagged", "rehearsals", "day", "text", "unheard-of"]
ANY = st.one_of(
    st.builds(acts.Choose, TYPED),
    st.builds(acts.OpenIt, TYPED),
    st.just(acts.StepBack()),
    st.builds(acts.Search, TYPED),
    st.just(acts.StartSearch()),
    st.builds(acts.Narrow, st.sampled_from(KINDS), TYPED),
    st.builds(acts.SeeDay, st.none() | st.dates()),
    st.builds(acts.SortBy, st.sampled_from(Order)),
    st.sampled_from([acts.Widen(), acts.ShowFilters(), acts.ShowDeeds(), acts.ShowHelp(), acts.Reveal(), acts.Lock()]),
    st.builds(acts.SeePart, st.sampled_from(Part)),
    st.sampled_from([acts.ShowFigures(), acts.CountOver(Query(languages=frozenset({"es"})))]),
    st.builds(acts.Begin, st.sampled_from(Deed)),
    st.builds(acts.Fill, TYPED, TYPED),
    st.sampled_from([acts.ToSeal(), acts.SealIt(), acts.Unlocked()]),
    st.builds(acts.Drafted, st.tuples(TYPED)),
    st.builds(acts.Lacking, st.just(()), st.tuples(TYPED)),
    st.builds(acts.NotSealed, st.tuples(TYPED)),
    st.builds(acts.Sealed, TYPED, st.booleans()),
)  # fmt: skip


def after(*done) -> Desk:
    desk = Desk()
    for each in done:
        desk = update(desk, each)
    return desk


@given(st.lists(ANY, max_size=30), ANY)
def test_a_locked_desk_knows_one_act(before, then) -> None:
    """*The desk locks itself; nothing of a client is visible while locked.*"""
    locked = update(after(*before), acts.Lock())
    assert locked.locked
    assert not locked.revealed
    if not isinstance(then, acts.Unlocked):
        assert update(locked, then) == locked


@given(st.lists(ANY, max_size=30))
def test_private_answers_are_shown_of_the_open_record_alone(done) -> None:
    desk = replace(after(*done), locked=False)
    assert desk.open or not desk.revealed
    if desk.page in (Page.LIST, Page.RECORD):
        assert not update(desk, acts.OpenIt("other")).revealed


@given(st.lists(ANY, max_size=30))
def test_what_is_written_belongs_to_an_open_record(done) -> None:
    desk = after(*done)
    assert (desk.writing is not None) is (desk.page in (Page.FORM, Page.SEAL))
    assert (desk.page in (Page.LIST, Page.FILTERS, Page.FIGURES)) is (not desk.open)


@given(st.lists(ANY, max_size=30), ANY)
def test_each_change_is_another_revision_and_nothing_else_is(done, then) -> None:
    before = after(*done)
    now = update(before, then)
    assert (now.revision == before.revision) is (now == before)


@given(st.lists(ANY, max_size=30))
def test_nothing_is_sealed_that_was_not_shown(done) -> None:
    """*Each shows what it will write, asks once.* A changed blank takes what was shown away."""
    desk = after(*done)
    if desk.page is Page.SEAL:
        assert desk.writing
        assert desk.writing.shown
        assert update(update(desk, acts.StepBack()), acts.Fill("words", "other")).writing.shown == ()


def test_back_leads_from_what_is_written_to_the_list_and_then_to_all_of_it() -> None:
    desk = after(acts.Narrow("flagged"), acts.OpenIt("front-desk-1"), acts.Begin(Deed.VOID), acts.Drafted(("x",)))
    pages = []
    for _ in range(4):
        pages.append(desk.page)
        desk = update(desk, acts.StepBack())
    assert pages == [Page.SEAL, Page.FORM, Page.RECORD, Page.LIST]
    assert desk.asked == Query()


def test_a_filter_is_set_and_taken_away_by_the_same_key() -> None:
    once = after(acts.Narrow("flag", Flag.STOP), acts.Narrow("flagged"), acts.SeeDay(date(2026, 11, 21)))
    assert (once.asked.flags, once.asked.flagged, once.asked.since) == ({Flag.STOP}, True, date(2026, 11, 21))
    away = [acts.Narrow("flag", Flag.STOP), acts.Narrow("flagged"), acts.Narrow("day")]
    desk = once
    for each in away:
        desk = update(desk, each)
    assert desk.asked == Query()


def test_the_way_of_sorting_outlives_the_filters() -> None:
    desk = after(acts.SortBy(Order.NAME), acts.Search("ana"), acts.Widen())
    assert desk.asked == Query(order=Order.NAME)


def test_what_was_erased_is_not_open_any_more() -> None:
    desk = after(
        acts.OpenIt("front-desk-1"), acts.Begin(Deed.ERASE), acts.Drafted(("x",)), acts.Sealed("Erased.", gone=True)
    )
    assert (desk.page, desk.open, desk.said) == (Page.LIST, "", ("Erased.",))


# -- blanks


def ids(deed: Deed, about: Matter, filled=None) -> list[str]:
    return [blank.id for blank in blanks(deed, about, filled or {})]


def test_a_countersignature_asks_for_a_talk_only_where_there_is_something_to_talk_about() -> None:
    plain, talk = (filed(each, by="front-desk") for each in (CONSENT, TALK))
    assert ids(Deed.COUNTERSIGN, Matter(filed=plain)) == ["name_checked", "born_checked", "wanted"]
    assert "talked" in ids(Deed.COUNTERSIGN, Matter(filed=talk))


def test_a_doubt_has_to_be_talked_about_too() -> None:
    """What the record alone does not show, its standing does."""
    consent = filed(CONSENT, by="front-desk")
    doubt = filed(act(Note(topic=Topic.CAPACITY, words="x"), about=consent.reference))
    stands = standing(consent, [doubt], SIGNED)
    assert "talked" in ids(Deed.COUNTERSIGN, Matter(filed=consent, related=(doubt,), standing=stands))


def test_for_another_person_a_paper_is_asked_for() -> None:
    asked = ids(Deed.COUNTERSIGN, Matter(filed=filed(FOR_A_CHILD)))
    assert asked[2:4] == ["paper", "paper_dated"]


def test_open_questions_come_first_and_answered_ones_can_be_answered_again() -> None:
    two = replace(ASKED, questions=(*ASKED.questions, *ASKED.questions))
    asked = filed(two, by="front-desk")
    answers = [filed(act(Note(topic=Topic.ANSWER, words="No.", question=n), number=n), n) for n in (1, 2)]
    assert open_questions(Matter(filed=asked)) == ("1", "2")
    assert open_questions(Matter(filed=asked, related=answers[:1])) == ("2",)
    assert open_questions(Matter(filed=asked, related=answers)) == ("1", "2")
    untrusted = [replace(answers[0], trusted=False)]
    assert open_questions(Matter(filed=asked, related=untrusted)) == ("1", "2")


def test_a_clearance_can_be_made_void_once() -> None:
    consent = filed(CONSENT, by="front-desk")
    cleared = filed(act(CLEARED, about=consent.reference), 1)
    assert voidable(Matter(filed=consent, related=(cleared,))) == ("front-desk-1", "ada-1")
    gone = filed(act(Void(reason="x"), number=2, about=cleared.reference), 2)
    assert voidable(Matter(filed=consent, related=(cleared, gone))) == ("front-desk-1",)


def test_a_note_asks_what_its_topic_needs() -> None:
    about = Matter(filed=filed(CONSENT), private=("crisis",))
    assert ids(Deed.NOTE, about, {}) == ["topic"]  # whether words are needed depends on it
    assert ids(Deed.NOTE, about, {"topic": "paper-form"}) == ["topic", "scan", "words"]
    topic, words = blanks(Deed.NOTE, about, {"topic": "private-heard"})
    assert "private-heard" in topic.choices
    assert not words.needed
    assert "private-heard" not in blanks(Deed.NOTE, Matter(filed=filed(CONSENT)), {})[0].choices


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_asks_for_something(deed: Deed) -> None:
    found = blanks(deed, Matter(filed=filed(ASKED), related=(filed(act(CHECKED)),)), {})
    assert found
    assert all(blank.choices for blank in found if blank.holds is Holds.ONE_OF)


# -- the figures


def test_figures_are_of_all_records_whatever_the_list_is_narrowed_to() -> None:
    desk = after(acts.Narrow("flagged"), acts.SeeDay(date(2026, 11, 21)), acts.ShowFigures())
    assert (desk.page, desk.counted) == (Page.FIGURES, Query())
    assert desk.asked == Query(flagged=True, since=date(2026, 11, 21), until=date(2026, 11, 21))


def test_figures_count_rehearsals_only_where_the_list_shows_them() -> None:
    assert after(acts.Narrow("rehearsals"), acts.ShowFigures()).counted == Query(rehearsals=True)


def test_figures_are_left_for_the_list_as_it_was_and_are_of_all_again_the_next_time() -> None:
    spanish = acts.CountOver(Query(languages=frozenset({"es"})))
    narrowed = after(acts.Narrow("flagged"), acts.ShowFigures(), spanish)
    assert narrowed.counted.languages == {"es"}
    for way in (acts.StepBack(), acts.ShowFigures()):
        back = update(narrowed, way)
        assert (back.page, back.asked) == (Page.LIST, Query(flagged=True))
        assert update(back, acts.ShowFigures()).counted == Query()


def test_figures_cannot_be_counted_elsewhere() -> None:
    for desk in (after(), after(acts.OpenIt("front-desk-1")), after(acts.Lock())):
        assert update(desk, acts.CountOver(Query(languages=frozenset({"es"})))) == desk
    assert update(after(acts.OpenIt("front-desk-1")), acts.ShowFigures()).page is Page.RECORD
