"""Styles stand in a `.tcss` file beside the widget they belong to, and are read when it is first imported."""

from __future__ import annotations

from pathlib import Path


def beside(module: str) -> str:
    """Return the style file beside a module, given its `__file__`."""
    return Path(module).with_suffix(".tcss").read_text("utf-8")
