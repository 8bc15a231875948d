"""Where things lie on this platform when nobody said otherwise; never the folder one happens to stand in."""

from __future__ import annotations

from pathlib import Path

from consent_tui.settings.values import Settings

FILE = "clinic.toml"
_APP = "consent-tui"


def config() -> Path:
    """Return the folder of `clinic.toml`."""
    from platformdirs import user_config_path  # loaded where a folder has to be guessed

    return user_config_path(_APP, appauthor=False)


def cache() -> Path:
    """Return the folder of what can be made again."""
    from platformdirs import user_cache_path

    return user_cache_path(_APP, appauthor=False)


def state() -> Path:
    """Return the folder of what tells about this machine, as the log of its faults; nothing of a client's."""
    from platformdirs import user_state_path

    return user_state_path(_APP, appauthor=False)


def records(settings: Settings) -> Path:
    """Return the records folder: that of the settings, or the platform's folder for data."""
    if settings.records.folder is not None:
        return settings.records.folder
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False) / "records"


def keys(settings: Settings) -> Path:
    """Return the folder of this machine's keys: that of the settings, or the platform's; never among the records."""
    return settings.records.keys if settings.records.keys is not None else config() / "keys"


def key(settings: Settings) -> Path:
    """Return the file of this kiosk's private key, named as the kiosk is in every seal."""
    return keys(settings) / settings.kiosk.name
