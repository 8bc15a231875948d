"""What lies in a pack's folder: bytes by path, and a fault for whatever should not be there or cannot be read."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from consent_tui.content.faults import Fault, nearest

LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"
LIMIT = 1_000_000  # bytes a file; the longest page of a real pack holds about 4,000
WHOLE = 20_000_000  # bytes a pack; a real one holds about 100,000 a language
MOST = 2_000  # names in a folder; a real one has about 100 scenarios
RULES = (
    "pack.toml", "pages.toml", "screening.toml", "teach-back.toml", "statements.toml", "permissions.toml", "areas.toml",
    "evidence.toml", "sources.toml", "releases.toml",
)  # fmt: skip
WORDS = (
    "pack.toml", "screening.toml", "results.toml", "teach-back.toml", "statements.toml", "permissions.toml",
    "areas.toml", "evidence.toml", "glossary.toml", "messages.toml",
)  # fmt: skip
SCENARIOS = "scenarios"
BESIDE = (SCENARIOS, "COVERAGE.md")  # belong to the author; never shown to a client, never part of the digest
UNDIGESTED = "releases.toml"


def bundled(name: str = "craniosacral") -> Path:
    """Return the folder of a pack that ships: in the wheel `consent_tui/packs`, in a clone `content`."""
    house = Path(__file__).resolve().parent.parent
    installed = house / "packs" / name
    return installed if installed.is_dir() else house.parent / "content" / name


def digest(files: Mapping[str, bytes]) -> str:
    """Return `sha256:…` over the sorted lines `<sha256 of the file>  <posix path>`, without `releases.toml`.

    The same as `sha256sum FILE… | LC_ALL=C sort | sha256sum`.
    """
    lines = sorted(
        f"{hashlib.sha256(raw).hexdigest()}  {path}\n".encode() for path, raw in files.items() if path != UNDIGESTED
    )
    return f"sha256:{hashlib.sha256(b''.join(lines)).hexdigest()}"


@dataclass(slots=True)
class Gathered:
    """`files` by posix path within the pack; `languages` are the folders that look like one, in order.

    `refused` are the paths that are there and could not be read; each has its fault.
    """

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def shown(self, path: str) -> str:
        """The path as the trainer would type it."""
        return (self.root / path).as_posix()

    def fault(self, path: str, what: str, todo: str) -> None:
        self.faults.append(Fault(self.shown(path), None, what, todo))
        self.refused.add(path)


def gather(root: Path) -> Gathered:
    """Read every file of the pack once. Links that lead nowhere, pipes and devices are never opened."""
    found = Gathered(root)
    if not os.path.lexists(root):
        found.fault("", "there is no such folder", "check the spelling of the path to the pack")
    elif not root.is_dir():
        found.fault("", "this is not a folder", "name the folder that holds pack.toml, not a file in it")
    elif names := _names(found, ""):
        if "pack.toml" not in names:
            found.fault("", "this folder is no pack: it has no pack.toml", "name the folder that holds pack.toml")
            return found
        for name in names:
            _top(found, name)
    elif not found.faults:
        found.fault("", "this folder is empty", "name the folder that holds pack.toml")
    return found


def answer_sheets(root: Path) -> Gathered:
    """Look for the pack's scenarios, without reading them: `files` has a path and no bytes for each."""
    found = Gathered(root)
    if not os.path.lexists(root / SCENARIOS):
        return found
    if not (root / SCENARIOS).is_dir():
        found.fault(SCENARIOS, "a file stands where the folder of scenarios belongs", "move it away")
        return found
    for name in _names(found, SCENARIOS):
        path = f"{SCENARIOS}/{name}"
        if not name.endswith(".toml"):
            found.fault(path, "only scenarios stand in this folder", "name it <scenario>.toml or take it away")
        elif not _outside(found, path):
            found.files[path] = b""
    return found


def _top(found: Gathered, name: str) -> None:
    folder = (found.root / name).is_dir() and name not in (*BESIDE, *RULES)
    inner = set(_names(found, name)) if folder else set()
    if name in RULES:
        _file(found, name)
    elif (folder and not inner and re.fullmatch(LANGUAGE, name)) or inner & {"pages", *WORDS}:
        found.languages.append(name)
        for word_file in sorted(inner):
            _word(found, name, word_file)
    elif name not in BESIDE:
        _unknown(found, name, RULES)


def _word(found: Gathered, language: str, name: str) -> None:
    path = f"{language}/{name}"
    if name in WORDS:
        _file(found, path)
    elif name == "pages" and (found.root / path).is_dir():
        for page in _names(found, path):
            if page.endswith(".md"):
                _file(found, f"{path}/{page}")
            else:
                found.fault(f"{path}/{page}", "only pages stand in this folder", "name it <page>.md or take it away")
    else:
        _unknown(found, path, (*WORDS, "pages"))


def _unknown(found: Gathered, path: str, known: Iterable[str]) -> None:
    name = path.rsplit("/", 1)[-1]
    if (found.root / path).is_dir():
        found.fault(path, f'a pack has no folder "{name}"', "take it away, or give it the words of a language")
        return
    near = nearest(name, known)
    todo = f'did you mean "{near}"?' if near else "take it away; the guide lists the files of a pack"
    found.fault(path, f'a pack has no file "{name}"', todo)


def _names(found: Gathered, path: str) -> list[str]:
    """Return the sorted names in a folder, without those that begin with a dot."""
    if _outside(found, path):
        return []
    try:
        names = sorted(name for name in os.listdir(found.root / path) if not name.startswith("."))  # noqa: PTH208
    except OSError as error:
        found.fault(path, f"this folder cannot be opened ({_reason(error)})", "check that you may read it")
        return []
    if len(names) > MOST:
        found.fault(path, f"this folder holds {len(names)} files, and {MOST} are the most", "keep only the pack in it")
    return names[:MOST]


def _outside(found: Gathered, path: str) -> bool:
    """Whether a link leads out of the pack: a pack from a stranger may not have us read what is not its own."""
    if not (found.root / path).is_symlink():  # the folders above it were looked at before
        return False
    root, real = os.path.realpath(found.root), os.path.realpath(found.root / path)
    if real == root or real.startswith(f"{root}{os.sep}"):
        return False
    found.fault(path, "this is a link that leads out of the pack", "put a copy of what it leads to here")
    return True


def _file(found: Gathered, path: str) -> None:
    place = found.root / path
    if _outside(found, path):
        return
    try:
        status = place.stat()
        if stat.S_ISDIR(status.st_mode):
            found.fault(path, "a folder stands where a file belongs", "move it away and put the file here")
        elif not stat.S_ISREG(status.st_mode):
            found.fault(path, "this is not a file that can be read", "put a plain text file here")
        elif status.st_size > LIMIT:
            size = status.st_size / 1_000_000
            found.fault(
                path, f"the file holds {size:.1f} MB, and 1 MB is the most", "keep only the pack's own text in it"
            )
        elif sum(map(len, found.files.values())) + status.st_size > WHOLE:
            found.fault(path, f"with this file the pack holds over {WHOLE // 1_000_000} MB", "keep only its own text")
        else:
            found.files[path] = place.read_bytes()
    except OSError as error:
        found.fault(
            path, f"the file cannot be read ({_reason(error)})", "check that it is there and that you may read it"
        )


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
