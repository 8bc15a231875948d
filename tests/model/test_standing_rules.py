"""Rules of standing that hold whatever acts there are, each named after the sentence it holds to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from consent_tui.model.later import ActKind, Filed, LaterAct, Void
from consent_tui.model.later_rules import needs_clearance, needs_talk
from consent_tui.model.record import Practitioner, Record, Reference
from consent_tui.model.standing import Standing, Word, standing
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

NOW = SIGNED + timedelta(hours=2)
records = st.sampled_from((CONSENT, TALK, CLEARANCE_NEEDED, FOR_A_CHILD, replace(TALK, supersedes=ABOUT)))
facts = st.sampled_from(
    (
        CLEARED,
        replace(CLEARED, until=DAY),
        replace(CLEARED, until=DAY - timedelta(days=1)),
        replace(CLEARED, clinician="Ada Sample"),
        CHECKED,
        CHECKED,
        replace(CHECKED, talked=None),
        replace(CHECKED, wanted=False),
        replace(CHECKED, paper="court paper", paper_dated=DAY),
        AT_DESK,
        AT_KIOSK,
        replace(AT_KIOSK, born=DAY),
        DOUBT,
        *FACTS,
    )
)


@st.composite
def deeds(draw: st.DrawFn) -> Filed:
    """An act about the consent, about other bytes of it, about another act, or about nothing of this."""
    number = draw(st.integers(1, 9))
    target = draw(st.integers(1, 9))
    about = draw(
        st.sampled_from(
            (
                ABOUT,
                ABOUT,
                ABOUT,
                replace(ABOUT, digest="sha256:" + "00" * 32),
                Reference(id=f"019b0000-0000-7000-9000-{target:012d}", digest=DIGEST),
            )
        )
    )
    made = act(draw(facts), draw(st.integers(-3, 130)), number, about)
    if made.practitioner and draw(st.booleans()):
        made = replace(made, practitioner=Practitioner(name="Dr. Jon Muster"))
    by = draw(st.sampled_from(("ada", "jon", "front-desk")))
    return filed(made, draw(st.integers(1, 9)), by, trusted=draw(st.sampled_from((True, True, True, False))))


newer = st.builds(
    lambda number, name, trusted: filed(
        replace(
            CONSENT,
            id=f"019b0000-0000-7000-8000-{number:012d}",
            supersedes=ABOUT,
            client=replace(CONSENT.client, name=name),
        ),
        number,
        "front-desk",
        trusted=trusted,
    ),
    st.integers(50, 60),
    st.sampled_from(("Ana Example", "Eva Example")),
    st.booleans(),
)
many = st.lists(st.one_of(deeds(), deeds(), deeds(), newer), max_size=8)


def stands(record: Record, acts: list[Filed]) -> Standing:
    found = standing(filed(record, 42, "front-desk", DIGEST), acts, NOW)
    assert found is not None
    return found


@given(records, many, many)
def test_no_act_makes_a_withdrawn_consent_anything_else_again(record: Record, acts: list, more: list) -> None:
    withdrawn = [*acts, filed(act(AT_DESK, 3, 3), 3)]
    assert stands(record, withdrawn).word is Word.WITHDRAWN
    assert stands(record, [*withdrawn, *more]).word is Word.WITHDRAWN


@given(records, many, many)
def test_no_act_gives_back_what_was_void(record: Record, acts: list, more: list) -> None:
    void = [*acts, filed(act(Void(reason="wrong person"), 3, 3), 3)]
    assert stands(record, void).word in (Word.WITHDRAWN, Word.VOID)
    assert stands(record, [*void, *more]).word in (Word.WITHDRAWN, Word.VOID)


@given(records, many, st.randoms(use_true_random=False))
def test_the_order_of_reading_makes_no_difference(record: Record, acts: list, random) -> None:
    shuffled = [*acts, *acts]
    random.shuffle(shuffled)
    assert stands(record, shuffled) == stands(record, acts)


@given(records, many)
def test_valid_only_with_a_countersignature_after_everything_that_is_needed(record: Record, acts: list) -> None:
    """`A consent is valid only when a practitioner has checked …, has talked …, has a clearance where needed, and
    countersigned after all of these.`"""
    if not stands(record, acts).may_start:
        return

    def right(kind: ActKind) -> list[Filed[LaterAct]]:
        return [a for a in acts if a.what.kind is kind and a.what.about == ABOUT and a.trusted]

    signed = [a for a in right(ActKind.COUNTERSIGNATURE) if a.what.countersignature.wanted]
    assert signed
    if needs_talk(record):
        assert any(a.what.countersignature.talked for a in signed)
    if record.signatory.role != "self":
        assert any(a.what.countersignature.paper for a in signed)
    if needs_clearance(record):
        others = [a for a in right(ActKind.CLEARANCE) if a.what.clearance.clinician != "Ada Sample"]
        assert any(
            one.sequence > other.sequence if one.by == other.by else one.written > other.written
            for one in signed
            for other in others
        )
    assert not right(ActKind.VOID)
    assert not right(ActKind.ERASURE)


@given(records, many)
def test_nothing_under_an_unknown_key_helps_a_consent(record: Record, acts: list) -> None:
    if stands(record, acts).may_start:
        assert stands(record, [each for each in acts if each.trusted]).may_start


@given(records, many)
def test_a_reason_is_given_for_every_standing(record: Record, acts: list) -> None:
    found = stands(record, acts)
    assert found.because
    assert all(reason.code for reason in found.because)
