"""A pack as a form to fill in with a pen: everything that a kiosk tells and asks, under the same ids.

Pure: pack, the clinic's fill-ins and words in, a document out. What a kiosk decides as it goes (which follow-up, which
result) is printed as a condition, or left to the practitioner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from consent_tui.copies import paper_deciding
from consent_tui.copies.document import Asked, Blank, Block, Box, Document, Fact, Facts, Paragraph, Section, Tone
from consent_tui.copies.paper_asking import Numbered, numbered
from consent_tui.copies.passages import cited, page, sources
from consent_tui.copies.wording import one_line
from consent_tui.model.acts import Treated
from consent_tui.model.facts import fill
from consent_tui.model.pack import AgreeWords, Pack, PageRule, StatementRule, Status
from consent_tui.model.pack import Words as PackWords
from consent_tui.model.record import Clinic
from consent_tui.model.screening import Answer, Urgent
from consent_tui.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks:
    """What a form is made from. `say` speaks the form's language, the pack's own messages first.

    `filled`: what stands for `{emergency}` and the like in that language, as in a `Visit`; `treated`: for whom.
    """

    pack: Pack
    say: Words
    filled: Mapping[str, str]
    switches: Mapping[str, bool] = field(default_factory=dict)
    treated: Treated = Treated.SELF
    clinic: Clinic | None = None

    @property
    def told(self) -> PackWords:
        return self.pack.words[self.say.language]

    @property
    def person(self) -> str:
        return self.filled.get(f"person.{self.treated}", "")

    @property
    def for_other(self) -> bool:
        return self.treated is not Treated.SELF

    @property
    def own_person(self) -> str:
        """How the one who decides names the person treated: "my child"."""
        return self.filled.get(f"person.my_{self.treated}", "")

    def fill(self, words: str) -> str:
        return fill(one_line(words), {**self.filled, "person": self.person})

    def says(self, key: str, **fills: object) -> str:
        return self.fill(self.say(key, **fills))

    def agree(self, words: AgreeWords) -> str:
        return fill(
            one_line(words.words_other if self.for_other else words.words), {**self.filled, "person": self.own_person}
        )


def document(made: Blanks) -> Document:
    """Return the form. Raises `KeyError` for a language that the pack has no words in."""
    pack, says = made.pack, made.says
    asked = numbered(pack, made.switches)
    return Document(
        title=says("paper.title", title=made.fill(made.told.title)),
        language=made.say.language,
        head=tuple(_head(made)),
        body=tuple(
            section
            for section in (
                *_groups(made, asked, "welcome"),
                Section(says("steps.deciding"), tuple(paper_deciding.blocks(made.says, made.treated))),
                Section(says("steps.pages"), tuple(_pages(made))),
                Section(says("key.terms"), tuple(_terms(made))),
                Section(says("key.sources"), tuple(_sources(made))),
                Section(says("steps.screening"), tuple(_screening(made, asked)), apart=True),
                Section(says("steps.teach-back"), tuple(_taught(made))),
                Section(says("steps.choices"), tuple(_choices(made))),
                Section(says("steps.statements"), tuple(_statements(made, asked))),
                Section(
                    says("steps.decide"),
                    tuple(paper_deciding.decision(made.says, made.treated, made.own_person)),
                    apart=True,
                ),
                Section(says("paper.staff"), tuple(_staff(made)), apart=True),
            )
            if section.body
        ),
        foot=f"{pack.id} {pack.version} · {pack.digest} · {says('paper.unsealed')}",
        mark=says("paper.draft") if pack.status is not Status.RELEASED else "",
        page=made.say("copy.page"),
        subject=f"{pack.id} {pack.version}",
        large=True,
    )


def marked(kind: str, ident: str) -> str:
    """How a form names what a record holds under the same id, as scenarios spell it."""
    return f"[{kind}:{ident}]"


def _head(made: Blanks) -> Iterator[Block]:
    clinic, says = made.clinic, made.says
    rows = [Fact(says("review.deciding"), made.person if made.for_other else says("review.self"))]
    for name, value in (("clinic", clinic and clinic.name), ("address", clinic and clinic.address)):
        rows += [Fact(says(f"paper.{name}"), value)] if value else []
    yield Facts(tuple(rows), says("paper.about"))
    yield Paragraph(says("start.prose"))
    yield Paragraph(says("paper.intro"))
    yield Paragraph(says("paper.screen"))
    yield Paragraph(says("paper.unsealed_long"), Tone.STRONG)


def _groups(made: Blanks, asked: tuple[Numbered, ...], at: str) -> Iterator[Section]:
    for group in made.pack.groups:
        here = [each for each in asked if each.group == group.id]
        if group.at == at and here:
            yield Section(
                made.fill(made.told.groups[group.id]), tuple(part for each in here for part in _question(made, each))
            )


def _question(made: Blanks, each: Numbered) -> Iterator[Block]:
    says, rule = made.says, each.rule
    words = made.told.questions[rule.id]
    condition = [
        says("paper.if" if at == 0 else "paper.or_if", answers=_ticked(made, answers), n=number)
        for at, (number, answers) in enumerate(each.after)
    ]
    ask = made.fill(words.ask_other if made.for_other else words.ask)
    yield Asked(
        " ".join((f"{each.number}.", *condition, ask)),
        tuple(Box(_answer(made, answer)) for answer in rule.choices()),
        (f"{says('paper.why')} {made.fill(words.why)}",),
        id=rule.id,
        mark=marked("question", rule.id),
    )
    if rule.urgent:
        yield Paragraph(_urgent(made, rule.urgent), Tone.NOTE)
    yield Blank(says("note.field"))


def _urgent(made: Blanks, kind: Urgent) -> str:
    answers = _ticked(made, (Answer.YES, Answer.UNSURE))
    return f"{made.says('paper.urgent', answers=answers)} {made.says(f'urgent.{kind}.title')}. " + made.says(
        f"urgent.{kind}.prose"
    )


def _answer(made: Blanks, answer: Answer) -> str:
    return made.says("answer.person_long" if answer is Answer.PERSON else f"answer.{answer}")


def _ticked(made: Blanks, answers: tuple[Answer, ...]) -> str:
    return " / ".join(_answer(made, answer) for answer in answers)


def _pages(made: Blanks) -> Iterator[Section]:
    for number, rule in enumerate(made.pack.pages, start=1):
        title = f"{number}. {made.fill(made.told.pages[rule.id].title)}"
        yield Section(title, tuple(_page(made, rule)), running=True)


def _page(made: Blanks, rule: PageRule) -> Iterator[Block | Section]:
    yield from page(made.pack, rule, made.told, {**made.filled, "person": made.person}, made.say)
    behind = ", ".join(map(str, cited(made.pack, rule, made.told.pages[rule.id])))
    told = f"{made.says('chart.sources', cited=behind)} " if behind else ""
    yield Paragraph(f"{told}{marked('page', rule.id)}", Tone.QUIET)


def _screening(made: Blanks, asked: tuple[Numbered, ...]) -> Iterator[Block | Section]:
    groups = tuple(_groups(made, asked, "screening"))
    if groups:
        yield Paragraph(made.says("paper.answering"))
        yield from groups
        yield Section(made.says("steps.result"), (Paragraph(made.says("paper.result")),))


def _taught(made: Blanks) -> Iterator[Block]:
    if made.pack.teach_back:
        yield Paragraph(made.says("teach.intro"))
    for rule in made.pack.teach_back:
        words = made.told.teach_back[rule.id]
        boxes = tuple(Box(made.fill(words.choices[choice])) for choice in rule.choices)
        yield Asked(made.fill(words.ask), boxes, id=rule.id, mark=marked("check", rule.id))


def _choices(made: Blanks) -> Iterator[Section]:
    says, pack = made.says, made.pack
    if pack.areas:
        boxes = (Box(says("body.touch")), Box(says("body.avoid")))
        areas = tuple(
            Asked(f"{number}. {made.fill(made.told.areas[area])}", boxes, id=area, mark=marked("area", area))
            for number, area in enumerate(pack.areas, start=1)
        )
        yield Section(says("body.title"), (Paragraph(says("body.prose")), *areas))
    if pack.permissions:
        boxes = (Box(says("answer.allow")), Box(says("answer.refuse")))
        asked = tuple(
            Asked(made.agree(made.told.permissions[each]), boxes, id=each, mark=marked("permission", each))
            for each in pack.permissions
        )
        yield Section(says("permissions.title"), (Paragraph(says("permissions.prose")), *asked))
    wishes = (Blank(says("goals.goals"), 3), Blank(says("goals.matters"), 3), Blank(says("paper.questions"), 5))
    yield Section(says("goals.title"), (Paragraph(says("goals.prose")), *wishes))


def _statements(made: Blanks, asked: tuple[Numbered, ...]) -> Iterator[Block]:
    """A statement that hangs on questions which this clinic never asks is not printed, as a kiosk never shows it."""
    number_of = {each.rule.id: each.number for each in asked}
    boxes = (Box(made.says("answer.agree")), Box(made.says("answer.disagree")))
    shown = [each for each in made.pack.statements if not each.when or any(map(number_of.__contains__, each.when))]
    if shown:
        yield Paragraph(made.says("statements.prose"))
    for each in shown:
        words = " ".join((*_condition(made, each, number_of), made.agree(made.told.statements[each.id])))
        yield Asked(words, boxes, id=each.id, mark=marked("statement", each.id))


def _condition(made: Blanks, rule: StatementRule, number_of: Mapping[str, int]) -> Iterator[str]:
    if numbers := sorted(number_of[each] for each in rule.when if each in number_of):
        yield made.says("paper.not_no", numbers=", ".join(map(str, numbers)))


def _terms(made: Blanks) -> Iterator[Block]:
    rows = tuple(Fact(made.fill(each.term), made.fill(each.means)) for each in made.told.glossary.values())
    if rows:
        yield Facts(rows, made.says("key.terms"))


def _sources(made: Blanks) -> Iterator[Block]:
    yield from sources(made.pack, range(1, len(made.pack.sources) + 1))


def _staff(made: Blanks) -> Iterator[Block]:
    """What the practitioner does with the form, and what names it in the act that says so."""
    says, pack = made.says, made.pack
    yield from paper_deciding.practitioner(says, made.treated)
    yield Paragraph(says("paper.enter"))
    rows = (
        Fact(says("paper.command"), f'consent-tui act paper NUMBER --scan FILE --words "{_named(pack)}"', exact=True),
        Fact(says("paper.pack"), f"{pack.id} {pack.version}"),
        Fact(says("paper.digest"), pack.digest, exact=True),
    )
    yield Facts(rows, says("paper.about"))
    yield Paragraph(says("paper.ids"), Tone.QUIET)


def _named(pack: Pack) -> str:
    return f"{pack.id} {pack.version} {pack.digest}"
