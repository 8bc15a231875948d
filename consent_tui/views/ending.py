"""Decide, sign, keep, done: how an encounter ends."""

from __future__ import annotations

from consent_tui.model.acts import Certified, Decided, Kept, KeptAnswers, Outcome
from consent_tui.model.encounter import ways
from consent_tui.model.journey import IDENTITY, KEEP_ANSWERS
from consent_tui.model.later import ActKind
from consent_tui.model.record import Kind
from consent_tui.model.recording import conditions_of
from consent_tui.views.fields import field, ink, typed_by, who_types
from consent_tui.views.opening import choice
from consent_tui.views.parts import Choice, Fact, Field
from consent_tui.views.scene import Scene, prose
from consent_tui.views.shapes import ChooseSheet, CodeSheet, DoneSheet, FormSheet, Sheet
from consent_tui.views.withdrawing import done as withdrawn

_UNKNOWN = "–"  # until it is typed


def decision(scene: Scene) -> ChooseSheet:
    """Agree, not agree, think about it: equal weight, no reason asked for."""
    say = scene.say
    options = (Outcome.AGREE, Outcome.REFUSE, Outcome.UNDECIDED)
    said = tuple(p for c in conditions_of(scene.state.case) for p in prose(say(f"decide.condition_{c}")))
    return ChooseSheet(
        title=say("decide.title"),
        prose=prose(say("decide.prose"), "quiet") + said,
        choices=tuple(Choice(o, str(n), say(f"decide.{o}"), Decided(o)) for n, o in enumerate(options, start=1)),
    )


def sign(scene: Scene) -> FormSheet:
    say, facts = scene.say, scene.facts
    meaning = say("sign.meaning")
    line = say("sign.certify_other", signer=facts.text("signer") or _UNKNOWN, client=facts.text("name") or _UNKNOWN)
    if not facts.for_other:
        line = say("sign.certify")
    on = facts.certified is not None
    return FormSheet(
        title=say("sign.title_other", person=scene.person) if facts.for_other else say("sign.title"),
        fields=_signing_fields(scene),
        certify=Choice("certify", "1", line, Certified(not on, line, meaning), chosen=on),
        meaning=prose(f"{say('sign.meaning_word')}: {meaning}"),
        keys=who_types(scene),
        noted=typed_by(scene),
        ink=ink(scene),
    )


def _signing_fields(scene: Scene) -> tuple[Field, ...]:
    say = scene.say
    names: tuple[tuple[str, str], ...]
    if not scene.facts.for_other:
        names = (("name", "name"), ("born", "born"), ("signature", "signature"))
    else:
        authority = "authority_parent" if scene.facts.role == "parent" else "authority"
        names = (
            ("name", "name_other"),
            ("born", "born_other"),
            ("signer", "signer"),
            ("relationship", "relationship"),
            ("authority", authority),
            ("signature", "signature"),
        )
    return tuple(field(scene, name, say(f"sign.{word}")) for name, word in names)


def closing(scene: Scene) -> Sheet:
    """After a no, a doubt or a stop: is a record wanted, whose, and with the answers?"""
    if scene.state.place == IDENTITY:
        return _identity(scene)
    if scene.state.place == KEEP_ANSWERS:
        return _keep_answers(scene)
    say, facts = scene.say, scene.facts
    return ChooseSheet(
        title=say(f"keep.{facts.decision}"),
        prose=prose(say("keep.ask")),
        choices=tuple(
            choice(scene, n, key, say(f"keep.{key}"), Kept(keep=on), chosen=facts.keep is on)
            for n, (key, on) in enumerate((("yes", True), ("no", False)), start=1)
        ),
        keys=who_types(scene),
        noted=typed_by(scene),
        field=field(scene, "reason", say("keep.reason")),
    )


def _identity(scene: Scene) -> FormSheet:
    say = scene.say
    other = "_other" if scene.facts.for_other else ""
    return FormSheet(
        title=say("keep.identity"),
        prose=prose(say("keep.identity_prose"), "quiet"),
        fields=(field(scene, "name", say(f"sign.name{other}")), field(scene, "born", say(f"sign.born{other}"))),
        keys=who_types(scene),
        noted=typed_by(scene),
    )


def _keep_answers(scene: Scene) -> ChooseSheet:
    say, facts = scene.say, scene.facts
    return ChooseSheet(
        title=say("keep.answers"),
        prose=prose(say("keep.answers_prose"), "quiet"),
        choices=tuple(
            choice(scene, n, key, say(f"keep.answers_{key}"), KeptAnswers(keep=on), chosen=facts.keep_answers is on)
            for n, (key, on) in enumerate((("yes", True), ("no", False)), start=1)
        ),
    )


def done(scene: Scene) -> DoneSheet:
    say, state = scene.say, scene.state
    forget = prose(say("done.forget"), "quiet")
    if state.receipt and state.kind:
        return _receipt(scene, *state.receipt)
    if state.trouble:
        why = say(f"trouble.{state.trouble}") if f"trouble.{state.trouble}" in say else say("trouble.failed")
        what = "withdrawal_trouble" if state.withdrawing else "trouble"
        told = prose(say(f"done.{what}_prose")) + prose(say("done.trouble_staff", why=why), "quiet")
        return DoneSheet(title=say(f"done.{what}"), prose=told)
    if state.ending and f"done.{state.ending}" in say:
        return DoneSheet(title=say(f"done.{state.ending}"), prose=prose(say(f"done.{state.ending}_prose")) + forget)
    return DoneSheet(title=say("done.busy"), prose=(), busy=True)


def _receipt(scene: Scene, number: str, fingerprint: str) -> DoneSheet:
    say, kind = scene.say, scene.state.kind
    if kind is ActKind.WITHDRAWAL:
        return withdrawn(scene, number, fingerprint)
    lines = ["done.desk"]
    if kind is Kind.CONSENT:
        lines += ["done.clearance"] if "clearance" in scene.state.conditions else []
        lines += ["done.start", *_copy(scene), "done.withdraw"]
    lines += [f"done.{way}_well" if well else f"done.{way}_not" for way, well in scene.state.taken]
    told = tuple(p for line in lines for p in prose(say(line), "point"))
    return DoneSheet(
        title=say(f"done.{kind}"),
        prose=told + prose(say("done.forget"), "quiet"),
        card=_card(scene, number, fingerprint),
    )


def _copy(scene: Scene) -> tuple[str, ...]:
    """Where a copy is to be had, of which nothing more is said once one was asked for."""
    if scene.state.taken:
        return ()
    if ways(scene.state):
        return ("done.copy_here",)
    return ("done.copy_page" if "page" in scene.state.case.visit.copies else "done.copy",)


def _card(scene: Scene, number: str, fingerprint: str) -> tuple[Fact, ...]:
    return Fact(scene.say("done.number"), number), Fact(scene.say("done.fingerprint"), fingerprint)


def code(scene: Scene, _subject: str) -> CodeSheet:
    """The number for a phone: what stands on the last screen, with the whole digest."""
    say, state = scene.say, scene.state
    return CodeSheet(
        title=say("code.title"),
        prose=prose(say("code.prose"), "quiet"),
        card=_card(scene, *(state.receipt or ("", ""))),
        data=state.code,
        small=say("code.small"),
        spoken=say("code.spoken"),
    )
