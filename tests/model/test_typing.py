"""Who typed, and what was drawn: *staff may type for a client, and the record says so*; ink is optional."""

from __future__ import annotations

import pytest

from consent_tui.model import acts, moves
from consent_tui.model.acts import Help, Interpreted, Wrote
from consent_tui.model.journey import REVIEW, SIGN, Place, Step
from consent_tui.model.record import Kind
from consent_tui.model.recording import recorded
from consent_tui.model.state import Over
from tests.model.walks import Walk

INK = ("1,2 3,4", "5,6")


def typists(walk: Walk, field: str) -> list[str]:
    return [t.actor for t in walk.state.facts.trail if isinstance(t.act, Wrote) and t.act.field == field]


def test_a_signature_that_staff_typed_is_recorded_as_typed_by_staff(at_sign: Walk) -> None:
    at_sign.do(moves.StaffTypes(on=True))
    at_sign.until(lambda state: state.kind is Kind.CONSENT)
    record = recorded(at_sign.state.case, Kind.CONSENT)
    assert record.signatory is not None
    assert record.signatory.typed_by == "staff"
    by_staff = {entry.what for entry in record.events if entry.actor == "staff"}
    assert by_staff == {"wrote"}  # to tick and to sign is the client's own


def test_the_client_types_again_when_staff_say_so(at_sign: Walk) -> None:
    at_sign.do(moves.StaffTypes(on=True))
    at_sign.do(Wrote("name", "Ana Example"))
    at_sign.do(moves.StaffTypes(on=False))
    at_sign.do(Wrote("signature", "Ana Example"))
    assert (typists(at_sign, "name"), typists(at_sign, "signature")) == (["staff"], ["client"])


def test_on_another_screen_nobody_but_the_client_types_until_it_is_said_again(at_sign: Walk) -> None:
    at_sign.do(moves.StaffTypes(on=True))
    assert at_sign.do(moves.Back()).staff_types is False


@pytest.mark.parametrize("kind", ["ask", "stop", "look"])
def test_a_sheet_laid_over_is_the_clients_again(at_sign: Walk, kind: str) -> None:
    at_sign.do(moves.StaffTypes(on=True))
    assert at_sign.do(moves.Open(kind)).staff_types is False


def test_a_note_that_staff_typed_is_by_staff_and_the_screen_below_is_the_clients(at_sign: Walk) -> None:
    at_sign.do(moves.Open("ask"))
    at_sign.do(moves.Open("ask-note"))
    at_sign.do(moves.StaffTypes(on=True))
    after = at_sign.do(acts.AskedUs("sign", "Does it hurt?"))
    assert [t.actor for t in after.facts.trail if isinstance(t.act, acts.AskedUs)] == ["staff"]
    assert (after.top, after.staff_types) == (None, False)


def test_where_nothing_is_typed_nobody_types(walk: Walk) -> None:
    walk.to(REVIEW)
    assert walk.do(moves.StaffTypes(on=True)).staff_types is False


def test_the_interpreter_may_be_named_by_staff(walk: Walk) -> None:
    walk.to(Place(Step.DECIDING, "help"))
    walk.do(Help("language", wanted=True))
    walk.to(Place(Step.DECIDING, "interpreter"))
    walk.do(Interpreted(present=True))
    walk.do(moves.StaffTypes(on=True))
    walk.do(Wrote("interpreter-name", "Jon Muster"))
    assert typists(walk, "interpreter-name")[-1] == "staff"


def test_a_pad_lies_over_the_sign_sheet_and_over_no_other(walk: Walk) -> None:
    walk.to(REVIEW)
    assert walk.do(moves.Open("ink")).top is None
    walk.to(SIGN)
    assert walk.do(moves.Open("ink")).top is not None


def test_ink_is_drawn_cleared_and_drawn_again_on_the_pad(at_sign: Walk) -> None:
    at_sign.do(moves.StaffTypes(on=True))
    at_sign.do(moves.Open("ink"))
    at_sign.do(acts.Drew(INK))
    assert at_sign.do(acts.Drew(())).facts.strokes == ()
    at_sign.do(acts.Drew(INK))
    after = at_sign.do(moves.Close())
    assert (after.facts.strokes, after.top, after.place, after.staff_types) == (INK, None, SIGN, True)
    assert {t.actor for t in after.facts.trail if isinstance(t.act, acts.Drew)} == {"client"}


def test_only_ink_goes_onto_the_pad(at_sign: Walk) -> None:
    before = at_sign.do(moves.Open("ink"))
    for act in (Wrote("name", "Ana Example"), acts.Signed(), moves.Next(), moves.StaffTypes(on=True)):
        assert at_sign.do(act) is before
    assert before.top is not None
    assert before.top.kind is Over.INK


def test_ink_alone_signs_nothing(at_sign: Walk) -> None:
    """The typed name with its affirmation is the act of signing; ink only stands beside it."""
    at_sign.do(acts.Drew(INK))
    assert at_sign.do(acts.Signed()).kind is None


def test_any_change_after_it_removes_ink_too(at_sign: Walk) -> None:
    """Rule 7."""
    at_sign.do(Wrote("name", "Ana Example"))
    at_sign.do(acts.Drew(INK))
    after = at_sign.do(Wrote("name", "Ada Sample"))
    assert (after.facts.strokes, after.notice) == ((), "signature-removed")
