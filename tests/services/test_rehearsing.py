"""What an answer sheet means: the sentences of the format guide, section Scenarios."""

from dataclasses import replace
from datetime import date

import pytest

from consent_tui.content.scenario import ScenarioFaults
from consent_tui.services.rehearsing import NotKept
from consent_tui.services.session import CannotSeal, Written
from tests.scenarios.stage import CRANIOSACRAL, NOW, run, sheet, visit


def fault(scenario, **keys):
    with pytest.raises(ScenarioFaults) as caught:
        run(scenario, **keys)
    return str(caught.value)


def test_the_star_covers_follow_ups(tmp_path):
    done = run(sheet(tmp_path, screening={"*": "no", "blood-clot": "yes"}))
    assert {"blood-clot:yes", "blood-clot-signs:no"} <= done.exercised
    assert done.because == ("blood-clot",)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"screening": {"emergency-signs": "no"}}, 'is asked "aneurysm" and the sheet has no answer; add aneurysm = …'),
        ({"teach_back": {"stopping": "right"}}, 'is asked "proof" and the sheet has no answer'),
        ({"teach_back": {"*": ["wrong"]}}, 'is asked "stopping" a second time and the sheet has no answer'),
        ({"permissions": {}}, 'is asked "write-to-doctor" and the sheet has no answer'),
        ({"statements": {"clothes-on": True}}, 'is asked "health-told" and the sheet has no answer'),
        ({"deciding": "child", "age": "minor"}, "is asked the child's own answer and the sheet has no answer"),
        ({"deciding": "represented"}, "is asked who signs for the person treated and the sheet has no answer"),
    ],
)
def test_a_question_met_without_an_answer_is_a_fault_with_a_name(tmp_path, changes, told):
    assert told in fault(sheet(tmp_path, **changes))


def test_an_answer_that_is_not_offered_is_a_fault(tmp_path):
    told = fault(sheet(tmp_path, screening={"*": "no", "emergency-signs": "person"}))
    assert '"emergency-signs" cannot be answered "person"; write emergency-signs = "yes", "no" or "unsure"' in told


def test_an_answer_that_is_not_asked_cannot_be_changed(tmp_path):
    change = [{"from_step": "result", "question": "blood-clot-signs", "to": "yes"}]
    assert '"blood-clot-signs" is not asked here, so it cannot be changed' in fault(sheet(tmp_path, change=change))


def test_what_is_not_reached_goes_unused(tmp_path):
    done = run(
        sheet(
            tmp_path,
            screening={"*": "no", "aneurysm": "yes"},
            statements={},
            permissions={},
            interpreter={"name": "Ines Muestra", "language": "Spanish"},
        )
    )
    assert (done.kind, done.disposition) == ("deferral", "stop")
    assert done.record.interpreter is None


def test_areas_not_named_are_not_chosen(tmp_path):
    choices = run(sheet(tmp_path, avoid_areas=["neck"], touch_areas=["feet"])).record.choices
    assert (choices.touch, choices.avoid) == (("feet",), ("neck",))


def test_a_decision_that_cannot_be_taken_ends_with_what_blocks_it_and_writes_nothing(tmp_path):
    written = []
    done = run(sheet(tmp_path, statements={"*": True, "clothes-on": False}), write=written.append)
    assert (done.kind, done.blocked, done.record, written) == ("nothing", ("statement:clothes-on",), None, [])


@pytest.mark.parametrize("name", ["\x07Ana", "A" * 1000, "12345", "Ana \u202eelpmaxE"])
def test_a_name_that_cannot_stand_blocks_the_signature(tmp_path, name):
    done = run(sheet(tmp_path, client={"name": name, "born": date(1980, 2, 29)}))
    assert (done.kind, done.blocked) == ("nothing", ("name", "signature"))


