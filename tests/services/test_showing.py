"""Showing a record: its standing, what its pack says beside it, and what a client saw long ago."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.model.later import Filed
from consent_tui.model.record import Attempt, Choices, Content, Record, TaughtBack
from consent_tui.records import layout
from consent_tui.services import showing, showing_pack
from consent_tui.services.showing_pack import worded
from consent_tui.services.showing_seen import NotSeen, as_seen, pack_of
from consent_tui.services.showing_words import Chosen, chosen
from tests.model.later_acts import AT_DESK, CHECKED, CONSENT
from tests.scenarios.stage import CRANIOSACRAL, TINY
from tests.services.desks import House, walked
from tests.services.shelved import shelves


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "records")


def kept(house: House, name: str = "talk-private", folder: Path = CRANIOSACRAL) -> Record:
    """A record of a real walk, with the pack as it stood beside it."""
    record = walked(name, folder)
    reading = read(folder)
    house.folder.keep_pack(reading.digest, reading.files)
    house.keep(record)
    return record


def shown(house: House, name: str = "front-desk-1", **given):
    return showing.shown(house.shelf, house.shelf.find(name), house.now(), **given)


def flat(told: str) -> str:
    return " ".join(told.split())


def text(house: House, name: str = "front-desk-1", **given) -> str:
    return "\n".join(showing.as_text(shown(house, name, **given)))


def test_a_record_is_told_with_where_it_stands(house: House) -> None:
    kept(house)
    assert "No, not now. Waits for a talk with the practitioner" in text(house)
    house.act("front-desk-1", CHECKED)
    assert "Yes. Valid" in text(house)
    assert "To check it all: consent-tui verify" in text(house)


def test_what_the_ledger_says_of_a_record_is_told_by_a_desk_and_by_a_command_alike(house: House) -> None:
    kept(house)
    names = "The ledger of front-desk names it in this place, with this digest."
    assert names in flat(text(house))
    with shelves(house) as found:
        assert showing.shown(house.shelf, found.find("front-desk-1"), house.now()).listed
    alone = house.root.parent / "alone.toml"
    shutil.copyfile(house.shelf.find("front-desk-1").path, alone)
    assert names not in flat(text(house, str(alone)))


def test_private_answers_are_known_by_the_copy_of_the_pack(house: House) -> None:
    record = kept(house)
    private = showing_pack.private_questions(house.root, record)
    assert private is not None
    assert "trauma" in private
    words = next(each.words for each in record.screening if each.id == "trauma")
    assert words not in flat(text(house))
    assert words in " ".join(text(house, reveal=True).split())


def test_a_pack_that_is_changed_or_lost_later_changes_nothing_in_a_fhir_copy(house: House) -> None:
    record = kept(house)

    def copy() -> str:
        return showing.as_fhir(shown(house), house.shelf.find("front-desk-1").filed.what, b"sealed")

    before = copy()
    shutil.rmtree(layout.pack_path(house.root, record.content.digest))
    assert copy() == before


@pytest.mark.parametrize("how", ["missing", "altered", "unread"])
def test_without_the_copy_of_the_pack_every_answer_is_covered(house: House, how: str) -> None:
    record = kept(house)
    folder = layout.pack_path(house.root, record.content.digest)
    if how == "missing":
        shutil.rmtree(folder)
    else:
        path = folder / "screening.toml"
        path.write_bytes(
            b"\xff" if how == "unread" else path.read_bytes().replace(b"private = true", b"private = false")
        )
    assert showing_pack.private_questions(house.root, record) is None
    told = text(house)
    assert "every answer is covered" in " ".join(told.split())
    assert "fever" not in told


def test_areas_and_wrong_answers_are_told_in_the_words_and_language_of_that_time(house: House) -> None:
    """By the copy beside the records; without it by their ids, which is what the record itself holds."""
    record = kept(house, "misses-twice")
    (missed,) = (each for each in record.teach_back if each.flagged)
    missed = replace(missed, language="es")  # the language may change on the way
    areas = Choices(touch=("lower-back",), avoid=("sacrum", "unheard-of"))
    house.keep(replace(record, language="de", choices=areas, teach_back=(missed,)))
    told = shown(house, "front-desk-2")
    words = {language: read(CRANIOSACRAL).pack.words[language] for language in ("de", "es")}
    assert [told.area(each) for each in areas.avoid] == [words["de"].areas["sacrum"], "unheard of"]
    assert f": {words['de'].areas['lower-back']}" in text(house, "front-desk-2")
    chosen = missed.attempts[0].chosen
    assert told.choice(missed.id, chosen) == words["es"].teach_back[missed.id].choices[chosen] != chosen
    shutil.rmtree(layout.pack_path(house.root, record.content.digest))
    gone = shown(house, "front-desk-2")
    assert (gone.area("lower-back"), gone.choice(missed.id, chosen)) == ("lower back", chosen)


def test_what_is_filled_into_a_pack_is_filled_into_its_choices_too() -> None:
    filled = Content(
        pack="x", version="1", language="en", digest="sha256:0", reviewed_by="", filled={"clinic": "Harbour"}
    )
    asked = TaughtBack(id="a", words="?", language="en", attempts=(Attempt(chosen="b", right=False),))
    what = replace(CONSENT, content=filled, teach_back=(asked,))
    files = {"en/teach-back.toml": b'[a]\nchoices = { b = "The\\n{clinic}", c = 3 }\n'}
    assert chosen(what, files, showing.spoken).choices == {("a", "b"): "The Harbour"}
    for broken in (b"\xff", b"a = 3", b"a = ", b"[a]\nchoices = 3"):
        assert chosen(what, {"en/teach-back.toml": broken}, showing.spoken) == Chosen()


def test_a_record_without_a_pack_has_no_known_private_questions(house: House) -> None:
    bare = replace(CONSENT, content=None)
    assert showing_pack.private_questions(house.root, bare) is None
    assert showing_pack.releases(bare) == ()


def test_releases_are_those_of_the_pack_in_use(house: House, tmp_path: Path) -> None:
    record = kept(house)
    (first, *_) = showing_pack.releases(record)
    assert (first.version, first.change) == ("1.0.0", "major")
    later = tmp_path / "pack"
    shutil.copytree(CRANIOSACRAL, later)
    with (later / "releases.toml").open("a") as file:
        file.write('\n[[release]]\nversion = "2.0.0"\ndate = 2026-11-21\ndigest = "x"\nchange = "major"\nabout = "x"\n')
    assert showing_pack.releases(record, later)[-1].date == date(2026, 11, 21)
    assert "The client has to be asked again" in text(house, pack=later)
    assert showing_pack.releases(record, TINY) == ()
    (later / "releases.toml").write_text("broken = ")
    assert showing_pack.releases(record, later) == ()


def test_an_act_is_told_in_english_and_a_consent_in_its_language(house: House) -> None:
    kept(house, "plain-consent", TINY)
    house.keep(replace(CONSENT, language="es"))
    house.keep(replace(CONSENT, language="fr"))
    house.act("front-desk-1", AT_DESK)
    assert text(house, "ada-1").startswith("Withdrawn ada-1\n  by Ada Sample")
    assert "¿Podemos empezar?" in text(house, "front-desk-2")
    assert "May we start?" in text(house, "front-desk-3")


def seen(house: House) -> str:
    told = shown(house)
    assert isinstance(told.filed, Filed)
    return "\n".join(as_seen(told, told.filed.what, house.root))


def test_what_a_client_saw_is_shown_long_after_the_pack_has_changed(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the copy beside the records counts; the pack in use may be gone, or be checked more strictly."""
    changed = tmp_path / "pack"
    shutil.copytree(TINY, changed)
    record = kept(house, "plain-consent", changed)
    before = seen(house)
    shutil.rmtree(changed)
    assert seen(house) == before
    for page in record.pages:
        assert page.title in before
    assert "(x) No" in before


