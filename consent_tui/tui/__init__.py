"""The full-screen front end: the only package that imports Textual."""

from __future__ import annotations

from consent_tui.tui.running import run_kiosk

__all__ = ["run_kiosk"]
