"""A pack is checked from end to end: pages are graded, scenarios run, rules that none of them exercises named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.services import exercising
from consent_tui.services.checking import Checked, check
from consent_tui.services.exercising import exercised, unexercised
from consent_tui.services.rehearsing import NotOffered
from consent_tui.wiring import checked
from tests.content.small_pack import FILES, SCENARIOS, edited, write
from tests.scenarios.stage import certify

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def look(folder: Path, **keys) -> Checked:
    return check(folder, certify=lambda _: certify, clock=lambda: NOW, **keys)


def told(folder: Path, found: Checked) -> list[str]:
    return [str(fault).replace(f"{folder.as_posix()}/", "") for fault in (*found.faults, *found.warnings)]


def second_language(folder: Path, language: str, changes: dict[str, str]) -> Path:
    copied = {path.replace("en/", f"{language}/"): text for path, text in FILES.items() if path.startswith("en/")}
    pack = FILES["pack.toml"].replace('["en"]', f'["en", "{language}"]')
    spoken = f'{pack}\n[translations.{language}]\nchecked_by = "Jon Muster"\n'
    return write(folder, {**SCENARIOS, **copied, "pack.toml": spoken, **changes})


def test_a_page_has_its_grades_and_screens(tmp_path: Path) -> None:
    touch, rights = look(write(tmp_path, SCENARIOS)).pages
    assert (touch.language, touch.page, touch.screens) == ("en", "touch", 1)
    assert touch.file == (tmp_path / "en/pages/touch.md").as_posix()
    assert (touch.main.measure.words, len(touch.main.measure.sentences)) == (32, 5)
    assert touch.main.measure.grade is not None
    assert touch.more is not None
    assert touch.more.measure.words == 3
    assert (rights.page, rights.more) == ("rights", None)


def test_settings_are_read_as_a_client_reads_them(tmp_path: Path) -> None:
    """`{emergency}` is "your local emergency number" where the clinic has set none."""
    (touch, _) = look(write(tmp_path, SCENARIOS)).pages
    assert touch.main.passages[-1].text == "Call your local emergency number if your head hurts badly."


def test_a_language_without_a_formula_is_not_measured(tmp_path: Path) -> None:
    """ "Not measured" where there is no formula: its words are counted all the same."""
    found = look(second_language(tmp_path, "fr", {"fr/pages/rights.md": '+++\ntitle = "Droits"\n+++\n' + "mot " * 30}))
    (page,) = [p for p in found.pages if (p.language, p.page) == ("fr", "rights")]
    assert (page.main.measure.words, page.main.measure.grade, page.main.measure.ease) == (30, None, None)
    assert [t for t in told(tmp_path, found) if "fr/pages" in t] == [
        "fr/pages/rights.md:4: a sentence of 30 words; part it: 25 words are the most that read easily"
    ]


def test_a_translation_cites_what_the_original_cites(tmp_path: Path) -> None:
    page = FILES["en/pages/touch.md"].replace("sample-2020", "other-2021")
    sources = FILES["sources.toml"] + '[other-2021]\ncite = "Other B. Another study. 2021."\n'
    found = look(second_language(tmp_path, "es", {"es/pages/touch.md": page, "sources.toml": sources}))
    assert (
        "es/pages/touch.md:3: the page does not cite what it is translated from; "
        "cite what en/pages/touch.md cites: sample-2020"
    ) in told(tmp_path, found)


def test_all_scenarios_are_run_and_counted(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    found = look(write(tmp_path, SCENARIOS), progress=lambda done, of: steps.append((done, of)))
    assert found.scenarios == 4
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_with_faults_scenarios_are_read_and_not_run(tmp_path: Path) -> None:
    """All faults at once: a slip in a scenario is told beside one in the rules."""
    changes = edited("screening.toml", 'yes = "talk"', 'yes = "tlak"')
    changes |= edited("scenarios/stop.toml", "decision =", "desicion =")
    found = look(write(tmp_path, {**SCENARIOS, **changes}))
    assert found.scenarios == 0
    assert [place.split(": ")[0] for place in told(tmp_path, found)] == ["scenarios/stop.toml:9", "screening.toml:27"]


def test_a_folder_that_is_no_pack_has_no_pages(tmp_path: Path) -> None:
    found = look(tmp_path / "none")
    assert (len(found.faults), found.pages, found.scenarios) == (1, (), 0)


def test_a_pack_without_scenarios_is_told_once(tmp_path: Path) -> None:
    (only,) = told(tmp_path, look(write(tmp_path)))
    assert only == (
        "screening.toml: the pack has no scenarios, so nobody sees whether its rules do what they should; "
        "add some to the folder scenarios; the guide shows one"
    )


def test_a_file_where_the_scenarios_belong(tmp_path: Path) -> None:
    assert told(tmp_path, look(write(tmp_path, {"scenarios": "x"})))[0] == (
        "scenarios: a file stands where the folder of scenarios belongs; move it away"
    )


def test_what_the_kiosk_does_not_offer_is_a_fault_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_, **__) -> None:
        raise NotOffered("certify")

    monkeypatch.setattr(exercising, "rehearse", missing)
    write(tmp_path, SCENARIOS)
    ran = exercised(
        [tmp_path / path for path in SCENARIOS], read(tmp_path).pack, certify=lambda _: certify, clock=lambda: NOW
    )
    assert len(ran.faults) == 4
    assert "the kiosk does not offer what the sheet answers (certify); report this line" in str(ran.faults[0])


def names(folder: Path, *met: set[str]) -> list[str]:
    """The rules of the small pack that these rehearsals leave out."""
    from consent_tui.content.reading import opened

    found = opened(write(folder))
    assert found.reading.pack is not None
    assert found.written is not None
    missing = unexercised(found.reading.pack, [frozenset(each) for each in met], found.written.screening)
    return [str(fault).replace(f"{folder.as_posix()}/", "") for fault in missing]


EVERY = {
    f"{id_}:{answer}" for id_ in ("aneurysm", "blood-clot", "blood-clot-signs", "fear") for answer in ("yes", "unsure")
}
TOGETHER = "together:blood-clot+fear"


def test_a_rule_that_no_scenario_exercises_is_named_with_its_line(tmp_path: Path) -> None:
    assert names(tmp_path, EVERY | {TOGETHER}) == []
    few = EVERY - {"aneurysm:yes", "fear:yes", "fear:unsure"}
    assert [line.partition("; ")[0] for line in names(tmp_path, few)] == [
        'screening.toml:5: no scenario answers "aneurysm" with yes',
        'screening.toml:25: no scenario answers "fear" with yes or not sure',
        'screening.toml:31: no scenario has "blood-clot" and "fear" together',
    ]


def test_a_follow_up_that_no_scenario_reaches_is_named_with_its_line(tmp_path: Path) -> None:
    """Answered in another rehearsal is not reached from here."""
    clot = {"blood-clot:yes"}
    apart = [clot, EVERY - clot | {TOGETHER}]
    (only,) = names(tmp_path, *apart)
    assert only == (
        'screening.toml:15: no scenario goes from blood-clot = "yes" on to "blood-clot-signs"; '
        "add one that answers both"
    )


def test_the_whole_check_is_put_together_from_the_defaults(tmp_path: Path) -> None:
    found = checked(write(tmp_path, SCENARIOS))
    assert (found.faults, found.warnings, found.scenarios) == ((), (), 4)
