"""State × Words → what is to be shown: pure, for both front ends."""

from consent_tui.views.drawing import view

__all__ = ["view"]
