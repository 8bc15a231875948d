"""An outline is given only for what `tomllib` would read, and says what `tomllib` would find."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consent_tui.records import codec
from consent_tui.records.outline import Outline, Outlines
from tests.records.made import CONSENT, REFUSAL

TAIL = '\n[seal]\nby = "a"\nkey = "b"\nsequence = 1\nprevious = "c"\n'
WRITTEN = [codec.encode(each).decode() + TAIL for each in (CONSENT, REFUSAL)]
SEAL = frozenset({"by", "key", "sequence", "previous"})


def outline(text: str, outlines: Outlines | None = None) -> Outline | None:
    return (outlines or Outlines()).of(text.encode())


def full(text: str) -> Outline | None:
    """What reading in full says."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    said = table.get("rehearsal", False)
    return Outline(said if isinstance(said, bool) else None, frozenset(table["seal"]), frozenset(table))


def plain(moment: str = "2026-11-21 12:00:00+01:00", more: str = "", lines: str = "") -> str:
    events = "".join(f'\n[[events]]\nsequence = {n}\nwhat = "x"\nat = {moment}\n' for n in (1, 2, 37))
    return f'format = "f"\nid = "i"\nkind = "k"\n{more}\n[times]\nwritten = {moment}\n{lines}{events}{TAIL}'


@pytest.mark.parametrize("text", [*WRITTEN[1:], plain()])
def test_what_we_write_has_an_outline(text: str) -> None:
    assert outline(text) == full(text) is not None


def test_words_numbers_and_times_make_no_new_pieces() -> None:
    """So that a second record costs no parsing."""
    outlines = Outlines()
    assert outline(plain(), outlines)
    known = len(outlines._headers), len(outlines._known)
    later = plain("2031-01-30 23:59:59.5-11:30").replace('"x"', '"he said \\"[x]\\" # \'no\' @ %\\n\\\\"')
    assert outline(later.replace("37", "42"), outlines) == full(later)
    assert (len(outlines._headers), len(outlines._known)) == known


