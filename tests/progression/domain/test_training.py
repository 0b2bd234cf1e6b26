from datetime import date

from services.progression.domain.training import (
    Milestone,
    MilestoneKind,
    Training,
    TrainingChange,
    TrainingStatus,
)

INDUCTION, INITIAL = MilestoneKind.INDUCTION, MilestoneKind.INITIAL
FIRST, SECOND = date(2026, 11, 30), date(2026, 12, 7)
OPEN = Training("enrolment", "learner").opened("learner", "qualification")


def induction(counts_on: date | None, version: int, session_id: str = "induction") -> Milestone:
    return Milestone(session_id, INDUCTION, counts_on, version)


def test_an_enrolment_starts_as_registered() -> None:
    assert (OPEN.status, OPEN.in_training_since) == (TrainingStatus.REGISTERED, None)


def test_a_held_induction_moves_it_to_in_training_since_that_day() -> None:
    moved = OPEN.with_milestone(induction(FIRST, 2))
    assert (moved.status, moved.in_training_since) == (TrainingStatus.IN_TRAINING, FIRST)
    assert moved.change_since(OPEN) is TrainingChange.STATUS_CHANGED


def test_a_booked_induction_moves_nothing() -> None:
    booked = OPEN.with_milestone(induction(None, 1))
    assert booked.status is TrainingStatus.REGISTERED
    assert booked.change_since(OPEN) is None


def test_a_second_induction_does_not_move_it_again() -> None:
    moved = OPEN.with_milestone(induction(FIRST, 2))
    again = moved.with_milestone(induction(SECOND, 2, "another"))
    assert again.change_since(moved) is None
    assert again.in_training_since == FIRST


def test_a_corrected_induction_takes_the_move_back() -> None:
    corrected = OPEN.with_milestone(induction(FIRST, 2)).with_milestone(induction(None, 3))
    assert corrected.status is TrainingStatus.REGISTERED


def test_an_older_word_about_a_session_is_not_heard() -> None:
    corrected = OPEN.with_milestone(induction(None, 3))
    assert corrected.with_milestone(induction(FIRST, 2)) is corrected


def test_a_held_initial_session_sets_the_first_day_only() -> None:
    begun = OPEN.with_milestone(Milestone("initial", INITIAL, FIRST, 2))
    assert (begun.first_day_of_learning, begun.status) == (FIRST, TrainingStatus.REGISTERED)
    assert begun.change_since(OPEN) is TrainingChange.FIRST_DAY_RECORDED


def test_what_is_heard_before_the_enrolment_waits_for_it() -> None:
    early = Training("enrolment", "learner").with_milestone(induction(FIRST, 2))
    assert not early.is_open
    assert early.opened("learner", "qualification").status is TrainingStatus.IN_TRAINING
