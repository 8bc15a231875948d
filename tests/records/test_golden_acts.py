"""The test vectors of later acts: files made by this version, to be read for ever."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from consent_tui.model.later import ActKind, is_act
from consent_tui.model.standing import Word, standing
from consent_tui.records import codec, seal
from consent_tui.records.faults import BrokenSeal
from consent_tui.records.findings import Status
from consent_tui.records.shelf import Shelf
from consent_tui.records.signers import load
from consent_tui.records.verify import verify_paths
from tests.model.later_acts import act
from tests.records import openssh
from tests.records.golden.make import BY, KEY, NOON
from tests.records.golden.make_acts import CLEARED, CONSENT, ROOT, files

ACT = "2026/11/019b0000-0000-7000-8000-000000000061.toml"


def on_disk() -> dict[str, bytes]:
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in ROOT.rglob("*") if path.is_file()}


def test_the_files_are_those_that_this_version_makes() -> None:
    assert on_disk() == files()


def test_they_verify_and_the_one_that_was_erased_says_so() -> None:
    report = verify_paths([ROOT])
    assert report.exit_code == 0, list(report.lines())
    assert Counter(each.status for each in report.records) == {Status.INTACT: 8, Status.ERASED: 1}


def test_every_kind_of_act_is_there_and_round_trips_byte_for_byte() -> None:
    kinds = set()
    for name, data in on_disk().items():
        if name.startswith("20"):
            what = codec.decode(data)
            kinds.add(str(what.kind))
            assert codec.encode(what) == data[: data.index(b"\n[seal]\n")]
    assert kinds == {"consent", *ActKind} - {"note"}  # the note is the one that was erased


def test_where_the_consent_stands() -> None:
    found = Shelf(ROOT).find("front-desk-1")
    kinds = sorted(each.what.kind for each in found.related if is_act(each))
    assert kinds == ["clearance", "countersignature", "void", "withdrawal", "withdrawal"]
    stands = standing(found.filed, found.related, NOON.replace(hour=20), (), found.damaged)
    assert stands is not None
    assert stands.word is Word.WITHDRAWN
    assert [reason.code for reason in stands.because][:2] == ["withdrawn", "withdrawn"]


@openssh.needed
def test_stock_openssh_says_good_to_an_act() -> None:
    assert openssh.accepts(ROOT / "allowed_signers", ROOT / ACT, "ada", seal.ACT)
    assert not openssh.accepts(ROOT / "allowed_signers", ROOT / ACT, "ada", seal.RECORD)


@pytest.mark.parametrize("namespace", [seal.RECORD, seal.ACT])
def test_a_kind_that_is_foreign_to_its_place_is_refused(namespace: str) -> None:
    """A kiosk's key cannot clear, a desk's key cannot consent, whoever is trusted for what."""
    what = act(CLEARED) if namespace == seal.RECORD else CONSENT
    sealed = seal.seal(codec.encode(what), by=BY, key=KEY, sequence=1, previous=seal.ZEROS, namespace=namespace)
    trusted = load(ROOT / "allowed_signers")
    trusted = type(trusted)(trusted.keys | {(BY, namespace, KEY.public)})
    with pytest.raises(BrokenSeal, match="has no right to this kind of record") as found:
        seal.table(sealed, seal.read(sealed), trusted)
    assert found.value.code == "altered"


def test_the_document_shows_the_digest_of_an_act() -> None:
    document = Path(__file__).resolve().parents[2] / "docs" / "record-format.md"
    data = on_disk()[ACT]
    row = f"| `{ACT}` | {len(data)} | `{seal.digest_of(data)}` |"
    assert row in document.read_text("utf-8"), row
