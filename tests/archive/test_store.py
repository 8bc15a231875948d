"""An index's file: for its owner alone, made anew where anything is wrong with it."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest

from consent_tui.archive import schema, searching
from consent_tui.archive.store import NoIndex, Store
from consent_tui.model.entry import Query


def kept(tmp_path: Path, stamp: str = "one") -> Store:
    return Store.of(tmp_path / "index", tmp_path / "records", stamp)


def note(store: Store, said: str) -> None:
    store.set_note("said", said)


def half_way(store: Store) -> None:
    with store.writing() as connection:
        note(store, "half")
        connection.execute("SELECT no such thing")


def test_what_was_noted_is_there_next_time(tmp_path: Path) -> None:
    with closing(kept(tmp_path)) as store:
        note(store, "hello")
    with closing(kept(tmp_path)) as store:
        assert store.note("said") == "hello"


def test_an_index_of_another_stamp_is_emptied(tmp_path: Path) -> None:
    with closing(kept(tmp_path)) as store:
        note(store, "hello")
    with closing(kept(tmp_path, "two")) as store:
        assert store.note("said") == ""


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b""])
def test_a_broken_index_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    with closing(kept(tmp_path)) as store:
        note(store, "hello")
        path = store.path
    assert path
    path.write_bytes(damage)
    with closing(kept(tmp_path)) as store:
        assert store.note("said") == ""
        note(store, "again")
        assert store.note("said") == "again"


def test_what_another_version_left_of_the_same_records_is_removed(tmp_path: Path) -> None:
    with closing(kept(tmp_path)) as store:
        path = store.path
    assert path
    older = path.with_name(path.name.replace(f"-{schema.VERSION}.", "-0."))
    other = path.with_name("f" * 32 + "-0.sqlite")
    for each in (older, other):
        each.write_bytes(b"names of clients")
    kept(tmp_path).close()
    assert (older.exists(), other.exists()) == (False, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_else_may_read_an_index_or_what_lies_beside_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with closing(kept(tmp_path)) as store:
            note(store, "hello")
            folder = tmp_path / "index"
            rights = {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}
            assert len(list(folder.iterdir())) == 3
    finally:
        os.umask(before)
    assert rights == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_name_of_an_index_tells_nothing_of_the_clinic(tmp_path: Path) -> None:
    with closing(Store.of(tmp_path / "index", tmp_path / "Sample Practice", "one")) as store:
        assert store.path
        assert "sample" not in store.path.name.lower()


def test_where_no_index_can_be_kept_one_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    with pytest.raises(NoIndex, match="cannot be kept"):
        kept(tmp_path)


def test_what_fails_half_way_is_not_done_at_all(tmp_path: Path) -> None:
    with closing(kept(tmp_path)) as store:
        with pytest.raises(sqlite3.OperationalError):
            half_way(store)
        assert store.note("said") == ""


def test_a_copy_in_memory_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    with closing(kept(tmp_path)) as store:
        note(store, "hello")
        with closing(store.in_memory()) as copy:
            assert copy.note("said") == "hello"
            note(copy, "in confidence")
        assert store.note("said") == "hello"


def test_trouble_with_the_disk_is_one_sentence(tmp_path: Path) -> None:
    with closing(kept(tmp_path)) as store:
        with store.reading() as connection:
            connection.execute("PRAGMA query_only = 1")
        with pytest.raises(NoIndex, match="may not be written") as found, store.reading() as connection:
            connection.execute("DELETE FROM meta")
        assert found.value.exit_code == 3
        with pytest.raises(sqlite3.OperationalError, match="no such table"), store.reading() as connection:
            connection.execute("SELECT * FROM clients")


def test_what_a_desk_counts_all_day_is_counted_from_one_small_index() -> None:
    """After each record that comes in, the whole table was gone through six times: half a second at 100,000."""
    asked: list[str] = []
    with Store(None).reading() as connection:
        connection.set_trace_callback(asked.append)
        for query in (Query(), Query(rehearsals=True), Query(flagged=True), Query(flags=frozenset({"talk"}))):
            searching.count(connection, query, UTC)
        for field in ("flag", "standing", "practitioner"):
            searching.tally(connection, Query(), field, UTC)
        connection.set_trace_callback(None)
        plans = [str(connection.execute(f"EXPLAIN QUERY PLAN {each}").fetchall()) for each in asked]
    assert len(plans) == 7
    assert all("COVERING INDEX file_counted" in plan for plan in plans), plans
