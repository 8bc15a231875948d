"""Runs all scenarios of a pack, and names the rules that none of them exercises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from consent_tui.content.faults import Fault, listed
from consent_tui.content.folder import SCENARIOS
from consent_tui.content.packfile import PackFile
from consent_tui.content.rules import ScreeningRules
from consent_tui.content.scenario import Scenario, ScenarioFaults, read_scenario
from consent_tui.model.pack import Pack
from consent_tui.model.screening import Answer, Rule
from consent_tui.services.rehearsing import NotOffered, Rehearsed, directly, rehearse
from consent_tui.services.visiting import visit_of
from consent_tui.services.walker import Certify
from consent_tui.settings.values import Settings

SAYS = {Answer.YES: "yes", Answer.UNSURE: "not sure"}  # the answers whose class a question sets
Met = frozenset[str]  # what one rehearsal exercised: "fever:yes", "together:surgery+blood-thinners"
Progress = Callable[[int, int], None]  # so many of so many have been run


@dataclass(slots=True)
class Exercised:
    """`met` has an entry for each scenario that was run."""

    faults: list[Fault] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)


def exercised(
    sheets: Sequence[Path],
    pack: Pack | None,
    *,
    certify: Callable[[Pack], Certify],
    clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> Exercised:
    """Run each answer sheet with the pack; without one they are only read. What differs is a fault at its line."""
    found = Exercised()
    run = _runner(pack, certify, clock) if pack else None
    for number, path in enumerate(sheets, start=1):
        try:
            scenario = read_scenario(path)
            if run:
                done = run(scenario)
                found.met.append(done.exercised)
                found.faults += _differing(scenario, done)
        except ScenarioFaults as wrong:
            found.faults += wrong.faults
        except NotOffered as missing:
            what = f"the kiosk does not offer what the sheet answers ({missing})"
            found.faults.append(Fault(path.as_posix(), None, what, "report this line: it is a fault of the program"))
        if progress:
            progress(number, len(sheets))
    return found


def _runner(
    pack: Pack, certify: Callable[[Pack], Certify], clock: Callable[[], datetime]
) -> Callable[[Scenario], Rehearsed]:
    visit = visit_of(Settings(), pack, zone="UTC", clock=None, rehearsal=True)
    certified = certify(pack)
    return lambda scenario: rehearse(scenario, pack, visit, directly, certify=certified, clock=clock)


def _differing(scenario: Scenario, done: Rehearsed) -> Iterator[Fault]:
    for said in done.differences:
        todo = "mend the rules, or expect this if it is right"
        yield scenario.fault(f"this ends otherwise: {said}", todo, "expect", said.partition(" ")[0])


def _leading(pack: Pack, question: str, answer: Answer) -> str:
    """What a scenario answers so that this is answered: a follow-up needs the answer before it."""
    asked = next(((r.id, a) for r in pack.questions for a, children in r.follow.items() if question in children), None)
    before = f"{_leading(pack, *asked)}, " if asked else ""
    return f'{before}{question} = "{answer}"'


def unexercised(pack: Pack, met: Sequence[Met], file: PackFile[ScreeningRules]) -> Iterator[Fault]:
    """Rules that no scenario meets, at their lines: what an answer leads to, the question it adds, a combination."""
    if not met:
        todo = f"add some to the folder {SCENARIOS}; the guide shows one"
        yield file.fault("the pack has no scenarios, so nobody sees whether its rules do what they should", todo)
        return
    every = frozenset[str]().union(*met)
    for rule in pack.questions:
        at = file.at("question", rule.id)
        unsaid = [answer for answer in SAYS if f"{rule.id}:{answer}" not in every]
        if unsaid:
            todo = f'add one with screening = {{ "*" = "no", {_leading(pack, rule.id, unsaid[0])} }}'
            said = listed(SAYS[answer] for answer in unsaid)
            yield file.fault(f'no scenario answers "{rule.id}" with {said}', todo, *at, "id")
        for answer, child in _unfollowed(rule, met):
            what = f'no scenario goes from {rule.id} = "{answer}" on to "{child}"'
            yield file.fault(what, "add one that answers both", *at, "follow", answer)
    for number, together in enumerate(pack.together):
        if f"together:{'+'.join(together.all)}" not in every:
            named = listed((f'"{id_}"' for id_ in together.all), "and")
            yield file.fault(f"no scenario has {named} together", "add one", "together", number, "all")


def _unfollowed(rule: Rule, met: Sequence[Met]) -> Iterator[tuple[str, str]]:
    """Follow-ups that were never asked after their answer, though some scenario gives it."""
    for answer, children in rule.follow.items():
        given = [each for each in met if f"{rule.id}:{answer}" in each]
        for child in children:
            if given and not any(said.startswith(f"{child}:") for each in given for said in each):
                yield str(answer), child
