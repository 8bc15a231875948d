"""`clinic.toml`: what is read, where it is found, and that every wrong line is named (`docs/settings.md`)."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import settings as checked
from hypothesis import strategies as st

from consent_tui.model.period import Period
from consent_tui.settings import folders
from consent_tui.settings.faults import explain, schema
from consent_tui.settings.reading import VARIABLE, SettingsFaults, find, read, settings_of
from consent_tui.settings.values import TABLES, Settings
from consent_tui.settings.writing import plain, rendered

KEY = "AAAAC3NzaC1lZDI1NTE5AAAAI" + "B" * 43
FULL: dict[str, dict[str, Any]] = {
    "clinic": {
        "name": "Example Practice", "address": "1 Sample Street", "contact": "desk@clinic.example",
        "jurisdiction": "Texas, USA", "zone": "Europe/Berlin",
    },
    "kiosk": {
        "name": "front-desk", "theme": "clear", "idle_seconds": 300, "warning_seconds": 20, "hidden_minutes": 30,
        "touch_keyboard": True,
        "pin_hash": "scrypt:AAAA:BBBB",
    },
    "safety": {"emergency": "112", "crisis": "0800 111 0 111", "crisis_question": True},
    "wording": {"recent": "in the last 6 months", "fee_text": "Saying no costs nothing."},
    "consent": {"valid_for": "12 months", "retention": "10 years"},
    "records": {
        "folder": "/srv/records",
        "keys": "/srv/keys",
        "recipients": ["age1" + "q" * 58, "ssh-ed25519 " + "A" * 68],
    },
    "trust": {
        "signers": [
            f'front-desk namespaces="consent-record" ssh-ed25519 {KEY}',
            f'desk namespaces="consent-act" ssh-ed25519 {KEY} Ada',
        ]
    },
    "copies": {"allowed": ["text", "pdf"], "printer": "front_desk", "folder": "/media/stick", "qr": False},
    "desk": {"idle_minutes": 7},
}  # fmt: skip
WRONG: dict[str, tuple[str, object]] = {
    "clinic.name": ("clinic", 'name = ""'),
    "clinic.address": ("clinic", "address = 5"),
    "clinic.contact": ("clinic", 'contact = "two\\nlines"'),
    "clinic.zone": ("clinic", 'zone = "Europe/Berlni"'),
    "clinic.jurisdiction": ("clinic", 'jurisdiction = "right-to-left \\u202e"'),
    "kiosk.name": ("kiosk", 'name = "Front Desk"'),
    "kiosk.theme": ("kiosk", 'theme = "linnen"'),
    "kiosk.idle_seconds": ("kiosk", "idle_seconds = 19"),
    "kiosk.warning_seconds": ("kiosk", "warning_seconds = 19"),
    "kiosk.hidden_minutes": ("kiosk", 'hidden_minutes = "15"'),
    "kiosk.touch_keyboard": ("kiosk", 'touch_keyboard = "yes"'),
    "kiosk.pin_hash": ("kiosk", 'pin_hash = "1234"'),
    "safety.emergency": ("safety", "emergency = 112"),
    "safety.crisis": ("safety", 'crisis = "' + "9" * 200 + '"'),
    "safety.crisis_question": ("safety", 'crisis_question = "yes"'),
    "wording.recent": ("wording", "recent = []"),
    "wording.fee_text": ("wording", "fee_text = 2026-11-21"),
    "consent.valid_for": ("consent", 'valid_for = "12 moons"'),
    "consent.retention": ("consent", "retention = 10"),
    "records.folder": ("records", 'folder = "records"'),
    "records.keys": ("records", "keys = true"),
    "records.recipients": ("records", 'recipients = "age1"'),
    "trust.signers": ("trust", 'signers = ["front-desk"]'),
    "copies.allowed": ("copies", 'allowed = ["pdf", "pdf"]'),
    "copies.printer": ("copies", 'printer = "-o raw"'),
    "copies.folder": ("copies", 'folder = "stick"'),
    "copies.qr": ("copies", 'qr = "yes"'),
    "desk.idle_minutes": ("desk", "idle_minutes = 0"),
}


def faults_of(tmp_path: Path, text: str | bytes) -> tuple[str, ...]:
    path = tmp_path / "clinic.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsFaults) as raised:
        read(path)
    assert raised.value.exit_code == 2
    return tuple(fault.removeprefix(f"{path}:") for fault in raised.value.faults)


def test_without_a_file_there_are_defaults_and_nothing_is_set_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("consent_tui.settings.reading.config", lambda: tmp_path)
    found = read(environment={})
    assert found == Settings()
    assert not found.is_set_up
    assert (found.kiosk.idle_seconds, found.kiosk.warning_seconds, found.kiosk.hidden_minutes) == (180, 60, 15)
    assert not found.safety.crisis_question
    assert not found.kiosk.touch_keyboard


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_text(tomli_w.dumps(FULL))
    found = read(path)
    assert found.is_set_up
    assert found.source == path
    held = {
        name: {key: plain(value) for key, value in dataclasses.asdict(getattr(found, name)).items()} for name in FULL
    }
    held["consent"]["valid_for"] = str(found.consent.valid_for)
    assert held == FULL
    assert FULL.keys() == TABLES.keys()


def test_a_file_is_found_by_option_then_environment_then_platform(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("consent_tui.settings.reading.config", lambda: tmp_path)
    assert find(environment={}) is None
    usual = tmp_path / "clinic.toml"
    usual.touch()
    assert find(environment={}) == usual
    assert find(environment={VARIABLE: "/else/where.toml"}) == Path("/else/where.toml")
    assert find(Path("given.toml"), {VARIABLE: "/else/where.toml"}) == Path("given.toml")


def test_what_is_filled_into_words_is_only_what_is_set() -> None:
    """An unset number is told in the words of the client's language, never in ours."""
    assert Settings().filled() == {}
    assert settings_of(FULL).filled() == {
        "emergency": "112",
        "crisis": "0800 111 0 111",
        "recent": "in the last 6 months",
        "fee": "Saying no costs nothing.",
        "retention": "10 years",
        "contact": "desk@clinic.example",
    }