def refused(house: House) -> tuple[int, str]:
    with pytest.raises(NotSeen) as found:
        seen(house)
    return found.value.exit_code, str(found.value)


def test_a_copy_of_the_pack_that_is_missing_is_said(house: House) -> None:
    record = kept(house, "plain-consent", TINY)
    shutil.rmtree(layout.pack_path(house.root, record.content.digest))
    code, told = refused(house)
    assert (code, "is missing; put it back from another copy" in told) == (1, True)


@pytest.mark.parametrize("file", ["en/pages/touch.md", "screening.toml"])
def test_a_copy_of_the_pack_that_was_altered_is_said(house: House, file: str) -> None:
    record = kept(house, "plain-consent", TINY)
    path = layout.pack_path(house.root, record.content.digest) / file
    path.write_bytes(path.read_bytes() + b"\n")
    code, told = refused(house)
    assert (code, "was altered" in told) == (1, True)


def test_a_file_too_many_in_the_copy_is_said(house: House) -> None:
    record = kept(house, "plain-consent", TINY)
    folder = layout.pack_path(house.root, record.content.digest)
    (folder / "en" / "messages.toml").write_text('"key.next" = "Go"\n')
    assert refused(house)[0] == 1


def test_a_record_that_names_no_pack_was_seen_by_nobody(house: House) -> None:
    house.keep(replace(CONSENT, content=None))
    assert refused(house) == (1, "This record names no pack, so what was shown is not known.")


def test_a_copy_that_this_version_cannot_read_is_said(house: House) -> None:
    """Its digest is right: it was a pack of another version of this program."""
    files = dict(read(TINY).files) | {"pages.toml": b"[[page]]\nname = 'touch'\n"}
    from consent_tui.content.folder import digest

    house.folder.keep_pack(digest(files), files)
    house.keep(replace(CONSENT, content=replace(CONSENT.content, digest=digest(files))))
    code, told = refused(house)
    assert (code, "This version cannot read the pack's copy" in told) == (3, True)


def test_the_words_of_a_pack_come_before_the_programs_own(house: House) -> None:
    files = dict(read(TINY).files) | {"en/messages.toml": b'"paper.why" = "The reason:"\n'}
    from consent_tui.content.folder import digest

    record = kept(house, "plain-consent", TINY)
    house.folder.keep_pack(digest(files), files)
    house.keep(replace(record, content=replace(record.content, digest=digest(files))))
    told = shown(house, "front-desk-2")
    assert "The reason:" in "\n".join(as_seen(told, told.filed.what, house.root))
    assert pack_of(house.root, told.filed.what).digest == digest(files)


def test_questions_have_words_in_the_language_that_is_asked_for_or_in_the_packs_own() -> None:
    found = worded(CRANIOSACRAL, "es")
    assert found["teach-back"]["proof"] != worded(CRANIOSACRAL, "en")["teach-back"]["proof"]
    assert worded(CRANIOSACRAL, "xx") == worded(CRANIOSACRAL, "en")
    assert worded(None, "en")["question"]["stroke"] == worded(CRANIOSACRAL, "en")["question"]["stroke"]


def test_words_that_cannot_be_read_are_not_there(tmp_path: Path) -> None:
    """A figure stands without them."""
    assert worded(tmp_path, "en") == {"question": {}, "teach-back": {}}
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "teach-back.toml").write_text('[a]\nask = 3\n[b]\nask = "Two\\nlines?"\n[c]\n')
    assert worded(tmp_path, "en") == {"question": {}, "teach-back": {"b": "Two lines?"}}
