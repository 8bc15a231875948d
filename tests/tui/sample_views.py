# ruff: noqa: E501 - sentences stand whole
"""Views made by hand, one or more for every kind of sheet. What they say is made up."""

from __future__ import annotations

from consent_tui.model import acts, moves
from consent_tui.model.screening import Answer
from consent_tui.views.parts import Chart, ChartRow, Choice, Fact, Field, Ink, Key, MainKey, Mark, Para, Row, Run, Tone
from consent_tui.views.shapes import (
    Area,
    BodySheet,
    ChooseSheet,
    CodeSheet,
    CoverSheet,
    DoneSheet,
    FormSheet,
    Frame,
    IdleSheet,
    InkSheet,
    ReadSheet,
    ResultSheet,
    ReviewSheet,
    RowsSheet,
    Sheet,
    StartSheet,
    UrgentSheet,
    View,
)

STEPS = (
    "Welcome",
    "Who decides",
    "What to know",
    "Your health",
    "What it means",
    "Did we explain well",
    "Your choices",
    "Statements",
    "Look it over",
    "Decide",
    "Done",
)
BACK = Key("back", "B", "Back", moves.Back(), "F2")
ASK = Key("ask", "?", "Ask us", moves.Open("ask"), "F1")
HIDE = Key("hide", "H", "Hide", moves.Hide(), "F3")
STOP = Key("stop", "Esc", "Stop", moves.Open("stop"), "Esc")
LOOK = Key("look", "A", "Text and contrast", moves.Open("look"))
WITHDRAW = Key("withdraw", "W", "Withdraw a consent", moves.ToWithdraw())
NEXT = MainKey("Next", moves.Next())
SIGNATURE = (
    "5,15 9,9 13,3 17,9 19,15",
    "8,10 17,10",
    "29,5 31,3 29,9 27,15 23,15 23,11 28,9",
    "35,13 39,9 39,15 43,15",
    "3,19 21,18 43,17 63,18",
)


def frame(
    step: int = 4, main: MainKey | None = NEXT, *, keys: tuple[Key, ...] = (BACK, ASK, HIDE, STOP), **more
) -> Frame:
    given = {
        "revision": 7,
        "language": "en",
        "clinic": "Harbour Street Clinic",
        "step": step,
        "step_word": f"Step {step} of {len(STEPS)}" if step else "",
        "steps": STEPS,
        "keys": keys,
        "main": main,
        "foot": "Nothing is saved yet.",
        "look": LOOK,
    }
    return Frame(**{**given, **more})


def para(text: str, kind: str = "body") -> Para:
    return Para((Run(text),), kind)


def start() -> View:
    names = ("English", "Español", "Français", "Deutsch")
    languages = tuple(Choice(n[:2].lower(), str(i), n, acts.Speak(n[:2].lower())) for i, n in enumerate(names, start=1))
    sheet = StartSheet(
        title="Before your craniosacral session",
        prose=(para("Read at your own pace. Ask anything. Decide for yourself. Yes and no are equally good answers."),),
        ask="Choose your language to begin",
        aloud="With a screen reader: consent-tui --plain",
        languages=languages,
        notices=(para("For staff: content not yet confirmed by a clinician.", "quiet"),),
    )
    foot = "This screen keeps nothing from earlier visitors."
    return View("start", frame(0, None, keys=(LOOK, WITHDRAW), look=None, foot=foot), sheet)


def withdraw_language() -> View:
    names = {"en": "English: Withdraw a consent", "de": "Deutsch: Zustimmung widerrufen"}
    choices = tuple(Choice(i, str(n), word, acts.Speak(i)) for n, (i, word) in enumerate(names.items(), start=1))
    ask = (para("Choose your language to begin", "quiet"),)
    return View("start/language", frame(0, None), ChooseSheet(title="Withdraw a consent", prose=ask, choices=choices))


def withdraw_asked(number: str = "", *, problem: str = "") -> View:
    born = "Birth date of the person treated (day month year)"
    fields = (
        Field("number", "Record number, as front-desk-42", number, limit=60, problem=problem, commit="gave"),
        Field("born", born, limit=60, commit="gave"),
    )
    told = (para("The number is on your copy. This screen never tells who was here.", "quiet"),)
    sheet = FormSheet(title="Which consent?", fields=fields, prose=told)
    return View("start/asked", frame(0, MainKey("Number and date", None)), sheet)


