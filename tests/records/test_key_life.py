"""A key's life as `allowed_signers` tells it: one more line, `retired-after`, `revoked`; stock OpenSSH reads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.records import layout, ledger, signers
from consent_tui.records.faults import KeyRefused
from consent_tui.records.folder import Folder
from consent_tui.records.verify import verify_paths
from tests.records import openssh
from tests.records.made import BY, KEY, OTHER_KEY, clock, filled, sealed_at, write

LINE = f'{BY} namespaces="{signers.KIOSK}" {KEY.line}'


def mark(root: Path, comment: str) -> None:
    """Write a comment behind the line of the kiosk's key, as docs/keys.md says."""
    path = root / layout.SIGNERS
    path.write_text(path.read_text().replace(KEY.line, f"{KEY.line} {comment}"))


def test_a_comment_ends_a_keys_life() -> None:
    ring = signers.parse([f"{LINE} retired-after=42 a new computer"], "f")
    assert ring.allow(BY, "consent-record", KEY.public, 42)
    assert not ring.allow(BY, "consent-record", KEY.public, 43)
    assert signers.parse([f"{LINE} revoked 2026-11-21 stolen"], "f").revoked == {(BY, KEY.public)}
    assert not signers.parse([f"{LINE} revoked"], "f").allow(BY, "consent-record", KEY.public)
    assert signers.parse([f"{LINE} front desk, made in November"], "f").allow(BY, "consent-record", KEY.public)


@pytest.mark.parametrize(
    "slip",
    [
        "retired",
        "retired-after 42",
        "retired-after=042",
        "retired-after=0",
        "Revoked",
        "revoked:",
        "# revoked",
        "REVOKED!",
    ],
)
def test_a_slip_of_the_pen_never_keeps_a_key_alive(slip: str) -> None:
    ring = signers.parse([f"{LINE} {slip}"], "f")
    assert not ring.allow(BY, "consent-record", KEY.public)
    assert len(ring.faults) == 1


def test_of_two_lines_for_one_key_the_stricter_counts() -> None:
    ring = signers.parse([LINE, f"{LINE} retired-after=9", f"{LINE} retired-after=5"], "f")
    assert ring.retired == {(BY, KEY.public): 5}
    assert not signers.parse([LINE, f"{LINE} revoked"], "f").allow(BY, "consent-record", KEY.public)


@openssh.needed
@pytest.mark.parametrize("comment", ["retired-after=1 a new computer", "revoked 2026-11-21 stolen"])
def test_stock_openssh_reads_a_marked_line(tmp_path: Path, comment: str) -> None:
    """It knows no such marks, so it goes on saying Good; `-r` with a list of revoked keys makes it say no."""
    _, (receipt,) = filled(tmp_path, 1)
    mark(tmp_path, comment)
    allowed = tmp_path / layout.SIGNERS
    assert openssh.accepts(allowed, receipt.path, BY)
    (tmp_path / "revoked_keys").write_text(f"{KEY.line}\n")
    script = openssh.BASH.replace("-f allowed_signers", "-f allowed_signers -r revoked_keys")
    filled_in = script.format(by=BY, namespace="consent-record", record=receipt.path)
    assert not openssh.says_good("bash", filled_in, tmp_path)
    (tmp_path / "revoked_keys").write_text(f"{OTHER_KEY.line}\n")
    assert openssh.says_good("bash", filled_in, tmp_path)


def test_rotation_a_new_key_goes_on_where_the_old_one_ended(tmp_path: Path) -> None:
    folder, _ = filled(tmp_path, 3)
    mark(tmp_path, "retired-after=3")
    fourth = write(Folder.open(tmp_path), key=OTHER_KEY)
    assert fourth.sequence == 4
    assert verify_paths([tmp_path]).exit_code == 0
    late = sealed_at(tmp_path, 5, fourth.digest)  # by whoever found the old computer
    report = verify_paths([tmp_path])
    (doubtful,) = [each for each in report.records if each.status == "unknown-key"]
    assert doubtful.path == str(late.path)
    assert doubtful.why.endswith("was retired after record 3")
    assert report.exit_code == 1
    Folder.open(tmp_path)
    assert len(ledger.load(layout.ledger_path(tmp_path, BY))) == 4  # mending does not let it in
    assert folder.root == tmp_path


@pytest.mark.parametrize("comment", ["revoked", "retired-after=1", "retired-after=900"])
def test_a_kiosk_does_not_go_on_with_a_key_whose_life_has_ended(tmp_path: Path, comment: str) -> None:
    filled(tmp_path, 1)
    mark(tmp_path, comment)
    before = (tmp_path / layout.SIGNERS).read_bytes()
    for act in (lambda: write(Folder.open(tmp_path)), lambda: Folder.open(tmp_path).admit(BY, KEY, now=clock())):
        with pytest.raises(KeyRefused) as found:
            act()
        assert found.value.code == "key-ended"
        assert "docs/keys.md" in found.value.sentence
    assert (tmp_path / layout.SIGNERS).read_bytes() == before  # and no second line brings it back
    assert write(Folder.open(tmp_path), key=OTHER_KEY).sequence == 2


def test_pinned_keys_end_in_the_same_way(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    assert verify_paths([tmp_path], pinned=[LINE]).exit_code == 0
    report = verify_paths([tmp_path], pinned=[f"{LINE} retired-after=1"])
    assert [str(each.status) for each in report.records] == ["intact", "unknown-key"]
    (found, _) = verify_paths([tmp_path], pinned=[f"{LINE} revoked"]).records
    assert found.why.endswith("was revoked, and no checkpoint held elsewhere has this record")
