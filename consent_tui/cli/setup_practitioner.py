"""`consent-tui setup --practitioner`: who acts at this desk, with which key, trusted by the records folder."""

from __future__ import annotations

from pathlib import Path

from consent_tui.cli.ending import Exit
from consent_tui.records import acts_signing, seal
from consent_tui.records.faults import KeyRefused
from consent_tui.records.folder import Folder
from consent_tui.records.keys import Signing
from consent_tui.records.signers import DESK
from consent_tui.settings import folders, practitioner
from consent_tui.settings.practitioner import NotSetUp, Practitioner
from consent_tui.settings.rules import Rule, Text
from consent_tui.settings.values import NAME, Settings

_YES, _NO = {"y", "yes"}, {"n", "no"}


def set_up(settings: Settings) -> int:
    """Ask who acts here, make or take the key, and have the records folder trust it for acts. Raises `RecordsFault`."""
    path, records = practitioner.place(), folders.records(settings)
    before = _before(path)
    print(f"Who acts at this desk goes to {path}.")
    print("Enter keeps what stands in [brackets]; ctrl+c stops and writes nothing.\n")
    says = "What your seals are called, another name than that of any kiosk."
    by = _asked(NAME, says, "by", before.by if before else None)
    while by == settings.kiosk.name:
        print(f"  {by} is the name of this kiosk")
        by = _asked(NAME, says, "by", None)
    name = _asked(Text(200), "Your name, as it stands in every act.", "name", before.name if before else None)
    registration = _optional("Your registration number, or - for none.", before.registration if before else None)
    key, made = _key(by, folders.keys(settings) / by, records, before.key if before and before.by == by else None)
    practitioner.write(Practitioner(by=by, name=name, registration=registration, key=key.absolute()), path)
    print(f"Written: {path}")
    _trusted(by, made, records, settings)
    print("Next: consent-tui review, the desk; or consent-tui act --help")
    return Exit.WELL


def _before(path: Path) -> Practitioner | None:
    try:
        return practitioner.read(path) if path.exists() else None
    except NotSetUp:
        return None


def _asked(rule: Rule, says: str, name: str, standing: str | None) -> str:
    while True:
        typed = input(f"{says}\n  {name} [{standing or 'unset'}]: ").strip() or (standing or "")
        try:
            return str(rule(typed))
        except ValueError as fault:
            print(f"  {name} {fault}")


def _optional(says: str, standing: str | None) -> str | None:
    while True:
        typed = input(f"{says}\n  registration [{standing or '-'}]: ").strip() or (standing or "-")
        if typed == "-":
            return None
        try:
            return Text(200)(typed)
        except ValueError as fault:
            print(f"  registration {fault}")


def _key(by: str, usual: Path, records: Path, standing: Path | None) -> tuple[Path, Signing]:
    """Return the key file and what seals with it; a new one where there is none."""
    print("Your key: an OpenSSH Ed25519 file, or the .pub of a key in your SSH agent. Where there is none, it is made.")
    while True:
        path = Path(input(f"  key [{standing or usual}]: ").strip() or standing or usual).expanduser()
        try:
            if not path.exists() and path.suffix != ".pub":
                _outside(path, records)
                acts_signing.make(
                    path, by, passphrase=_yes("  A passphrase for it? It is then asked for at every act.")
                )
            return path, acts_signing.held(path, records)
        except KeyRefused as refused:
            print(f"  {refused.sentence}")


def _outside(path: Path, records: Path) -> None:
    if records.resolve() in path.resolve().parents:
        raise KeyRefused("key-in-records", f"{path} lies inside the records folder; keep the key elsewhere.")


def _yes(question: str) -> bool:
    while True:
        typed = input(f"{question} [yes/no]: ").strip().lower()
        if typed in _YES | _NO:
            return typed in _YES


def _trusted(by: str, key: Signing, records: Path, settings: Settings) -> None:
    line = f'{by} namespaces="{DESK}" {key.line}'
    print(f"Key of {by}: {key.fingerprint}")
    Folder.open(records).admit(by, key, seal.ACT)
    print(f"{records} takes acts sealed by it.")
    if settings.trust.signers and line not in settings.trust.signers:
        print(f"The settings pin signers; for verify to trust this key, add to [trust] signers:\n  {line}")
