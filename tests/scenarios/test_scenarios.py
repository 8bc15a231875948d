"""Every scenario ends as its author expects; "the same scenario must give the same record through either"."""

import dataclasses
from datetime import datetime
from functools import cache

import pytest

from consent_tui.content.scenario import read_scenario
from consent_tui.plain.rehearsing import typed
from consent_tui.services.rehearsing import directly
from tests.scenarios.stage import CRANIOSACRAL, draw, run, sheets

SHEETS = sheets()
EACH = pytest.mark.parametrize(("folder", "path"), SHEETS, ids=[f"{f.name}-{p.stem}" for f, p in SHEETS])


@cache
def rehearsed(folder, path, front=None):
    return run(read_scenario(path), front or directly, folder)


def timeless(value):
    """A record without its times; ids and keys come only when it is sealed."""
    if isinstance(value, datetime):
        return "a time"
    if dataclasses.is_dataclass(value):
        return {f.name: timeless(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [timeless(item) for item in value]
    if hasattr(value, "items"):
        return {key: timeless(item) for key, item in value.items()}
    return value


@EACH
def test_a_scenario_ends_as_its_author_expects(folder, path):
    assert rehearsed(folder, path).differences == ()


@EACH
def test_a_record_of_a_rehearsal_says_so(folder, path):
    record = rehearsed(folder, path).record
    assert record is None or record.rehearsal


@EACH
def test_the_same_scenario_gives_the_same_record_through_plain(folder, path):
    through_none, through_plain = rehearsed(folder, path), run(read_scenario(path), typed(draw), folder)
    assert timeless(through_plain) == timeless(through_none)


def test_the_pack_brings_at_least_forty_scenarios():
    """ "Scenarios >= 40"; that they exercise every rule is a warning of `pack check`, which the pack must not have."""
    assert len([path for folder, path in SHEETS if folder == CRANIOSACRAL]) >= 40
