"""A pack whose digest is not that of its last release has been changed since: it is a draft, whatever `status` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.model.pack import Status
from tests.content.small_pack import edited, warnings, write

OTHER = "sha256:" + "0" * 64


def releases(folder: Path, status: str, *versions: str, digest: str = "") -> str:
    """Releases of the pack that lies in `folder`; the last has its digest unless another is given."""
    digest = digest or read(write(folder)).digest
    text = f'status = "{status}"\n'
    for version in versions:
        text += f'\n[[release]]\nversion = "{version}"\ndate = 2026-11-21\n'
        text += f'digest = "{digest if version == versions[-1] else OTHER}"\nchange = "major"\nabout = "Words"\n'
    return text


def standing(folder: Path) -> tuple[str, Status]:
    pack = read(folder).pack
    assert pack is not None
    return pack.version, pack.status


@pytest.mark.parametrize("status", list(Status))
def test_an_unchanged_pack_is_what_its_author_says(tmp_path: Path, status: Status) -> None:
    changes = {"releases.toml": releases(tmp_path, status.value, "1.0.0", "1.1.0")}
    assert warnings(tmp_path, changes) == []
    assert standing(tmp_path) == ("1.1.0", status)


@pytest.mark.parametrize("status", list(Status))
def test_a_changed_pack_is_a_draft(tmp_path: Path, status: Status) -> None:
    changes = {
        "releases.toml": releases(tmp_path, status.value, "1.0.0"),
        **edited("en/areas.toml", "Head", "The head"),
    }
    (told,) = warnings(tmp_path, changes)
    until = ', or write status = "draft" until then' if status is Status.RELEASED else ""
    assert told == (
        "releases.toml:3: the pack was changed after 1.0.0, so it is a draft; to release it, "
        f'add a [[release]] with a new version and digest = "{read(tmp_path).digest}"{until}'
    )
    assert standing(tmp_path) == ("1.0.0", Status.DRAFT)


@pytest.mark.parametrize("status", ["released", "retired"])
def test_a_pack_without_a_release_is_a_draft(tmp_path: Path, status: str) -> None:
    assert warnings(tmp_path, {"releases.toml": f'status = "{status}"\n'}) == [
        "releases.toml: the pack has no release yet, so it is a draft; add a [[release]] to releases.toml"
    ]
    assert standing(tmp_path) == ("0.0.0", Status.DRAFT)


@pytest.mark.parametrize("text", ["= broken", 'status = "released"\n[[release]]\nversion = "1.0.0"\n'])
def test_of_releases_with_faults_nothing_else_is_said(tmp_path: Path, text: str) -> None:
    reading = read(write(tmp_path, {"releases.toml": text}))
    assert reading.pack is None
    assert reading.faults
    assert reading.warnings == ()


def test_a_pack_without_the_file_is_a_draft(tmp_path: Path) -> None:
    assert warnings(tmp_path, {"releases.toml": None}) == [
        "pack.toml: the pack has no release yet, so it is a draft; add a [[release]] to releases.toml"
    ]
    assert standing(tmp_path) == ("0.0.0", Status.DRAFT)
