"""What differs between two versions: `pack diff` shouts where a rule was made stricter or weaker."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_tui.content.comparing import Change, Entry, Facet, Kind, Section, Turn, changes, turned
from consent_tui.content.comparing_entries import entries
from consent_tui.content.comparing_packs import compare, edition
from tests.content.small_pack import FILES, UNCHANGED, Changes, edited, write

STRICTER, WEAKER = Turn.STRICTER, Turn.WEAKER
LAST = {"en/screening.toml": "fear", "en/results.toml": "see-a-doctor"}  # what stands last in these files
ids = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def compared(folder: Path, new: Changes, old: Changes = UNCHANGED) -> tuple[Change, ...]:
    before, after = write(folder / "old", old), write(folder / "new", new)
    return compare(edition(before), edition(after)).changes


def told(found: tuple[Change, ...]) -> list[tuple[str, str, str | None, Turn | None]]:
    return [(change.section.value, change.id, change.facet, change.turn) for change in found]


def rule(old: str, new: str) -> dict[str, str]:
    return edited("screening.toml", old, new)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (rule('yes = "talk"', 'yes = "clearance"'), {("fear", "yes leads to"), ("fear", "not sure leads to")}),
        (rule('yes = "clearance"', 'yes = "clearance"\nunsure = "stop"\nstop_for = "today"'),
         {("blood-clot", "not sure leads to"), ("blood-clot", "a stop lasts")}),
        (rule('stop_for = "today"', 'stop_for = "until"'), {("blood-clot-signs", "a stop lasts")}),
        (rule('stop_for = "lasting"', 'stop_for = "lasting"\nurgent = "emergency"'),
         {("aneurysm", "interrupts at once")}),
        (rule('{ yes = ["blood-clot-signs"] }', '{ yes = ["blood-clot-signs"], unsure = ["blood-clot-signs"] }'),
         {("blood-clot", "also asked after not sure")}),
        (rule('id = "head"', 'id = "head"\none_by_one = true'), {("head", "one by one")}),
        (edited("pack.toml", "stop_under = 2", "stop_under = 4"), {("pack", "no session below the age of")}),
        (edited("pack.toml", "adult = 18", "adult = 21"), {("pack", "a person decides alone from the age of")}),
    ],
)  # fmt: skip
def test_a_rule_made_stricter_says_so_and_the_way_back_is_weaker(
    tmp_path: Path, new: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    there, back = compared(tmp_path / "there", new), compared(tmp_path / "back", {}, new)
    assert {(c.id, c.facet) for c in there if c.turn} == expected
    assert {c.turn for c in there if c.turn} == {STRICTER}
    assert {(c.id, c.facet) for c in back if c.turn} == expected
    assert {c.turn for c in back if c.turn} == {WEAKER}
    assert all(c.told for c in (*there, *back) if c.turn)


def test_a_question_that_is_gone_is_weaker(tmp_path: Path) -> None:
    rules = FILES["screening.toml"].partition('\n[[question]]\nid = "fear"')[0]
    words = {path: FILES[path].partition(f"\n[{id_}]")[0] for path, id_ in LAST.items()}
    gone = {"screening.toml": rules, **words}
    found = compared(tmp_path, gone)
    assert [(c.section, c.id, c.kind, c.turn) for c in found] == [
        (Section.QUESTIONS, "fear", Kind.REMOVED, WEAKER),
        (Section.TOGETHER, "blood-clot+fear", Kind.REMOVED, WEAKER),
        (Section.RESULTS, "see-a-doctor", Kind.REMOVED, None),
    ]
    assert "yes leads to: a talk with the practitioner first" in found[0].was
    back = compared(tmp_path / "back", {}, gone)
    assert {(c.kind, c.turn) for c in back if c.section is not Section.RESULTS} == {(Kind.ADDED, STRICTER)}


def test_a_question_that_keeps_nobody_from_a_session_is_neither_stricter_nor_weaker(tmp_path: Path) -> None:
    """What is shouted is what may stand in a client's way: a note, seen by the practitioner alone, does not."""
    noted = rule('yes = "talk"', 'yes = "note"')
    questions = entries(edition(write(tmp_path, noted)).pack, "en")[Section.QUESTIONS]
    (gone,) = changes(Section.QUESTIONS, {"fear": questions["fear"]}, {})
    (added,) = changes(Section.QUESTIONS, {}, {"fear": questions["fear"]})
    assert (gone.turn, added.turn) == (None, None)
    (stricter,) = changes(Section.QUESTIONS, {}, {"blood-clot": questions["blood-clot"]})
    assert stricter.turn is STRICTER


def test_a_follow_up_is_told_as_asked_only_after_another_answer(tmp_path: Path) -> None:
    questions = entries(edition(write(tmp_path)).pack, "en")[Section.QUESTIONS]
    assert questions["blood-clot-signs"].facets["asked"].says == "only after another answer"
    assert questions["blood-clot"].facets["asked"].says == "always"


