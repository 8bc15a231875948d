"""Finds `clinic.toml` and reads it. What explains faults is slow to load, and loaded only when there is one."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from consent_tui.settings.folders import FILE, config
from consent_tui.settings.values import TABLES, Settings

VARIABLE = "CONSENT_TUI_SETTINGS"
MOST_BYTES = 1_000_000  # a clinic's file has a few thousand; more is some other file


class SettingsFaults(Exception):
    """Everything that is wrong with a settings file; each line says where, what and what to do."""

    exit_code = 2

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def find(given: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the settings file: the given one, the one that the environment names, or the platform's if it exists."""
    if given is not None:
        return given
    if named := environment.get(VARIABLE):
        return Path(named)
    usual = config() / FILE
    return usual if usual.is_file() else None


def read(given: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the clinic's settings, or the defaults where there is no file. Raises `SettingsFaults` with all faults."""
    path = find(given, environment)
    if path is None:
        return Settings()
    text = _text_of(path)
    try:
        return dataclasses.replace(settings_of(tomllib.loads(text)), source=path)
    except (ValueError, RecursionError):  # a TOMLDecodeError is a ValueError
        from consent_tui.settings.faults import explain

        raise SettingsFaults(tuple(f"{path}:{fault.line}: {fault.says}" for fault in explain(text))) from None


def settings_of(document: Mapping[str, Any]) -> Settings:
    """Return these tables as settings. Raises `ValueError` at the first thing that is wrong, not saying where."""
    if unknown := document.keys() - TABLES.keys():
        raise ValueError(f"unknown: {unknown}")
    return Settings(**{name: _table_of(TABLES[name], table) for name, table in document.items()})


def _table_of(table: type, values: object) -> Any:
    rules = {field.name: field.metadata["rule"] for field in dataclasses.fields(table)}
    if not isinstance(values, dict) or values.keys() - rules.keys():
        raise ValueError("no table, or an unknown key in it")
    return table(**{key: rules[key](value) for key, value in values.items()})


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            held = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise SettingsFaults(
            (f"{path}: there is no such file; run `consent-tui setup --settings {path}` to make it",)
        ) from None
    except OSError as fault:
        reason = (fault.strerror or "it failed").lower()
        raise SettingsFaults((f"{path}: cannot be read ({reason}); mend that, or name another file",)) from None
    if len(held) > MOST_BYTES:
        raise SettingsFaults((f"{path}: has more than {MOST_BYTES} bytes, so it is no clinic.toml; name another file",))
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = held.count(b"\n", 0, fault.start) + 1
        raise SettingsFaults((f"{path}:{line}: is not UTF-8; save the file as UTF-8 in your editor",)) from None
