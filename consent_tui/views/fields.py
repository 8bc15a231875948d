"""Fields that are typed into, with the reason in words when a text was not taken."""

from __future__ import annotations

from consent_tui.model.text import LIMITS, LONG
from consent_tui.views.parts import Field
from consent_tui.views.scene import Scene


def field(scene: Scene, name: str, label: str, *, commit: str = "wrote", subject: str = "", value: str = "") -> Field:
    """One field with what stands in it now; a birth date is shown in digits, and in words as its hint."""
    facts, refused = scene.facts, scene.state.refused
    hint = ""
    if name == "born" and facts.born:
        value, hint = f"{facts.born.day} {facts.born.month} {facts.born.year}", scene.day(facts.born)
    problem = ""
    if refused and refused.field == name:
        problem = scene.say(f"refused.{refused.code}", detail=refused.detail)
    value = value or facts.text(name)
    return Field(name, label, value, hint, problem, LIMITS.get(name, LONG), commit, subject)