def withdraw_confirm() -> View:
    typed = (para("Record number: front-desk-42", "strong"), para("Birth date: 29 February 1980", "strong"))
    choices = (
        Choice("yes", "1", "Yes, withdraw it", moves.Withdraw()),
        Choice("no", "2", "No, let me change it", moves.Back()),
    )
    told = (para("Please check both.", "quiet"), *typed)
    sheet = ChooseSheet(title="Withdraw this consent?", prose=told, choices=choices)
    return View("start/confirm", frame(0, None), sheet)


PAGE_KEYS = (
    Key("more", "L", "Learn more", moves.Open("more", "injury")),
    Key("terms", "G", "Words explained", moves.Open("terms", "injury")),
    Key("sources", "R", "Sources", moves.Open("sources", "injury")),
)


def page() -> View:
    prose = (
        Para(
            (
                Run("Some people with a brain injury said they felt "),
                Run("worse", strong=True),
                Run(" after craniosacral therapy."),
            )
        ),
        para(
            "They told of more head pain, feeling sick, a fast heartbeat, or changes in mood. Nobody has counted how often this happens."
        ),
        Para((Run("Tell us about any head injury, even an old one.", strong=True),), "note"),
        Para(
            (Run("Ask a doctor first if you had a "), Run("concussion", explained=True), Run(" a short time ago.")),
            "note",
        ),
    )
    sheet = ReadSheet(
        title="If you have had a brain injury",
        prose=prose,
        eyebrow="Page 8 of 12 · about 1 minute",
        keys=PAGE_KEYS,
        ends=acts.PageEnded("injury"),
        end_word="End of this page",
    )
    return View("pages/injury", frame(3), sheet)


def long_page(*, ended: bool = False) -> View:
    prose = tuple(
        para(f"Thought {n}. It takes a line or two to say, so that a page of many thoughts is longer than a screen.")
        for n in range(1, 13)
    )
    sheet = ReadSheet(
        title="A long page",
        prose=prose,
        eyebrow="Page 2 of 12 · about 2 minutes",
        keys=PAGE_KEYS,
        ends=acts.PageEnded("long"),
        end_word="End of this page",
    )
    return View("pages/long", frame(3, NEXT if ended else MainKey("Read to the end", None)), sheet)


def evidence() -> View:
    rows = (
        ChartRow("Long-term pain", 10, 681, 1.0, (0.0, 0.5), "reviews differ", 2, "low", "small trials"),
        ChartRow("Neck pain", 1, 54, 0.08, (0.5,), "less pain", 2, "low", "one trial"),
        ChartRow("Low back pain", 1, 64, 0.09, (0.0, 0.3), "results differ", 1, "very low", "one trial"),
        ChartRow("Migraine", 3, 139, 0.2, (0.0, 0.3), "results differ", 1, "very low", "small trials"),
        ChartRow("Brain injury", None, None, 0.0, (-0.5,), "some felt worse", 0, "unsure", "no count"),
    )
    chart = Chart(
        rows,
        ("trials", "people", "worse", "better", "found", "how sure"),
        "● one result   ─ between two results   ●●●● very sure   ○○○○ unsure",
    )
    sheet = ReadSheet(
        title="What the research says",
        prose=(
            para(
                "Two reviews looked at the studies and came to different answers. One found some pain relief. The other found none."
            ),
        ),
        eyebrow="Page 5 of 12 · about 2 minutes",
        chart=chart,
        keys=PAGE_KEYS,
        ends=acts.PageEnded("evidence"),
        end_word="End of this page",
    )
    return View("pages/evidence", frame(3), sheet)


ANSWERS = ((Answer.YES, "Yes"), (Answer.NO, "No"), (Answer.UNSURE, "Not sure"), (Answer.PERSON, "Tell a person"))


def answers(question: str, chosen: Answer | None = None, *, offered=ANSWERS) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(a), str(n), word, acts.Answered(question, a), a is chosen, "your answer" if a is chosen else "")
        for n, (a, word) in enumerate(offered, start=1)
    )


