"""A valid pack becomes values; `docs/content-format.md` says which."""

from __future__ import annotations

from pathlib import Path

from consent_tui.content import bundled, digest, read
from consent_tui.model.pack import (
    Ages,
    AgreeWords,
    Block,
    Claim,
    ClaimWords,
    Pack,
    PageWords,
    QuestionWords,
    ResultWords,
    Shape,
    Source,
    Span,
    StatementRule,
    Status,
    TeachBackRule,
    TeachBackWords,
    TermWords,
)
from consent_tui.model.screening import Answer, Rule, Severity, StopFor, Together, Urgent
from tests.content.small_pack import FILES, edited, faults, write

TINY = Path(__file__).parents[1] / "packs" / "tiny"


def read_whole(folder: Path) -> Pack:
    reading = read(folder)
    assert reading.faults == ()
    assert reading.pack is not None
    return reading.pack


def test_the_tiny_pack_is_valid_and_released() -> None:
    reading = read(TINY)
    assert reading.faults == reading.warnings == ()
    assert reading.pack is not None
    assert (reading.pack.id, reading.pack.version, reading.pack.status) == ("tiny", "1.0.0", Status.RELEASED)
    assert reading.pack.digest == reading.digest == digest(reading.files)
    assert reading.pack.languages == ("en", "es")


