"""Where a consent stands: each answer that docs/record-format.md gives, and `Valid means: may start`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consent_tui.model.later import Countersignature, Filed, Note, Topic, Void
from consent_tui.model.record import Kind, Practitioner, Reference
from consent_tui.model.standing import Release, Standing, Word, standing
from tests.model.later_acts import (
    ABOUT,
    AT_DESK,
    AT_KIOSK,
    CHECKED,
    CLEARANCE_NEEDED,
    CLEARED,
    CONSENT,
    DAY,
    DIGEST,
    DOUBT,
    FACTS,
    FOR_A_CHILD,
    SIGNED,
    TALK,
    act,
    filed,
)

LATER = SIGNED + timedelta(hours=2)
BARE_CHECK = replace(CHECKED, talked=None)


def stands(*acts: Filed, record=CONSENT, now=LATER, releases=()) -> Standing:
    found = standing(filed(record, 42, "front-desk", DIGEST), acts, now, releases)
    assert found is not None
    return found


def word(*acts: Filed, **given) -> Word:
    return stands(*acts, **given).word


def codes(*acts: Filed, **given) -> list[str]:
    return [reason.code for reason in stands(*acts, **given).because]


def notes(*acts: Filed, **given) -> list[str]:
    return [reason.code for reason in stands(*acts, **given).notes]


def cleared(minutes: int = 1, number: int = 1, by: str = "ada", **changes) -> Filed:
    return filed(act(replace(CLEARED, **changes), minutes, number), number, by)


def countersigned(minutes: int = 5, number: int = 5, by: str = "ada", **changes) -> Filed:
    return filed(act(replace(CHECKED, **changes), minutes, number), number, by)


def done(facts, minutes: int = 9, number: int = 9, by: str = "ada", *, trusted: bool = True, **changes) -> Filed:
    return filed(act(facts, minutes, number, **changes), number, by, trusted=trusted)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CONSENT])
def test_other_kinds_have_no_standing(kind: Kind) -> None:
    assert standing(filed(replace(CONSENT, kind=kind)), (), LATER) is None


def test_nothing_is_valid_before_a_practitioner_has_countersigned() -> None:
    assert word() is Word.AWAITING_COUNTERSIGNATURE
    assert codes() == ["countersignature-missing"]
    found = stands(filed(act(BARE_CHECK)))
    assert found.may_start
    assert [reason.code for reason in found.because] == ["countersigned"]


def test_something_to_talk_about_and_not_yet_countersigned_awaits_the_talk() -> None:
    assert word(record=TALK) is Word.AWAITING_TALK
    assert word(countersigned(), record=TALK) is Word.VALID


def test_a_countersignature_that_says_nothing_of_the_talk_does_not_count_where_one_is_needed() -> None:
    assert word(countersigned(talked=None), record=TALK) is Word.AWAITING_TALK
    assert notes(countersigned(talked=None), record=TALK) == ["fault-not-talked"]


@pytest.mark.parametrize("check", ["name_checked", "born_checked", "wanted"])
def test_name_birth_date_and_wish_are_each_checked_with_the_client(check: str) -> None:
    assert word(countersigned(**{check: False})) is Word.AWAITING_COUNTERSIGNATURE


def test_for_another_person_a_paper_was_seen() -> None:
    assert word(countersigned(), record=FOR_A_CHILD) is Word.AWAITING_COUNTERSIGNATURE
    assert notes(countersigned(), record=FOR_A_CHILD) == ["fault-no-paper", "fault-no-paper-day"]
    seen = countersigned(paper="birth certificate", paper_dated=date(2020, 1, 2))
    assert word(seen, record=FOR_A_CHILD) is Word.VALID


def test_where_a_doctor_has_to_answer_first_a_countersignature_alone_is_not_enough() -> None:
    assert word(record=CLEARANCE_NEEDED) is Word.AWAITING_CLEARANCE
    assert codes(record=CLEARANCE_NEEDED) == ["clearance-missing", "countersignature-missing"]
    assert word(countersigned(), record=CLEARANCE_NEEDED) is Word.AWAITING_CLEARANCE
    found = stands(cleared(), countersigned(), record=CLEARANCE_NEEDED)
    assert (found.word, [reason.code for reason in found.because]) == (Word.VALID, ["cleared", "countersigned"])


def test_a_countersignature_before_the_clearance_does_not_count() -> None:
    early = [countersigned(1, 1), cleared(5, 5)]
    assert word(*early, record=CLEARANCE_NEEDED) is Word.AWAITING_COUNTERSIGNATURE
    assert codes(*early, record=CLEARANCE_NEEDED) == ["countersigned-too-early"]
    assert word(*early, countersigned(9, 9), record=CLEARANCE_NEEDED) is Word.VALID


def test_of_two_clearances_the_later_decides_and_is_countersigned_anew() -> None:
    first, second = cleared(1, 1), cleared(7, 7, limits="no pressure on the neck")
    assert word(first, countersigned(5, 5), second, record=CLEARANCE_NEEDED) is Word.AWAITING_COUNTERSIGNATURE
    assert word(first, second, countersigned(9, 9), record=CLEARANCE_NEEDED) is Word.VALID


def test_a_clearance_holds_to_its_last_day() -> None:
    until = [cleared(until=DAY), countersigned()]
    assert word(*until, record=CLEARANCE_NEEDED) is Word.VALID
    tomorrow = LATER + timedelta(days=1)
    assert word(*until, record=CLEARANCE_NEEDED, now=tomorrow) is Word.AWAITING_CLEARANCE
    assert codes(*until, record=CLEARANCE_NEEDED, now=tomorrow) == ["clearance-ended"]


def test_a_later_clearance_with_an_earlier_end_is_the_one_that_counts() -> None:
    longer, shorter = cleared(1, 1, until=DAY + timedelta(days=90)), cleared(2, 2, until=DAY)
    tomorrow = LATER + timedelta(days=1)
    assert word(longer, shorter, countersigned(), record=CLEARANCE_NEEDED, now=tomorrow) is Word.AWAITING_CLEARANCE


def test_the_practitioners_own_word_clears_nothing() -> None:
    own = cleared(clinician="Ada Sample")
    assert word(own, countersigned(), record=CLEARANCE_NEEDED) is Word.AWAITING_CLEARANCE
    assert notes(own, record=CLEARANCE_NEEDED) == ["fault-own-word"]
    by_jon = done(CHECKED, practitioner=Practitioner(name="dr. jon muster"))
    assert word(cleared(), by_jon, record=CLEARANCE_NEEDED) is Word.AWAITING_COUNTERSIGNATURE


@pytest.mark.parametrize("end", [AT_DESK, AT_KIOSK], ids=["desk", "kiosk"])
def test_a_withdrawal_ends_a_consent(end) -> None:
    assert word(countersigned(), done(end)) is Word.WITHDRAWN


@pytest.mark.parametrize("minutes", [-60, -1, 0, 60])
def test_a_withdrawal_dated_before_the_consent_counts(minutes: int) -> None:
    """It names the digest, which nobody could know before; so it is a clock that is not right."""
    assert word(countersigned(), done(AT_DESK, minutes)) is Word.WITHDRAWN


def test_a_withdrawal_dated_ahead_counts_now() -> None:
    assert word(countersigned(), done(AT_DESK, minutes=60 * 24 * 365)) is Word.WITHDRAWN


def test_a_withdrawal_with_another_birth_date_is_talked_about_first() -> None:
    """A slip of the client, or somebody else with this number: nobody knows, so the client is asked."""
    other = done(replace(AT_KIOSK, born=date(1981, 1, 1)), 6, 6, "front-desk")
    assert word(countersigned(), other) is Word.AWAITING_TALK
    assert codes(countersigned(), other) == ["withdrawal-other-birth-date", "countersigned-too-early"]
    assert word(countersigned(), other, countersigned(9, 9)) is Word.VALID
    assert word(countersigned(), other, countersigned(9, 9, talked=None)) is Word.AWAITING_TALK


def test_a_withdrawal_that_matched_nothing_does_nothing() -> None:
    assert word(countersigned(), done(replace(AT_KIOSK, number="front-desk-99"), about=None)) is Word.VALID


def test_a_doubt_about_capacity_is_talked_about_first() -> None:
    assert word(countersigned(), done(DOUBT)) is Word.AWAITING_TALK
    assert word(countersigned(), done(DOUBT), countersigned(12, 12)) is Word.VALID
    assert word(done(Note(topic=Topic.COPY, how="print")), countersigned(12, 12)) is Word.VALID


def test_what_is_void_is_void() -> None:
    assert word(countersigned(), done(Void(reason="wrong person"))) is Word.VOID


def test_a_void_of_a_void_gives_nothing_back() -> None:
    first = done(Void(reason="wrong person"), 9, 9)
    second = done(Void(reason="no, right"), 10, 10, about=Reference(id=first.what.id, digest=first.digest))
    assert word(countersigned(), first, second) is Word.VOID
    assert notes(countersigned(), first, second) == ["void-of-void"]


def test_a_void_of_a_withdrawal_gives_nothing_back() -> None:
    first = done(AT_DESK, 9, 9)
    second = done(Void(reason="slip"), 10, 10, about=Reference(id=first.what.id, digest=first.digest))
    assert word(countersigned(), first, second) is Word.WITHDRAWN
    assert notes(countersigned(), first, second) == ["void-of-withdrawal"]


@pytest.mark.parametrize("minutes", [0, 10])
def test_a_voided_clearance_or_countersignature_does_not_count(minutes: int) -> None:
    clearance, countersignature = cleared(), countersigned()
    for target, now in (
        (clearance, Word.AWAITING_CLEARANCE),
        (countersignature, Word.AWAITING_COUNTERSIGNATURE),
    ):
        void = done(Void(reason="slip"), minutes, 10, about=Reference(id=target.what.id, digest=target.digest))
        assert word(clearance, countersignature, void, record=CLEARANCE_NEEDED) is now
        assert "voided" in notes(clearance, countersignature, void, record=CLEARANCE_NEEDED)


def test_a_client_s_word_stands_above_the_clinic_s() -> None:
    assert word(done(Void(reason="slip")), done(AT_DESK, number=10)) is Word.WITHDRAWN


OTHER_BYTES = replace(ABOUT, digest="sha256:" + "00" * 32)


def test_an_act_about_other_bytes_of_this_record_enables_nothing_and_still_ends_it() -> None:
    assert word(done(CHECKED, about=OTHER_BYTES)) is Word.AWAITING_COUNTERSIGNATURE
    assert notes(done(CHECKED, about=OTHER_BYTES)) == ["other-bytes"]
    assert word(countersigned(), done(AT_DESK, about=OTHER_BYTES)) is Word.WITHDRAWN
    assert word(countersigned(), done(Void(reason="slip"), about=OTHER_BYTES)) is Word.VOID


def test_an_act_under_an_unknown_key_enables_nothing_and_what_would_end_is_talked_about() -> None:
    assert word(done(CHECKED, trusted=False)) is Word.AWAITING_COUNTERSIGNATURE
    assert notes(done(CHECKED, trusted=False)) == ["unknown-key"]
    stranger = done(AT_DESK, 7, 7, "jon", trusted=False)
    assert word(countersigned(), stranger) is Word.AWAITING_TALK
    assert codes(countersigned(), stranger) == ["unknown-key-withdrawn", "countersigned-too-early"]
    assert word(countersigned(), stranger, countersigned(9, 9)) is Word.VALID


def test_acts_after_an_erasure_change_nothing() -> None:
    """A file that came back, from a copy say, is not a consent that one may rely on."""
    assert word(countersigned(), done(FACTS[4], 6, 6), countersigned(9, 9)) is Word.VOID
    assert codes(done(FACTS[4], 6, 6), countersigned(9, 9)) == ["erased"]


def test_a_countersignature_that_is_dated_ahead_does_not_count_yet() -> None:
    assert word(countersigned(minutes=180)) is Word.AWAITING_COUNTERSIGNATURE
    assert notes(countersigned(minutes=180)) == ["not-yet"]
    assert word(countersigned(minutes=180), now=LATER + timedelta(hours=2)) is Word.VALID


def test_within_a_ledger_its_order_decides_whatever_the_clock_said() -> None:
    """The order is sealed by `previous`; a clock set back is not."""
    assert word(cleared(9, 1), countersigned(5, 2), record=CLEARANCE_NEEDED) is Word.VALID
    assert word(cleared(5, 2), countersigned(9, 1), record=CLEARANCE_NEEDED) is Word.AWAITING_COUNTERSIGNATURE


def test_between_ledgers_the_time_decides_and_a_tie_is_no_after() -> None:
    at_desk = countersigned(5, 1, "jon")
    assert word(cleared(4, 9), at_desk, record=CLEARANCE_NEEDED) is Word.VALID
    assert word(cleared(5, 9), at_desk, record=CLEARANCE_NEEDED) is Word.AWAITING_COUNTERSIGNATURE


def test_clocks_that_contradict_the_ledgers_make_nothing_valid() -> None:
    """One ledger says a after b, the clocks say b after c after a: then it has to come after all of them."""
    circle = [cleared(10, 1, "ada"), cleared(5, 2, "ada"), cleared(7, 1, "jon")]
    assert word(*circle, countersigned(8, 1, "eva"), record=CLEARANCE_NEEDED) is Word.AWAITING_COUNTERSIGNATURE
    assert word(*circle, countersigned(11, 1, "eva"), record=CLEARANCE_NEEDED) is Word.VALID


def test_an_act_without_a_time_enables_nothing_and_comes_after_nothing() -> None:
    undated = done(CHECKED, times=replace(act(CHECKED).times, written=None))
    assert word(undated) is Word.AWAITING_COUNTERSIGNATURE
    assert notes(undated) == ["not-yet"]
    doubt = done(DOUBT, 6, 6, "jon", times=undated.what.times)
    assert word(countersigned(), doubt) is Word.AWAITING_TALK


NEWER = replace(CONSENT, id="019b0000-0000-7000-8000-000000000099", supersedes=ABOUT)


def newer(*, trusted: bool = True, **changes) -> Filed:
    return filed(replace(NEWER, **changes), 43, "front-desk", trusted=trusted)


def test_a_newer_consent_of_the_same_client_replaces_this_one() -> None:
    assert word(countersigned(), newer()) is Word.SUPERSEDED
    assert word(countersigned(), newer(supersedes=None)) is Word.VALID
    assert word(countersigned(), newer(kind=Kind.REFUSAL)) is Word.VALID
    assert word(countersigned(), newer(id=CONSENT.id)) is Word.VALID


@pytest.mark.parametrize(
    "odd",
    [newer(client=replace(CONSENT.client, name="Eva Example")), newer(client=None), newer(trusted=False)],
    ids=["another name", "no name", "unknown key"],
)
def test_a_newer_consent_that_may_be_anothers_is_talked_about(odd: Filed) -> None:
    """Anyone can type a number at the kiosk."""
    odd = replace(odd, what=replace(odd.what, times=replace(odd.what.times, written=SIGNED + timedelta(minutes=6))))
    assert word(countersigned(), odd) is Word.AWAITING_TALK
    assert word(countersigned(), odd, countersigned(9, 9)) is Word.VALID


def test_a_void_consent_replaces_nothing() -> None:
    void = done(Void(reason="wrong person"), about=Reference(id=NEWER.id, digest="sha256:" + "11" * 32))
    assert word(countersigned(), newer(), void) is Word.VALID


def test_a_practitioner_can_say_that_a_consent_replaces_another() -> None:
    said = done(CHECKED, about=Reference(id=NEWER.id, digest=DIGEST), supersedes=ABOUT)
    assert word(countersigned(), said) is Word.SUPERSEDED
    void = done(Void(reason="slip"), number=10, about=Reference(id=said.what.id, digest=said.digest))
    assert word(countersigned(), said, void) is Word.VALID


def test_an_erased_consent_goes_on_replacing_the_one_before() -> None:
    erased = done(FACTS[4], about=Reference(id=NEWER.id, digest=DIGEST), supersedes=ABOUT)
    assert word(countersigned(), erased) is Word.SUPERSEDED


def test_a_consent_holds_to_its_last_day() -> None:
    until = replace(CONSENT, decision=replace(CONSENT.decision, valid_until=DAY))
    assert word(countersigned(), record=until) is Word.VALID
    assert word(countersigned(), record=until, now=LATER + timedelta(days=1)) is Word.EXPIRED


SEEN = Release("1.0.0", CONSENT.content.digest, "major", DAY - timedelta(days=30))
MINOR = Release("1.0.1", "sha256:" + "01" * 32, "minor", DAY)
MAJOR = Release("2.0.0", "sha256:" + "02" * 32, "major", DAY)


def test_after_a_major_release_clients_are_asked_again() -> None:
    assert word(countersigned(), releases=(SEEN, MINOR)) is Word.VALID
    assert word(countersigned(), releases=(SEEN, MAJOR, MINOR)) is Word.RE_CONSENT
    assert word(countersigned(), releases=(MAJOR, SEEN)) is Word.VALID
    assert word(countersigned(), releases=(SEEN, replace(MAJOR, date=DAY + timedelta(days=1)))) is Word.VALID


def test_the_release_is_known_by_digest_else_by_version() -> None:
    other = replace(SEEN, digest=MINOR.digest)
    assert word(countersigned(), releases=(other, MAJOR)) is Word.RE_CONSENT
    unknown = (replace(other, version="0.9.0"), MAJOR)
    assert word(countersigned(), releases=unknown) is Word.VALID
    assert notes(countersigned(), releases=unknown) == ["unknown-release"]
    assert notes(record=replace(CONSENT, content=None), releases=unknown) == ["unknown-release"]


def test_all_reasons_are_told_the_gravest_first() -> None:
    record = replace(CLEARANCE_NEEDED, decision=replace(TALK.decision, valid_until=DAY - timedelta(days=1)))
    found = codes(done(AT_DESK), record=record, releases=(SEEN, MAJOR))
    assert found == ["withdrawn", "expired", "re-consent", "clearance-missing", "talk-missing"]


def test_a_countersignature_of_nothing_at_all() -> None:
    undone = Countersignature(name_checked=False, born_checked=False, wanted=False)
    assert notes(done(undone)) == ["fault-unchecked-name", "fault-unchecked-born", "fault-unchecked-wanted"]


def test_a_file_about_this_consent_that_is_altered_makes_nothing_valid() -> None:
    """It may have been a withdrawal."""
    found = standing(filed(CONSENT, 42, "front-desk", DIGEST), [countersigned()], LATER, damaged=["2026/11/x.toml"])
    assert found is not None
    assert (found.word, found.because[0].code) == (Word.AWAITING_TALK, "damaged")


def test_two_acts_under_one_number_are_not_one_after_the_other() -> None:
    """A fork of a ledger: somebody sealed twice as the same number."""
    assert word(cleared(1, 5), countersigned(9, 5), record=CLEARANCE_NEEDED) is Word.AWAITING_COUNTERSIGNATURE


def test_a_void_under_an_unknown_key_takes_nothing_away_and_is_talked_about() -> None:
    countersignature = countersigned()
    about = Reference(id=countersignature.what.id, digest=countersignature.digest)
    void = done(Void(reason="slip"), 6, 6, "jon", trusted=False, about=about)
    assert word(countersignature, void) is Word.AWAITING_TALK
    assert codes(countersignature, void) == ["unknown-key-void", "countersigned-too-early"]
    assert word(countersignature, void, countersigned(9, 9)) is Word.VALID


def test_a_namesake_with_another_birth_date_is_another_client() -> None:
    namesake = newer(client=replace(CONSENT.client, born=date(1981, 1, 1)))
    assert codes(namesake)[0] == "named-by-another"


def test_what_a_practitioner_said_of_a_consent_that_is_void_replaces_nothing() -> None:
    said = done(CHECKED, about=Reference(id=NEWER.id, digest=DIGEST), supersedes=ABOUT)
    void = done(Void(reason="wrong person"), number=10, about=Reference(id=NEWER.id, digest=DIGEST))
    assert word(countersigned(), said, void) is Word.VALID


def test_with_a_doubt_alone_the_talk_is_what_is_missing() -> None:
    assert codes(done(DOUBT)) == ["capacity-doubt", "talk-missing"]


def test_a_consent_with_a_stop_standing_is_never_valid_without_a_doctor() -> None:
    """No kiosk makes one; whoever stole its key might."""
    stopped = replace(CONSENT, disposition=replace(CONSENT.disposition, result="stop"))
    assert word(countersigned(), record=stopped) is Word.AWAITING_CLEARANCE
