"""Moving, cancelling, holding and entering a session."""

import copy
from collections.abc import Callable
from datetime import timedelta

import pytest

from chassis.errors import Refusal
from services.scheduling.domain import errors
from services.scheduling.domain.attendance import Attendance, Participant
from services.scheduling.domain.diary import diary_entry
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import CANCELLED, HELD, Kind, Outcome, State
from tests.scheduling.domain.builders import (
    NOW,
    a_room,
    a_session,
    a_start,
    hours_of,
    learners,
    local,
    utc,
)

START = utc("2026-10-05 09:00")
AFTERWARDS = utc("2026-10-05 10:05")


def held() -> Session:
    session = a_session()
    session.record_outcome(Outcome.COMPLETED, AFTERWARDS)
    return session


def cancelled() -> Session:
    session = a_session()
    session.cancel(Outcome.CANCELLED_BY_LEARNER, "Ill", "assessor", NOW)
    return session


def move(session: Session) -> None:
    session.move(a_start("2026-10-06 10:00"), 60, "assessor", NOW)


def cancel(session: Session) -> None:
    session.cancel(Outcome.CANCELLED_BY_EMPLOYER, "Site closed", "assessor", NOW)


def record(session: Session) -> None:
    session.record_outcome(Outcome.NO_SHOW, AFTERWARDS, notes="Not at the site")


def test_what_is_planned_is_said_anew_while_it_is_planned_and_tells_no_calendar() -> None:
    session = a_session(planning_notes="Unit 3")
    session.change_notes("  Unit 4 ")
    assert (session.planning_notes, session.sequence) == ("Unit 4", 0)
    session.change_notes(" ")
    assert session.planning_notes is None
    for over, refusal in ((held(), errors.SessionIsOver), (cancelled(), errors.SessionIsCancelled)):
        with pytest.raises(refusal):
            over.change_notes("Unit 4")


def test_an_entry_of_the_diary_keeps_its_notes() -> None:
    entry = a_session()
    entry.kind = Kind.ACTION
    with pytest.raises(errors.NotesMissing):
        entry.change_notes("")


def test_a_moved_session_keeps_its_identity_and_tells_the_calendars() -> None:
    session = a_session(start=a_start(offset=60))
    session.move(a_start("2026-10-26 14:15"), 45, "assessor", NOW)

    assert (session.id, session.booked_at, session.state) == ("session", NOW, State.PLANNED)
    assert session.slot == hours_of("2026-10-26 14:15", "2026-10-26 15:00")
    assert (session.local_start, session.minutes, session.sequence) == (local("2026-10-26 14:15"), 45, 1)
    assert {claim.slot for claim in session.claims()} == {session.slot}


def test_a_moved_smart_session_keeps_its_room_until_it_takes_another() -> None:
    session = a_session(smart=True)
    session.take_room(a_room("blue"))
    move(session)
    assert session.room == a_room("blue").ref

    session.take_room(a_room("red"))
    assert session.room == a_room("red").ref
    assert session.location == "Smart red"


@pytest.mark.parametrize(
    ("start", "minutes", "refusal"),
    [
        ("2026-09-30 10:00", 60, errors.StartIsInThePast),
        ("2027-03-28 01:30", 60, errors.LocalTimeDoesNotExist),
        ("2026-10-25 01:30", 60, errors.LocalTimeIsAmbiguous),
        ("2026-10-06 10:00", 0, errors.BadDuration),
    ],
)
def test_a_refused_move_leaves_the_session_as_it_was(
    start: str, minutes: int, refusal: type[Refusal]
) -> None:
    session = a_session()
    before = copy.deepcopy(session)
    with pytest.raises(refusal):
        session.move(a_start(start), minutes, "assessor", NOW)

    assert session == before


def test_a_cancelled_session_stays_with_who_why_and_when_and_claims_nothing() -> None:
    session = a_session(smart=True, places=learners(2))
    session.take_room(a_room())
    session.cancel(Outcome.CANCELLED_BY_EMPLOYER, " Site closed ", "admin", NOW)

    assert session.state is State.CANCELLED
    assert session.cancellation
    assert (session.cancellation.reason, session.cancellation.by_id) == ("Site closed", "admin")
    assert session.starts_at - session.cancellation.at == timedelta(days=4, minutes=30)
    assert {one.outcome for one in session.participants} == {Outcome.CANCELLED_BY_EMPLOYER}
    assert session.claims() == []
    assert session.sequence == 1


