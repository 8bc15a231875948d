"""The window a widget is drawn for: the whole screen in the kiosk, in the studio a box of a chosen size."""

from __future__ import annotations

from typing import Final

from textual.geometry import Size
from textual.widget import Widget

WIDTHS = [(0, "-tiny"), (60, "-narrow"), (80, "-middle"), (110, "-wide")]
HEIGHTS = [(0, "-flat"), (18, "-low"), (34, "-tall")]
BOX: Final = "-window"  # the class of a box that stands for a window


def breakpoints(size: Size) -> tuple[str, str]:
    """Return the classes of a window's width and height."""
    return (
        next(name for least, name in reversed(WIDTHS) if size.width >= least),
        next(name for least, name in reversed(HEIGHTS) if size.height >= least),
    )


def window_of(widget: Widget) -> Widget:
    """Return the box that a widget stands in, else its screen."""
    boxes = (node for node in widget.ancestors if isinstance(node, Widget) and node.has_class(BOX))
    return next(boxes, widget.screen)
