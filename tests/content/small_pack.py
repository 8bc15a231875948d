"""A minimal valid pack in one language, made anew for each test, and its faults as a trainer reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from consent_tui import wiring
from consent_tui.content import read

FILES = {
    "pack.toml": """\
id = "small"
languages = ["en"]
reviewed_by = "Dr. Ada Sample"
privacy_page = "rights"

[age]
adult = 18
stop_under = 2
minor = "clearance"

[reading]
grade = 8.0
ease = 60.0
forbidden = ["safe", "no risk"]

[duty]
alternatives = "touch"
nothing = "touch"
stopping = "rights"
doctor = "touch"
""",
    "releases.toml": 'status = "draft"\n',
    "pages.toml": """\
[[page]]
id = "touch"

[[page]]
id = "rights"
""",
    "screening.toml": """\
[[group]]
id = "head"

[[question]]
id = "aneurysm"
group = "head"
yes = "stop"
stop_for = "lasting"
sources = ["sample-2020"]

[[question]]
id = "blood-clot"
group = "head"
yes = "clearance"
follow = { yes = ["blood-clot-signs"] }
teaches = "touch"

[[question]]
id = "blood-clot-signs"
yes = "stop"
stop_for = "today"
urgent = "emergency"

[[question]]
id = "fear"
group = "head"
yes = "talk"
private = true

[[together]]
all = ["blood-clot", "fear"]
leads = "clearance"
words = "see-a-doctor"
""",
    "teach-back.toml": """\
ask = 1

[[question]]
id = "stopping"
page = "rights"
choices = ["any-time", "never"]
right = "any-time"
always = true

[[question]]
id = "clothes"
page = "touch"
choices = ["off", "on"]
right = "on"
when = ["aneurysm"]
""",
    "statements.toml": """\
[[group]]
id = "choice"

[[statement]]
id = "free-choice"
group = "choice"
""",
    "permissions.toml": '[[permission]]\nid = "write-to-doctor"\n',
    "areas.toml": '[[area]]\nid = "head"\n',
    "evidence.toml": """\
[[claim]]
id = "neck-pain"
studies = 2
results = [0.5]
certainty = "low"
sources = ["sample-2020"]
""",
    "sources.toml": '[sample-2020]\ncite = "Sample A. A study. 2020."\n',
    "en/pack.toml": 'title = "Gentle touch"\n',
    "en/pages/touch.md": """\
+++
title = "What gentle touch is"
sources = ["sample-2020"]
+++
Hands rest on your head.
You keep your clothes on.

- It may make you **tired**.
- Tell us if you had a *concussion*.

> Call {emergency} if your head hurts badly.

## Learn more

Two small studies.
""",
    "en/pages/rights.md": """\
+++
title = "Your rights"
+++
You can stop at any time. {fee}
""",
    "en/screening.toml": """\
[group.head]
title = "Your head"

[aneurysm]
ask = "Do you have a weak blood vessel?"
ask_other = "Does {person} have a weak blood vessel?"
why = "Pressure may be harmful."
told = "an aneurysm"

[blood-clot]
ask = "Have you had a blood clot?"
ask_other = "Has {person} had a blood clot?"
why = "A doctor should be asked."
told = "a blood clot"

[blood-clot-signs]
ask = "Is a leg swollen now?"
ask_other = "Does {person} have a swollen leg now?"
why = "It can be a new clot."
told = "signs of a clot"

[fear]
ask = "Are you afraid of touch?"
ask_other = "Is {person} afraid of touch?"
why = "You choose where we touch."
told = "fear of touch"
""",
    "en/results.toml": "\n".join(
        f'[{id_}]\ntitle = "Title"\nwhy = "You told us about {{because}}."\nnow = "Please ask us."\n'
        for id_ in (
            "none", "talk", "clearance", "stop-today", "stop-until", "stop-lasting", "child", "age-under", "age-self",
            "capacity", "see-a-doctor",
        )
    ),
    "en/teach-back.toml": """\