def test_nothing_is_written_unless_asked_for(tmp_path):
    kept = []

    def write(record):
        kept.append(record)
        return Written("rehearsal-1", "ab12 cd34 ef56")

    assert run(sheet(tmp_path)).written == Written("rehearsal", "0000 0000 0000")
    assert run(sheet(tmp_path), write=write).written == Written("rehearsal-1", "ab12 cd34 ef56")
    assert [record.rehearsal for record in kept] == [True]


def test_a_record_that_could_not_be_written_is_told_with_its_exit_code(tmp_path):
    def write(_record):
        raise CannotSeal("disk-full")

    with pytest.raises(NotKept, match="could not be written \\(disk-full\\)") as caught:
        run(sheet(tmp_path), write=write)
    assert caught.value.exit_code == 3


def test_a_no_that_is_not_kept_leaves_nothing(tmp_path):
    done = run(sheet(tmp_path, decision="refuse", save=False))
    assert (done.kind, done.record) == ("nothing", None)


def test_answers_are_kept_only_by_a_second_yes(tmp_path):
    without = run(sheet(tmp_path, decision="refuse")).record
    answers = run(sheet(tmp_path, decision="refuse", keep_answers=True)).record
    assert (without.screening, without.events) == ((), ())
    assert len(answers.screening) == 7


def test_rehearsals_use_defaults_never_the_clinics_switches(tmp_path):
    clinics = replace(visit(CRANIOSACRAL), switches={"crisis_question": True})
    done = run(sheet(tmp_path, screening={"*": "no", "crisis": "yes"}), folder=CRANIOSACRAL, visit=clinics)
    assert (done.kind, "crisis:yes" in done.exercised) == ("consent", False)


def test_today_is_the_day_of_the_sheet_else_the_day_it_runs(tmp_path):
    assert run(sheet(tmp_path)).record.times.opened == NOW
    born = {"name": "Ana Example", "born": date(2008, 2, 29)}
    early, late = (run(sheet(tmp_path, client=born, today=date(2026, *day))) for day in ((2, 28), (3, 1)))
    assert early.blocked == ("age:birth-date",)
    assert late.record.times.opened.date() == date(2026, 3, 1)


def test_every_key_of_expect_is_compared_and_told_in_words(tmp_path):
    expect = {
        "kind": "deferral",
        "disposition": "stop",
        "stop_for": "today",
        "because": ["fear"],
        "lowered": ["aneurysm"],
        "conditions": ["clearance"],
        "blocked": ["name"],
    }
    assert run(sheet(tmp_path, expect=expect)).differences == (
        "kind is consent, expected deferral",
        "disposition is none, expected stop",
        "stop_for is nothing, expected today",
        "because is nothing, expected fear",
        "lowered is nothing, expected aneurysm",
        "conditions is nothing, expected clearance",
        "blocked is nothing, expected name",
    )


def test_lists_are_compared_as_sets_and_a_key_left_out_is_not(tmp_path):
    answers = {"*": "no", "fear": "yes", "concussion": "yes"}
    expect = {"kind": "consent", "because": ["fear", "concussion"]}
    assert run(sheet(tmp_path, screening=answers, expect=expect)).differences == ()


def test_a_correction_takes_the_line_on_the_screen_or_goes_back_step_by_step(tmp_path):
    listed = run(
        sheet(
            tmp_path,
            screening={"*": "no", "aneurysm": "yes"},
            change=[{"from_step": "result", "question": "aneurysm", "to": "no"}],
        )
    )
    unlisted = run(sheet(tmp_path, change=[{"from_step": "review", "question": "aneurysm", "to": "yes"}]))
    assert (listed.disposition, listed.lowered, listed.kind) == ("talk", ("aneurysm",), "consent")
    assert (unlisted.disposition, unlisted.kind) == ("stop", "deferral")


def test_two_corrections_are_made_one_after_the_other(tmp_path):
    change = [
        {"from_step": "result", "question": "fear", "to": "yes"},
        {"from_step": "result", "question": "fear", "to": "no"},
    ]
    record = run(sheet(tmp_path, change=change)).record
    assert [c.answer for s in record.screening if s.id == "fear" for c in s.changes] == ["no", "yes"]