@pytest.mark.parametrize(
    "moment",
    [f"2026-{month:02}-{day:02}" for month in range(14) for day in range(33)]
    + [f"{year}-02-29" for year in (1896, 1900, 1999, 2000, 2004, 2096, 2100, "0000")],
)
def test_a_day_that_is_none_has_no_outline(moment: str) -> None:
    outlines = Outlines()
    assert outline(plain(), outlines)
    found = outline(plain(moment), outlines)
    assert found == full(plain(moment)) or (moment == "2000-02-29" and found is None)


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-21 24:00:00+00:00",
        "2026-11-21 12:60:00+00:00",
        "2026-11-21 12:00:60+00:00",
        "2026-11-21 12:00:00+24:00",
        "2026-11-21 12:00:00+00:60",
        "2026-11-21 12:00:00+0:00",
        "12026-11-21",
        "2026-11-211",
        "2026-11-21 1",
        "10:61:00",
        "01",
        "1__0",
        "0b12",
        "0o9",
        "0xg",
        "1.",
        "1 2",
        "@",
        "%",
        '""""',
        '"a""b"',
        '"\\x"',
        '"\\ud800"',
        '"\x01"',
        '"\x7f"',
        "'",
        '"',
        "[1",
        "{a = 1, a = 2}",
        '{a = 1, "a" = 2}',
        '{"a" = 1, a = 2}',
        "{a = 1, a.b = 2}",
        "truee",
    ],
)
def test_a_value_that_is_none_has_no_outline(moment: str) -> None:
    outlines = Outlines()
    assert outline(plain(), outlines)
    text = plain("2026-11-21", lines=f"x = {moment}\n")
    assert full(text) is None
    assert outline(text, outlines) is None


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ('kind = "other"\n', ""),
        ('"kind" = "other"\n', ""),
        ("'kind' = \"other\"\n", ""),
        ('  kind = "other"\n', ""),
        ('"\\u006bind" = "other"\n', ""),
        ("times = 1\n", ""),
        ("times.x = 1\n", ""),
        ("events = []\n", ""),
        ("seal = 1\n", ""),
        ("seal.x = 1\n", ""),
        ("", "\n[kind]\n"),
        ("", '\n["kind"]\n'),
        ("", "\n[kind.x]\n"),
        ("", "\n[times]\n"),
        ("", "\n[times.written]\n"),
        ("", "\n[[times]]\n"),
        ("", "\n[[times.written]]\n"),
        ("", "\n[events]\n"),
        ("", "\n[events.x]\n"),
        ("", "\n[[a]]\nb = 1\n  [kind]\n  c = 1\n"),
        ("", "\n[[a]]\nb = 1\n\t[kind]\n"),
        ("", "\n[[a]]\nx = 1\n\n[[a]]\nb = 1\n\n[[a.b]]\n"),
        ("", "\n[[a]]\nx = 1\n\n[[a]]\nb = 1\n\n[a.b]\n"),
        ("", "\n[a\n]\n"),
        ("", '\n[a]\nx = "\n"\n'),
        ("", "\n[a]\nx = 1\nx = 2\n"),
        ("", "\n[a]\nx = 1\n\nx = 2\n"),
    ],
)
def test_tables_that_do_not_go_together_have_no_outline(more: str, lines: str) -> None:
    outlines = Outlines()
    assert outline(plain(), outlines)
    text = plain(more=more, lines=lines)
    assert full(text) is None
    assert outline(text, outlines) is None


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ("rehearsal = true\n", ""),
        ("rehearsal = 1\n", ""),
        ("", "\n[rehearsal]\nx = 1\n"),
        ("", "\n[[rehearsal]]\nx = 1\n"),
        ("", '\n["rehearsal"]\n'),
        ('"rehearsal" = true\n', ""),
        ('"\\u0072ehearsal" = true\n', ""),
        ("", "\n[seal.x]\n"),
        ("", "\n[[seal.x]]\n"),
        ("", "\n[[a]]\nx = 1\n\ny = 2\n"),
        ("", '\n[choices]\ntouch = [\n  "a",\n  "b",\n]\n\n[[choices.permissions]]\nid = "x"\n'),
    ],
)
def test_an_outline_says_no_other_than_reading_in_full(more: str, lines: str) -> None:
    text = plain(more=more, lines=lines)
    found = outline(text)
    assert full(text) is not None
    assert found is None or found == full(text)
    if "choices" in lines or more == "rehearsal = true\n":
        assert found is not None


SNIPPETS = [
    '"',
    "'",
    "#",
    "\\",
    "@",
    "%",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "\n\n",
    " = ",
    ",",
    ".",
    "1",
    "0",
    "a = 1\n",
    "[a]\n",
]
SNIPPETS += ["[[events]]\n", "kind", "rehearsal = true\n", "2026-02-30", "\t", " ", "\x01", "é", '"""', "  "]


@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from([*WRITTEN, plain()]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 3), st.sampled_from(SNIPPETS)), min_size=1, max_size=3),
)
@example(plain(), [(0, 0, "\n")])
def test_a_text_changed_anywhere_never_has_a_wrong_outline(text: str, changes: list[tuple[int, int, str]]) -> None:
    for at, dropped, put in changes:
        text = text[: at % len(text)] + put + text[at % len(text) + dropped :]
    found = WARM.of(text.encode())
    if found is not None:
        assert found == full(text)


WARM = Outlines()
for each in [*WRITTEN, plain(), plain(more="rehearsal = true\n"), plain(lines="\n[a]\nx = 1\n")]:
    WARM.of(each.encode())


def test_a_written_record_has_one_unless_its_keys_are_quoted() -> None:
    assert outline(WRITTEN[0]) is None  # "fee text" in content.filled
    usual = WRITTEN[0].replace('"fee text"', "fee")
    assert outline(usual) == full(usual) is not None


def test_no_more_is_kept_than_a_kiosk_could_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent_tui.records.outline._MOST", 5)
    outlines = Outlines()
    assert outline(plain(), outlines) is not None
    assert outline(plain(lines="\n[a]\nx = 1\n\n[b]\nx = 1\n"), outlines) is None
