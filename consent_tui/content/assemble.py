"""From a manuscript without faults to the pack."""

from __future__ import annotations

import re

from consent_tui.content import rules, wordings
from consent_tui.content.manuscript import Manuscript, Page, Wordings
from consent_tui.model import pack as model
from consent_tui.model.screening import Answer, Rule, Severity, StopFor, Together, Urgent

SEVERITIES = {
    "note": Severity.NONE,
    "talk": Severity.TALK,
    "clearance": Severity.CLEARANCE,
    "stop": Severity.STOP,
}


def pack(written: Manuscript, version: str, status: model.Status, digest: str) -> model.Pack:
    """Make the pack; a follow-up stands in the group of the first question that leads to it."""
    head = written.pack.model
    screening = written.screening.model
    return model.Pack(
        id=head.id,
        version=version,
        status=status,
        digest=digest,
        reviewed_by=clean(head.reviewed_by),
        languages=tuple(head.languages),
        ages=model.Ages(adult=head.age.adult, stop_under=head.age.stop_under, minor=SEVERITIES[head.age.minor]),
        privacy_page=head.privacy_page,
        pages=tuple(model.PageRule(id=p.id, chart=p.chart) for p in written.pages.model.page),
        groups=tuple(model.Group(id=g.id, one_by_one=g.one_by_one, at=g.at) for g in screening.group),
        questions=_questions(screening),
        together=tuple(
            Together(all=tuple(t.all), leads=SEVERITIES[t.leads], words=t.words, stop_for=_stop_for(t.stop_for))
            for t in screening.together
        ),
        teach_back=tuple(
            model.TeachBackRule(
                id=q.id, page=q.page, choices=tuple(q.choices), right=q.right, always=q.always, when=tuple(q.when)
            )
            for q in written.teach_back.model.question
        ),
        teach_back_asked=written.teach_back.model.ask,
        statement_groups=tuple(model.Group(id=g.id) for g in written.statements.model.group),
        statements=tuple(
            model.StatementRule(id=s.id, group=s.group, when=tuple(s.when)) for s in written.statements.model.statement
        ),
        permissions=tuple(p.id for p in written.permissions.model.permission),
        areas=tuple(a.id for a in written.areas.model.area),
        evidence=tuple(
            model.Claim(
                id=c.id, studies=c.studies, people=c.people, results=tuple(c.results), certainty=c.certainty,
                sources=tuple(c.sources),
            )
            for c in written.evidence.model.claim
        ),
        sources={id_: model.Source(id=id_, cite=clean(s.cite)) for id_, s in written.sources.model.root.items()},
        words={language: _words(files) for language, files in written.words.items()},
    )  # fmt: skip


def clean(words: str) -> str:
    """Lines of a file are no lines of a screen: every run of spaces and line breaks is one space."""
    return re.sub(r"[ \t\n]+", " ", words).strip(" ")


def _questions(screening: rules.ScreeningRules) -> tuple[Rule, ...]:
    groups = {q.id: q.group for q in screening.question if q.group is not None}
    for _ in screening.question:  # a chain of follow-ups is never longer than all questions
        for q in screening.question:
            if q.id in groups:
                for child in (*q.follow.yes, *q.follow.unsure, *q.follow.person):
                    groups.setdefault(child, groups[q.id])
    return tuple(_question(q, groups[q.id]) for q in screening.question)


def _question(entry: rules.QuestionEntry, group: str) -> Rule:
    follow = {Answer.YES: entry.follow.yes, Answer.UNSURE: entry.follow.unsure, Answer.PERSON: entry.follow.person}
    return Rule(
        id=entry.id,
        group=group,
        yes=SEVERITIES[entry.yes],
        unsure=SEVERITIES[entry.when_unsure],
        stop_for=_stop_for(entry.stop_for),
        urgent=Urgent(entry.urgent) if entry.urgent else None,
        private=entry.private,
        follow={answer: tuple(children) for answer, children in follow.items() if children},
        needs=entry.needs,
        teaches=entry.teaches,
        sources=tuple(entry.sources),
    )


def _stop_for(word: str | None) -> StopFor | None:
    return StopFor(word) if word else None


def _words(files: Wordings) -> model.Words:
    screening = files.screening.model
    return model.Words(
        title=clean(files.pack.model.title),
        pages={id_: _page(page) for id_, page in files.pages.items()},
        groups={id_: clean(g.title) for id_, g in screening.group.items()},
        questions={id_: model.QuestionWords(**_cleaned(q)) for id_, q in wordings.questions(screening).items()},
        results={id_: model.ResultWords(**_cleaned(r)) for id_, r in files.results.model.root.items()},
        teach_back={
            id_: model.TeachBackWords(
                ask=clean(q.ask), passage=clean(q.passage), told=clean(q.told),
                choices={choice: clean(words) for choice, words in q.choices.items()},
            )
            for id_, q in files.teach_back.model.root.items()
        },
        statements={id_: model.AgreeWords(**_cleaned(s)) for id_, s in files.statements.model.root.items()},
        permissions={id_: model.AgreeWords(**_cleaned(p)) for id_, p in files.permissions.model.root.items()},
        areas={id_: clean(name) for id_, name in files.areas.model.root.items()},
        evidence={id_: model.ClaimWords(**_cleaned(c)) for id_, c in files.evidence.model.root.items()},
        glossary={
            id_: model.TermWords(term=clean(t.term), means=clean(t.means), also=tuple(map(clean, t.also)))
            for id_, t in files.glossary.model.root.items()
        },
        messages={key: clean(words) for key, words in files.messages.model.root.items()},
    )  # fmt: skip


def _cleaned(entry: rules.Entry) -> dict[str, str]:
    return {key: clean(words) for key, words in entry}


def _page(page: Page) -> model.PageWords:
    return model.PageWords(
        title=clean(page.head.model.title),
        body=tuple(placed.block for placed in page.body.blocks),
        more=tuple(placed.block for placed in page.body.more),
        sources=tuple(page.head.model.sources),
    )
