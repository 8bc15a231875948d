"""Two versions of a pack: languages behind, and whether clients must be asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.content.comparing_packs import (
    Comparison,
    Edition,
    NoSuchLanguage,
    Unreadable,
    compare,
    edition,
)
from consent_tui.content.comparing_telling import asking, lines
from tests.content.small_pack import FILES, UNCHANGED, Changes, edited, write
from tests.content.test_languages import two_languages

RULE = edited("screening.toml", 'yes = "talk"', 'yes = "clearance"')
TERM = edited("en/glossary.toml", "A blow", "A hard blow")
WORDS = edited("en/areas.toml", "Head", "The head")


def released(folder: Path, changes: Changes, *said: tuple[str, str, str | None]) -> Edition:
    """A pack whose releases are (version, major or minor, digest); the digest None is its own."""
    own = edition(write(folder, changes)).pack.digest
    text = 'status = "released"\n'
    for version, change, digest in said:
        text += f'[[release]]\nversion = "{version}"\ndate = 2026-11-21\ndigest = "{digest or own}"\n'
        text += f'change = "{change}"\nabout = "Words"\n'
    return edition(write(folder, {**changes, "releases.toml": text}))


def second(tmp_path: Path, changes: Changes, change: str) -> Comparison:
    """Version 1.0.0, and 1.1.0 with these changes, called major or minor."""
    old = released(tmp_path / "old", UNCHANGED, ("1.0.0", "major", None))
    new = released(tmp_path / "new", changes, ("1.0.0", "major", old.pack.digest), ("1.1.0", change, None))
    return compare(old, new)


@pytest.mark.parametrize(
    ("changes", "change", "again", "says"),
    [
        (RULE, "major", True, ["CLIENTS ARE ASKED AGAIN: 1.1.0 is called major (Words)."]),
        (TERM, "major", True, ["CLIENTS ARE ASKED AGAIN: 1.1.0 is called major (Words).",
                               "Nothing changed that clients read, answer or agree to."]),
        (TERM, "minor", False, ["Clients are not asked again: 1.1.0 is called minor."]),
        ({**RULE, **WORDS}, "minor", False, [
            "Clients are not asked again: 1.1.0 is called minor.",
            "LOOK AGAIN: called minor, yet this changed that clients read, answer or agree to: 1 question and 1 area.",
        ]),
    ],
)  # fmt: skip
def test_a_changed_rule_statement_or_page_that_is_called_minor_is_pointed_out(
    tmp_path: Path, changes: dict[str, str], change: str, again: bool, says: list[str]
) -> None:
    found = second(tmp_path, changes, change).asking
    assert (found.again, list(asking(found))) == (again, says)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (RULE, "Not released yet. To be called major, unless only the spelling was mended: 1 question."),
        (TERM, "Not released yet. Minor will do: nothing changed that clients read, answer or agree to."),
    ],
)
def test_what_is_not_released_is_told_what_to_call_it(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    old = released(tmp_path / "old", UNCHANGED, ("1.0.0", "major", None))
    new = released(tmp_path / "new", changes, ("1.0.0", "major", old.pack.digest))
    found = compare(old, new).asking
    assert (found.again, list(asking(found))) == (None, [says])


def test_of_several_releases_one_major_is_enough(tmp_path: Path) -> None:
    old = released(tmp_path / "old", UNCHANGED, ("1.0.0", "major", None))
    between = ("2.0.0", "major", "sha256:" + "0" * 64)
    new = released(
        tmp_path / "new", WORDS, ("1.0.0", "major", old.pack.digest), between, ("2.0.1", "minor", None)
    )  # fmt: skip
    assert compare(old, new).asking.again is True
    assert list(asking(compare(old, new).asking)) == ["CLIENTS ARE ASKED AGAIN: 2.0.0 is called major (Words)."]


def test_a_copy_beside_the_records_is_found_by_its_digest(tmp_path: Path) -> None:
    """It has no releases.toml, since that is not part of the digest."""
    old = released(tmp_path / "old", UNCHANGED, ("1.0.0", "major", None))
    new = released(tmp_path / "new", WORDS, ("1.0.0", "major", old.pack.digest), ("1.0.1", "minor", None))
    copy = edition(write(tmp_path / "copy", {"releases.toml": None}))
    assert [release.version for release in compare(copy, new).asking.releases] == ["1.0.1"]


def test_a_version_changed_since_is_found_by_its_number(tmp_path: Path) -> None:
    old = released(tmp_path / "old", TERM, ("1.0.0", "major", "sha256:" + "1" * 64))
    new = released(tmp_path / "new", WORDS, ("1.0.0", "major", "sha256:" + "1" * 64), ("1.0.1", "minor", None))
    assert [release.version for release in compare(old, new).asking.releases] == ["1.0.1"]
    first = next(lines(compare(old, new)))
    assert "1.0.0, changed since" in first


def test_the_newer_first_is_told(tmp_path: Path) -> None:
    old = released(tmp_path / "old", UNCHANGED, ("1.0.0", "major", None))
    new = released(tmp_path / "new", WORDS, ("1.0.0", "major", old.pack.digest), ("1.0.1", "minor", None))
    assert next(asking(compare(new, old).asking)).startswith("The first pack is the newer one")


def test_the_same_pack_twice_differs_in_nothing(tmp_path: Path) -> None:
    same = released(tmp_path, UNCHANGED, ("1.0.0", "major", None))
    told = list(lines(compare(same, same)))
    assert told[1:] == ["Nothing that is told or asked differs."]
    assert compare(same, same).asking.again is False


def test_a_translation_that_did_not_change_is_behind(tmp_path: Path) -> None:
    spanish = two_languages("es")
    old = edition(write(tmp_path / "old", spanish))
    new = edition(write(tmp_path / "new", {**spanish, **WORDS, **edited("en/permissions.toml", "may", "can")}))
    found = compare(old, new)
    assert [(change.id, change.facet) for change in found.behind["es"]] == [
        ("write-to-doctor", "words"),
        ("head", "name"),
    ]
    told = list(lines(found))
    assert told[told.index("Languages") :] == [
        "Languages",
        '  BEHIND: "es" still says what it said before; "en" changed in',
        "      permission write-to-doctor: words",
        "      area head: name",
    ]


def test_words_of_another_language_that_changed_are_named_and_count(tmp_path: Path) -> None:
    spanish = two_languages("es")
    old = edition(write(tmp_path / "old", spanish))
    new = edition(write(tmp_path / "new", {**spanish, "es/areas.toml": 'head = "Cabeza"\n'}))
    found = compare(old, new)
    assert (found.changes, found.behind) == ((), {})
    assert [change.now for change in found.elsewhere["es"]] == ["Cabeza"]
    assert [change.id for change in found.asking.told] == ["head"]
    assert "      area head: name" in list(lines(found))
    assert [change.now for change in compare(old, new, "es").changes] == ["Cabeza"]


def test_languages_that_came_and_went_are_told(tmp_path: Path) -> None:
    spanish, german = edition(write(tmp_path / "old", two_languages("es"))), tmp_path / "new"
    new = edition(write(german, two_languages("de")))
    found = compare(spanish, new)
    assert (found.languages_added, found.languages_removed) == (("de",), ("es",))
    assert list(lines(found))[-2:] == ["  added: de", "  removed: es"]


def test_a_language_that_not_both_have_is_told(tmp_path: Path) -> None:
    old = edition(write(tmp_path / "old", two_languages("es")))
    new = edition(write(tmp_path / "new"))
    with pytest.raises(NoSuchLanguage, match='language "es"; both have en') as told:
        compare(old, new, "es")
    assert told.value.exit_code == 2
    german = {path.replace("en/", "de/"): text for path, text in FILES.items() if path.startswith("en/")}
    only = {**dict.fromkeys((path for path in FILES if path.startswith("en/")), None), **german}
    third = edition(write(tmp_path / "third", {**only, **edited("pack.toml", '["en"]', '["de"]')}))
    with pytest.raises(NoSuchLanguage, match="they have none in common"):
        compare(new, third)


def test_a_folder_that_is_no_readable_pack_tells_all_its_faults(tmp_path: Path) -> None:
    write(tmp_path, {"areas.toml": "[[area]]\nid = 1\n", "pages.toml": "= 1"})
    with pytest.raises(Unreadable) as told:
        edition(tmp_path)
    assert told.value.exit_code == 1
    assert len(told.value.faults) == len(str(told.value).splitlines()) > 1


def test_the_report_is_told_in_words(tmp_path: Path) -> None:
    changes = {
        **edited("pack.toml", 'id = "small"', 'id = "other"'),
        **edited("screening.toml", 'yes = "talk"', 'yes = "clearance"'),
        **edited("en/pages/touch.md", "Hands rest on your head.", "Hands rest on your neck."),
        **edited("en/teach-back.toml", "Hands rest on your head.", "Hands rest on your neck."),
        "pages.toml": '[[page]]\nid = "rights"\n\n[[page]]\nid = "touch"\n\n[[page]]\nid = "new"\n',
        "en/pages/new.md": '+++\ntitle = "New"\n+++\nOne line.\n\n- And a point.\n',
    }
    found = compare(edition(write(tmp_path / "old")), edition(write(tmp_path / "new", changes)))
    told = "\n".join(lines(found))
    assert 'These are two packs, "small" and "other".' in told
    assert 'Pages\n  moved: "Your rights" (rights)\n      from place 2 to place 1\n' in told
    assert (
        '  changed: "What gentle touch is" (touch)\n      text:\n        Hands rest on your [-head-] {+neck+}.' in told
    )
    assert '  added: "New" (new)\n      | title: New\n      | text:\n      | One line.\n      | - And a point.' in told
    assert '  STRICTER, changed: "Are you afraid of touch?" (fear)\n      STRICTER yes leads to: was a talk' in told
    assert "Rules: 2 STRICTER." in told
    assert max(map(len, told.splitlines()[1:])) <= 100
