"""Whether clients can read the words: grade and ease per page, long sentences, hard words that nobody explains.

A page over the limits of `pack.toml` is a fault. What is too short to be measured well – a question, a result, a
statement – and single sentences and words are worth a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consent_tui.content.faults import Fault, listed
from consent_tui.content.lexicon import is_hard, syllables
from consent_tui.content.manuscript import Manuscript, Wordings
from consent_tui.content.pages import MORE, folded
from consent_tui.content.passages import Passage, entries, of_page
from consent_tui.content.readability import WORD, Measure, measure
from consent_tui.content.rules import ReadingLimits

LONG = 25  # words a sentence; plain-language guides part a sentence there
TELLING = 30  # words; a formula says little about fewer


@dataclass(frozen=True, slots=True)
class Grade:
    """How hard a part of a page is; `more` marks what stands below *Learn more*."""

    language: str
    page: str
    more: bool
    measure: Measure
    passages: tuple[Passage, ...]


def grades(written: Manuscript) -> tuple[Grade, ...]:
    """Return every part of every page, in the order in which clients read them."""
    return tuple(
        Grade(files.language, rule.id, more, measure((passage.text for passage in passages), files.language), passages)
        for files in written.words.values()
        for rule in written.pages.model.page
        for more, passages in _parts(files, rule.id)
        if passages
    )


def _parts(files: Wordings, id_: str) -> Iterator[tuple[bool, tuple[Passage, ...]]]:
    page = files.pages.get(id_)
    if page is not None and not page.body.faults:
        yield False, of_page(page, page.body.blocks, files)
        yield True, of_page(page, page.body.more, files)


def faults(written: Manuscript, graded: Iterable[Grade]) -> Iterator[Fault]:
    """Each part of a page that is over the limits, at its longest sentence."""
    limits = written.pack.model.reading
    for grade in graded:
        if over := _over(grade.measure, limits):
            part = f'what stands below "## {MORE}"' if grade.more else "the page"
            yield _at_longest(grade.passages, grade.measure, f"{part} is hard to read: {over}")


def warnings(written: Manuscript, graded: Iterable[Grade]) -> Iterator[Fault]:
    limits, pages = written.pack.model.reading, tuple(graded)
    for files in written.words.values():
        read = [passage for grade in pages if grade.language == files.language for passage in grade.passages]
        for passages in entries(files):
            read += passages
            found = measure((passage.text for passage in passages), files.language)
            over = _over(found, limits) if found.words >= TELLING else ""
            if over:
                yield _at_longest(passages, found, f"this is hard to read: {over}")
        for passage in read:
            yield from _long(passage, files.language)
        yield from _jargon(read, files)


def _over(found: Measure, limits: ReadingLimits) -> str:
    """Say by how much a text is too hard; empty if it is not, or cannot be measured."""
    grade, ease = found.grade, found.ease
    told = []
    if grade is not None and round(grade, 1) > limits.grade:
        told.append(f"grade {grade:.1f} (at most {limits.grade:.1f})")
    if ease is not None and round(ease, 1) < limits.ease:
        told.append(f"ease {ease:.1f} (at least {limits.ease:.1f})")
    return listed(told, "and") if told else ""


def _at_longest(passages: Sequence[Passage], found: Measure, what: str) -> Fault:
    longest = found.longest
    passage = next(p for p in passages if longest.text in p.text)
    heavy = dict.fromkeys(w for w in WORD.findall(" ".join(p.text for p in passages)) if w.isalpha())
    heaviest = sorted(heavy, key=lambda word: -syllables(word, found.language))[:2]
    named = listed((f'"{word}"' for word in heaviest), "and")
    todo = f"part this sentence of {len(longest.words)} words, or find shorter words than {named}"
    return passage.fault(what, todo, longest.text)


def _long(passage: Passage, language: str) -> Iterator[Fault]:
    for sentence in measure([passage.text], language).sentences:
        if len(sentence.words) > LONG:
            what = f"a sentence of {len(sentence.words)} words"
            yield passage.fault(what, f"part it: {LONG} words are the most that read easily", sentence.text)


def _jargon(read: Iterable[Passage], files: Wordings) -> Iterator[Fault]:
    """Each hard word once a language, where it is first read. A name is none: it is written with a capital."""
    language = files.language.partition("-")[0]
    terms = (folded(w) for t in files.glossary.model.root.values() for w in (t.term, *t.also))
    marked = (folded(word) for page in files.pages.values() for _, word in page.body.unexplained)  # told already
    told = {word for term in (*terms, *marked) for word in WORD.findall(term)}
    for passage in read:
        for word in WORD.findall(passage.text):
            if word.islower() and word not in told and is_hard(word, language):
                told.add(word)
                todo = f"say it in easier words, or explain it in {files.glossary.path}"
                yield passage.fault(f'"{word}" is a hard word that the glossary lacks', todo, word)