def question(chosen: Answer | None = Answer.UNSURE) -> View:
    sheet = ChooseSheet(
        title="Have you ever been told that you have a weak or bulging blood vessel (aneurysm) in your brain?",
        choices=answers("aneurysm", chosen, offered=ANSWERS[:3]),
        eyebrow="Question 4 of 22 · your head and brain",
        keys=(
            Key("why", "W", "Why we ask", moves.Open("why", "aneurysm")),
            Key("note", "N", "Add a note", moves.Open("note", "aneurysm")),
        ),
    )
    return View("screening/aneurysm", frame(4, NEXT if chosen else MainKey("Choose an answer", None)), sheet)


def stop() -> View:
    words = (
        "Go back to where I was",
        "Talk to a person",
        "I want it on paper",
        "I want to think about it",
        "I do not agree",
        "Leave and save nothing",
    )
    doing = (
        moves.Close(),
        moves.Open("desk"),
        moves.Leave("paper"),
        acts.Decided(acts.Outcome.UNDECIDED),
        acts.Decided(acts.Outcome.REFUSE),
        moves.Leave(),
    )
    choices = tuple(
        Choice(f"way-{n}", str(n), w, a) for n, (w, a) in enumerate(zip(words, doing, strict=True), start=1)
    )
    sheet = ChooseSheet(
        title="You have stopped. What would you like to do?",
        choices=choices,
        prose=(para("All of these are fine. You need no reason.", "quiet"),),
    )
    return View("stop", frame(4, MainKey("Go back", moves.Close()), keys=()), sheet)


QUESTIONS = {
    "aneurysm": "Have you ever been told that you have a weak or bulging blood vessel (aneurysm) in your brain?",
    "stroke": "Have you ever had a stroke or bleeding in the brain?",
    "pressure": "Has a doctor told you that the pressure in your skull is too high, or do you have a shunt?",
    "knock": "Did you have a knock to the head?",
    "surgery": "Have you had an operation on your head, neck or spine in the last 3 months?",
}
KNOCK_WHEN = "Was it in the last 3 months?"


def rows(given: dict[str, Answer] | None = None, *, revision: int = 7) -> View:
    given = given or {}
    asked = dict(QUESTIONS)
    order = list(asked)
    if given.get("knock") is Answer.YES:
        asked["knock-when"] = KNOCK_WHEN
        order.insert(order.index("knock") + 1, "knock-when")
    made = tuple(
        Row(
            id=ident,
            words=asked[ident],
            choices=answers(ident, given.get(ident)),
            why=Key("why", "W", "Why we ask", moves.Open("why", ident)),
            note=Key("note", "N", "Add a note", moves.Open("note", ident)) if ident in given else None,
            under=ident == "knock-when",
        )
        for ident in order
    )
    ready = all(ident in given for ident in order)
    only_no = all(answer is Answer.NO for answer in given.values())
    sheet = RowsSheet(
        title="Head and brain",
        eyebrow="Questions 5 to 9 of 31",
        rows=made,
        all=Choice("all", "0", "No to all of these", moves.NoToAll("head"), chosen=ready and only_no)
        if only_no
        else None,
    )
    main = NEXT if ready else MainKey("Answer each question", None)
    return View("screening/head", frame(4, main, revision=revision), sheet)


def statements() -> View:
    said = (
        "I know that the touch is light and that I stay dressed. It only adds to medical care.",
        "I know that how it works is a belief. Tests have not backed it.",
        "I know that studies disagree. Nobody has promised me a result.",
    )
    made = tuple(
        Row(
            id=f"s{n}",
            words=words,
            choices=(
                Choice(
                    "true", "1", "Agree", acts.Stated(f"s{n}", agreed=True), n == 1, "your answer" if n == 1 else ""
                ),
                Choice("false", "2", "I do not agree", acts.Stated(f"s{n}", agreed=False)),
            ),
        )
        for n, words in enumerate(said, start=1)
    )
    sheet = RowsSheet(
        title="Please answer each line",
        prose=(para("Read each one. You can say no to any of them.", "quiet"),),
        rows=made,
        questions=False,
    )
    return View("statements/one", frame(8, MainKey("Answer each line", None)), sheet)


