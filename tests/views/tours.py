"""Ways through an encounter, each by the views alone; together they see everything that there is to see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from consent_tui.model.acts import Drew
from consent_tui.model.journey import Place, Step
from consent_tui.model.moves import Expire, Idle, Sealed, SealFailed, Taken
from consent_tui.model.pack import Status
from consent_tui.model.record import Practitioner
from consent_tui.model.state import State
from consent_tui.views.shapes import FormSheet
from tests.views.sitting import VISIT, Sitting, drawn, whole

NO: Mapping[str, str] = {}
RIGHT = {"stopping": "any-time", "proof": "mixed", "head-injury": "worse"}
INK = ("2,9 6,1 9,9", "4,5 8,5")
CODE = f"consent-record front-desk-42 sha256:{'7f3a91c20be455d8' * 4}"
NAME, SIGNER, BORN = "Ana Example", "Jon Muster", "29 2 1980"


def at(step: str, item: str = "") -> Place:
    return Place(Step(step), item)


def begun(language: str = "en", sitting: Sitting | None = None) -> Sitting:
    """As far as the first question about who decides."""
    sitting = sitting or Sitting.of()
    sitting.choose(language).next()
    return sitting.choose("no").next()


def decided(
    who: str = "self", band: str = "adult", *, able: str = "yes", language: str = "en", sitting: Sitting | None = None
) -> Sitting:
    """As far as the first page, or the result where it is decided before."""
    sitting = begun(language, sitting).choose(f"who_{who}").choose(f"age_{band}").next()
    if sitting.state.place.item == "role":
        sitting.choose("role_parent").next()
    if sitting.state.place.item == "help":
        sitting.next().choose(f"able_{able}").next()
    if sitting.state.place.item == "assent":
        sitting.choose("assent_yes").next()
    return sitting


def told(sitting: Sitting) -> Sitting:
    """As far as the health questions."""
    while sitting.state.place.step is Step.PAGES:
        sitting.read().next()
    return sitting


def screened(given: Mapping[str, str] = NO, sitting: Sitting | None = None) -> Sitting:
    """As far as the result; an urgent answer interrupts."""
    sitting = told(sitting or decided())
    while sitting.state.place.step is Step.SCREENING:
        sitting.answer(given)
        if sitting.state.top:
            return sitting
        sitting.next()
    return sitting


def understood(sitting: Sitting) -> Sitting:
    """From the result as far as the body map."""
    sitting.next()
    while sitting.state.place.step is Step.TEACH_BACK:
        sitting.choose(RIGHT[sitting.state.place.item]).next()
    return sitting


def reviewed(given: Mapping[str, str] = NO, sitting: Sitting | None = None) -> Sitting:
    """As far as the review."""
    sitting = understood(screened(given, sitting)).next().answer(NO).next().next()
    while sitting.state.place.step is Step.STATEMENTS:
        sitting.answer(NO).next()
    return sitting


def signing(given: Mapping[str, str] = NO, sitting: Sitting | None = None) -> Sitting:
    return reviewed(given, sitting).next().choose("agree")


def filled_in(sitting: Sitting, born: str = BORN) -> Sitting:
    """All of the sign sheet but the key itself."""
    sheet = sitting.sheet
    assert isinstance(sheet, FormSheet)
    by_name = {"name": NAME, "born": born, "signer": SIGNER, "relationship": "aunt", "authority": "court paper"}
    here = [f.id for f in sheet.fields]
    signer = SIGNER if "signer" in here else NAME
    for name in here:
        sitting.write(name, by_name.get(name, signer))
    return sitting.choose("certify")


def receipt(sitting: Sitting) -> Sitting:
    return sitting.post(Sealed("front-desk-42", "7F3A 91C2 0BE4 55D8", CODE))


# -- tours -------------------------------------------------------------------------------------------------------------


def consent() -> Sitting:
    return receipt(filled_in(signing()).next()).next()


def consent_in_spanish() -> Sitting:
    return receipt(filled_in(signing(sitting=decided(language="es"))).next())


def child() -> Sitting:
    sitting = signing({"fear": "person"}, decided("child", "minor"))
    return receipt(filled_in(sitting, "1 3 2015").next())


def represented() -> Sitting:
    return receipt(filled_in(signing(sitting=decided("represented"))).next())


def guardian_with_help_and_interpreter() -> Sitting:
    sitting = begun().choose("who_child").choose("age_minor").next().choose("role_guardian").next()
    sitting.choose("reading").choose("language").choose("seeing").choose("seeing").next().choose("able_yes").next()
    sitting.choose("yes").write("interpreter-name", "42").write("interpreter-name", SIGNER)
    sitting.choose("no").choose("yes").write("interpreter-language", "Deutsch").next().choose("assent_person").next()
    return reviewed(sitting=sitting).press("stop").choose("back")


def everything_on_a_page() -> Sitting:
    sitting = decided()
    for command in ("more", "claims", "terms", "sources"):
        sitting.press(command).next().press(command).press("back")
    sitting.press("ask").choose("note").write("note", "What does it cost?")
    sitting.press("ask").choose("desk").next().next()
    sitting.press("hide").next().next().press("look").choose("es").press("look").choose("en")
    told(sitting).press("why").next()
    return reviewed(sitting=sitting).press("look").choose("es")


def detours() -> Sitting:
    """Notes, confirmations, a changed answer, misses, areas all round, refused texts, and what notices say."""
    sitting = told(decided())
    sitting.choose("yes", "aneurysm").choose("no").answer(NO)
    sitting.press("note").write("note", "since 2019").next()
    sitting.choose("yes", "blood-clot").choose("unsure", "blood-thinners").answer({"fear": "yes"}).next()
    sitting.press("change-1").choose("no", "blood-clot").next().next()
    sitting.choose("never").choose("never").next().choose("cure").choose("mixed").next()
    areas = [area.act for area in sitting.sheet.areas]  # type: ignore[union-attr]
    for act in areas:
        sitting.post(act)
    sitting.post(sitting.sheet.areas[0].act)  # type: ignore[union-attr]
    sitting.post(sitting.sheet.areas[1].act).post(sitting.sheet.areas[1].act).next()  # type: ignore[union-attr]
    sitting.choose("false").next().write("goals", "x" * 601).write("goals", "less pain").write(
        "matters", "quiet"
    ).next()
    sitting.choose("false", "clothes-on").answer(NO).next().answer(NO).next()
    sitting.next().choose("agree").press("back").press("back").press("back")
    sitting.answer(NO).choose("true", "clothes-on") if sitting.state.place.item == "told" else sitting.press("back")
    sitting.choose("true", "clothes-on").next().next().next().choose("agree")
    sitting.write("name", NAME).write("born", "31 2 1980").write("born", "1 1 2020").write("born", BORN)
    sitting.write("signature", "Ana").write("signature", NAME).choose("certify").write("name", SIGNER)
    return sitting.write("signature", SIGNER).press("back").choose("refuse")


def refused_texts() -> Sitting:
    """Every reason why a text is not taken."""
    sitting = signing()
    for text in ("5 May", "1 2 80", "31 2 1980", "1 1 2027", "1 1 1890"):
        sitting.write("born", text)
    for text in ("x" * 201, "Ana\u202e", "a" + "\u0301" * 6 + "\u0323" * 6, "42"):
        sitting.write("name", text)
    return sitting


def crisis_before_all_else() -> Sitting:
    pack = whole()
    asked = tuple(replace(q, group="now") if q.id == "crisis" else q for q in pack.questions)
    sitting = Sitting.of(replace(pack, questions=asked)).choose("en").next().choose("no").next()
    return sitting.choose("person").next()


def much_to_read() -> Sitting:
    """A page of more than a minute, and findings of every certainty, some without numbers."""
    pack = whole()
    claim, own = pack.evidence[0], pack.words["en"]
    claims = {f"claim-{n}": c for n, c in enumerate(("high", "moderate", "low", "very-low", "unsure"))}
    pages = {"touch": replace(own.pages["touch"], body=own.pages["touch"].body * 4)}
    worded = replace(
        own,
        evidence=dict.fromkeys(claims, own.evidence[claim.id]),
        pages={**own.pages, **pages},
    )
    counts = {"high": (1, 1), "unsure": (None, None)}
    found = tuple(
        replace(claim, id=i, certainty=c, studies=studies, people=people)
        for i, c in claims.items()
        for studies, people in [counts.get(c, (claim.studies, claim.people))]
    )
    sitting = Sitting.of(replace(pack, evidence=found, words={**pack.words, "en": worded}))
    begun(sitting=sitting).choose("who_self").choose("age_adult").next().next().choose("able_yes").next()
    return told(sitting.press("claims").next())


def language_at_the_end() -> Sitting:
    return filled_in(signing()).press("look").choose("es")


def drawn_and_typed_by_staff() -> Sitting:
    """Staff type each text, the client draws, clears and draws again; then the client types again."""
    sitting = signing().press("staff")
    sitting.write("name", NAME).write("born", BORN).write("signature", NAME)
    sitting.press("ink").post(Drew(INK)).press("clear-ink").post(Drew(INK)).next().choose("certify").press("staff")
    return receipt(sitting.next())


def refusal_kept() -> Sitting:
    sitting = screened().press("stop").choose("refuse").write("reason", "too soon").choose("yes").next()
    sitting.write("name", NAME).write("born", BORN).next().choose("no").choose("yes").next()
    return receipt(sitting).next()


def refused_by_the_child() -> Sitting:
    sitting = begun().choose("who_child").choose("age_minor").next().choose("role_parent").next()
    sitting.next().choose("able_yes").next().choose("assent_no").next().choose("yes").next()
    return sitting.press("back").press("back")


def undecided_unkept() -> Sitting:
    return decided().press("stop").choose("undecided").choose("no").next().post(Expire())


def undecided_kept() -> Sitting:
    sitting = reviewed().next().choose("undecided").choose("yes").next().write("name", NAME).write("born", BORN)
    return receipt(sitting.next().choose("no").next())


def deferral(given: Mapping[str, str]) -> Callable[[], Sitting]:
    def tour() -> Sitting:
        sitting = screened(given).next().choose("yes").next().write("name", NAME).write("born", BORN).next()
        return receipt(sitting.choose("yes").next())

    return tour


def copies_offered(*ways: str) -> Sitting:
    """As far as the last screen of a client who wants to think about it, where copies can be taken along."""
    sitting = decided(sitting=Sitting.of(visit=replace(VISIT, copies=ways))).press("stop").choose("undecided")
    sitting.choose("yes").next().write("name", NAME).write("born", BORN).next()
    return receipt(sitting.choose("no").next())


def copies_taken() -> Sitting:
    """Neither works at first; then both do."""
    sitting = copies_offered("print", "save")
    for well in (False, True):
        for way in ("print", "save"):
            sitting.press(way).post(Taken(way, well))
    return sitting


def code_offered(language: str = "en", *ways: str) -> Sitting:
    """As far as the last screen of a client who agreed, where the number can be had as a QR code."""
    visit = replace(VISIT, copies=ways, code=True)
    return receipt(filled_in(signing(sitting=decided(language=language, sitting=Sitting.of(visit=visit)))).next())


def code_shown() -> Sitting:
    return code_offered("en", "print").press("code")


def in_a_page() -> Sitting:
    """From Start in a browser's page that offers the client's copy."""
    visit = replace(VISIT, copies=("page",), paged=True)
    return receipt(filled_in(signing(sitting=decided(sitting=Sitting.of(visit=visit)))).next())


def stopped_early(who: str, band: str, able: str = "yes") -> Callable[[], Sitting]:
    return lambda: decided(who, band, able=able).next()


def result(given: Mapping[str, str], who: str = "self", band: str = "adult") -> Callable[[], Sitting]:
    return lambda: screened(given, decided(who, band))


def leaving(way: str) -> Callable[[], Sitting]:
    return lambda: told(decided()).press("stop").choose(way)


def emergency() -> Sitting:
    return Sitting.of().choose("en").next().choose("yes").press("mistake").choose("unsure").press("person")


def crisis() -> Sitting:
    return screened({"crisis": "unsure"}).press("mistake")


def idle() -> Sitting:
    return told(decided()).post(Idle()).next().post(Idle()).post(Expire())


def hidden() -> Sitting:
    return told(decided()).press("hide").post(Expire())


def troubles() -> Sitting:
    sitting = filled_in(signing()).next()
    for code in ("disk-full", "read-only", "no-permission", "locked", "name-taken", "not-a-folder", "no-locks"):
        sitting.post(SealFailed(code)).next()
    return sitting.post(SealFailed("ledger-damaged")).next().post(SealFailed("something-new")).post(Expire())


def starts() -> Sitting:
    """Start with all that staff are told there."""
    sitting = Sitting.of(replace(whole(), reviewed_by=""), replace(VISIT, clinic=None, rehearsal=True))
    sitting.states += Sitting.of(replace(whole(), status=Status.DRAFT)).states
    untitled = {language: replace(own, title="") for language, own in whole().words.items()}
    sitting.states += Sitting.of(replace(whole(), words=untitled)).states
    attended = replace(VISIT, practitioner=Practitioner(name="Jon Muster", registration="CST 7"))
    sitting.states += Sitting.of(whole(), attended).states
    return sitting.press("look").next()


def earlier_number() -> Sitting:
    """Comes with the number of an earlier record, and sees it on the review."""
    sitting = Sitting.of().choose("en").press("earlier").write("earlier", "x" * 61).write("earlier", "front-desk-7")
    sitting.next().choose("no").next().choose("who_self").choose("age_adult").next().next()
    return reviewed(sitting=sitting.choose("able_yes").next())


def asked_to_withdraw(language: str = "en", sitting: Sitting | None = None) -> Sitting:
    """As far as number and birth date."""
    return (sitting or Sitting.of()).press("withdraw").choose(language).next()


def withdrawing() -> Sitting:
    """A withdrawal with every way back, other texts than can be taken, and what lies over its screens."""
    sitting = asked_to_withdraw()
    sitting.write("number", "Ana Example").write("number", "x" * 61).write("number", "front-desk-42")
    sitting.write("born", "5 May").write("born", BORN).next()
    sitting.press("look").choose("es").press("look").choose("en").press("hide").next().next()
    sitting.press("ask").choose("desk").next().next().press("stop").choose("back").press("stop").choose("person")
    sitting.next().next().choose("no").press("back").press("back").choose("en").next().next()
    return receipt(sitting.post(Idle()).next().choose("yes")).next()


def withdrawing_in_spanish() -> Sitting:
    return receipt(asked_to_withdraw("es").write("number", "front-desk-42").write("born", BORN).next().choose("yes"))


def withdrawing_in_one_language() -> Sitting:
    """Where there is no language to choose, what withdrawing means comes first."""
    pack = whole()
    sitting = Sitting.of(replace(pack, languages=("en",), words={"en": pack.words["en"]})).press("withdraw")
    return sitting.next().press("stop").choose("leave").next()


def not_withdrawn() -> Sitting:
    sitting = asked_to_withdraw().write("number", "42").write("born", BORN).next().choose("yes")
    return sitting.post(SealFailed("disk-full")).next().post(SealFailed("something-new")).post(Expire())


def withdrawing_after_all() -> Sitting:
    return asked_to_withdraw().press("back").press("back").press("back")


TOURS: dict[str, Callable[[], Sitting]] = {
    "consent": consent,
    "consent in Spanish": consent_in_spanish,
    "child": child,
    "represented": represented,
    "guardian": guardian_with_help_and_interpreter,
    "page": everything_on_a_page,
    "detours": detours,
    "language at the end": language_at_the_end,
    "ink": drawn_and_typed_by_staff,
    "texts": refused_texts,
    "earlier number": earlier_number,
    "crisis first": crisis_before_all_else,
    "much to read": much_to_read,
    "refusal": refusal_kept,
    "a child's no": refused_by_the_child,
    "undecided": undecided_unkept,
    "undecided, kept": undecided_kept,
    "copies taken": copies_taken,
    "QR code": lambda: code_shown().next(),
    "in a page": in_a_page,
    "stop for today": deferral({"blood-clot": "yes", "blood-clot-signs": "yes"}),
    "stop until": deferral({"surgery": "yes"}),
    "lasting stop": deferral({"aneurysm": "yes"}),
    "too young": stopped_early("child", "under"),
    "oneself under age": stopped_early("self", "minor"),
    "not able": stopped_early("self", "adult", "unsure"),
    "talk": result({"blood-thinners": "yes", "concussion": "yes", "fear": "yes"}),
    "clearance of a child": result({"blood-clot": "person"}, "child", "minor"),
    "left": leaving("leave"),
    "on paper": leaving("paper"),
    "at the desk": leaving("person"),
    "emergency": emergency,
    "crisis": crisis,
    "idle": idle,
    "hidden": hidden,
    "troubles": troubles,
    "starts": starts,
    "withdrawing": withdrawing,
    "withdrawing in Spanish": withdrawing_in_spanish,
    "withdrawing in one language": withdrawing_in_one_language,
    "not withdrawn": not_withdrawn,
    "not withdrawing": withdrawing_after_all,
}


def _screens() -> tuple[State, ...]:
    """Each screen of the tours once; what differs in nothing that is drawn is the same screen."""
    found = {(drawn(state), state.closed): state for tour in TOURS.values() for state in tour().states}
    return tuple(state for state in found.values() if not state.closed)


SCREENS = _screens()
