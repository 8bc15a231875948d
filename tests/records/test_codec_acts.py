"""Later act ↔ TOML bytes: as records, and each holds what an act of its kind must hold."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.model.later import ActKind, LaterAct, Note, Topic, lacks
from consent_tui.model.record import Practitioner, Reference, Times
from consent_tui.records import codec, seal
from consent_tui.records.faults import Undecodable
from tests.model.later_acts import AT_KIOSK, CLEARED, DOUBT, FACTS, act
from tests.records.made import BY, KEY

text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
times = st.datetimes(
    min_value=datetime(1970, 1, 2),
    timezones=st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@st.composite
def acts(draw: st.DrawFn) -> LaterAct:
    """Any act that is whole."""
    facts = draw(st.sampled_from((*FACTS, AT_KIOSK)))
    made = act(
        facts,
        about=Reference(id=draw(text), digest=draw(text)),
        supersedes=draw(st.none() | st.just(Reference(id="a", digest="b"))),
        times=Times(written=draw(times)),
    )
    if made.practitioner:
        made = replace(made, practitioner=Practitioner(name=draw(text), registration=draw(st.none() | text)))
    if made.kind is ActKind.VOID:
        made = replace(made, void=replace(made.void, reason=draw(text)))
    if made.kind is ActKind.NOTE:
        made = replace(made, note=Note(topic=Topic.PRIVATE, private=tuple(draw(st.lists(text, min_size=1)))))
    return made


@settings(max_examples=80, deadline=None)
@given(acts())
def test_decoding_gives_an_equal_act_back_from_the_same_bytes(made: LaterAct) -> None:
    body = codec.encode(made)
    assert codec.decode(body) == made
    assert codec.encode(codec.decode(body)) == body


@settings(max_examples=30, deadline=None)
@given(acts())
def test_an_act_can_be_sealed_at_the_desk(made: LaterAct) -> None:
    sealed = seal.seal(codec.encode(made), by=BY, key=KEY, sequence=1, previous=seal.ZEROS, namespace=seal.ACT)
    assert seal.read(sealed).namespace == seal.ACT
    assert codec.decode(sealed) == made


def written(made: LaterAct) -> dict[str, Any]:
    return tomllib.loads(codec.encode(made).decode())


def test_an_act_is_a_table_named_after_its_kind() -> None:
    table = written(act(CLEARED))
    assert list(table) == ["format", "id", "kind", "about", "times", "practitioner", "clearance"]
    assert table["format"] == "consent-record/1"
    assert table["clearance"]["limits"] == ""  # said: there are none


@pytest.mark.parametrize("kind", ActKind)
def test_an_act_without_its_table_is_refused(kind: ActKind) -> None:
    table = written(act(DOUBT)) | {"kind": str(kind)}
    del table["note"]
    with pytest.raises(Undecodable) as found:
        codec.from_table(table)
    assert found.value.sentence == f"{kind}: is missing, or does not belong to an act of this kind"


def test_an_act_about_nothing_is_refused_where_it_must_be_about_a_record() -> None:
    table = written(act(CLEARED))
    del table["about"]
    with pytest.raises(Undecodable, match="about: is missing"):
        codec.from_table(table)


def test_a_key_of_a_consent_does_not_belong_to_an_act() -> None:
    with pytest.raises(Undecodable, match="client: is a key that this version does not know"):
        codec.from_table(written(act(CLEARED)) | {"client": {"name": "Ana Example"}})


def test_every_kind_of_act_belongs_to_the_desk_and_two_to_the_kiosk() -> None:
    """A key that may seal acts at a desk cannot make a consent; a kiosk's cannot clear or countersign."""
    assert seal.KINDS[seal.ACT] == set(ActKind)
    assert seal.KINDS[seal.RECORD] & set(ActKind) == {ActKind.WITHDRAWAL, ActKind.NOTE}
    assert lacks(act(AT_KIOSK)) == ()
