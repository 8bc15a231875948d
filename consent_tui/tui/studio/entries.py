"""All screens of a pack as a list for its trainer: what each is called, the way to it, and where its words stand."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.model import moves
from consent_tui.model.acts import AgeBand, TaughtBack
from consent_tui.model.journey import Place, Step
from consent_tui.model.pack import Pack
from consent_tui.model.screening import Severity, StopFor
from consent_tui.services.ways import Spot, to_combination, to_doubt, to_question, to_result
from consent_tui.tui.studio import fixed
from consent_tui.tui.studio.entry import Entry, Layer
from consent_tui.tui.studio.where import Where

PAGES, QUESTIONS, RESULTS, CHECKS = "Pages", "Health questions", "Results", "Teach-back"
CHOICES, STATEMENTS = "Choices", "Statements"
_RESULTS = {
    "none": (Severity.NONE, None),
    "talk": (Severity.TALK, None),
    "clearance": (Severity.CLEARANCE, None),
    "stop-today": (Severity.STOP, StopFor.TODAY),
    "stop-until": (Severity.STOP, StopFor.UNTIL),
    "stop-lasting": (Severity.STOP, StopFor.LASTING),
}


def entries(pack: Pack, language: str) -> tuple[Entry, ...]:
    """Return every screen of a pack with its words in one language, in the order that clients meet them."""
    return (
        *fixed.beginning(language),
        *_pages(pack, language),
        *_questions(pack, language),
        *_results(pack, language),
        *_checks(pack, language),
        *_choices(pack, language),
        *_statements(pack, language),
        *fixed.ending(language),
        *fixed.around(pack, language),
    )


def _pages(pack: Pack, language: str) -> Iterator[Entry]:
    for number, page in enumerate(pack.pages):
        words = pack.words[language].pages[page.id]
        terms = any(span.term for block in (*words.body, *words.more) for span in block.spans)
        layers = (
            ("learn more", "more", words.more),
            ("words explained", "terms", terms),
            ("sources", "sources", words.sources),
        )
        yield Entry(
            id=f"page:{page.id}",
            section=PAGES,
            title=words.title,
            spot=Spot(place=Place(Step.PAGES, page.id)),
            words=Where(f"{language}/pages/{page.id}.md"),
            rules=Where("pages.toml", ("page", number)),
            layers=tuple(Layer(word, moves.Open(kind, page.id)) for word, kind, there in layers if there),
            page=words,
        )


def _questions(pack: Pack, language: str) -> Iterator[Entry]:
    words, file = pack.words[language], f"{language}/screening.toml"
    added = {child for rule in pack.questions for children in rule.follow.values() for child in children}
    numbers = {rule.id: number for number, rule in enumerate(pack.questions)}
    for at, group in enumerate(pack.groups):
        place = Place(Step.SCREENING, group.id)
        if group.at == "screening":
            yield Entry(
                id=f"group:{group.id}",
                section=QUESTIONS,
                title=words.groups[group.id],
                spot=Spot(place=place),
                words=Where(file, ("group", group.id)),
                rules=Where("screening.toml", ("group", at)),
            )
        for rule in (rule for rule in pack.questions if rule.group == group.id):
            here = place if group.at == "screening" else Place(Step.WELCOME, rule.id)
            why = (Layer("why we ask", moves.Open("why", rule.id)),) if words.questions[rule.id].why else ()
            yield Entry(
                id=f"question:{rule.id}",
                section=QUESTIONS,
                title=words.questions[rule.id].told,
                spot=Spot(place=here, row=rule.id, answers=to_question(pack, rule.id)),
                words=Where(file, (rule.id,)),
                rules=Where("screening.toml", ("question", numbers[rule.id])),
                depth=(2 if rule.id in added else 1) if group.at == "screening" else 0,
                layers=why,
            )


def _results(pack: Pack, language: str) -> Iterator[Entry]:
    for name, said in pack.words[language].results.items():
        place = Place(Step.RESULT)
        answers = to_result(pack, *_RESULTS[name]) if name in _RESULTS else to_combination(pack, name)
        spot = fixed.RESULTS.get(name) or (
            None if answers is None else Spot(place=place, answers=answers, age=AgeBand.ADULT)
        )
        together = next((n for n, t in enumerate(pack.together) if t.words == name), None)
        yield Entry(
            id=f"result:{name}",
            section=RESULTS,
            title=f"{name}: {said.title}",
            spot=spot,
            words=Where(f"{language}/results.toml", (name,)),
            rules=None if together is None else Where("screening.toml", ("together", together)),
        )


def _checks(pack: Pack, language: str) -> Iterator[Entry]:
    for number, rule in enumerate(pack.teach_back):
        wrong = next(choice for choice in rule.choices if choice != rule.right)
        yield Entry(
            id=f"check:{rule.id}",
            section=CHECKS,
            title=pack.words[language].teach_back[rule.id].told,
            spot=Spot(place=Place(Step.TEACH_BACK, rule.id), answers={} if rule.always else to_doubt(pack, rule.when)),
            words=Where(f"{language}/teach-back.toml", (rule.id,)),
            rules=Where("teach-back.toml", ("question", number)),
            layers=(Layer("after a miss", TaughtBack(rule.id, wrong)),),
        )


def _choices(pack: Pack, language: str) -> Iterator[Entry]:
    spot = Spot(place=Place(Step.CHOICES, "areas"))
    areas = Where(f"{language}/areas.toml")
    yield Entry(id="areas", section=CHOICES, title="Body map", spot=spot, words=areas, rules=Where("areas.toml"))
    for number, name in enumerate(pack.permissions):
        yield Entry(
            id=f"permission:{name}",
            section=CHOICES,
            title=pack.words[language].permissions[name].words,
            spot=Spot(place=Place(Step.CHOICES, "permissions"), row=name),
            words=Where(f"{language}/permissions.toml", (name,)),
            rules=Where("permissions.toml", ("permission", number)),
        )
    yield fixed.goals(language)


def _statements(pack: Pack, language: str) -> Iterator[Entry]:
    for number, rule in enumerate(pack.statements):
        yield Entry(
            id=f"statement:{rule.id}",
            section=STATEMENTS,
            title=pack.words[language].statements[rule.id].words,
            spot=Spot(place=Place(Step.STATEMENTS, rule.group), row=rule.id, answers=to_doubt(pack, rule.when)),
            words=Where(f"{language}/statements.toml", (rule.id,)),
            rules=Where("statements.toml", ("statement", number)),
        )
