"""Options that several commands take, each explained once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

SettingsFile = Annotated[
    Path | None, Parameter(help="The clinic's settings; else CONSENT_TUI_SETTINGS, else the usual clinic.toml.")
]
PackFolder = Annotated[Path | None, Parameter(help="The folder of the pack; else the bundled craniosacral one.")]
RecordsFolder = Annotated[Path | None, Parameter(help="The records folder; else that of the settings.")]
Identity = Annotated[
    list[Path] | None,
    Parameter(
        name="--identity",
        help="What opens encrypted records: an age identity, or an OpenSSH Ed25519 key. May be given again.",
    ),
]
AsJson = Annotated[bool, Parameter(help="Print one JSON object instead of lines.")]
