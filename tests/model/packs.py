"""Arbitrary small packs: what every rule must hold for, whatever a pack says."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from hypothesis import strategies as st

from consent_tui.model.facts import Visit
from consent_tui.model.pack import (
    Ages,
    AgreeWords,
    Block,
    Group,
    Pack,
    PageRule,
    PageWords,
    QuestionWords,
    ResultWords,
    Shape,
    Span,
    StatementRule,
    Status,
    TeachBackRule,
    TeachBackWords,
    Words,
)
from consent_tui.model.period import Period
from consent_tui.model.record import Clinic, Practitioner, Software
from consent_tui.model.screening import Answer, Rule, Severity, StopFor, Together, Urgent

VISIT = Visit(
    filled={
        "en": {
            "emergency": "112",
            "person.child": "your child",
            "person.my_child": "my child",
            "person.represented": "the person",
            "person.my_represented": "the person of mine",
        },
        "es": {
            "emergency": "112",
            "person.child": "su hija o hijo",
            "person.my_child": "mi hija o hijo",
            "person.represented": "la persona",
            "person.my_represented": "la persona a quien represento",
        },
    },
    switches={"crisis_question": True},
    clinic=Clinic(name="Sample Practice", kiosk="front-desk"),
    practitioner=Practitioner(name="Jon Muster"),
    zone="Europe/Vienna",
    clock="system",
    retention="10 years",
    valid_for=Period(12, "month"),
    software=Software(name="consent-tui", version="0"),
)


def rule(
    name: str,
    yes: Severity = Severity.TALK,
    unsure: Severity | None = None,
    *,
    group: str = "head",
    stop_for: StopFor | None = None,
    urgent: Urgent | None = None,
    private: bool = False,
    follow: Mapping[Answer, tuple[str, ...]] | None = None,
    needs: str | None = None,
) -> Rule:
    """One question; *not sure* counts as the pack format says where nothing else is given."""
    if unsure is None:
        unsure = min(yes, Severity.CLEARANCE)
    return Rule(
        id=name,
        group=group,
        yes=yes,
        unsure=unsure,
        stop_for=stop_for or (StopFor.UNTIL if Severity.STOP in (yes, unsure) else None),
        urgent=urgent,
        private=private,
        follow=follow or {},
        needs=needs,
    )


def pack(
    *,
    pages: int = 2,
    groups: tuple[Group, ...] = (Group(id="head"),),
    questions: tuple[Rule, ...] = (),
    together: tuple[Together, ...] = (),
    teach_back: tuple[TeachBackRule, ...] = (),
    teach_back_asked: int = 1,
    statements: tuple[StatementRule, ...] = (StatementRule(id="free-choice", group="last"),),
    permissions: tuple[str, ...] = ("write-to-doctor",),
    areas: tuple[str, ...] = ("head", "feet"),
    languages: tuple[str, ...] = ("en", "es"),
    minor: Severity = Severity.CLEARANCE,
) -> Pack:
    """Return a pack with these rules and with words for all of them, marked with their language."""
    page_ids = tuple(f"page-{n}" for n in range(pages))
    made = Pack(
        id="small",
        version="1",
        status=Status.RELEASED,
        digest="sha256:" + "0" * 64,
        reviewed_by="",
        languages=languages,
        ages=Ages(minor=minor),
        privacy_page=page_ids[-1],
        pages=tuple(PageRule(id=p) for p in page_ids),
        groups=groups,
        questions=questions,
        together=together,
        teach_back=teach_back,
        teach_back_asked=teach_back_asked,
        statement_groups=tuple(Group(id=g) for g in dict.fromkeys(s.group for s in statements)),
        statements=statements,
        permissions=permissions,
        areas=areas,
        evidence=(),
        sources={},
        words={},
    )
    for language in languages:
        made.words[language] = _words(made, language)  # type: ignore[index]  # a dict until it is handed out
    return made


def _words(pack: Pack, language: str) -> Words:
    def said(name: str) -> str:
        return f"{language} {name} {{emergency}}"

    def block(text: str) -> Block:
        return Block(Shape.PARAGRAPH, (Span(text),))

    agreed = {i: AgreeWords(words=f"I: {said(i)}", words_other=f"{{person}}: {said(i)}") for i in _agreed(pack)}
    return Words(
        title=said("title"),
        pages={p.id: PageWords(title=said(p.id), body=(block(said(p.id)),)) for p in pack.pages},
        groups={g.id: said(g.id) for g in pack.groups},
        questions={
            q.id: QuestionWords(ask=f"You: {said(q.id)}", ask_other=f"{{person}}: {said(q.id)}", why="w", told="t")
            for q in pack.questions
        },
        results={r: ResultWords(title=r, why=r, now=r) for r in ("none", "talk", "clearance", "stop")},
        teach_back={
            t.id: TeachBackWords(ask=said(t.id), passage="p", told="t", choices={c: c for c in t.choices})
            for t in pack.teach_back
        },
        statements=agreed,
        permissions=agreed,
        areas={a: said(a) for a in pack.areas},
    )


def _agreed(pack: Pack) -> tuple[str, ...]:
    return (*(s.id for s in pack.statements), *pack.permissions)


# Strategies are made once: making them anew for each draw costs more than the walk through the pack.
# What belongs together is drawn at once, for the same reason.
_LEADS = [Severity.NONE, *[Severity.TALK] * 2, *[Severity.CLEARANCE] * 3, Severity.STOP]
_natures = st.sampled_from(
    list(
        product(
            _LEADS,
            [None, *Severity],
            StopFor,
            [None] * 12 + [Urgent.EMERGENCY, Urgent.CRISIS],
            [False, True],
            [None] * 6 + ["crisis_question", "off"],
        )
    )
)
_together = st.sampled_from(list(product(_LEADS, StopFor)))
_taught = st.sampled_from(list(product("abc", [False, True])))
_hooks = st.sampled_from([(Answer.YES,), (Answer.YES, Answer.UNSURE), (Answer.PERSON,), (Answer.NO,)])
_children = (st.sampled_from([0, 0, 1, 2]), st.sampled_from([0, 0, 1]), st.just(0))  # by depth
_any = st.booleans()
_up_to = tuple(st.integers(0, n) for n in range(4))
_some = st.lists(st.integers(0, 99), max_size=2).map(tuple)  # questions, by number
_languages = st.sampled_from([("en",), ("en", "es"), ("en", "es")])
_minors = st.sampled_from([Severity.TALK, Severity.CLEARANCE])


def _tree(draw: st.DrawFn, name: str, group: str, depth: int = 0) -> tuple[Rule, ...]:
    """One question and all that its answers may add, the question first."""
    below: list[Rule] = []
    follow: dict[Answer, tuple[str, ...]] = {}
    for number in range(draw(_children[depth])):
        branch = _tree(draw, f"{name}-{number}", group, depth + 1)
        for answer in draw(_hooks):
            follow[answer] = (*follow.get(answer, ()), branch[0].id)
        below += branch
    yes, unsure, stop_for, urgent, private, needs = draw(_natures)
    root = rule(
        name,
        yes,
        unsure,
        group=group,
        stop_for=stop_for,
        urgent=urgent,
        private=private,
        follow=follow,
        needs=needs,
    )
    return root, *below


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Packs of one to three pages, up to three groups and ten or so questions, in one or two languages."""
    groups: list[Group] = []
    questions: list[Rule] = []
    if draw(_any):
        groups.append(Group(id="first", at="welcome"))
        questions.append(rule("first-q", Severity.STOP, Severity.STOP, group="first", urgent=Urgent.EMERGENCY))
    for number in range(1 + draw(_up_to[2])):
        groups.append(Group(id=f"g{number}", one_by_one=draw(_any)))
        for place in range(1 + draw(_up_to[1])):
            questions += _tree(draw, f"q{number}{place}", f"g{number}")
    pages = 1 + draw(_up_to[2])
    ids = [q.id for q in questions]

    def some() -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[n % len(ids)] for n in draw(_some)))

    return pack(
        pages=pages,
        groups=tuple(groups),
        questions=tuple(questions),
        together=tuple(
            Together(all=both, leads=leads, words=f"t{n}", stop_for=stop_for)
            for n in range(draw(_up_to[2]))
            if len(both := some()) > 1
            for leads, stop_for in [draw(_together)]
        ),
        teach_back=tuple(
            TeachBackRule(
                id=f"tb{n}",
                page=f"page-{n % pages}",
                choices=("a", "b", "c"),
                right=right,
                always=always,
                when=some(),
            )
            for n in range(draw(_up_to[3]))
            for right, always in [draw(_taught)]
        ),
        teach_back_asked=1 + draw(_up_to[1]),
        statements=tuple(
            StatementRule(id=f"s{n}", group=f"sg{n // 2}", when=some() if draw(_any) else ())
            for n in range(draw(_up_to[3]))
        ),
        permissions=tuple(f"p{n}" for n in range(draw(_up_to[2]))),
        areas=tuple(f"a{n}" for n in range(draw(_up_to[2]))),
        languages=draw(_languages),
        minor=draw(_minors),
    )