@pytest.mark.parametrize(
    ("new", "where", "facet", "is_told"),
    [
        (edited("en/areas.toml", "Head", "The head"), ("areas", "head"), "name", True),
        (edited("en/pages/touch.md", "Two small", "Three small"), ("pages", "touch"), "learn more", True),
        (edited("en/pages/touch.md", "**tired**", "tired"), ("pages", "touch"), "strong", False),
        (edited("pages.toml", 'id = "touch"', 'id = "touch"\nchart = true'), ("pages", "touch"), "draws the evidence",
         True),
        (edited("pack.toml", "Dr. Ada Sample", ""), ("pack", "pack"), "confirmed by", False),
        (rule("private = true", "private = false"), ("questions", "fear"), "private", True),
        (rule('teaches = "touch"', 'teaches = "rights"'), ("questions", "blood-clot"), "shows again the page", True),
        (edited("teach-back.toml", "always = true", 'when = ["fear"]'), ("teach-back", "stopping"),
         "asked of everybody", True),
        (edited("teach-back.toml", 'when = ["aneurysm"]', "always = true"), ("teach-back", "clothes"), "asked after",
         True),
        (edited("statements.toml", 'group = "choice"', 'group = "choice"\nwhen = ["fear"]'),
         ("statements", "free-choice"), "asked only after", True),
        (edited("en/statements.toml", "I choose freely for", "I decide freely for"), ("statements", "free-choice"),
         "words for another person", True),
        (edited("en/permissions.toml", "my doctor", "my own doctor"), ("permissions", "write-to-doctor"), "words",
         True),
        (edited("evidence.toml", "studies = 2", "people = 2"), ("evidence", "neck-pain"), "studies", True),
        (edited("evidence.toml", '"low"', '"high"'), ("evidence", "neck-pain"), "certainty", True),
        (edited("en/glossary.toml", "A blow", "A hard blow"), ("glossary", "concussion"), "means", False),
        (edited("sources.toml", "2020.", "2021."), ("sources", "sample-2020"), "cite", False),
        (edited("en/results.toml", "Please ask us.", "Ask us."), ("results", "none"), "now", True),
        ({"en/messages.toml": '"key.next" = "On"\n'}, ("messages", "key.next"), None, False),
    ],
)  # fmt: skip
def test_each_part_of_a_pack_is_compared(
    tmp_path: Path, new: dict[str, str], where: tuple[str, str], facet: str | None, is_told: bool
) -> None:
    found = [c for c in compared(tmp_path, new) if c.facet == facet]
    assert [(c.section.value, c.id, c.told) for c in found] == [(*where, is_told)]


def test_other_words_of_a_question_change_no_rule_that_names_it(tmp_path: Path) -> None:
    new = edited("en/screening.toml", "Is a leg swollen now?", "Is one leg swollen now?")
    assert told(compared(tmp_path, new)) == [("questions", "blood-clot-signs", "ask", None)]


def test_two_combinations_of_the_same_answers_are_told_apart(tmp_path: Path) -> None:
    twice = FILES["screening.toml"] + '\n[[together]]\nall = ["fear", "blood-clot"]\nleads = "talk"\nwords = "talk"\n'
    (found,) = compared(tmp_path, {"screening.toml": twice})
    assert (found.section, found.id, found.turn) == (Section.TOGETHER, "blood-clot+fear:talk", STRICTER)


def test_a_page_that_stands_elsewhere_is_moved_and_nothing_else(tmp_path: Path) -> None:
    (found,) = compared(tmp_path, {"pages.toml": '[[page]]\nid = "rights"\n\n[[page]]\nid = "touch"\n'})
    assert (found.section, found.kind, found.told) == (Section.PAGES, Kind.MOVED, False)


@given(ids, ids)
def test_moved_added_and_removed_explain_the_new_order(old: list[str], new: list[str]) -> None:
    found = list(changes(Section.PAGES, {i: Entry(i) for i in old}, {i: Entry(i) for i in new}))
    kinds = {kind: {c.id for c in found if c.kind is kind} for kind in Kind}
    assert kinds[Kind.ADDED] == set(new) - set(old)
    assert kinds[Kind.REMOVED] == set(old) - set(new)
    stayed = set(old) & set(new) - kinds[Kind.MOVED]
    assert [i for i in old if i in stayed] == [i for i in new if i in stayed]


@given(ids)
def test_the_same_is_no_change(same: list[str]) -> None:
    entries = {i: Entry(i, {"words": Facet(i)}, rule=True) for i in same}
    assert list(changes(Section.QUESTIONS, entries, dict(entries))) == []


@pytest.mark.parametrize(
    ("old", "new", "turn"),
    [
        (None, None, None), (1, 1, None), (1, 2, STRICTER), (2, 1, WEAKER),
        (frozenset("a"), frozenset("ab"), STRICTER), (frozenset("ab"), frozenset("b"), WEAKER),
        (frozenset("a"), frozenset("b"), Turn.BOTH),
    ],
)  # fmt: skip
def test_a_set_that_lost_one_and_gained_one_is_both(old, new, turn) -> None:
    assert turned(old, new) is turn
