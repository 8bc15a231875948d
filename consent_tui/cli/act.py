"""`consent-tui act …`: what a practitioner does about a record later, sealed with the practitioner's own key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from consent_tui.cli import act_desk
from consent_tui.cli import act_facts as facts
from consent_tui.cli.act_desk import HERE, Place
from consent_tui.cli.act_facts import Reads
from consent_tui.cli.ending import Ended, Exit, say
from consent_tui.model import later
from consent_tui.model.later import ActKind, Topic
from consent_tui.model.later_rules import for_another, needs_talk
from consent_tui.model.record import Record
from consent_tui.services import acting_typed as typed

if TYPE_CHECKING:
    from consent_tui.records.shelf import Found
    from consent_tui.services.acting import Desk

Named = Annotated[str, Parameter(help="The record, by path, id, or number as front-desk-42.")]
Text = str | None


def clear(
    record: Named,
    /,
    *,
    clinician: Annotated[
        Text, Parameter(help="Who answered, by name; never the treating practitioner."), Reads(typed.person)
    ] = None,
    profession: Annotated[Text, Parameter(help="What that person is, as neurologist."), Reads(typed.words)] = None,
    dated: Annotated[Text, Parameter(help="Day of the letter or call, as 2026-11-21."), Reads(typed.day)] = None,
    how: Annotated[Text, Parameter(help="letter or call."), Reads(typed.one_of(*later.ANSWERED))] = None,
    limits: Annotated[Text, Parameter(help="What was limited, or none."), Reads(typed.words_or_none)] = None,
    until: Annotated[Text, Parameter(help="The last day on which it holds, or none."), Reads(typed.day_or_none)] = None,
    place: Place = HERE,
) -> int:
    """Note a doctor's answer to a consent that waits for one.

    Example: consent-tui act clear front-desk-42 --clinician "Dr. Jon Muster" --profession neurologist
    --dated 2026-11-21 --how letter --limits none --until none
    """
    return act_desk.sealed(clear, ActKind.CLEARANCE, record, place, locals(), lambda said: later.Clearance(**said))


def countersign(
    record: Named,
    /,
    *,
    name_checked: Annotated[
        bool, Parameter(help="The name was checked with the client."), Reads(typed.checked)
    ] = False,
    born_checked: Annotated[
        bool, Parameter(help="The birth date was checked with the client."), Reads(typed.checked)
    ] = False,
    talked: Annotated[
        bool, Parameter(help="What has to be talked about was."), Reads(typed.checked, needed=False)
    ] = False,
    wanted: Annotated[bool, Parameter(help="The client still wants it."), Reads(typed.checked)] = False,
    paper: Annotated[
        Text,
        Parameter(help="For another person: which paper you saw."),
        Reads(typed.words, needed=False),
    ] = None,
    paper_dated: Annotated[
        Text, Parameter(help="For another person: the day of that paper."), Reads(typed.day, needed=False)
    ] = None,
    supersedes: Annotated[Text, Parameter(help="The earlier consent that this one replaces.")] = None,
    place: Place = HERE,
) -> int:
    """Sign a consent as the practitioner, after all that has to come before. Then the session may start.

    Example: consent-tui act countersign front-desk-42 --name-checked --born-checked --talked --wanted
    """

    def also(desk: Desk, about: Found) -> set[str]:
        what, stands = about.filed.what, desk.stands(about)
        talk = isinstance(what, Record) and (needs_talk(what) or bool(stands and stands.word == "awaiting-talk"))
        other = isinstance(what, Record) and for_another(what)
        return ({"talked"} if talk else set()) | ({"paper", "paper_dated"} if other else set())

    def made(said: Mapping[str, Any]) -> later.Countersignature:
        return later.Countersignature(**said)

    return act_desk.sealed(
        countersign, ActKind.COUNTERSIGNATURE, record, place, locals(), made, also=also, replaces=supersedes
    )


def answer(
    record: Named,
    /,
    *,
    question: Annotated[
        Text, Parameter(help="Which of the record's questions, counted from 1."), Reads(typed.count)
    ] = None,
    words: Annotated[Text, Parameter(help="What was answered."), Reads(typed.words)] = None,
    place: Place = HERE,
) -> int:
    """Note what was answered to a question that the client left.

    Example: consent-tui act answer front-desk-42 --question 1 --words "It should not hurt."
    """

    def made(said: Mapping[str, Any]) -> later.Note:
        return later.Note(topic=Topic.ANSWER, **said)

    return act_desk.sealed(answer, ActKind.NOTE, record, place, locals(), made, topic=Topic.ANSWER)


def withdraw(
    record: Named,
    /,
    *,
    said: Annotated[
        Text, Parameter(help="The day on which the client said so, as 2026-11-21."), Reads(typed.day)
    ] = None,
    how: Annotated[
        Text, Parameter(help="spoken, letter, call or message."), Reads(typed.one_of(*later.WITHDRAWN))
    ] = None,
    place: Place = HERE,
) -> int:
    """Note that a client withdrew a consent. No reason is asked for, and nothing gives it back.

    Example: consent-tui act withdraw front-desk-42 --said 2026-11-21 --how spoken
    """
    return act_desk.sealed(
        withdraw, ActKind.WITHDRAWAL, record, place, locals(), lambda found: later.Withdrawal(**found)
    )


def void(
    record: Named,
    /,
    *,
    reason: Annotated[Text, Parameter(help="Why it never should have counted."), Reads(typed.words)] = None,
    place: Place = HERE,
) -> int:
    """Make a record void that was made by mistake: a consent under a wrong name, a clearance of somebody else.

    Example: consent-tui act void ada-7 --reason "The letter was about another client."
    """
    return act_desk.sealed(void, ActKind.VOID, record, place, locals(), lambda said: later.Void(**said))


def paper(
    record: Named,
    /,
    *,
    scan: Annotated[
        Text, Parameter(help="The scanned form, a file, or its sha256:… digest."), Reads(typed.scan)
    ] = None,
    words: Annotated[
        Text,
        Parameter(help="Which form it is, as its last sheet says, and where it lies."),
        Reads(typed.words, needed=False),
    ] = None,
    place: Place = HERE,
) -> int:
    """Note that a paper form exists, by the digest of its scan; the scan itself is not kept here.

    The last sheet of a form that consent-tui paper printed holds the words that name its content and digest.

    Example: consent-tui act paper front-desk-42 --scan form.pdf
    """

    def made(said: Mapping[str, Any]) -> later.Note:
        return later.Note(topic=Topic.PAPER, **said)

    return act_desk.sealed(paper, ActKind.NOTE, record, place, locals(), made, topic=Topic.PAPER)


def note(
    record: Annotated[str | None, Parameter(help="The record; none where something of the practice changed.")] = None,
    /,
    *,
    topic: Annotated[Text, Parameter(help=f"One of: {', '.join(Topic)}."), Reads(typed.one_of(*Topic))] = None,
    words: Annotated[Text, Parameter(help="What happened; never a secret."), Reads(typed.words, needed=False)] = None,
    private: Annotated[
        Text, Parameter(help="Private answers that were talked about, with commas."), Reads(typed.ids, needed=False)
    ] = None,
    how: Annotated[Text, Parameter(help="How a copy was given, as print."), Reads(typed.words, needed=False)] = None,
    question: Annotated[Text, Parameter(help="A question, counted from 1."), Reads(typed.count, needed=False)] = None,
    scan: Annotated[Text, Parameter(help="A scanned form, or its digest."), Reads(typed.scan, needed=False)] = None,
    place: Place = HERE,
) -> int:
    """Note what happened about a record, or what changed in the practice.

    Example: consent-tui act note front-desk-42 --topic capacity-doubt --words "Was very sleepy today."
    """
    told = locals()
    every = facts.facts_of(note)
    chosen = Topic(facts.gathered([each for each in every if each.name == "topic"], told)["topic"])
    also = set(later.wanted_by(chosen))

    def made(said: Mapping[str, Any]) -> later.Note:
        return later.Note(**{**said, "topic": chosen})

    if chosen.of_the_house is not (record is None):
        told_so = "is about no record; leave it out" if chosen.of_the_house else "is about a record; name it"
        raise Ended(Exit.USED_WRONGLY, f"--topic {chosen} {told_so}.")
    if record is None:
        desk = act_desk.opened(place)
        return act_desk.written(desk, desk.draft(made(facts.gathered(every, told, also)), None), None, place)
    return act_desk.sealed(note, ActKind.NOTE, record, place, told, made, topic=chosen, also=lambda *_: also)


def erase(
    record: Named,
    /,
    *,
    why: Annotated[
        Text, Parameter(help="request (the client's) or retention (its end)."), Reads(typed.one_of(*later.ERASED))
    ] = None,
    place: Place = HERE,
) -> int:
    """Remove a record and all acts about it, for good.

    The ledger keeps their digests, and an act says why they are gone. Copies elsewhere (archives, prints, backups) are
    not touched.

    Example: consent-tui act erase front-desk-42 --why request
    """
    desk = act_desk.opened(place, record)
    about = desk.open(record)
    desk.accepts(about, ActKind.ERASURE, None)
    found = facts.gathered(facts.facts_of(erase), {"why": why})
    gone = [about.filed.number, *(each.number for each in desk.goes_with(about))]
    say(f"For good, from {desk.shelf.root}: {', '.join(gone)}. Copies elsewhere are not touched.")
    act_desk.confirmed(place, "Erase this?")
    for receipt in desk.erase(about, found["why"]):
        print(receipt.path)
    return Exit.WELL