[stopping]
ask = "When can a friend stop?"
passage = "You can stop at any time."
told = "when you can stop"
choices = { any-time = "At any time", never = "Never" }

[clothes]
ask = "What about clothes?"
passage = "Hands rest on your head. You keep your clothes on."
told = "what you wear"
choices = { off = "Off", on = "On" }
""",
    "en/statements.toml": """\
[free-choice]
words = "I choose freely."
words_other = "I choose freely for {person}."
""",
    "en/permissions.toml": """\
[write-to-doctor]
words = "You may write to my doctor."
words_other = "You may write to the doctor of {person}."
""",
    "en/areas.toml": 'head = "Head"\n',
    "en/evidence.toml": """\
[neck-pain]
condition = "Neck pain"
found = "A little less"
limits = "Two small studies."
""",
    "en/glossary.toml": """\
[concussion]
term = "concussion"
means = "A blow to the head."
""",
}  # fmt: skip

SHEET = """\
language = "en"
deciding = "self"
age = "adult"
able = true
screening = { "*" = "unsure" }
teach_back = { "*" = "right" }
permissions = { "*" = false }
statements = { "*" = true }
decision = "agree"
save = true
client = { name = "Ana Example", born = 1980-02-29 }

[expect]
kind = "consent"
disposition = "clearance"
"""

SCENARIOS = {  # they exercise every rule of screening.toml
    "scenarios/not-sure.toml": SHEET,
    "scenarios/stop.toml": SHEET.replace('"unsure"', '"yes", blood-clot-signs = "no"')
    .replace('"consent"', '"deferral"')
    .replace('"clearance"', '"stop"'),
    "scenarios/urgent.toml": SHEET.replace('"unsure"', '"yes", aneurysm = "no"')
    .replace('"consent"', '"nothing"')
    .replace('"clearance"', '"stop"'),
    "scenarios/urgent-not-sure.toml": SHEET.replace('"unsure"', '"yes", blood-clot-signs = "unsure"')
    .replace('"consent"', '"nothing"')
    .replace('"clearance"', '"stop"'),
}

Changes = Mapping[str, str | bytes | None]
UNCHANGED: Changes = {}


def write(folder: Path, changes: Changes = UNCHANGED) -> Path:
    """Write the pack; `changes` gives other text for a path, or None for a file that is to be missing."""
    for path, text in {**FILES, **changes}.items():
        if text is not None:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def edited(path: str, old: str, new: str) -> dict[str, str]:
    """One file of the pack with one passage replaced."""
    text = {**FILES, **SCENARIOS}[path]
    assert text.count(old) >= 1, f"{path} does not hold {old!r}"
    return {path: text.replace(old, new, 1)}


def faults(folder: Path, changes: Changes = UNCHANGED) -> list[str]:
    """What is wrong with the pack, as told, with paths that begin in the pack."""
    reading = read(write(folder, changes))
    assert (reading.pack is None) == bool(reading.faults)
    return [str(fault).replace(f"{folder.as_posix()}/", "") for fault in reading.faults]


def checked(folder: Path, changes: Changes = UNCHANGED) -> tuple[list[str], list[str]]:
    """What the whole check says of the pack with its scenarios: faults, and warnings."""
    found = wiring.checked(write(folder, {**SCENARIOS, **changes}))
    told = [str(fault).replace(f"{folder.as_posix()}/", "") for fault in found.faults]
    return told, [str(fault).replace(f"{folder.as_posix()}/", "") for fault in found.warnings]


def warnings(folder: Path, changes: Changes = UNCHANGED) -> list[str]:
    """What the author should know of a pack that can be used."""
    reading = read(write(folder, changes))
    assert reading.pack is not None, reading.faults
    return [str(fault).replace(f"{folder.as_posix()}/", "") for fault in reading.warnings]
