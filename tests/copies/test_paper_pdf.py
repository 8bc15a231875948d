"""A form as PDF: tagged and to be kept, each page with the digest of what was printed."""

from __future__ import annotations

import io
from functools import cache

import pytest

from consent_tui.content import read
from consent_tui.model.acts import Treated
from consent_tui.services import papering
from consent_tui.settings.values import Settings
from tests.copies.test_paper import marks
from tests.scenarios.stage import TINY

pytest.importorskip("typst", reason="the extra `pdf` is not installed")
page = pytest.importorskip("page", reason="the checker of PDF/A and PDF/UA has no wheel here")
pypdf = pytest.importorskip("pypdf")

PACK = read(TINY).pack


@cache
def made(language: str, treated: Treated) -> bytes:
    assert PACK
    return papering.as_pdf(papering.form(PACK, Settings(), language, treated), PACK)


@pytest.mark.parametrize(("language", "treated"), [("en", Treated.SELF), ("es", Treated.REPRESENTED)])
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_form_keeps_to_pdf_a_and_to_pdf_ua(language: str, treated: Treated, profile: str) -> None:
    report = page.validate_pdf_bytes(made(language, treated), profile=profile)
    assert [(each.rule_id, each.message) for each in report.failures] == []


def test_every_page_names_pack_version_and_digest_and_that_it_is_not_sealed() -> None:
    assert PACK
    told = [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(made("en", Treated.CHILD))).pages]
    assert len(told) > 3
    for number, said in enumerate(told, start=1):
        flat = " ".join(said.split())
        assert f"tiny 1.0.0 · {PACK.digest} · Not sealed" in flat
        assert f"Page {number} of {len(told)}" in flat


def test_every_id_stands_in_it() -> None:
    assert PACK
    told = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(made("en", Treated.SELF))).pages)
    flat = "".join(told.split())
    wanted = marks(papering.form(PACK, Settings(), "en", Treated.SELF))
    assert {mark: flat.count(f"[{mark}]") for mark in wanted} == dict(wanted)


def test_the_same_pack_and_settings_are_the_same_bytes() -> None:
    assert made("en", Treated.SELF) == made.__wrapped__("en", Treated.SELF)
