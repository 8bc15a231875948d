"""A record as a FHIR R5 Consent, held to the standard by a library that knows it (`docs/fhir.md`)."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from fhir.resources.consent import Consent
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.copies import fhir
from consent_tui.copies.shown import Shown
from consent_tui.model.later import Void
from consent_tui.model.record import Clinic, Kind, Practitioner, Record, Signatory
from consent_tui.model.recording import recorded
from consent_tui.model.standing import Standing, Word
from consent_tui.records import codec
from consent_tui.words import load
from tests.copies.told import RICH, SECRET, shown
from tests.model.later_acts import AT_DESK, CHECKED, CLEARED, CONSENT, act, filed
from tests.model.profiles import walked
from tests.model.walks import Walk, walks
from tests.records.golden import make, make_acts

SEALED = b'format = "consent-record/1"\n'
REFUSED = replace(CONSENT, kind=Kind.REFUSAL, decision=replace(CONSENT.decision, outcome="refuse"))


def consent(told: Shown, sealed: bytes = SEALED, language: str = "en") -> dict:
    """The Consent as JSON, after the library has taken it."""
    text = fhir.as_json(told, told.filed.what, sealed, load(language))
    Consent.model_validate_json(text)
    return json.loads(text)


def outside(found: dict) -> str:
    """All of it but the attached file."""
    assert found["sourceAttachment"][0].pop("data")
    return json.dumps(found, ensure_ascii=False)


def references(found: dict) -> set[str]:
    return set(re.findall(r'"#([\w.-]+)"', json.dumps(found)))


def golden(folder: Path) -> list[tuple[Path, Record]]:
    read = ((path, codec.decode(path.read_bytes())) for path in sorted(folder.rglob("2026/**/*.toml")))
    return [(path, what) for path, what in read if isinstance(what, Record)]


@pytest.mark.parametrize(("path", "what"), golden(make.ROOT) + golden(make_acts.ROOT), ids=lambda each: str(each)[-9:])
def test_every_golden_record_is_a_consent_with_its_file_byte_for_byte(path: Path, what: Record) -> None:
    sealed = path.read_bytes()
    found = consent(shown(what), sealed)
    (source,) = found["sourceAttachment"]
    assert base64.b64decode(source["data"]) == sealed
    assert base64.b64decode(source["hash"]) == hashlib.sha1(sealed).digest()
    assert (source["size"], source["contentType"]) == (str(len(sealed)), "application/toml")
    assert found["id"] == what.id


@settings(walked, max_examples=100)
@given(walks())
def test_the_record_of_any_walk_is_a_consent_and_tells_no_health_answer(walk: Walk) -> None:
    record = next(
        (recorded(t.after.case, t.after.kind) for t in walk.turns if t.after.kind and not t.before.kind), None
    )
    if record is None:
        return
    found = consent(shown(replace(record, id=CONSENT.id), private=None))
    text = outside(found)
    words = [each.words for each in record.screening] + [each.words for each in record.questions]
    assert [each for each in words if " ".join(each.split()) in text] == []
    assert "since 2019" not in text  # the note that these clients add to an answer
    assert "too far away" not in text  # their reason


ids = st.uuids().map(str)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
odd = st.sampled_from(["", " ", "[/]", '"""', "\u2028", "\x85", "\x00", "\x7f", "<script>", "&amp;", "=cmd()", "\xa0"])
words = st.lists(st.one_of(st.text(st.characters(codec="utf-8"), max_size=8), odd), max_size=3).map("".join)


@st.composite
def strange(draw: st.DrawFn) -> Record:
    """What a kiosk of another make may have sealed: any words at all."""
    say = lambda: draw(words)  # noqa: E731
    when = draw(st.datetimes(min_value=datetime(1970, 1, 2), timezones=offsets))
    made = RICH.choices
    return replace(
        RICH,
        id=draw(ids),
        kind=draw(st.sampled_from(Kind)),
        rehearsal=draw(st.booleans()),
        times=replace(RICH.times, signed=draw(st.sampled_from([None, when])), written=when),
        clinic=draw(st.sampled_from([None, Clinic(), Clinic(name=say(), address=say(), contact=say())])),
        practitioner=draw(st.sampled_from([None, Practitioner(name=say(), registration=say())])),
        client=draw(st.sampled_from([None, replace(RICH.client, name=say())])),
        signatory=draw(st.sampled_from([None, Signatory(role=say(), name=say(), relationship=say())])),
        content=draw(st.sampled_from([None, replace(CONSENT.content, pack=say(), version=say())])),
        decision=draw(st.sampled_from([None, RICH.decision, replace(RICH.decision, outcome="undecided")])),
        choices=replace(made, avoid=(say(),), permissions=tuple(replace(p, words=say()) for p in made.permissions)),
    )


@settings(max_examples=150, deadline=None)
@given(strange(), st.sampled_from(["en", "es", "de"]))
def test_whatever_a_sealed_record_says_it_is_a_consent_whose_references_lead_somewhere(
    what: Record, language: str
) -> None:
    found = consent(shown(what), language=language)
    assert references(found) == {each["id"] for each in found.get("contained", [])}
    assert "<script>" not in found["text"]["div"]


@given(word=st.sampled_from(Word), rehearsal=st.booleans())
def test_active_means_may_start(word: Word, *, rehearsal: bool) -> None:
    what = replace(CONSENT, rehearsal=rehearsal)
    found = consent(shown(what, standing=Standing(word, ())))
    assert (found["status"] == "active") is (word is Word.VALID and not rehearsal)
    assert found["decision"] == "permit"
    assert found["meta"]["tag"][0]["code"] == word
    assert ("HTEST" in json.dumps(found)) is rehearsal


