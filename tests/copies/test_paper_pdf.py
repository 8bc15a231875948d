"""A form as PDF: tagged and to be kept, each page with the digest of what was printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from consent_tui.content import read
from consent_tui.model.acts import Treated
from consent_tui.services import papering
from consent_tui.settings.values import Settings
from tests.copies.checked import PROFILES, failures, packed, pages
from tests.copies.test_paper import marks
from tests.scenarios.stage import CRANIOSACRAL, TINY

pytest.importorskip("typst", reason="the extra `pdf` is not installed")

PACK = read(TINY).pack


@cache
def made(language: str, treated: Treated, folder: Path = TINY) -> bytes:
    pack = read(folder).pack
    assert pack
    return papering.as_pdf(papering.form(pack, Settings(), language, treated), pack)


@pytest.mark.parametrize(
    ("language", "treated", "folder"),
    [
        ("en", Treated.SELF, TINY),
        ("es", Treated.REPRESENTED, TINY),
        ("en", Treated.CHILD, CRANIOSACRAL),
        ("es", Treated.SELF, CRANIOSACRAL),
        ("de", Treated.REPRESENTED, CRANIOSACRAL),
    ],
)
def test_a_form_keeps_to_pdf_a_and_to_pdf_ua(language: str, treated: Treated, folder: Path) -> None:
    """The one that ships too, in each of its languages."""
    data = made(language, treated, folder)
    assert {profile: failures(data, profile) for profile in PROFILES} == {profile: [] for profile in PROFILES}


def test_every_page_names_pack_version_and_digest_and_that_it_is_not_sealed() -> None:
    assert PACK
    told = pages(made("en", Treated.CHILD))
    assert len(told) > 3
    for number, said in enumerate(told, start=1):
        flat = " ".join(said.split())
        assert f"tiny 1.0.0 · {PACK.digest} · Not sealed" in flat
        assert f"Page {number} of {len(told)}" in flat


def test_every_id_stands_in_it() -> None:
    assert PACK
    flat = packed("".join(pages(made("en", Treated.SELF))))
    wanted = marks(papering.form(PACK, Settings(), "en", Treated.SELF))
    assert {mark: flat.count(f"[{mark}]") for mark in wanted} == dict(wanted)


def test_the_same_pack_and_settings_are_the_same_bytes() -> None:
    assert made("en", Treated.SELF) == made.__wrapped__("en", Treated.SELF)
