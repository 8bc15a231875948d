"""`consent-tui setup`: asks what a clinic has to decide, one line at a time, and writes `clinic.toml`."""

from __future__ import annotations

import dataclasses
import getpass
import json
import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from consent_tui.cli.ending import Ended, Exit, say
from consent_tui.cli.options import SettingsFile
from consent_tui.settings import folders, pin
from consent_tui.settings.reading import VARIABLE, SettingsFaults, find, read
from consent_tui.settings.rules import Whole, YesNo
from consent_tui.settings.values import Settings
from consent_tui.settings.writing import plain, rendered, write

# What only some clinics change is left to those who edit the file: seconds, folders, recipients, signers, copies.
ASKED = {
    "clinic": ("name", "address", "contact", "jurisdiction", "zone"),
    "kiosk": ("name", "theme"),
    "safety": ("emergency", "crisis", "crisis_question"),
    "wording": ("recent", "fee_text"),
    "consent": ("valid_for", "retention"),
}
IN_CLEAR = """
Records are kept in clear: whoever takes this machine can read them. They can be encrypted, which is wise.
  Make two keys on another machine:  age-keygen -o practice.txt  and  age-keygen -o recovery.txt
  Put their public keys (age1…) into clinic.toml:  [records]  recipients = ["age1…", "age1…"]
  What it costs: whoever reads a record names a key file each time (--identity practice.txt), this kiosk cannot read
  what it wrote, and without these files nobody ever can. Keep the recovery key out of the house."""
UNSET, YES, NO = "-", {"y", "yes", "true"}, {"n", "no", "false"}


def setup(
    *,
    settings: SettingsFile = None,
    example: Annotated[
        bool, Parameter(help="Print an example clinic.toml with every setting, and ask nothing.")
    ] = False,
    schema: Annotated[bool, Parameter(help="Print the JSON Schema of clinic.toml, and ask nothing.")] = False,
    practitioner: Annotated[
        bool, Parameter(help="Ask who acts at this desk instead, and make or take that person's key.")
    ] = False,
) -> int:
    """Ask for the clinic's settings and write clinic.toml.

    Each question is explained; this kiosk's key is made where there is none. With --practitioner: for whoever clears,
    countersigns and voids, with a key of their own.

    Example: consent-tui setup
    """
    if example:
        print(rendered(Settings()), end="")
        return Exit.WELL
    if schema:
        from consent_tui.settings import faults

        print(json.dumps(faults.schema(), indent=2))
        return Exit.WELL
    path = find(settings) or folders.config() / folders.FILE
    try:
        if practitioner:
            from consent_tui.cli.setup_practitioner import set_up

            return set_up(read(settings))
        return _asked(path)
    except EOFError:
        raise Ended(Exit.COULD_NOT, "The answers ended before the last question; nothing was written.") from None


def _asked(path: Path) -> int:
    print(f"These settings go to {path}.")
    print(f"Enter keeps what stands in [brackets]; {UNSET} unsets it; ctrl+c stops and writes nothing.")
    found = _standing(path)
    for name, keys in ASKED.items():
        found = dataclasses.replace(found, **{name: _table(getattr(found, name), keys)})
    found = dataclasses.replace(found, kiosk=dataclasses.replace(found.kiosk, pin_hash=_pin(found.kiosk.pin_hash)))
    if not _agreed(f"\nWrite these settings to {path}?"):
        raise Ended(Exit.COULD_NOT, "Nothing was written.")
    kept = write(found, path)
    print(f"Written: {path}" + (f"\nThe file that stood there before: {kept}" if kept else ""))
    _key(found)
    if not found.records.recipients:
        print(IN_CLEAR + "\n")
    print("Next: consent-tui doctor")
    if path != find():
        print(f"This is not the usual place: start with --settings {path}, or set {VARIABLE}.")
    return Exit.WELL


def _standing(path: Path) -> Settings:
    """The settings that stand at this place, as what Enter keeps."""
    if not path.exists():
        return Settings()
    try:
        return read(path)
    except SettingsFaults as faults:
        say(str(faults))
        if not _agreed("This file has faults. Begin anew from the defaults? It is kept beside the new one."):
            raise Ended(Exit.COULD_NOT, "Nothing was written; mend these lines, then start setup again.") from None
        return Settings()


def _table(table: Any, keys: tuple[str, ...]) -> Any:
    """Ask for these keys of one table until they are right, together too."""
    print(f"\n{type(table).__doc__}")
    fields = {field.name: field for field in dataclasses.fields(table)}
    while True:
        answers = {key: _answer(fields[key], getattr(table, key)) for key in keys}
        try:
            return dataclasses.replace(table, **answers)
        except ValueError as fault:
            print(f"  {fault}")


def _answer(field: dataclasses.Field[Any], standing: Any) -> Any:
    rule, shown = field.metadata["rule"], "unset" if standing is None else _shown(standing)
    while True:
        typed = input(f"{field.metadata['says']}\n  {field.name} [{shown}]: ").strip()
        if not typed:
            return standing
        if typed == UNSET:
            return field.default
        try:
            return rule(_meant(rule, typed))
        except ValueError as fault:
            print(f"  {field.name} {fault}")


def _meant(rule: Any, typed: str) -> object:
    """What was typed, as TOML would have it."""
    if isinstance(rule, YesNo) and typed.lower() in YES | NO:
        return typed.lower() in YES
    if isinstance(rule, Whole) and typed.isdecimal():
        return int(typed)
    return typed


def _shown(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(plain(value))


def _pin(standing: str | None) -> str | None:
    """Ask for a new staff PIN, twice where nobody can see it; return its hash, or what stands."""
    hidden = sys.stdin.isatty()
    ask = getpass.getpass if hidden else input
    state = "set" if standing else "unset"
    print(f"\nThe staff PIN, {pin.LEAST} to {pin.MOST} digits, lets staff leave the kiosk; without one anybody can.")
    while True:
        typed = ask(f"  PIN [{state}]: ").strip()
        if not typed:
            return standing
        if typed == UNSET:
            return None
        try:
            kept = pin.hashed(typed)
        except ValueError as fault:
            print(f"  {fault}")
            continue
        if not hidden or ask("  The same again: ").strip() == typed:
            return kept
        print("  These were two different ones.")


def _agreed(question: str) -> bool:
    while True:
        typed = input(f"{question} [yes/no]: ").strip().lower()
        if typed in YES | NO:
            return typed in YES


def _key(settings: Settings) -> None:
    """Make this kiosk's key where there is none, and show whom to trust."""
    from consent_tui.records.keys import load_or_make

    key = load_or_make(folders.key(settings), folders.records(settings))
    print(f"Key of {settings.kiosk.name}: {folders.key(settings)}\n  {key.fingerprint}")