def result(tone: Tone = Tone.OCHRE, mark: Mark = Mark.CLEARANCE) -> View:
    sheet = ResultSheet(
        tone=tone,
        mark=mark,
        title="We need a doctor's answer first. No session today.",
        why=(
            para("You told us about:"),
            para("a knock to the head, 3 weeks ago", "point"),
            para("a blood clot", "point"),
        ),
        now=(para("Ask your doctor: May I have light touch on my head, neck and back? Bring the answer to us."),),
        why_word="Why",
        now_word="What now",
        corrections=(Key("change-1", "1", "Change answer: a knock to the head", moves.GoTo("screening", "head")),),
    )
    return View("result", frame(5), sheet)


AREAS = (
    ("head", "Head", "touch"),
    ("neck", "Neck", "touch"),
    ("upper-back", "Upper back and shoulders", "touch"),
    ("lower-back", "Lower back", ""),
    ("pelvis", "Hips (pelvis)", "avoid"),
    ("sacrum", "Base of the spine (sacrum)", ""),
    ("hands", "Hands", ""),
    ("feet", "Feet", "touch"),
)


def body() -> View:
    words = {"touch": "may touch", "avoid": "do not touch", "": "not chosen"}
    following = {"": acts.Touch.TOUCH, "touch": acts.Touch.AVOID, "avoid": None}
    areas = tuple(
        Area(id=i, cap=str(n), name=name, touch=t, word=words[t], act=acts.Marked(i, following[t]))
        for n, (i, name, t) in enumerate(AREAS, start=1)
    )
    sheet = BodySheet(
        title="Where may we touch?",
        prose=(para("What is not chosen is not touched. We never touch breasts or private parts.", "quiet"),),
        areas=areas,
    )
    return View("choices/areas", frame(7, foot="Touch an area, or press its number, to change it."), sheet)


def who_types(*, staff: bool) -> Key:
    word = "I type myself" if staff else "Staff types for me"
    return Key("staff", "F6", word, moves.StaffTypes(not staff), "F6")


def ink(strokes: tuple[str, ...] = (), *, laid_over: bool = False) -> Ink:
    return Ink(
        strokes,
        label="Draw it too, if you like",
        up="The pen is up. Space puts it down.",
        down="The pen is down. Space lifts it.",
        open=None if laid_over else Key("ink", "F5", "Draw it too, if you like", moves.Open("ink"), "F5"),
        clear=Key("clear-ink", "F4", "Clear", acts.Drew(()), "F4") if strokes else None,
    )


def form(name: str = "", *, problem: str = "", staff: bool = False) -> View:
    fields = (
        Field("goals", "What would you like this to help with?", name, problem=problem),
        Field("matters", "What is important to you?"),
    )
    sheet = FormSheet(
        title="What matters to you?",
        fields=fields,
        prose=(para("You may leave this empty. Your practitioner reads it.", "quiet"),),
        keys=(who_types(staff=staff),),
        noted="Staff types. The record says so." if staff else "",
    )
    return View("choices/goals", frame(7), sheet)


def drawing(strokes: tuple[str, ...] = SIGNATURE) -> View:
    sheet = InkSheet(
        title="Draw your signature, if you like",
        prose=(para("Use a finger or the mouse. Your typed name counts without it.", "quiet"),),
        ink=ink(strokes, laid_over=True),
    )
    return View("decide/sign|ink:", frame(10, MainKey("Go back", moves.Close()), look=None), sheet)


def sign(*, certified: bool = False, strokes: tuple[str, ...] = (), staff: bool = False) -> View:
    line = "I am the person named above, and I sign for myself."
    meaning = "I was shown this information. I answered as well as I can. I choose freely. I can stop or withdraw at any time, without a reason."
    sheet = FormSheet(
        title="Your agreement",
        fields=(
            Field("name", "Your name, printed", "Ada Sample", limit=120),
            Field("born", "Born (day month year)", "4 5 1961", hint="4 May 1961"),
            Field("signature", "Type your own name again to sign", "Ada Sample"),
        ),
        meaning=(para(f"Signing means: {meaning}"),),
        certify=Choice("certify", "1", line, acts.Certified(not certified, line, meaning), certified),
        keys=(who_types(staff=staff),),
        noted="Staff types. The record says so." if staff else "",
        ink=ink(strokes),
    )
    main = MainKey("Sign", acts.Signed()) if certified else MainKey("Sign: Tick the line", None)
    return View("decide/sign", frame(10, main, foot="Nothing is saved yet. It is saved when you press Sign."), sheet)


