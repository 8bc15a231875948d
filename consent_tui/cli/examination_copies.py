"""Where clients' copies go, as the settings say: a part of what `consent-tui doctor` looks at."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from consent_tui.cli.examination import LEAST_FREE, Finding, Fitness
from consent_tui.copies import pdf_extra
from consent_tui.services import printing
from consent_tui.settings import folders
from consent_tui.settings.values import Settings

FEW_COPIES = 5_000_000  # bytes; a copy as PDF has about 180,000
FSTAB = Path("/etc/fstab")
STICKS = tuple(map(Path, ("/media", "/run/media", "/mnt", "/Volumes")))  # below them something is mounted


def copies(settings: Settings, root: Path) -> Iterator[Finding]:
    """Yield what is so with printer, folder and what makes copies; nothing where the settings name none of them."""
    given = settings.copies
    if given.printer is None and given.folder is None:
        if set(given.allowed) == {"pdf"} and not pdf_extra.is_here():
            told = "clients may be given PDF alone ([copies] allowed), and what makes it is not here"
            yield Finding(Fitness.LOOK, "copies", f"{told}: {pdf_extra.INSTALL}")
        return
    yield from _offered(settings)
    if given.printer is not None:
        yield _printer(given.printer)
    if given.folder is not None:
        yield _folder(given.folder, {"records": root, "keys": folders.keys(settings)})


def _offered(settings: Settings) -> Iterator[Finding]:
    """Whether the last screen offers what is set, and can make it."""
    about, desk = "copies", "give copies at the desk"
    if settings.records.recipients:
        told = f"the last screen offers none, since the kiosk cannot read encrypted records; {desk}"
        yield Finding(Fitness.LOOK, about, told)
    elif "pdf" not in settings.copies.allowed:
        told = f'the last screen offers none, since [copies] allowed is without "pdf"; add it, or {desk}'
        yield Finding(Fitness.LOOK, about, told)
    elif not pdf_extra.is_here():
        told = "[copies] printer or folder is set and PDF cannot be made, so the kiosk does not start"
        yield Finding(Fitness.UNFIT, about, f"{told}; run: {pdf_extra.INSTALL}")
    else:
        yield Finding(Fitness.WELL, about, "are made as PDF")


def _printer(name: str) -> Finding:
    takes, odd = printing.looked_at(name)
    if not takes:
        return Finding(Fitness.UNFIT, "printer", f"{name} ([copies] printer in clinic.toml): {odd}")
    return Finding(
        Fitness.LOOK if odd else Fitness.WELL, "printer", f"{name}: {odd}" if odd else f"{name} takes copies"
    )


def _folder(folder: Path, apart: dict[str, Path]) -> Finding:
    """A folder that clients' copies go to, and nothing else of the kiosk."""
    where = f"{folder} ([copies] folder in clinic.toml)"
    for what, other in apart.items():
        if _overlap(folder, other):
            told = f"{where} and the folder of {what} {other} lie in each other; name another"
            return Finding(Fitness.UNFIT, "copies folder", told)
    if mount := _unmounted(folder):
        told = f"{where}: nothing is mounted at {mount}, so copies would stay on this machine; put the stick in"
        return Finding(Fitness.UNFIT, "copies folder", f"{told}, or run: mount {mount}")
    try:
        with tempfile.TemporaryFile(dir=folder):  # nothing is left
            free = shutil.disk_usage(folder).free
    except FileNotFoundError:
        told = f"{where} is not there; put the stick in, or make the folder, or take the line out"
        return Finding(Fitness.UNFIT, "copies folder", told)
    except OSError as error:
        told = f"{where} takes no file: {error.strerror or type(error).__name__}; mend that, or name another"
        return Finding(Fitness.UNFIT, "copies folder", told)
    seen = f"{folder} takes copies, {free // 1_000_000} MB free"
    if free < LEAST_FREE:
        return Finding(Fitness.UNFIT if free < FEW_COPIES else Fitness.LOOK, "copies folder", f"{seen}; make room")
    if _on_this_disk(folder):
        told = f"{seen}; no stick is mounted there, so copies stay on this machine"
        return Finding(Fitness.LOOK, "copies folder", told)
    return Finding(Fitness.WELL, "copies folder", seen)


def _overlap(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one == other or one in other.parents or other in one.parents


def _unmounted(folder: Path) -> Path | None:
    """The place at or above this folder at which the machine is told to mount something, and nothing is."""
    try:
        lines = FSTAB.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    fields = [line.split() for line in lines if line.split() and not line.lstrip().startswith("#")]
    named = [re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), each[1]) for each in fields if len(each) > 1]
    for mount in map(Path, named):
        if mount in (folder, *folder.parents) and mount != Path(mount.anchor) and not os.path.ismount(mount):
            return mount
    return None


def _on_this_disk(folder: Path) -> bool:
    """Whether a folder lies where sticks are mounted, and none is."""
    for base in STICKS:
        if base in folder.parents:
            return not any(os.path.ismount(each) for each in (folder, *folder.parents) if base in each.parents)
    return False