@pytest.mark.parametrize(
    ("what", "acts", "status", "decision"),
    [
        (CONSENT, (), "draft", "permit"),
        (CONSENT, (CHECKED,), "active", "permit"),
        (CONSENT, (CHECKED, AT_DESK), "inactive", "permit"),
        (CONSENT, (CHECKED, Void(reason="x")), "entered-in-error", "permit"),
        (REFUSED, (), "active", "deny"),
        (REFUSED, (Void(reason="x"),), "entered-in-error", "deny"),
        (replace(REFUSED, kind=Kind.UNDECIDED, decision=replace(CONSENT.decision, outcome="undecided")),
         (), "not-done", None),
        (replace(REFUSED, kind=Kind.DEFERRAL, decision=replace(CONSENT.decision, outcome="deferral")),
         (), "not-done", None),
    ],
)  # fmt: skip
def test_decision_and_status_as_the_document_says(what: Record, acts: tuple, status: str, decision: str | None) -> None:
    done = [filed(act(facts, minutes=n, number=n), n) for n, facts in enumerate(acts, start=1)]
    found = consent(shown(what, *done))
    assert (found["status"], found.get("decision")) == (status, decision)


def test_what_is_voided_by_an_unknown_key_still_stands_and_a_damaged_act_makes_it_unknown() -> None:
    stranger = filed(act(Void(reason="x")), 1, trusted=False)
    assert consent(shown(REFUSED, stranger))["status"] == "active"
    assert consent(shown(REFUSED, damaged=("2026/11/x.toml",)))["status"] == "unknown"


def test_the_consent_names_everybody_and_what_was_told() -> None:
    what = replace(
        RICH,
        clinic=Clinic(name="Example Practice", address="1 Sample Street", contact="555 0100", jurisdiction="Austria"),
        practitioner=Practitioner(name="Ada Sample", registration="R 7"),
    )
    found = consent(shown(what))
    parts = {each["id"]: each for each in found["contained"]}
    assert parts["client"]["birthDate"] == "1980-02-29"
    assert found["grantor"][0]["reference"] == "#signatory"
    assert parts["signatory"]["relationship"][0]["coding"][0]["code"] == "GUARD"
    assert parts["signatory"]["relationship"][0]["text"] == "aunt, court paper"
    assert [each["reference"] for each in found["grantee"]] == ["#practitioner", "#clinic"]
    assert found["controller"] == [{"reference": "#clinic", "display": "Example Practice"}]
    assert parts["pack"]["identifier"][0]["value"] == CONSENT.content.digest
    assert found["policyBasis"]["reference"]["identifier"]["value"] == CONSENT.content.digest
    assert found["regulatoryBasis"] == [{"text": "Austria"}]
    assert (found["date"], found["period"]["end"]) == ("2026-11-21", "2026-11-21")
    assert found["identifier"][1]["value"] == "front-desk-42"


def test_of_a_consent_by_the_client_nobody_else_is_the_grantor() -> None:
    assert consent(shown(CONSENT))["grantor"] == [{"reference": "#client", "display": "Ana Example"}]


def test_a_permission_not_given_is_an_exception_to_the_permit_and_so_is_what_is_not_touched() -> None:
    permissions = (*RICH.choices.permissions, replace(RICH.choices.permissions[0], id="call", words="C?", given=True))
    found = consent(shown(replace(RICH, choices=replace(RICH.choices, permissions=permissions, avoid=("neck",)))))
    asked, avoided = found["provision"]
    assert [each["coding"][0]["code"] for each in asked["code"]] == ["letter", "call"]
    assert [each["text"] for each in asked["provision"][0]["code"]] == ["C?"]
    assert [each["text"] for each in avoided["code"]] == ["Not to be touched: neck"]
    assert "provision" not in consent(shown(replace(REFUSED, choices=RICH.choices)))


def test_a_countersignature_verifies_only_if_it_counts() -> None:
    def verified(*acts) -> list[bool]:
        found = consent(shown(CONSENT, *acts))
        return [each["verified"] for each in found["verification"] if "verifiedBy" in each]

    good, stranger = filed(act(CHECKED)), filed(act(CHECKED, number=2), 2, trusted=False)
    unchecked = filed(act(replace(CHECKED, born_checked=False), number=3), 3)
    assert (verified(good), verified(stranger), verified(unchecked)) == ([True], [False], [False])
    early = replace(CONSENT, decision=replace(CONSENT.decision, conditions=("clearance",)))
    cleared = filed(act(CLEARED, minutes=5, number=4), 4)
    found = consent(shown(early, good, cleared))
    assert [each["verified"] for each in found["verification"]] == [False, True]  # then the seal
    assert found["verification"][0]["verifiedWith"]["reference"] == "#client"


def test_private_answers_notes_and_own_words_stand_in_the_attachment_alone() -> None:
    for told in (shown(), shown(revealed=True), shown(private=None)):
        text = outside(consent(told))
        for words in (SECRET, "Have you been hurt", "pregnan", "period is late", "quiet", "sleep", "Does it hurt?"):
            assert words not in text


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_it_says_that_the_toml_is_the_original_in_the_language_of_the_record(language: str) -> None:
    found = consent(shown(replace(CONSENT, language=language)), language=language)
    assert load(language)("fhir.original") in found["text"]["div"]
    assert (found["language"], found["sourceAttachment"][0]["language"]) == (language, language)


def test_the_same_record_and_acts_are_the_same_bytes() -> None:
    acts = [filed(act(CHECKED), 1), filed(act(AT_DESK, minutes=3, number=2), 2)]
    one, other = (fhir.as_json(shown(RICH, *each), RICH, SEALED, load("en")) for each in (acts, acts[::-1]))
    assert one == other
