"""A record as a person reads it: may we start and why not first, then what to look at, then all the rest.

Private answers are covered unless revealed. Pure: values and words in, lines out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consent_tui.copies import text_acts, text_answers
from consent_tui.copies.text_lines import day, section, shown_words, time
from consent_tui.model.later import Filed, Filing, LaterAct, is_act, is_record
from consent_tui.model.later_rules import for_another
from consent_tui.model.record import Record, Screened
from consent_tui.model.standing import Standing
from consent_tui.model.standing_acts import Reason
from consent_tui.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One record with all that is known about it.

    `private` are ids of the pack's private questions, None where nobody can tell: then every answer is covered.
    `trust` is `pinned` or `folder`; `key` and `fingerprint` are short prints of the key and of the record's digest.
    """

    filed: Filing
    key: str
    fingerprint: str
    trust: str
    related: tuple[Filing, ...] = ()
    standing: Standing | None = None
    private: frozenset[str] | None = None
    revealed: bool = False
    damaged: tuple[str, ...] = ()
    missing: int = 0

    def covers(self, question: str) -> bool:
        return not self.revealed and (self.private is None or question in self.private)

    def acts(self) -> list[Filed[LaterAct]]:
        """The acts about it, in order of time."""
        acts = [each for each in self.related if is_act(each)]
        return sorted(acts, key=lambda each: (str(each.written), each.by, each.sequence))


def lines(shown: Shown, say: Words) -> Iterator[str]:
    """Yield the whole text; each line still to be wrapped."""
    if is_record(shown.filed):
        yield from _record(shown, shown.filed.what, say)
    elif is_act(shown.filed):
        yield f"{say(f'show.kind.{shown.filed.what.kind}')} {shown.filed.number}"
        yield from (f"  {line}" for line in text_acts.facts(shown.filed, shown.related, None, say))
    yield from section(say("show.acts"), _since(shown, say))
    yield from section(say("show.seal"), _seal(shown, say))


def _record(shown: Shown, what: Record, say: Words) -> Iterator[str]:
    yield f"{say(f'show.kind.{what.kind}')} {shown.filed.number}"
    if what.client:
        yield f"{say('show.client')}: {what.client.name}, {say('show.born', day=day(what.client.born, say))}"
    yield from section(say("show.may"), _may(shown, what, say))
    yield from section(say("show.flags"), _flags(shown, what, say))
    yield from text_answers.sections(shown, what, say)
    yield from section(say("show.decision"), _decision(what, say))


def _may(shown: Shown, what: Record, say: Words) -> Iterator[str]:
    if what.rehearsal:
        yield say("show.rehearsal")
    found = shown.standing
    if found is None:
        yield say("show.none")
        return
    yield f"{say('show.yes' if found.may_start else 'show.no')} {say(f'show.word.{found.word}')} ({found.word})."
    yield from (f"- {say(f'show.because.{reason.code}', **_fills(reason))}" for reason in found.because)
    yield from (f"- {_odd(reason, say)}" for reason in found.notes)


def _odd(reason: Reason, say: Words) -> str:
    code, detail = reason.code, reason.detail
    if code.startswith("fault-"):
        code, detail = "fault", ", ".join(part for part in (code.removeprefix("fault-"), detail) if part)
    elif code.startswith("void-of-"):
        code = "void-of-final"
    return say(f"show.odd.{code}", act=reason.act, detail=detail)


def _fills(reason: Reason) -> dict[str, str]:
    return {"act": reason.act, "detail": reason.detail}


def _flags(shown: Shown, what: Record, say: Words) -> Iterator[str]:
    flags = [f"- {line}" for line in _flagged(shown, what, say)]
    yield from flags or [say("show.no_flags")]