def test_a_bundled_pack_is_found_from_any_folder(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(bundled()).pack is not None
    assert bundled() == bundled("craniosacral")


def test_rules_stand_once(tmp_path: Path) -> None:
    pack = read_whole(write(tmp_path))
    assert pack.ages == Ages(adult=18, stop_under=2, minor=Severity.CLEARANCE)
    assert (pack.reviewed_by, pack.privacy_page) == ("Dr. Ada Sample", "rights")
    assert [(page.id, page.chart) for page in pack.pages] == [("touch", False), ("rights", False)]
    assert [(group.id, group.one_by_one, group.at) for group in pack.groups] == [("head", False, "screening")]
    assert pack.together == (Together(all=("blood-clot", "fear"), leads=Severity.CLEARANCE, words="see-a-doctor"),)
    assert pack.teach_back_asked == 1
    assert pack.teach_back[1] == TeachBackRule(
        id="clothes", page="touch", choices=("off", "on"), right="on", when=("aneurysm",)
    )
    assert pack.statements == (StatementRule(id="free-choice", group="choice"),)
    assert [group.id for group in pack.statement_groups] == ["choice"]
    assert (pack.permissions, pack.areas) == (("write-to-doctor",), ("head",))
    assert pack.evidence == (
        Claim(id="neck-pain", studies=2, people=None, results=(0.5,), certainty="low", sources=("sample-2020",)),
    )
    assert pack.sources == {"sample-2020": Source(id="sample-2020", cite="Sample A. A study. 2020.")}


def test_questions_carry_what_each_answer_leads_to(tmp_path: Path) -> None:
    aneurysm, clot, signs, fear = read_whole(write(tmp_path)).questions
    assert aneurysm == Rule(
        id="aneurysm",
        group="head",
        yes=Severity.STOP,
        unsure=Severity.CLEARANCE,
        stop_for=StopFor.LASTING,
        sources=("sample-2020",),
    )
    assert clot.follow == {Answer.YES: ("blood-clot-signs",)}
    assert (clot.yes, clot.unsure, clot.teaches) == (Severity.CLEARANCE, Severity.CLEARANCE, "touch")
    assert (signs.group, signs.urgent) == ("head", Urgent.EMERGENCY), "a follow-up stands where its question stands"
    assert (fear.yes, fear.unsure, fear.private) == (Severity.TALK, Severity.TALK, True)


def test_follow_ups_of_follow_ups_stand_in_the_group_of_the_first_question(tmp_path: Path) -> None:
    """Wherever they are written: here the last of the chain comes first."""
    last = '[[question]]\nid = "deeper"\nyes = "talk"\n\n[[question]]\nid = "aneurysm"'
    changes = {
        "screening.toml": FILES["screening.toml"]
        .replace('[[question]]\nid = "aneurysm"', last)
        .replace('urgent = "emergency"', 'follow = { yes = ["deeper"] }'),
        "en/screening.toml": FILES["en/screening.toml"]
        + FILES["en/screening.toml"].split("\n\n")[1].replace("aneurysm", "deeper", 1),
    }
    questions = read_whole(write(tmp_path, changes)).questions
    assert {question.id: question.group for question in questions}["deeper"] == "head"


def test_a_note_is_no_concern(tmp_path: Path) -> None:
    changes = edited("screening.toml", 'yes = "talk"', 'yes = "note"')
    fear = read_whole(write(tmp_path, changes)).questions[-1]
    assert (fear.yes, fear.unsure) == (Severity.NONE, Severity.NONE)


def test_not_sure_counts_as_the_pack_says(tmp_path: Path) -> None:
    changes = edited("screening.toml", 'yes = "talk"', 'yes = "talk"\nunsure = "clearance"')
    assert read_whole(write(tmp_path, changes)).questions[-1].unsure is Severity.CLEARANCE


def test_words_stand_per_language(tmp_path: Path) -> None:
    words = read_whole(
        write(tmp_path, {"en/messages.toml": '[start]\nask = "When would\\n you like to start?"\n'})
    ).words
    english = words["en"]
    assert list(words) == ["en"]
    assert english.title == "Gentle touch"
    assert english.groups == {"head": "Your head"}
    assert english.questions["fear"] == QuestionWords(
        ask="Are you afraid of touch?",
        ask_other="Is {person} afraid of touch?",
        why="You choose where we touch.",
        told="fear of touch",
    )
    assert english.results["talk"] == ResultWords(
        title="Title", why="You told us about {because}.", now="Please ask us."
    )
    assert english.teach_back["stopping"] == TeachBackWords(
        ask="When can a friend stop?",
        passage="You can stop at any time.",
        told="when you can stop",
        choices={"any-time": "At any time", "never": "Never"},
    )
    assert english.statements["free-choice"] == AgreeWords(
        words="I choose freely.", words_other="I choose freely for {person}."
    )
    assert english.permissions["write-to-doctor"].words == "You may write to my doctor."
    assert english.areas == {"head": "Head"}
    assert english.evidence["neck-pain"] == ClaimWords(
        condition="Neck pain", found="A little less", limits="Two small studies."
    )
    assert english.glossary["concussion"] == TermWords(term="concussion", means="A blow to the head.")
    assert english.messages == {"start.ask": "When would you like to start?"}, "line breaks of a file are spaces"


def test_a_page_becomes_blocks(tmp_path: Path) -> None:
    pages = read_whole(write(tmp_path)).words["en"].pages
    assert pages["touch"] == PageWords(
        title="What gentle touch is",
        sources=("sample-2020",),
        body=(
            Block(Shape.PARAGRAPH, (Span("Hands rest on your head. You keep your clothes on."),)),
            Block(Shape.POINT, (Span("It may make you "), Span("tired", strong=True), Span("."))),
            Block(Shape.POINT, (Span("Tell us if you had a "), Span("concussion", term="concussion"), Span("."))),
            Block(Shape.NOTE, (Span("Call {emergency} if your head hurts badly."),)),
        ),
        more=(Block(Shape.PARAGRAPH, (Span("Two small studies."),)),),
    )


def test_a_term_is_found_by_its_inflections_and_in_any_case(tmp_path: Path) -> None:
    changes = edited("en/pages/touch.md", "*concussion*", "***Brain\n  Injuries***")
    changes |= edited("en/glossary.toml", "means", 'also = ["brain injuries"]\nmeans')
    point = read_whole(write(tmp_path, changes)).words["en"].pages["touch"].body[2]
    assert point.spans[1] == Span("Brain Injuries", strong=True, term="concussion")


def test_optional_files_may_be_missing(tmp_path: Path) -> None:
    changes = edited("en/pages/touch.md", "*concussion*", "concussion")
    without = {"evidence.toml": None, "en/evidence.toml": None, "en/glossary.toml": None, "releases.toml": None}
    assert faults(tmp_path, {**changes, **without}) == []


def test_line_ends_of_any_system_are_read_alike(tmp_path: Path) -> None:
    unix = read_whole(write(tmp_path / "unix"))
    text = {p.relative_to(tmp_path / "unix").as_posix(): p.read_bytes() for p in (tmp_path / "unix").rglob("*.*")}
    windows = read_whole(write(tmp_path / "windows", {p: raw.replace(b"\n", b"\r\n") for p, raw in text.items()}))
    assert windows.words == unix.words
    assert windows.digest != unix.digest, "the digest is that of the bytes"