@pytest.mark.parametrize("name", WRONG)
def test_every_wrong_line_is_named(name: str, tmp_path: Path) -> None:
    table, line = WRONG[name]
    (fault,) = faults_of(tmp_path, f"# a clinic\n[{table}]\n\n{line}\n")
    assert fault.startswith(f"4: {name} ")
    assert len(fault.splitlines()) == 1


def test_every_setting_has_a_wrong_line_in_these_tests() -> None:
    assert set(WRONG) == {f"{table}.{field.name}" for table in TABLES for field in dataclasses.fields(TABLES[table])}


@checked(deadline=None)
@given(st.sets(st.sampled_from(sorted(WRONG)), min_size=1), st.randoms(use_true_random=False))
def test_all_wrong_lines_are_named_at_once(wrong: set[str], order: Any) -> None:
    """However many lines are wrong, and in whatever order tables stand: each is named with its own line."""
    tables = sorted({name.split(".")[0] for name in TABLES} | {name.split(".")[0] for name in wrong})
    order.shuffle(tables)
    rows, expected = [], set()
    for table in tables:
        rows.append(f"[{table}]")
        for name in sorted(wrong):
            if WRONG[name][0] == table:
                rows.append(str(WRONG[name][1]))
                expected.add((len(rows), name))
    found = {(fault.line, fault.says.split()[0]) for fault in explain("\n".join(rows))}
    assert found == expected


@checked(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_settings_or_has_faults_that_can_be_printed(text: str) -> None:
    """No file, however strange, is refused without a line and a sentence, and none is explained that can be read."""
    assume("\r" not in text)
    try:
        settings_of(tomllib.loads(text))
        readable = True
    except (ValueError, RecursionError):
        readable = False
    found = explain(text)
    assert bool(found) is not readable
    assert all(fault.line >= 1 and fault.says.isprintable() for fault in found)


keys = st.sampled_from([field.name for shape in TABLES.values() for field in dataclasses.fields(shape)]) | st.text(
    max_size=8
)
tree = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: "None" not in repr(value))


