"""Which widget draws which kind of sheet. Each is imported when first shown: Start must not wait for the body map."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from consent_tui.tui.kiosk.sheet import Sheet
from consent_tui.views import shapes
from consent_tui.views.shapes import Frame
from consent_tui.words import Words

_WIDGETS: dict[type, tuple[str, str]] = {
    shapes.StartSheet: ("start", "Start"),
    shapes.ReadSheet: ("read", "Read"),
    shapes.ChooseSheet: ("choose", "Choose"),
    shapes.RowsSheet: ("rows", "Rows"),
    shapes.ResultSheet: ("result", "Result"),
    shapes.BodySheet: ("body", "Body"),
    shapes.FormSheet: ("form", "Form"),
    shapes.InkSheet: ("ink", "Drawing"),
    shapes.ReviewSheet: ("review", "Review"),
    shapes.DoneSheet: ("done", "Done"),
    shapes.CodeSheet: ("code", "Scan"),
    shapes.CoverSheet: ("cover", "Cover"),
    shapes.IdleSheet: ("idle", "Idle"),
    shapes.UrgentSheet: ("urgent", "Urgent"),
}


def widget_for(frame: Frame, sheet: shapes.Sheet, words: Words) -> Sheet[Any]:
    module, name = _WIDGETS[type(sheet)]
    made: type[Sheet[Any]] = getattr(import_module(f"consent_tui.tui.kiosk.{module}"), name)
    return made(frame, sheet, words)