@pytest.mark.parametrize("outcome", [one for one in Outcome if one not in CANCELLED])
def test_a_cancellation_says_who_cancelled(outcome: Outcome) -> None:
    with pytest.raises(errors.NotACancellation):
        a_session().cancel(outcome, "Ill", "assessor", NOW)


def test_a_cancellation_says_why() -> None:
    with pytest.raises(errors.ReasonMissing):
        a_session().cancel(Outcome.CANCELLED_BY_LEARNER, "  ", "assessor", NOW)


@pytest.mark.parametrize("change", [move, cancel, record])
def test_nothing_more_happens_to_a_cancelled_session(change: Callable[[Session], None]) -> None:
    with pytest.raises(errors.SessionIsCancelled):
        change(cancelled())


@pytest.mark.parametrize("change", [move, cancel])
def test_a_session_with_an_outcome_is_neither_moved_nor_cancelled(change: Callable[[Session], None]) -> None:
    with pytest.raises(errors.SessionIsOver):
        change(held())


def test_an_outcome_is_recorded_once() -> None:
    with pytest.raises(errors.OutcomeAlreadyRecorded):
        record(held())


@pytest.mark.parametrize("outcome", sorted(HELD))
def test_a_held_session_took_place_as_planned_unless_told_otherwise(outcome: Outcome) -> None:
    session = a_session()
    session.record_outcome(outcome, AFTERWARDS)

    assert session.state is State.HELD
    assert session.participants == (Participant("learner-1", ("enrolment-1",), outcome, START, 60),)
    assert session.sequence == 0


def test_every_learner_has_an_own_outcome_time_and_note() -> None:
    session = a_session(places=learners(4))
    came_late = utc("2026-10-05 09:20")
    session.record_outcome(
        Outcome.COMPLETED,
        AFTERWARDS,
        actual_start_at=utc("2026-10-05 09:05"),
        actual_minutes=50,
        notes="All saw the new saw",
        attendance=[
            Attendance("learner-2", Outcome.NO_SHOW, notes="Bus did not come"),
            Attendance("learner-3", Outcome.COMPLETED_WELSH, came_late, 35),
            Attendance("learner-4", Outcome.CANCELLED_BY_EMPLOYER, notes="Van broke down"),
        ],
    )

    on_time = utc("2026-10-05 09:05")
    assert [
        (one.outcome, one.actual_start_at, one.actual_minutes, one.notes) for one in session.participants
    ] == [
        (Outcome.COMPLETED, on_time, 50, "All saw the new saw"),
        (Outcome.NO_SHOW, None, None, "Bus did not come"),
        (Outcome.COMPLETED_WELSH, came_late, 35, "All saw the new saw"),
        (Outcome.CANCELLED_BY_EMPLOYER, None, None, "Van broke down"),
    ]
    assert session.state is State.HELD


def test_a_session_nobody_came_to_is_not_held() -> None:
    session = a_session(places=learners(2))
    session.record_outcome(
        Outcome.NO_SHOW,
        AFTERWARDS,
        notes="Nobody was at the site",
        attendance=[Attendance("learner-2", Outcome.CANCELLED_BY_LEARNER, notes="Rang at nine")],
    )

    assert session.state is State.NOT_HELD


def test_one_learner_who_came_makes_the_session_held() -> None:
    session = a_session(places=learners(2))
    session.record_outcome(
        Outcome.NO_SHOW,
        AFTERWARDS,
        notes="Not at the site",
        attendance=[Attendance("learner-2", Outcome.COMPLETED)],
    )

    assert session.state is State.HELD


