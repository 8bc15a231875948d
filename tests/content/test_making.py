"""`pack new`: a small valid draft in one command, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.content import making
from consent_tui.content.making import NotMade, languages, make
from consent_tui.model.pack import Status

EACH = pytest.mark.parametrize("language", ["de", "en", "es"])


@EACH
def test_a_new_pack_is_a_draft_without_faults_and_lists_what_is_to_be_written(tmp_path: Path, language: str) -> None:
    made = make(tmp_path / "mypack", language=language)
    assert made.faults == ()
    assert made.pack is not None
    assert (made.pack.id, made.pack.languages, made.pack.status) == ("mypack", (language,), Status.DRAFT)
    gaps = [fault for fault in made.warnings if "still to be written" in fault.what]
    assert len(gaps) == len(made.warnings) - 1 == 10  # the other one: no clinician has confirmed it


@EACH
def test_every_gap_has_a_line_to_go_to(tmp_path: Path, language: str) -> None:
    for fault in make(tmp_path / "mypack", language=language).warnings:
        assert fault.line is not None
        line = Path(fault.file).read_text("utf-8").splitlines()[fault.line - 1]
        assert "[[" in line or "reviewed_by" in line


def test_the_template_speaks_these_languages() -> None:
    assert languages() == ("de", "en", "es")


@EACH
def test_every_file_names_its_schema(tmp_path: Path, language: str) -> None:
    make(tmp_path / "mypack", language=language)
    files = list((tmp_path / "mypack").rglob("*.toml"))
    assert len(files) == 10 + 9 + 8  # rules, words, scenarios
    for file in files:
        line = file.read_text("utf-8").partition("\n")[0]
        assert (file.parent / line.removeprefix("#:schema ")).is_file(), file


def test_no_word_of_one_therapy_stands_in_the_template() -> None:
    text = "".join(path.read_text("utf-8") for path in making.TEMPLATE.rglob("*.*")).lower()
    assert len(text) > 1000
    assert not any(word in text for word in ("cranio", "kranio", "cráneo", "sacral"))


@pytest.mark.parametrize(
    ("folder", "id_"),
    [
        ("Meine Schule!", "meine-schule"),
        ("2 Hände", "hande"),
        ("脚", "pack"),
        ("x" * 80, "x" * 64),
        ("craniosacral_2", "craniosacral-2"),
    ],
)
def test_the_id_comes_from_the_name_of_the_folder(tmp_path: Path, folder: str, id_: str) -> None:
    made = make(tmp_path / folder, language="en")
    assert made.pack is not None
    assert made.pack.id == id_


@pytest.mark.parametrize("title", ["Gentle touch", 'The "new" way\\here', "Größe ñ", "C:\\new"])
def test_a_title_is_written_as_given(tmp_path: Path, title: str) -> None:
    made = make(tmp_path / "mypack", language="de", title=title)
    assert made.pack is not None
    assert made.pack.words["de"].title == title


@pytest.mark.parametrize("title", ["", "  ", "\x7f", "Smile \U0001f600", "a safe therapy", "{name}", "two\x00"])
def test_a_title_that_cannot_be_shown_leaves_nothing_behind(tmp_path: Path, title: str) -> None:
    with pytest.raises(NotMade) as told:
        make(tmp_path / "mypack", language="en", title=title)
    assert told.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "mypack").mkdir()
    assert make(tmp_path / "mypack", language="en").pack is not None
    assert [path.name for path in tmp_path.iterdir()] == ["mypack"]


def test_what_is_there_stays_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name in ("full", "file", "here", "none/deep"):
        with pytest.raises(NotMade) as told:
            make(tmp_path / name, language="en")
        assert told.value.exit_code == 3
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "here", "note.txt"]


def test_a_language_without_a_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotMade, match='can begin in de, en, es, not in "fr"'):
        make(tmp_path / "mypack", language="fr")


def test_what_cannot_be_finished_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "place", full)
    with pytest.raises(OSError, match="No space left"):
        make(tmp_path / "mypack", language="en")
    assert list(tmp_path.iterdir()) == []
