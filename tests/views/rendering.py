"""A view as plain lines: everything that it says, in reading order, with what is chosen and what each key is."""

from __future__ import annotations

from collections.abc import Iterator

from consent_tui.views.shapes import (
    BodySheet,
    Chart,
    Choice,
    ChooseSheet,
    CoverSheet,
    DoneSheet,
    Fact,
    Field,
    FormSheet,
    Key,
    Prose,
    ReadSheet,
    ResultSheet,
    ReviewSheet,
    RowsSheet,
    Sheet,
    StartSheet,
    UrgentSheet,
    View,
)

_MARKS = {"body": "", "point": "- ", "note": "> ", "quiet": "~ ", "strong": "* "}


def rendered(view: View) -> str:
    frame = view.frame
    lines = [f"== {frame.step_word or frame.clinic} [{frame.language}]"]
    lines += [f"!! {frame.notice}"] if frame.notice else []
    lines += [*_sheet(view.sheet), f"   {'  '.join(f'[{k.cap}] {k.word}' for k in frame.keys)}".rstrip()]
    if frame.main:
        lines.append(f"   [Enter] {frame.main.word}" if frame.main.act else f"   (not ready) {frame.main.word}")
    lines.append(f"   {frame.foot}" + (f"  [{frame.look.cap}] {frame.look.word}" if frame.look else ""))
    return "\n".join(line for line in lines if line.strip())


def _sheet(sheet: Sheet) -> Iterator[str]:  # noqa: C901 - one case a kind of sheet
    yield from (f"{sheet.eyebrow}" for _ in "x" if getattr(sheet, "eyebrow", ""))
    yield from _prose(getattr(sheet, "before", ()))
    if title := getattr(sheet, "title", ""):
        yield f"# {title}"
    yield from _prose(getattr(sheet, "prose", ()))
    match sheet:
        case StartSheet():
            yield sheet.ask
            yield from (_choice(c) for c in sheet.languages)
            yield from _prose(sheet.notices)
        case ReadSheet():
            yield from _chart(sheet.chart) if sheet.chart else ()
            yield sheet.end_word
            yield from _keys(sheet.keys)
        case ChooseSheet():
            yield from (_choice(c) for c in sheet.choices)
            yield from (_field(f) for f in (sheet.field,) if f)
            yield sheet.noted
            yield from _keys(sheet.keys)
        case RowsSheet():
            for row in sheet.rows:
                yield ("  " if row.under else "") + row.words
                yield "   " + "  ".join(_choice(c) for c in row.choices)
                yield f"   {row.noted}"
                yield from _keys(k for k in (row.why, row.note) if k)
            yield from (_choice(c) for c in (sheet.all,) if c)
        case ResultSheet():
            yield f"({sheet.tone}, {sheet.mark})"
            yield f"{sheet.why_word}:"
            yield from _prose(sheet.why)
            yield f"{sheet.now_word}:"
            yield from _prose(sheet.now)
            yield from _keys(sheet.corrections)
        case BodySheet():
            yield from (f"[{a.cap}] {a.name}: {a.word}" for a in sheet.areas)
        case FormSheet():
            yield from (_field(f) for f in sheet.fields)
            yield from _prose(sheet.meaning)
            yield from (_choice(c) for c in (sheet.certify,) if c)
            yield from _prose(sheet.after)
        case ReviewSheet():
            yield from (_fact(f) for f in sheet.facts)
        case DoneSheet():
            yield from (_fact(f) for f in sheet.card)
        case UrgentSheet():
            yield from _keys(sheet.keys)
        case CoverSheet(words=words):
            yield words


def _prose(prose: Prose) -> Iterator[str]:
    for paragraph in prose:
        runs = (f"_{r.text}_" if r.explained else f"*{r.text}*" if r.strong else r.text for r in paragraph.runs)
        yield _MARKS[paragraph.kind] + "".join(runs)


def _keys(keys: Iterator[Key] | tuple[Key, ...]) -> Iterator[str]:
    yield from (f"   [{key.cap}] {key.word}" for key in keys)


def _choice(choice: Choice) -> str:
    return f"[{choice.cap}] {'(x)' if choice.chosen else '( )'} {choice.word}" + (
        f" <- {choice.hint}" if choice.hint else ""
    )


def _field(field: Field) -> str:
    return f"{field.label}: |{field.value}| {field.hint} {field.problem}".rstrip()


def _fact(fact: Fact) -> str:
    return (f"[{fact.cap}] " if fact.cap else "") + f"{fact.label}: {fact.value}"


def _chart(chart: Chart) -> Iterator[str]:
    yield " | ".join(chart.heads)
    for row in chart.rows:
        studies, people = ("-" if number is None else number for number in (row.studies, row.people))
        yield f"{row.condition} | {studies} | {people} ({row.share:.0%}) | {row.results} | {row.found}"
        yield f"  {row.dots} {row.certainty}"
    yield chart.legend
