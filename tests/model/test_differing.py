"""What differs between two records, and what a pack tells or asks anew since a record."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from consent_tui.model.differing import Difference, Part, between
from consent_tui.model.differing_since import TOLD, since
from consent_tui.model.journey import Place, Step
from consent_tui.model.pack import Block, Pack, Shape, Span, StatementRule
from consent_tui.model.record import AskedQuestion, Choices, Client, Record, Screened, StatementGiven
from consent_tui.model.recording import recorded
from consent_tui.model.screening import Answer, Severity
from tests.copies.told import RICH
from tests.model.finishing import answering, finish
from tests.model.later_acts import CONSENT
from tests.model.packs import VISIT, pack, rule
from tests.model.profiles import walked
from tests.model.walks import Walk, walks


def fills(language: str) -> dict[str, str]:
    return {**VISIT.filled[language], "person": "your child", "my_person": "my child"}


def made(*answers: tuple[str, Answer], of: Pack) -> Record:
    """The record of a plain walk on which these were answered."""
    walk = Walk.of(of)
    for question, answer in answers:
        answering(walk, question, answer, Place(Step.SCREENING, "head"))
    return finish(walk)


OLD = pack(questions=(rule("a"), rule("b", Severity.CLEARANCE, follow={Answer.YES: ("c",)}), rule("c")))
TODAY = replace(OLD, digest="sha256:" + "1" * 64, version="2")


def worded(of: Pack, table: str, ident: str, **words: str) -> Pack:
    """The pack with other words for one entry, in English."""
    told = of.words["en"]
    entries = {**getattr(told, table), ident: replace(getattr(told, table)[ident], **words)}
    return replace(of, words={**of.words, "en": replace(told, **{table: entries})})


@settings(walked, max_examples=100)
@given(walks())
def test_a_record_differs_from_itself_and_from_its_own_pack_in_nothing(walk: Walk) -> None:
    kind = next((t.after.kind for t in walk.turns if t.after.kind), None)
    if kind is None:
        return
    case = next(t.after.case for t in walk.turns if t.after.kind)
    record = recorded(case, kind)
    assert between(record, record) == ()
    assert since(record, case.pack, fills) == ()
    same_words = replace(case.pack, digest="sha256:" + "1" * 64, version="2")
    told = since(record, same_words, fills)
    missing = {(p, i) for p, ids in _not_reached(record, case).items() for i in ids}
    assert {(d.part, d.id) for d in told if d.part is not Part.CONTENT} <= missing
    assert [d for d in told if d.reworded or d.part is Part.RESULT] == []


def _not_reached(record: Record, case) -> dict[Part, set[str]]:
    """What the pack has and this client never came to: a kept no may have been said on the first page."""
    choices = record.choices.permissions if record.choices else ()
    return {
        Part.PAGE: {p.id for p in case.pack.pages} - {p.id for p in record.pages},
        Part.ANSWER: {q.id for q in case.pack.questions} - {s.id for s in record.screening if s.answer},
        Part.PERMISSION: {*case.pack.permissions} - {p.id for p in choices},
        Part.STATEMENT: {s.id for s in case.pack.statements} - {s.id for s in record.statements},
    }


def test_an_answer_that_changed_is_told_with_both_and_leads_the_rest() -> None:
    old, new = made(of=OLD), made(("a", Answer.YES), of=OLD)
    found = between(old, new)
    assert Difference(part=Part.ANSWER, id="a", words="You: en a 112", was="no", now="yes") in found
    assert Difference(part=Part.RESULT, id="result", was="none", now="talk") in found
    assert [d.part for d in found] == sorted((d.part for d in found), key=list(Part).index)


def test_a_follow_up_that_was_asked_once_alone_is_told_as_not_asked_then() -> None:
    old, new = made(of=OLD), made(("b", Answer.YES), of=OLD)
    assert [(d.was, d.now) for d in between(old, new) if d.id == "c"] == [("", "no")]
    assert [(d.was, d.now) for d in between(new, old) if d.id == "c"] == [("no", "")]


def test_the_same_answer_to_other_words_is_told_as_reworded_unless_the_language_is_another() -> None:
    other = replace(CONSENT, screening=(replace(CONSENT.screening[0], words="Were you hurt?"),))
    assert [(d.id, d.reworded, d.was, d.now) for d in between(CONSENT, other)] == [("trauma", True, "no", "no")]
    spanish = replace(CONSENT, screening=(replace(CONSENT.screening[0], words="¿Le hicieron daño?", language="es"),))
    assert between(CONSENT, spanish) == ()


def test_every_part_is_compared() -> None:
    new = replace(
        RICH,
        client=Client(name="Ana Sample", born=RICH.client.born),
        signatory=None,
        decision=replace(RICH.decision, outcome="refuse"),
        disposition=None,
        screening=(Screened(id="fever", words="Do you have a fever?", language="en", answer="yes"),),
        teach_back=(),
        choices=Choices(avoid=("feet",), goals="sleep", matters="music"),
        statements=(StatementGiven(id="free", words="I choose freely.", language="en", agreed=False),),
        questions=(AskedQuestion(place="touch", words="Is it warm?"),),
        content=replace(RICH.content, version="2.0.0", digest="sha256:" + "1" * 64),
    )
    found = between(RICH, new)
    assert {d.part for d in found} == set(Part) - {Part.PAGE}
    assert Difference(part=Part.AREA, id="feet", was="touch", now="avoid") in found
    assert Difference(part=Part.OWN, id="matters", was="quiet", now="music") in found
    assert Difference(part=Part.OWN, id="question", now="Is it warm?") in found
    assert Difference(part=Part.CONTENT, id="pack", was="tiny 1.0.0", now="tiny 2.0.0") in found


def test_what_the_pack_asks_and_tells_anew_is_named_and_what_it_left_out() -> None:
    record = made(of=OLD)
    today = pack(
        pages=3,
        questions=(rule("a"), rule("new", follow={Answer.NO: ("after-no",)}), rule("after-no")),
        statements=(StatementRule(id="free-choice", group="last"), StatementRule(id="more", group="last")),
        permissions=("call",),
    )
    found = {(d.part, d.id): (d.was, d.now) for d in since(record, replace(today, digest=TODAY.digest), fills)}
    assert found[Part.ANSWER, "new"] == ("", TOLD)
    assert (Part.ANSWER, "after-no") not in found  # nobody knows yet whether it is asked
    assert found[Part.ANSWER, "b"] == (TOLD, "")
    assert (Part.ANSWER, "a") not in found
    assert found[Part.PAGE, "page-2"] == ("", TOLD)
    assert found[Part.STATEMENT, "more"] == ("", TOLD)
    assert (found[Part.PERMISSION, "call"], found[Part.PERMISSION, "write-to-doctor"]) == (("", TOLD), (TOLD, ""))


def test_words_that_changed_are_told_and_those_that_are_filled_in_otherwise_are_not() -> None:
    record = made(of=OLD)
    changed = worded(worded(TODAY, "questions", "a", ask="You: {emergency}?"), "statements", "free-choice", words="So.")
    told = {(d.part, d.id) for d in since(record, changed, fills) if d.reworded}
    assert told == {(Part.ANSWER, "a"), (Part.STATEMENT, "free-choice")}
    body = (Block(Shape.PARAGRAPH, (Span("Other words."),)),)
    assert [d.id for d in since(record, worded(TODAY, "pages", "page-0", body=body), fills) if d.reworded] == ["page-0"]


def test_the_same_answers_that_lead_further_today_are_told() -> None:
    record = made(("a", Answer.YES), of=OLD)
    stricter = replace(TODAY, questions=(rule("a", Severity.STOP), *OLD.questions[1:]))
    assert Difference(part=Part.RESULT, id="result", was="talk", now="stop") in since(record, stricter, fills)
    weaker = replace(TODAY, questions=(rule("a", Severity.NONE), *OLD.questions[1:]))
    assert Part.RESULT not in {d.part for d in since(record, weaker, fills)}


def test_a_record_without_answers_differs_in_its_content_alone() -> None:
    record = replace(CONSENT, screening=(), content=replace(CONSENT.content, digest="sha256:" + "9" * 64))
    assert [d.part for d in since(record, TODAY, fills)] == [Part.CONTENT]


def test_a_language_that_the_pack_has_no_more_is_told_anew_in_its_own() -> None:
    record = made(of=OLD)
    spanish = replace(TODAY, languages=("es",), words={"es": TODAY.words["es"]})
    found = since(record, spanish, fills)
    assert {d.id for d in found if d.reworded} >= {"a", "b", "page-0", "page-1", "free-choice"}
    assert all(d.words.startswith("You: es") for d in found if d.part is Part.ANSWER)


def test_who_decided_for_another_person_reads_the_words_about_that_person() -> None:
    record = replace(made(of=OLD), signatory=replace(CONSENT.signatory, role="parent"))
    today = worded(TODAY, "questions", "a", ask="A?", ask_other="Of {person}?")
    (found,) = [d for d in since(record, today, fills) if d.reworded]
    assert found.words == "Of your child?"


def test_who_decided_for_another_person_says_what_is_said_of_that_person() -> None:
    record = replace(made(of=OLD), signatory=replace(CONSENT.signatory, role="parent"))
    today = worded(TODAY, "statements", "free-choice", words="I.", words_other="I, for {person}.")
    (found,) = [d for d in since(record, today, fills) if d.part is Part.STATEMENT]
    assert found.words == "I, for my child."
