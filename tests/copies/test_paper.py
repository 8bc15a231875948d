"""A pack on paper: everything that a kiosk tells and asks, once, under the same ids, with nothing left to a screen."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_tui.content import read
from consent_tui.copies import paper, text
from consent_tui.copies.document import Asked, Block, Document, Section
from consent_tui.copies.html import html
from consent_tui.copies.paper import Blanks
from consent_tui.copies.paper_asking import numbered
from consent_tui.model.acts import Treated
from consent_tui.model.pack import Pack, Status
from consent_tui.model.record import Clinic
from consent_tui.model.screening import Answer, Urgent, asked
from consent_tui.services.papering import form
from consent_tui.settings.values import Settings
from consent_tui.words import load
from tests.model.packs import VISIT, packs, rule
from tests.model.packs import pack as small
from tests.scenarios.stage import CRANIOSACRAL, TINY

KEPT = Path(__file__).parent / "paper"
MARK = re.compile(r"\[(\w+:[\w.-]+)\]")
on, off = {"crisis_question": True, "off": True}, {}


def made(pack: Pack, language: str, treated: Treated = Treated.SELF, switches: Mapping[str, bool] = on) -> Document:
    filled = VISIT.filled[language]
    return paper.document(
        Blanks(pack=pack, say=load(language), filled=filled, switches=switches, treated=treated, clinic=VISIT.clinic)
    )


def every(blocks: tuple[Block | Section, ...]) -> Iterator[Block | Section]:
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from every(block.body)


def marks(document: Document) -> Counter[str]:
    told = "\n".join(text.lines(document))
    return Counter(MARK.findall(told))


def questions(document: Document) -> dict[str, Asked]:
    found = [each for each in every(document.body) if isinstance(each, Asked) and each.mark.startswith("[question:")]
    return {each.id: each for each in found}


@settings(deadline=None, max_examples=100)
@given(packs(), st.sampled_from(Treated), st.sampled_from([on, off]))
def test_every_id_that_a_client_could_meet_stands_on_the_form_exactly_once(
    pack: Pack, treated: Treated, switches: dict[str, bool]
) -> None:
    for language in pack.languages:
        found = marks(made(pack, language, treated, switches))
        wanted = [f"page:{each.id}" for each in pack.pages] + [f"check:{each.id}" for each in pack.teach_back]
        wanted += [f"permission:{each}" for each in pack.permissions] + [f"area:{each}" for each in pack.areas]
        printed = {each.rule.id for each in numbered(pack, switches)}
        wanted += [f"question:{each}" for each in printed]
        wanted += [f"statement:{s.id}" for s in pack.statements if not s.when or printed.intersection(s.when)]
        assert found == Counter(wanted)
    if switches is on:
        assert printed == {each.id for each in pack.questions}


@settings(deadline=None, max_examples=100)
@given(packs(), st.sampled_from([on, off]), st.data())
def test_whatever_is_answered_each_question_that_a_kiosk_would_ask_is_printed_with_its_condition(
    pack: Pack, switches: dict[str, bool], data: st.DataObject
) -> None:
    printed = {each.rule.id: each for each in numbered(pack, switches)}
    assert [each.number for each in printed.values()] == list(range(1, len(printed) + 1))
    by_number = {each.number: each.rule.id for each in printed.values()}
    answers: dict[str, Answer] = {}
    while missing := [each.id for each in asked(pack.questions, answers, switches) if each.id not in answers]:
        answers[missing[0]] = data.draw(st.sampled_from(Answer))
    for question in answers:
        after = printed[question].after
        assert not after or any(answers.get(by_number[number]) in leading for number, leading in after)
    for question in printed.keys() - answers.keys():
        after = printed[question].after
        assert after
        assert not any(answers.get(by_number[number]) in leading for number, leading in after)


@pytest.mark.parametrize("language", ["en", "es", "de"])
@pytest.mark.parametrize("treated", Treated)
def test_the_pack_that_ships_is_printed_whole_with_nothing_left_to_fill_in(language: str, treated: Treated) -> None:
    pack = read(CRANIOSACRAL).pack
    assert pack
    document = form(pack, Settings(), language, treated)
    told = " ".join(" ".join(text.wrapped(text.lines(document), 10_000)).split())
    assert re.findall(r"\{\w+\}", told) == []
    words = pack.words[language]
    for page in words.pages.values():
        assert page.body[-1].plain.split("{")[0].strip()[:40] in told
    assert all(claim.condition in told for claim in words.evidence.values())
    assert all(term.means in told for term in words.glossary.values())
    assert all(source.cite in told for source in pack.sources.values())
    for answer in ("yes", "no", "unsure", "person_long"):
        assert load(language)(f"answer.{answer}") in told
    for outcome in ("agree", "refuse", "undecided"):
        assert f"( ) {load(language)(f'decide.{outcome}')}" in told


def test_boxes_are_those_of_the_kiosk_and_none_is_ticked() -> None:
    document = made(small(questions=(rule("a"), rule("b", urgent=Urgent.EMERGENCY))), "en")
    assert [len(each.boxes) for each in questions(document).values()] == [4, 3]
    ticked = [box for each in every(document.body) if isinstance(each, Asked) for box in each.boxes if box.ticked]
    assert ticked == []


def test_a_follow_up_says_by_number_when_it_is_meant() -> None:
    follow = {Answer.YES: ("when",), Answer.UNSURE: ("when",)}
    document = made(small(questions=(rule("a"), rule("clot", follow=follow), rule("when"))), "en")
    assert questions(document)["when"].words == ("3. Only if you ticked Yes / Not sure at question 2. You: en when 112")
    assert questions(document)["a"].words == "1. You: en a 112"


def test_a_follow_up_of_two_questions_stands_once_and_names_both() -> None:
    follow = {Answer.YES: ("when",)}
    document = made(small(questions=(rule("a", follow=follow), rule("when"), rule("b", follow=follow))), "en")
    assert list(questions(document)) == ["a", "when", "b"]
    assert questions(document)["when"].words == (
        "2. Only if you ticked Yes at question 1. Or if you ticked Yes at question 3. You: en when 112"
    )


def test_urgent_words_stand_behind_their_question() -> None:
    document = made(small(questions=(rule("a", urgent=Urgent.EMERGENCY), rule("b", urgent=Urgent.CRISIS))), "en")
    told = "\n".join(text.lines(document))
    help_now = "If you tick Yes / Not sure: Get help now. Tell the desk, or call 112."
    assert told.index("[question:a]") < told.index(help_now) < told.index("[question:b]")
    assert told.index("[question:b]") < told.index("You are not alone with this")


def test_a_form_for_another_person_asks_about_that_person_and_wants_the_right_to_decide() -> None:
    pack = small(questions=(rule("a"),))
    own, child, other = (" ".join(text.lines(made(pack, "en", treated))) for treated in Treated)
    assert "You: en a" in own
    assert "your child: en a" in child
    assert "the person: en a" in other
    say = load("en")
    assert [say("deciding.assent") in each for each in (own, child, other)] == [False, True, False]
    assert [say("sign.authority") in each for each in (own, child, other)] == [False, False, True]
    assert [say("paper.staff_paper") in each for each in (own, child, other)] == [False, True, True]


def test_pack_version_and_digest_stand_on_every_page_and_in_the_command_to_enter_it() -> None:
    pack = small()
    document = made(pack, "en")
    assert document.foot.startswith(f"small 1 · {pack.digest}")
    assert f'consent-tui act paper NUMBER --scan FILE --words "small 1 {pack.digest}"' in " ".join(text.lines(document))
    assert "This form alone is not sealed." in " ".join(text.lines(document))
    assert document.large


@pytest.mark.parametrize("status", Status)
def test_only_a_released_pack_is_not_marked_as_a_draft(status: Status) -> None:
    marked = made(replace(small(), status=status), "en").mark
    assert bool(marked) is (status is not Status.RELEASED)


def test_the_clinics_fill_ins_stand_in_the_words_and_its_name_at_the_top() -> None:
    document = made(small(), "en")
    assert "112" in " ".join(text.lines(document))
    assert "Clinic: Sample Practice" in list(text.lines(document))
    hostile = Blanks(pack=small(), say=load("en"), filled={"emergency": "<script>"}, clinic=Clinic(name="<b>&"))
    printed = html(paper.document(hostile), load("en"))
    assert "<script>" not in printed
    assert "&lt;b&gt;&amp;" in printed


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("treated", [Treated.SELF, Treated.CHILD])
def test_the_form_reads_as_it_was_kept(language: str, treated: Treated) -> None:
    """`CONSENT_TUI_GOLDEN=write` keeps what is said now."""
    pack = read(TINY).pack
    assert pack
    said = "\n".join(text.wrapped(text.lines(form(pack, Settings(), language, treated)))) + "\n"
    kept = KEPT / f"{language}-{treated}.txt"
    if os.environ.get("CONSENT_TUI_GOLDEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(said, "utf-8")
    assert said == kept.read_text("utf-8")


def test_the_same_pack_and_settings_are_the_same_bytes() -> None:
    one, other = (html(made(small(), "en"), load("en")) for _ in range(2))
    assert one == other
