"""Fields that are typed into, with the reason in words when a text was not taken."""

from __future__ import annotations

from consent_tui.model.acts import Drew
from consent_tui.model.moves import Open, StaffTypes
from consent_tui.model.text import LIMITS, LONG
from consent_tui.views.parts import Field, Ink, Key
from consent_tui.views.scene import Scene


def field(scene: Scene, name: str, label: str, *, commit: str = "wrote", subject: str = "", value: str = "") -> Field:
    """One field with what stands in it now; a birth date is shown in digits, and in words as its hint."""
    facts, hint = scene.facts, ""
    if name == "born" and facts.born:
        value, hint = f"{facts.born.day} {facts.born.month} {facts.born.year}", scene.day(facts.born)
    value = value or facts.text(name)
    return Field(name, label, value, hint, problem(scene, name), LIMITS.get(name, LONG), commit, subject)


def problem(scene: Scene, name: str) -> str:
    """Say why the last text of a field was not taken."""
    refused = scene.state.refused
    return scene.say(f"refused.{refused.code}", detail=refused.detail) if refused and refused.field == name else ""


def who_types(scene: Scene) -> tuple[Key, ...]:
    """The key by which staff type for a client, or the client again."""
    on = scene.state.staff_types
    return (Key("staff", "F6", scene.say("typing.client" if on else "typing.staff"), StaffTypes(not on), "F6"),)


def typed_by(scene: Scene) -> str:
    """Say that staff type, and that the record will say so."""
    return scene.say("typing.by_staff") if scene.state.staff_types else ""


def ink(scene: Scene, *, laid_over: bool = False) -> Ink:
    """Return the pad with what is drawn on it; the sheet below it opens it by a key."""
    say, strokes = scene.say, scene.facts.strokes
    drawn = say("ink.drawn" if strokes else "ink.open")
    return Ink(
        strokes=strokes,
        label=say("ink.label"),
        up=say("ink.up"),
        down=say("ink.down"),
        open=None if laid_over else Key("ink", "F5", drawn, Open("ink"), "F5"),
        clear=Key("clear-ink", "F4", say("ink.clear"), Drew(()), "F4") if strokes else None,
    )
