"""Withdrawing a consent: what it means, which one, is that right. Nothing here says whether a record was found."""

from __future__ import annotations

from consent_tui import words
from consent_tui.model.acts import Speak
from consent_tui.model.moves import Back, Next, Withdraw
from consent_tui.model.state import Withdrawing
from consent_tui.model.text import LIMITS
from consent_tui.model.withdrawing import ASKED, CONFIRM, LANGUAGE
from consent_tui.views.fields import problem
from consent_tui.views.parts import Choice, Fact, Field, MainKey
from consent_tui.views.scene import Scene, prose
from consent_tui.views.shapes import ChooseSheet, DoneSheet, FormSheet, ReadSheet, Sheet


def sheet(scene: Scene) -> Sheet:
    """Return the sheet of the place where somebody who withdraws is."""
    say = scene.say
    match scene.state.place:
        case place if place == LANGUAGE:
            return _language(scene)
        case place if place == ASKED:
            return _asked(scene, _typed(scene))
        case place if place == CONFIRM:
            return _confirm(scene, _typed(scene))
    return ReadSheet(title=say("withdraw.title"), prose=prose(say("withdraw.told")))


def main(scene: Scene) -> MainKey | None:
    """Return the main key of that place."""
    say, place = scene.say, scene.state.place
    if place in (LANGUAGE, CONFIRM):
        return None
    if place == ASKED and not _typed(scene).whole:
        return MainKey(say("missing.withdrawal"), None)
    return MainKey(say("key.next"), Next())


def done(scene: Scene, number: str, fingerprint: str) -> DoneSheet:
    """The last screen, the same whatever was typed."""
    say = scene.say
    return DoneSheet(
        title=say("done.withdrawal"),
        prose=prose(say("done.withdrawal_told"), "point") + prose(say("done.forget"), "quiet"),
        card=(Fact(say("done.withdrawal_number"), number), Fact(say("done.fingerprint"), fingerprint)),
    )


def _typed(scene: Scene) -> Withdrawing:
    return scene.state.withdrawing or Withdrawing()


def _language(scene: Scene) -> ChooseSheet:
    """Each language says for itself what is done here: Start speaks but one."""
    found = []
    for number, language in enumerate(scene.pack.languages, start=1):
        own = words.load(language, scene.pack.words[language].messages)
        found.append(Choice(language, str(number), f"{own('language')}: {own('start.withdraw')}", Speak(language)))
    return ChooseSheet(
        title=scene.say("start.withdraw"), prose=prose(scene.say("start.ask"), "quiet"), choices=tuple(found)
    )


def _asked(scene: Scene, typed: Withdrawing) -> FormSheet:
    say, born = scene.say, typed.born
    digits = f"{born.day} {born.month} {born.year}" if born else ""
    return FormSheet(
        title=say("withdraw.asked"),
        prose=prose(say("withdraw.asked_prose"), "quiet"),
        fields=(
            Field(
                "number",
                say("withdraw.number"),
                typed.number,
                problem=problem(scene, "number"),
                limit=LIMITS["number"],
                commit="gave",
            ),
            Field(
                "born",
                say("withdraw.born"),
                digits,
                scene.day(born) if born else "",
                problem(scene, "born"),
                LIMITS["number"],
                "gave",
            ),
        ),
    )


def _confirm(scene: Scene, typed: Withdrawing) -> ChooseSheet:
    """Read both back. A choice, not the main key: what ends a consent is not done by one Enter too many."""
    say = scene.say
    born = scene.day(typed.born) if typed.born else ""
    read_back = (say("withdraw.confirm_number", number=typed.number), say("withdraw.confirm_born", day=born))
    return ChooseSheet(
        title=say("withdraw.confirm"),
        prose=prose(say("withdraw.confirm_prose"), "quiet") + prose("\n".join(read_back), "strong"),
        choices=(
            Choice("yes", "1", say("withdraw.confirm_yes"), Withdraw()),
            Choice("no", "2", say("withdraw.confirm_no"), Back()),
        ),
    )
