"""Makes the environment that a script of this folder runs in: once, from a hash-locked file, and when the lock changes.

Plain Python with its standard library; old Pythons can parse it too, so that they are told, not shown a traceback.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
KNOWN = ("python3.14", "python3.13", "python3.12", "python3.11")
COULD_NOT = 3  # the exit code of the program for "could not be done"


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def need_python() -> None:
    """Go on with a Python that is new enough: this one, or a newer one found on the path."""
    if sys.version_info >= OLDEST:
        return
    newer = next(filter(None, map(shutil.which, KNOWN)), None)
    if newer is None:
        here = ".".join(map(str, sys.version_info[:2]))
        say(f"This needs Python 3.11 or newer; here is Python {here}. Install a newer one and start again.")
        sys.exit(COULD_NOT)
    hand_over([newer, *sys.argv], dict(os.environ))


def hand_over(command: list[str], variables: dict[str, str]) -> None:
    """Become this command; its exit code is ours."""
    if os.name == "nt":  # there, exec returns to the shell before the program has ended
        sys.exit(subprocess.call(command, env=variables))
    os.execve(command[0], command, variables)


def python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_current(environment: Path, lock: Path) -> bool:
    """An environment counts only when it was finished, from this very lock, and its Python is still there."""
    stamp = environment / "made-from"
    return stamp.is_file() and stamp.read_text() == digest(lock) and os.access(python_of(environment), os.X_OK)


def make(environment: Path, lock: Path) -> None:
    """Build beside the final place and move there when complete, so that an interrupted build leaves nothing half."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        say("This Python comes without venv. Install it (on Debian: the package python3-venv) and start again.")
        sys.exit(COULD_NOT)
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    try:
        workshop = Path(tempfile.mkdtemp(prefix=environment.name + "-", dir=str(ROOT)))
    except OSError as fault:
        say(f"No environment can be made in {ROOT}: {fault.strerror}. Put the folder where you may write.")
        sys.exit(COULD_NOT)
    try:
        built = workshop / "built"
        subprocess.run([sys.executable, "-m", "venv", str(built)], check=True, env=clean)
        quiet = ["-qq", "--no-input", "--disable-pip-version-check"]
        locked = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(lock)]
        install = [str(python_of(built)), "-m", "pip", "install", *quiet, *locked]
        subprocess.run(install, check=True, env=clean, cwd=str(workshop))
        (built / "made-from").write_text(digest(lock))
        shutil.rmtree(str(environment), ignore_errors=True)
        with contextlib.suppress(OSError):  # someone else has just made the same one: theirs is as good
            built.rename(environment)
    except subprocess.CalledProcessError:
        say(
            "The environment could not be made (see above). Is there a network, and room on the disk? Then start again."
        )
        sys.exit(COULD_NOT)
    finally:
        shutil.rmtree(str(workshop), ignore_errors=True)


def prepared(name: str) -> str:
    """Return the Python of `.venv-NAME`, made from `scripts/locks/NAME.txt` where it is not there yet."""
    need_python()
    lock = ROOT / "scripts" / "locks" / (name + ".txt")
    environment = ROOT / (".venv-" + name)
    if not is_current(environment, lock):
        again = "again, since it is out of date" if environment.exists() else "once; this takes a minute"
        say(f"Making the environment .venv-{name} {again} …")
        make(environment, lock)
    return str(python_of(environment))


def variables(*beside: Path) -> dict[str, str]:
    """What the program is started with: this clone's code, wherever one stands, and what lies in folders beside it."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *beside)))}
