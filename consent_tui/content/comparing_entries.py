"""A pack as entries that can be compared: each says in plain words what it is, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consent_tui.content.comparing import NO, NOTHING, Entries, Entry, Facet, Rank, Section
from consent_tui.model.pack import Block, Group, Pack, PageWords, Shape, Words
from consent_tui.model.screening import Answer, Rule, Severity, StopFor, Urgent

LEADS = {
    Severity.NONE: "no concern; it is shown at the desk",
    Severity.TALK: "a talk with the practitioner first",
    Severity.CLEARANCE: "a doctor's answer first",
    Severity.STOP: "no session",
}
LASTS = {
    StopFor.TODAY: "for today",
    StopFor.UNTIL: "until a doctor says it has healed",
    StopFor.LASTING: "for good",
}
CALLS = {Urgent.EMERGENCY: "yes, with the emergency number", Urgent.CRISIS: "yes, with the crisis line"}
AFTER = {Answer.YES: "yes", Answer.UNSURE: "not sure", Answer.PERSON: "rather tell a person"}
SHAPES = {Shape.PARAGRAPH: "", Shape.POINT: "- ", Shape.NOTE: "> "}
NOBODY = "nobody yet"


def entries(pack: Pack, language: str) -> dict[Section, Entries]:
    """Return all that a pack tells and asks, with the words of `language`."""
    words = pack.words[language]
    titles = {id_: page.title for id_, page in words.pages.items()}
    asks = {id_: question.ask for id_, question in words.questions.items()}
    added = frozenset(child for rule in pack.questions for children in rule.follow.values() for child in children)
    return {
        Section.PACK: {"pack": _pack(pack, words, titles)},
        Section.GROUPS: {g.id: _group(g, words.groups[g.id]) for g in pack.groups},
        Section.QUESTIONS: {q.id: _question(q, words, titles, asks, added) for q in pack.questions},
        Section.TOGETHER: _together(pack, words, asks),
        Section.RESULTS: {
            id_: Entry(r.title, {"title": _said(r.title), "why": _said(r.why), "now": _said(r.now)})
            for id_, r in words.results.items()
        },
        Section.PAGES: {
            p.id: _page(words.pages[p.id], chart=p.chart, private=p.id == pack.privacy_page) for p in pack.pages
        },
        Section.TEACH_BACK: _teach_back(pack, words, titles, asks),
        Section.STATEMENTS: {
            s.id: Entry(
                words.statements[s.id].words,
                {
                    "words": _said(words.statements[s.id].words),
                    "words for another person": _said(words.statements[s.id].words_other),
                    "asked only after": _named(asks, s.when, int(not s.when)),
                    "group": Facet(s.group, told=False),
                },
            )
            for s in pack.statements
        },
        Section.PERMISSIONS: {
            id_: Entry(
                words.permissions[id_].words,
                {
                    "words": _said(words.permissions[id_].words),
                    "words for another person": _said(words.permissions[id_].words_other),
                },
            )
            for id_ in pack.permissions
        },
        Section.AREAS: {id_: Entry(words.areas[id_], {"name": _said(words.areas[id_])}) for id_ in pack.areas},
        Section.EVIDENCE: _evidence(pack, words),
        Section.GLOSSARY: {
            id_: Entry(
                term.term,
                {
                    "term": _said(term.term, told=False),
                    "means": _said(term.means, told=False),
                    "also": _said(", ".join(term.also), told=False),
                },
                told=False,
            )
            for id_, term in words.glossary.items()
        },
        Section.SOURCES: {
            id_: Entry(id_, {"cite": Facet(source.cite, told=False)}, told=False)
            for id_, source in pack.sources.items()
        },
        Section.MESSAGES: {
            key: Entry(key, {"words": _said(text, told=False)}, told=False) for key, text in words.messages.items()
        },
    }


def _said(text: str, *, told: bool = True) -> Facet:
    return Facet(text, words=True, told=told)


def _yes(given: bool, *, ranked: bool = False) -> Facet:
    return Facet("yes" if given else NO, int(given) if ranked else None)


def _named(names: Mapping[str, str], ids: Iterable[str], rank: Rank | None = None, *, told: bool = True) -> Facet:
    """Other entries by the words that people know them by."""
    row = tuple(ids)
    return Facet("; ".join(names[id_] for id_ in row) or NOTHING, rank, told=told, ids=row)


def _pack(pack: Pack, words: Words, titles: Mapping[str, str]) -> Entry:
    ages = pack.ages
    return Entry(
        words.title,
        {
            "title": _said(words.title),
            "name in records": Facet(pack.id),
            "confirmed by": Facet(pack.reviewed_by or NOBODY, told=False),
            "own language": Facet(pack.languages[0], told=False),
            "a person decides alone from the age of": Facet(f"{ages.adult} years", ages.adult),
            "no session below the age of": Facet(f"{ages.stop_under} years", ages.stop_under),
            "a child needs at least": Facet(LEADS[ages.minor], ages.minor),
            "privacy notice": _named(titles, [pack.privacy_page]),
            "teach-back questions asked": Facet(f"about {pack.teach_back_asked}", pack.teach_back_asked),
        },
    )


def _group(group: Group, title: str) -> Entry:
    where = "before all else" if group.at == "welcome" else "with the health questions"
    return Entry(
        title,
        {
            "title": _said(title),
            "one by one": _yes(group.one_by_one, ranked=True),
            "asked": Facet(where, told=False),
        },
    )


def _question(
    rule: Rule, words: Words, titles: Mapping[str, str], asks: Mapping[str, str], added: frozenset[str]
) -> Entry:
    told = words.questions[rule.id]
    unsure = rule.severity(Answer.UNSURE)
    follow = {
        f"also asked after {AFTER[answer]}": _named(asks, children := rule.follow.get(answer, ()), frozenset(children))
        for answer in AFTER
    }
    return Entry(
        told.ask,
        {
            "yes leads to": Facet(LEADS[rule.yes], rule.yes),
            "not sure leads to": Facet(LEADS[unsure], unsure),
            "a stop lasts": _lasts(rule.stop_for),
            "interrupts at once": Facet(CALLS[rule.urgent] if rule.urgent else NO, int(rule.urgent is not None)),
            **follow,
            "asked": _asked(rule, added),
            "private": _yes(rule.private),
            "ask": _said(told.ask),
            "ask for another person": _said(told.ask_other),
            "why we ask": _said(told.why),
            "how a result names it": _said(told.told),
            "shows again the page": _named(titles, [rule.teaches] if rule.teaches else []),
            "group": _named(words.groups, [rule.group], told=False),
            "sources": Facet(", ".join(rule.sources) or NOTHING, told=False),
        },
        rule=rule.urgent is not None or max(rule.yes, unsure) > Severity.NONE,
    )


def _asked(rule: Rule, added: frozenset[str]) -> Facet:
    if rule.needs:
        return Facet("only where the clinic has switched it on", 0)
    return Facet("only after another answer", 1) if rule.id in added else Facet("always", 2)


def _lasts(stop_for: StopFor | None) -> Facet:
    return Facet(LASTS[stop_for], stop_for.rank + 1) if stop_for else Facet(NOTHING, 0)


def _together(pack: Pack, words: Words, asks: Mapping[str, str]) -> Entries:
    titles = {id_: result.title for id_, result in words.results.items()}
    found: dict[str, Entry] = {}
    for rule in pack.together:
        id_ = "+".join(sorted(rule.all))
        found[f"{id_}:{rule.words}" if id_ in found else id_] = Entry(
            " + ".join(asks[question] for question in rule.all),
            {
                "leads to": Facet(LEADS[rule.leads], rule.leads),
                "a stop lasts": _lasts(rule.stop_for),
                "result": _named(titles, [rule.words]),
            },
            rule=True,
        )
    return found


def _page(page: PageWords, *, chart: bool, private: bool) -> Entry:
    blocks = (*page.body, *page.more)
    strong = (span.text for block in blocks for span in block.spans if span.strong)
    terms = (span.text for block in blocks for span in block.spans if span.term)
    return Entry(
        page.title,
        {
            "title": _said(page.title),
            "text": _said(_text(page.body)),
            "learn more": _said(_text(page.more)),
            "strong": _said(", ".join(strong), told=False),
            "words explained": _said(", ".join(terms), told=False),
            "draws the evidence": _yes(chart),
            "is the privacy notice": _yes(private),
            "sources": Facet(", ".join(page.sources) or NOTHING, told=False),
        },
    )


def _text(blocks: Iterable[Block]) -> str:
    return "\n".join(f"{SHAPES[block.shape]}{block.plain}" for block in blocks)


def _teach_back(pack: Pack, words: Words, titles: Mapping[str, str], asks: Mapping[str, str]) -> Entries:
    found: dict[str, Entry] = {}
    for rule in pack.teach_back:
        told = words.teach_back[rule.id]
        choices = [told.choices[choice] for choice in rule.choices]
        found[rule.id] = Entry(
            told.ask,
            {
                "ask": _said(told.ask),
                "choices": _said("\n".join(f"- {words}" for words in choices)),
                "right": Facet(rule.right),
                "passage": _said(told.passage),
                "what it is about": _said(told.told),
                "page": _named(titles, [rule.page], told=False),
                "asked of everybody": _yes(rule.always, ranked=True),
                "asked after": _named(asks, rule.when, frozenset(rule.when)),
            },
        )
    return found


def _evidence(pack: Pack, words: Words) -> Entries:
    found: dict[str, Entry] = {}
    for claim in pack.evidence:
        told = words.evidence[claim.id]
        found[claim.id] = Entry(
            told.condition,
            {
                "condition": _said(told.condition),
                "found": _said(told.found),
                "limits": _said(told.limits),
                "studies": Facet(str(claim.studies or "not known")),
                "people": Facet(str(claim.people or "not known")),
                "direction, from -1 worse to 1 better": Facet(", ".join(f"{r:g}" for r in claim.results) or "none"),
                "certainty": Facet(claim.certainty),
                "sources": Facet(", ".join(claim.sources) or NOTHING, told=False),
            },
        )
    return found