def review() -> View:
    lines = (
        ("For", "yourself"),
        ("Age", "18 years or over"),
        ("Able to decide", "Yes"),
        ("Pages", "12 of 12 read to the end"),
        ("a knock to the head, 3 weeks ago", "Yes"),
        ("Other health questions", "No to each"),
        ("Private questions", "answered, covered here"),
        ("Result", "a doctor's answer first"),
        ("Check of our explaining", "5 of 5 clear"),
        ("May touch", "Head, Neck, Upper back and shoulders and Feet"),
        ("Do not touch", "Hips (pelvis)"),
        ("Statements", "12 of 12 agreed"),
        ("You asked", "Does it hurt?"),
    )
    facts = tuple(
        Fact(label, value, moves.GoTo("deciding", str(n)), str(n)) for n, (label, value) in enumerate(lines, start=1)
    )
    sheet = ReviewSheet(
        title="This is what the record will say", facts=facts, prose=(para("Choose a line to change it.", "quiet"),)
    )
    return View("review", frame(9, MainKey("Decide", moves.Next())), sheet)


def done() -> View:
    sheet = DoneSheet(
        title="Thank you. Your agreement is saved",
        prose=(
            para("Please give this number to the desk."),
            para("You can start when a practitioner has talked with you and signed too."),
            para("Ask the desk for your copy."),
            para("This screen goes back to the start by itself and forgets you.", "quiet"),
        ),
        card=(Fact("Record number", "front-desk-42"), Fact("Fingerprint", "7F3A 91C2 0BE4 55D8")),
    )
    return View(
        "done", frame(11, MainKey("Done", moves.Next()), keys=(), look=None, foot="Your record is saved."), sheet
    )


DIGEST = "7f3a91c20be455d8" * 4


def code(number: str = "front-desk-42") -> View:
    sheet = CodeSheet(
        title="The number of your record as a QR code",
        prose=(para("The code holds this number and the whole fingerprint, and nothing else about you.", "quiet"),),
        card=(Fact("Record number", number), Fact("Fingerprint", "7F3A 91C2 0BE4 55D8")),
        data=f"consent-record {number} sha256:{DIGEST}",
        small="This window is too small for the code. Your number is enough.",
        spoken="The code is a picture, so it is not drawn line by line. It holds these words:",
    )
    return View("code", frame(0, MainKey("Go back", moves.Close()), keys=(), look=None), sheet)


def cover() -> View:
    sheet = CoverSheet(words="This screen is covered. Press Enter to go on.")
    return View("hidden", frame(0, MainKey("Go on", moves.Close()), keys=(), look=None), sheet)


def idle() -> View:
    sheet = IdleSheet(
        title="Are you still there?",
        words="Press any key to go on. In {seconds} seconds everything here is wiped and nothing is saved.",
    )
    return View("idle", frame(0, MainKey("Go on", moves.Close()), keys=(), look=None), sheet)


def urgent() -> View:
    sheet = UrgentSheet(
        title="Get help now",
        prose=(
            para("Tell the desk, or call your local emergency number."),
            para("Do not drive."),
            para("Do not wait for your session."),
        ),
        keys=(
            Key("person", "1", "Someone is with me", moves.Leave("urgent")),
            Key("mistake", "2", "I pressed this by mistake", acts.TakenBack("emergency-signs")),
        ),
    )
    return View("urgent", frame(0, None, keys=(), look=None), sheet)


ALL = {
    "start": start,
    "withdraw-language": withdraw_language,
    "withdraw-asked": withdraw_asked,
    "withdraw-confirm": withdraw_confirm,
    "page": page,
    "long-page": long_page,
    "evidence": evidence,
    "question": question,
    "stop": stop,
    "rows": rows,
    "statements": statements,
    "result": result,
    "body": body,
    "form": form,
    "sign": sign,
    "drawing": drawing,
    "review": review,
    "done": done,
    "code": code,
    "cover": cover,
    "idle": idle,
    "urgent": urgent,
}


def with_sheet(view: View, sheet: Sheet) -> View:
    return View(view.key, view.frame, sheet)