@checked(deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(TABLES)) | keys, tree | st.dictionaries(keys, tree, max_size=4), max_size=4)
)
def test_reading_and_explaining_agree_on_every_document(document: dict[str, Any]) -> None:
    """Two walks over the same rules: the quick one refuses exactly what the thorough one has something to say about."""
    text = tomli_w.dumps(document)
    try:
        settings_of(tomllib.loads(text))
        readable = True
    except ValueError:
        readable = False
    assert bool(explain(text)) is not readable


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[clinc]\nname = "x"', '1: there is no setting or table "clinc"; did you mean "clinic"?'),
        ('[clinic]\nnmae = "x"', '2: there is no setting "nmae" in [clinic]; did you mean "name"?'),
        ("idle_seconds = 60", '1: "idle_seconds" stands outside a table; put it below [kiosk]'),
        ('[clinic]\nemergency = "112"', '2: there is no setting "emergency" in [clinic]; it belongs below [safety]'),
        ("clinic = 1", "1: clinic must be a table, not a number; write [clinic] on a line of its own"),
        ("[[clinic]]", "1: clinic must be a table, not a list; write [clinic] on a line of its own"),
        ("[safety]\ncrisis_question = true", "2: safety.crisis_question needs to know whom to call; set crisis"),
        ('[records]\nfolder = "/r"\nkeys = "/r/k"', "3: records.keys lies inside folder"),
        ('[kiosk]\nname = "rehearsal"', "2: kiosk.name must be small letters"),
        ('[clinic]\nname = "a"\nname = "b"', "3: cannot be read as TOML (Cannot overwrite a value)"),
        ('[clinic]\nname = "a', "2: cannot be read as TOML"),
    ],
)
def test_a_fault_says_what_to_do(text: str, told: str, tmp_path: Path) -> None:
    assert any(fault.startswith(told) for fault in faults_of(tmp_path, text))


def test_broken_lines_hide_no_others(tmp_path: Path) -> None:
    found = faults_of(tmp_path, 'oops\n[kiosk]\nidle_seconds = 5\ntheme =\n[clinic]\nnmae = "x"\n')
    assert [fault.split(":")[0] for fault in found] == ["1", "3", "4", "6"]


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, b'[clinic]\nname = "Praxis M\xfcller"\n')
    assert fault == "2: is not UTF-8; save the file as UTF-8 in your editor"


def test_what_is_no_settings_file_is_told(tmp_path: Path) -> None:
    assert "more than" in faults_of(tmp_path, b"#" * 2_000_000)[0]
    for path, told in ((tmp_path, "cannot be read"), (tmp_path / "none.toml", "there is no such file")):
        with pytest.raises(SettingsFaults, match=told):
            read(path)


def test_windows_editors_are_welcome(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.write_bytes('\ufeff[clinic]\r\nname = "Practice"\r\n'.encode())
    assert read(path).clinic.name == "Practice"


def test_the_shipped_example_is_what_setup_writes() -> None:
    import consent_tui

    example = Path(consent_tui.__file__).with_name("clinic.example.toml").read_text(encoding="utf-8")
    assert example == rendered(Settings())
    assert settings_of(tomllib.loads(example)) == Settings()


def test_every_example_is_a_right_setting() -> None:
    """What a clinic gets when it takes the # away before a line."""
    rows = rendered(Settings()).splitlines()
    bare = [row.removeprefix("# ") if " = " in row or row in {"#     ", "# ]"} else row for row in rows]
    bare = [row.removeprefix("# ") if row.startswith(('#     "', "# ]")) else row for row in bare]
    bare = [row for row in bare if not row.endswith("=")]
    assert settings_of(tomllib.loads("\n".join(bare))).clinic.name == "Example Practice"


def test_the_schema_describes_every_setting() -> None:
    described = schema()
    for table, shape in TABLES.items():
        held = described["$defs"][shape.__name__]
        assert held["additionalProperties"] is False
        assert held["properties"].keys() == {field.name for field in dataclasses.fields(shape)}, table
        assert all(each["description"] for each in held["properties"].values())


def test_keys_never_lie_in_the_records_folder_by_default() -> None:
    assert folders.records(Settings()) not in folders.key(Settings()).parents
    assert folders.keys(Settings()).is_absolute()


def test_folders_of_the_settings_win() -> None:
    found = settings_of({"records": {"folder": "/srv/r", "keys": "/srv/k"}, "kiosk": {"name": "hall"}})
    assert (folders.records(found), folders.key(found)) == (Path("/srv/r"), Path("/srv/k/hall"))


def test_the_name_of_rehearsals_is_the_one_that_records_keep() -> None:
    from consent_tui.records.seal import is_rehearsal

    for name in ("rehearsal", "rehearsal-hall", "rehearsals", "hall"):
        told = explain(f'[kiosk]\nname = "{name}"')
        assert bool(told) is is_rehearsal(name)


def test_a_period_is_what_it_was_read_from() -> None:
    assert str(Period.read("1 month")) == "1 month"
    assert Period.read("12 months") == Period(12, "month")