def test_people_who_met_early_can_record_it_before_the_planned_time() -> None:
    session = a_session()
    session.record_outcome(Outcome.COMPLETED, NOW, actual_start_at=NOW)

    assert session.participants[0].actual_start_at == NOW
    assert {claim.slot for claim in session.claims()} == {session.slot}


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.NO_SHOW])
def test_what_has_not_begun_has_no_outcome(outcome: Outcome) -> None:
    session = a_session()
    with pytest.raises(errors.NotHeldYet):
        session.record_outcome(outcome, START - timedelta(seconds=1), notes="Fog")
    session.record_outcome(outcome, START, notes="Fog")


def test_a_diary_entry_that_is_done_before_its_time_was_done_now() -> None:
    action = diary_entry(
        "action",
        kind=Kind.ACTION,
        provider_id="provider",
        centre_ids=["centre"],
        assessor_id="assessor",
        by_id="assessor",
        learner_ids=["learner-1"],
        start=a_start(),
        notes="Ask for the certificate.",
        about_session_id=None,
        now=NOW,
    )
    action.record_outcome(Outcome.COMPLETED, NOW)

    assert action.state is State.HELD
    assert action.participants[0].actual_start_at == NOW


def test_no_learner_can_have_been_there_in_the_future() -> None:
    early = Attendance("learner-1", Outcome.COMPLETED, AFTERWARDS + timedelta(minutes=1))
    with pytest.raises(errors.NotHeldYet):
        a_session().record_outcome(Outcome.COMPLETED, AFTERWARDS, attendance=[early])


@pytest.mark.parametrize("outcome", [Outcome.PLANNED, *sorted(CANCELLED)])
def test_a_whole_session_is_cancelled_by_a_cancellation_not_by_an_outcome(outcome: Outcome) -> None:
    with pytest.raises(errors.NotAnOutcome):
        a_session().record_outcome(outcome, AFTERWARDS)


def test_attendance_is_for_each_learner_of_the_session_once() -> None:
    session = a_session()
    came, gone = Attendance("learner-1", Outcome.COMPLETED), Attendance("learner-1", Outcome.NO_SHOW)

    with pytest.raises(errors.NotAParticipant) as refused:
        session.record_outcome(
            Outcome.COMPLETED, AFTERWARDS, attendance=[Attendance("stranger", Outcome.NO_SHOW)]
        )
    assert refused.value.facts["learner_ids"] == ["stranger"]
    with pytest.raises(errors.ParticipantTwice):
        session.record_outcome(Outcome.COMPLETED, AFTERWARDS, attendance=[came, gone])
    with pytest.raises(errors.NotAnOutcome):
        session.record_outcome(
            Outcome.COMPLETED, AFTERWARDS, attendance=[Attendance("learner-1", Outcome.PLANNED)]
        )
    assert session.state is State.PLANNED


@pytest.mark.parametrize("minutes", [-5, 0, 721])
def test_actual_minutes_are_at_least_one_and_at_most_twelve_hours(minutes: int) -> None:
    with pytest.raises(errors.BadActualMinutes):
        a_session().record_outcome(Outcome.COMPLETED, AFTERWARDS, actual_minutes=minutes)


def test_the_room_is_open_from_ten_minutes_before_until_half_an_hour_after() -> None:
    session = a_session(smart=True)
    session.take_room(a_room("blue"))
    opens, closes = START - timedelta(minutes=10), session.ends_at + timedelta(minutes=30)

    assert session.check_may_be_joined(opens) == a_room("blue").ref
    assert session.check_may_be_joined(closes - timedelta(seconds=1)) == a_room("blue").ref
    with pytest.raises(errors.SmartRoomNotOpenYet) as refused:
        session.check_may_be_joined(opens - timedelta(seconds=1))
    assert refused.value.facts["opens_at"] == opens
    with pytest.raises(errors.SmartRoomHasClosed):
        session.check_may_be_joined(closes)


def test_there_is_no_room_to_enter_for_a_cancelled_or_a_traditional_session() -> None:
    session = a_session(smart=True)
    session.take_room(a_room())
    cancel(session)

    with pytest.raises(errors.SessionIsCancelled):
        session.check_may_be_joined(START)
    with pytest.raises(errors.NotASmartSession):
        a_session().check_may_be_joined(START)
