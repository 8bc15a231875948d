"""An answer sheet that cannot be rehearsed is told with file, line, what is wrong and what to do."""

import pytest

from consent_tui.content.scenario import ScenarioFaults, read_scenario, strangers
from tests.scenarios.stage import PLAIN, pack, run, sheet


def faults(tmp_path, text):
    path = tmp_path / "sheet.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ScenarioFaults) as caught:
        read_scenario(path)
    return [str(fault).removeprefix(f"{tmp_path}/") for fault in caught.value.faults]


def test_a_key_that_is_not_known_is_named_with_the_nearest_spelling(tmp_path):
    (told,) = faults(tmp_path, PLAIN.replace("decision =", 'desicion = "agree"\ndecision ='))
    assert told == 'sheet.toml:10: "desicion" is not known here; did you mean "decision"?'


def test_a_value_that_cannot_stand_is_named_with_what_can(tmp_path):
    (told,) = faults(tmp_path, PLAIN.replace('{ "*" = "no" }', '{ "*" = "no", aneurysm = "maybe" }'))
    assert told.startswith('sheet.toml:6: in [screening]: "aneurysm" cannot be "maybe"; write "yes", "no", "unsure"')


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('able = "no"', '"able" cannot be "no"; write "true", "false" or "unsure"'),
        ('age = "grown"', '"age" cannot be "grown"'),
        ('teach_back = { "*" = [] }', '"*" cannot be a list'),
        ('teach_back = { "*" = ["right", 3] }', '"*" cannot be a list'),
        ("save = 1", '"save" cannot be 1; write true or false, without quotation marks'),
        ('client = { name = "", born = 1980-02-29 }', '"name" is empty; write its words'),
        ('client = { name = "Ana Example", born = "1980-02-29" }', '"born" cannot be "1980-02-29"; write a day'),
        ('client = { name = "Ana Example" }', '"born" is missing; add born'),
    ],
)
def test_each_wrong_value_is_a_fault_of_its_own_line(tmp_path, line, told):
    key = line.partition(" ")[0]
    lines = [line if old.startswith(f"{key} ") else old for old in PLAIN.splitlines()]
    (fault,) = faults(tmp_path, "\n".join(lines))
    assert fault.startswith(f"sheet.toml:{lines.index(line) + 1}: ")
    assert told in fault


def test_required_keys_that_are_missing_are_all_told_at_once(tmp_path):
    told = faults(tmp_path, 'language = "en"\n')
    missing = {t.split('"')[1] for t in told}
    assert missing == {
        "deciding", "age", "able", "screening", "teach_back", "permissions", "statements", "decision", "save", "client",
        "expect",
    }  # fmt: skip


def test_a_no_said_early_does_not_go_with_an_agreement(tmp_path):
    (told,) = faults(tmp_path, PLAIN.replace("save =", 'at = "pages"\nsave ='))
    assert told.startswith('sheet.toml:11: "at" says where a no or a doubt is said, but the decision is "agree"; ')


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "the file is not UTF-8 text"),
        (b"language = ", "this is not a value"),
        (b"# " + b"x" * 1_100_000, "the file is over 1 MB"),
        (b"a = " + b"[" * 3000 + b"]" * 3000, "lists or tables stand too deep in each other"),
    ],
)
def test_a_file_that_is_no_answer_sheet_is_told_in_a_sentence(tmp_path, content, told):
    (fault,) = faults(tmp_path, content)
    assert told in fault


def test_a_folder_and_a_missing_file_are_told(tmp_path):
    with pytest.raises(ScenarioFaults, match="this is a folder; name an answer sheet in it"):
        read_scenario(tmp_path)
    with pytest.raises(ScenarioFaults, match="there is no such answer sheet; check the spelling"):
        read_scenario(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"screening": {"*": "no", "anurysm": "yes"}}, 'no question is called "anurysm"; did you mean "aneurysm"?'),
        ({"change": [{"from_step": "result", "question": "x", "to": "no"}]}, 'no question is called "x"; use aneurysm'),
        ({"teach_back": {"*": "right", "proofs": "wrong"}}, 'no teach-back question is called "proofs"; did you mean'),
        ({"permissions": {"*": True, "film-me": False}}, 'no permission is called "film-me"; use write-to-doctor'),
        ({"statements": {"*": True, "clothes-of": False}}, 'no statement is called "clothes-of"; did you mean'),
        ({"language": "fr"}, 'no language of this pack is called "fr"; use en or es'),
        ({"switch": [{"at": "review", "to": "de"}]}, 'no language of this pack is called "de"; use en or es'),
        ({"avoid_areas": ["knee"]}, 'no area is called "knee"; use feet, head or neck'),
        ({"touch_areas": ["haed"]}, 'no area is called "haed"; did you mean "head"?'),
        ({"questions": {"rigths": "Who are you?"}}, 'no page is called "rigths"; did you mean "rights"?'),
        ({"settings": {"crisis_question": True}}, 'no setting that questions need is called "crisis_question"'),
        ({"expect": {"kind": "consent", "because": ["fera"]}}, 'no question is called "fera"; did you mean "fear"?'),
    ],
)
def test_an_id_that_the_pack_lacks_is_a_fault_with_a_name(tmp_path, changes, told):
    with pytest.raises(ScenarioFaults) as caught:
        run(sheet(tmp_path, **changes))
    (fault,) = caught.value.faults
    assert told in str(fault)
    assert fault.line is not None


def test_age_and_capacity_are_reserved_reasons(tmp_path):
    assert strangers(sheet(tmp_path, expect={"kind": "consent", "because": ["age", "capacity"]}), pack()) == ()
