"""What the client answered, in the order in which a practitioner needs it: other than *no* first."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.copies.document import Block, Paragraph, Point, Quote, Section
from consent_tui.copies.shown import Shown
from consent_tui.copies.wording import one_line
from consent_tui.model.later import Topic
from consent_tui.model.record import Record, Screened, TaughtBack
from consent_tui.words import Words


def sections(shown: Shown, what: Record, say: Words) -> Iterator[Section]:
    """Yield the sections from answers to pages; one that has nothing to say is empty."""
    agreed = {True: say("answer.agree"), False: say("answer.disagree")}
    yield Section(say("show.answers"), tuple(_answers(shown, what, say)))
    yield Section(say("show.own"), tuple(own(shown, what, say)))
    yield Section(say("show.choices"), tuple(map(Point, _choices(shown, what, say))))
    yield Section(say("show.teach"), tuple(Point(_tried(each, say)) for each in what.teach_back))
    stated = (Point(f"{agreed[each.agreed]}: {one_line(each.words)}") for each in what.statements)
    yield Section(say("show.statements"), tuple(stated))
    yield Section(say("show.pages"), tuple(pages(what, say)))


def answered(shown: Shown) -> dict[int, str]:
    """What practitioners noted as answers, by the number of the question."""
    notes = [act.what.note for act in shown.acts() if act.trusted and act.what.note]
    return {note.question: note.words or "" for note in notes if note.topic is Topic.ANSWER and note.question}


def _answers(shown: Shown, what: Record, say: Words) -> Iterator[Block]:
    if not what.screening:
        yield Paragraph(say("show.unkept"))
        return
    if not shown.revealed:
        yield Paragraph(say("show.all_covered" if shown.private is None else "show.covered"))
    rank = {"yes": 0, "unsure": 1, "person": 2, None: 3, "no": 4}
    told = [each for each in what.screening if not shown.covers(each.id)]
    for each in sorted(told, key=lambda each: rank.get(each.answer, 3)):
        yield Point(_answer(each, say))
    if covered := len(what.screening) - len(told):  # not even which: that a follow-up was asked tells enough
        yield Point(f"{say('review.private')} ({covered}): {say('review.private_value')}")


def _answer(each: Screened, say: Words) -> str:
    answer = say(f"answer.{each.answer}") if each.answer else say("show.not_asked")
    more = "; ".join(remarks(each, say))
    beside = f" ({more})" if more else ""
    return f"{answer}: {one_line(each.words)}{beside}"


def remarks(each: Screened, say: Words) -> Iterator[str]:
    """Yield earlier answers to a question, and the client's note."""
    if each.changes:
        before = ", ".join(say(f"answer.{change.answer}") for change in each.changes)
        yield say("show.was", answers=before)
    if each.note:
        yield say("show.note", words=each.note)


def own(shown: Shown, what: Record, say: Words, *, yours: bool = False) -> Iterator[Block]:
    """Yield what the client typed: goals, what matters, a reason, questions with their answers; `yours`: to them."""
    if what.choices and what.choices.goals:
        yield Quote(say("show.goals"), what.choices.goals)
    if what.choices and what.choices.matters:
        yield Quote(say("copy.matters" if yours else "show.matters"), what.choices.matters)
    if what.decision and what.decision.reason:
        yield Quote(say("show.reason"), what.decision.reason)
    answers, titles = answered(shown), {page.id: page.title for page in what.pages}
    for number, asked in enumerate(what.questions, start=1):
        answer = say("show.answered", words=answers[number]) if number in answers else ""
        yield Quote(say("show.asked", n=number, place=say.place(asked.place, titles)), asked.words, answer)


def _choices(shown: Shown, what: Record, say: Words) -> Iterator[str]:
    if what.choices is None:
        return
    nowhere = say("show.nowhere")
    yield f"{say('show.touch')}: {', '.join(map(shown.area, what.choices.touch)) or nowhere}"
    yield f"{say('show.avoid')}: {', '.join(map(shown.area, what.choices.avoid)) or nowhere}"
    for each in what.choices.permissions:
        yield f"{say('answer.allow' if each.given else 'answer.refuse')}: {one_line(each.words)}"


def _tried(each: TaughtBack, say: Words) -> str:
    return f"{cleared(each, say)}: {one_line(each.words)}"


def cleared(each: TaughtBack, say: Words) -> str:
    """Whether our explaining was clear."""
    if each.flagged:
        return say("show.missed")
    return say("show.clear_first" if len(each.attempts) < 2 else "show.clear_later")


def pages(what: Record, say: Words) -> Iterator[Block]:
    """Yield how far the pages were read, of which pack."""
    if not what.pages or what.content is None:
        return
    read = sum(page.reached_end for page in what.pages)
    pack, version, language = what.content.pack, what.content.version, what.content.language
    named = say("language") if language == say.language else language
    read_to_end = say("show.pages_read", n=read, total=len(what.pages), pack=pack, version=version, language=named)
    yield Paragraph(read_to_end)
    yield from (Point(say("show.unread", page=page.title)) for page in what.pages if not page.reached_end)