def _flagged(shown: Shown, what: Record, say: Words) -> Iterator[str]:
    disposed = what.disposition
    if disposed and disposed.result in ("clearance", "talk", "stop"):
        yield say(f"show.flag.{disposed.result}", what=_questions(disposed.because, shown, what, say))
    if disposed and disposed.lowered:
        yield say("show.flag.lowered", what=_questions(disposed.lowered, shown, what, say))
    open_questions = len(what.questions) - len(text_answers.answered(shown))
    if open_questions > 0:
        yield say("show.flag.question", n=open_questions)
    if missed := [tried.words for tried in what.teach_back if tried.flagged]:
        yield say("show.flag.missed", what="; ".join(map(shown_words, missed)))
    private = [each for each in what.screening if each.id in (shown.private or ()) and each.answer not in (None, "no")]
    if private:
        yield say("show.flag.private", n=len(private))
    if for_another(what):
        yield say("show.flag.other")
    yield from _people(what, say)
    if what.content and not what.content.reviewed_by:
        yield say("show.unconfirmed")


def _people(what: Record, say: Words) -> Iterator[str]:
    if what.assent:
        yield say("show.flag.assent", answer=say(f"answer.{what.assent.answer}"))
    if what.interpreter:
        yield say("show.flag.interpreter", name=what.interpreter.name, language=what.interpreter.language)
    if what.capacity and what.capacity.help:
        wanted = ", ".join(say(f"deciding.help_{each}") for each in what.capacity.help)
        yield say("show.flag.help", what=wanted)
    if what.client and what.client.reference:
        yield say("show.flag.earlier", number=what.client.reference)


def _questions(ids: tuple[str, ...], shown: Shown, what: Record, say: Words) -> str:
    asked = {each.id: each for each in what.screening}
    return "; ".join(_question(each, asked.get(each), shown, say) for each in ids)


def _question(question: str, asked: Screened | None, shown: Shown, say: Words) -> str:
    if question in ("age", "capacity"):
        return say(f"result.{question}")
    if shown.covers(question):
        return say("result.private")
    return shown_words(asked.words) if asked else question


def _decision(what: Record, say: Words) -> Iterator[str]:
    decision, times = what.decision, what.times
    if decision:
        yield say(f"show.outcome.{decision.outcome}")
        if decision.conditions:
            named = ", ".join(say(f"show.condition.{each}") for each in decision.conditions)
            yield f"{say('show.conditions')}: {named}"
        if decision.valid_until:
            yield say("show.valid_until", day=day(decision.valid_until, say))
    if what.signature:
        name, role = what.signature.name, what.signatory.role if what.signatory else "self"
        if role != "self" and what.signatory:
            more = [say(f"show.role.{role}"), what.signatory.relationship, what.signatory.authority]
            name = ", ".join([name, *(each for each in more if each)])
        if times.signed:
            zone = times.zone or times.signed.tzname() or ""
            yield say("show.signed", day=day(times.signed, say), time=time(times.signed), zone=zone, name=name)
        yield f"{say('show.meaning')}: {shown_words(what.signature.meaning)}"
        yield shown_words(what.signature.certified)
    elif times.written:
        yield say("show.written", day=day(times.written, say), time=time(times.written))


def _since(shown: Shown, say: Words) -> Iterator[str]:
    born = shown.filed.what.client.born if is_record(shown.filed) and shown.filed.what.client else None
    told = [
        f"- {text_acts.head(act, say)}: {'; '.join(text_acts.facts(act, shown.related, born, say))}"
        for act in shown.acts()
    ]
    newer = [each for each in shown.related if is_record(each)]
    told += [f"- {each.number}: {say(f'show.kind.{each.what.kind}')}" for each in newer]
    yield from told or [say("show.no_acts")]


def _seal(shown: Shown, say: Words) -> Iterator[str]:
    yield say("show.number", number=shown.filed.number, fingerprint=shown.fingerprint)
    yield say("show.by_key", by=shown.filed.by, print=shown.key)
    yield say(f"show.trust.{shown.trust}")
    yield say("show.proves")
    if shown.missing:
        yield say("show.missing", n=shown.missing)
    yield say("show.more")
