"""Routes that change a booked session: parse, run the command, answer."""

from fastapi import Response

from chassis.http import Command, Router, needs
from contracts.words import Permission
from services.scheduling import handlers
from services.scheduling.api.paths import SessionId
from services.scheduling.api.times import start_of, utc
from services.scheduling.domain.attendance import Attendance
from services.scheduling.domain.seating import Leaving
from services.scheduling.schemas import sessions as schemas

router = Router(tags=["scheduling"])


@router.post("/sessions/{session_id}/rescheduling", response_model=schemas.ChangedSessionOut)
@needs(Permission.BOOK_SESSIONS)
async def move_session(body: schemas.MoveSessionIn, command: Command, session_id: SessionId) -> Response:
    """Move one session to another time; everything it held moves with it."""
    return await command.run(
        handlers.move_session, _move(body, command, session_id), answer=schemas.ChangedSessionOut.after
    )


@router.post("/sessions/{session_id}/following/rescheduling", response_model=schemas.SessionsOut)
@needs(Permission.BOOK_SESSIONS)
async def move_following(body: schemas.MoveSessionIn, command: Command, session_id: SessionId) -> Response:
    """Move a session of a series and all that follow it by the same time on the clock, all or none."""
    cmd = handlers.MoveFollowing(_move(body, command, session_id))
    return await command.run(handlers.move_following, cmd, answer=schemas.SessionsOut.saved)


@router.post("/sessions/{session_id}/cancellation", response_model=schemas.SessionOut)
@needs(Permission.BOOK_SESSIONS)
async def cancel_session(body: schemas.CancelSessionIn, command: Command, session_id: SessionId) -> Response:
    """Call one session off; everybody and the room are free again."""
    return await command.run(
        handlers.cancel_session, _cancellation(body, command, session_id), answer=schemas.SessionOut.saved
    )


@router.post("/sessions/{session_id}/following/cancellation", response_model=schemas.SessionsOut)
@needs(Permission.BOOK_SESSIONS)
async def cancel_following(
    body: schemas.CancelSessionIn, command: Command, session_id: SessionId
) -> Response:
    """Call off a session of a series and all that follow it."""
    cmd = handlers.CancelFollowing(_cancellation(body, command, session_id))
    return await command.run(handlers.cancel_following, cmd, answer=schemas.SessionsOut.saved)


@router.put("/sessions/{session_id}/planning-notes", response_model=schemas.SessionOut)
@needs(Permission.BOOK_SESSIONS)
async def change_notes(body: schemas.PlanningNotesIn, command: Command, session_id: SessionId) -> Response:
    """Say anew what is planned for a session that is still to come about."""
    cmd = handlers.ChangeNotes(
        session_id=session_id, version=command.require_version(), notes=body.planning_notes
    )
    return await command.run(handlers.change_notes, cmd, answer=schemas.SessionOut.saved)


@router.post("/sessions/{session_id}/invitations", response_model=schemas.SessionOut)
@needs(Permission.BOOK_SESSIONS)
async def send_invitations(command: Command, session_id: SessionId) -> Response:
    """Send the calendar file to assessor and learners once more; at most once a minute."""
    cmd = handlers.SendInvitations(session_id=session_id, version=command.require_version())
    return await command.run(handlers.send_invitations, cmd, answer=schemas.SessionOut.saved)


@router.post("/sessions/{session_id}/participants", response_model=schemas.SessionOut)
@needs(Permission.BOOK_SESSIONS)
async def change_participants(
    body: schemas.ChangeParticipantsIn, command: Command, session_id: SessionId
) -> Response:
    """Let learners leave and others join, as one change; a room that gets too small is changed for a larger one."""
    cmd = handlers.ChangeParticipants(
        session_id=session_id,
        version=command.require_version(),
        leaving=tuple(Leaving(one.learner_id, one.outcome, one.reason) for one in body.leaving),
        joining=tuple(body.joining),
    )
    return await command.run(handlers.change_participants, cmd, answer=schemas.SessionOut.saved)


@router.post("/sessions/{session_id}/outcome", response_model=schemas.ChangedSessionOut)
@needs(Permission.RECORD_OUTCOMES)
async def record_outcome(body: schemas.RecordOutcomeIn, command: Command, session_id: SessionId) -> Response:
    """Say how it went, for everybody and where it differs per learner."""
    cmd = handlers.RecordOutcome(
        session_id=session_id,
        version=command.require_version(),
        outcome=body.outcome,
        actual_start_at=utc(body.actual_start_at),
        actual_minutes=body.actual_minutes,
        notes=body.notes,
        mode=body.mode,
        place=body.place,
        attendance=_attendance(body.attendance),
    )
    return await command.run(handlers.record_outcome, cmd, answer=schemas.ChangedSessionOut.after)


@router.post("/sessions/{session_id}/outcome/correction", response_model=schemas.SessionOut)
@needs(Permission.RECORD_OUTCOMES)
async def correct_outcome(
    body: schemas.CorrectOutcomeIn, command: Command, session_id: SessionId
) -> Response:
    """Put a recorded outcome right for the learners listed; who did, when and why is kept."""
    cmd = handlers.CorrectOutcome(
        session_id=session_id,
        version=command.require_version(),
        reason=body.reason,
        attendance=_attendance(body.attendance),
    )
    return await command.run(handlers.correct_outcome, cmd, answer=schemas.SessionOut.saved)


def _move(body: schemas.MoveSessionIn, command: Command, session_id: str) -> handlers.MoveSession:
    return handlers.MoveSession(
        session_id=session_id,
        version=command.require_version(),
        start=start_of(body),
        minutes=body.minutes,
        override=body.override,
    )


def _cancellation(body: schemas.CancelSessionIn, command: Command, session_id: str) -> handlers.CancelSession:
    return handlers.CancelSession(
        session_id=session_id,
        version=command.require_version(),
        outcome=body.outcome,
        reason=body.reason,
        cancelled_at=utc(body.cancelled_at),
    )


def _attendance(given: tuple[schemas.AttendanceIn, ...]) -> tuple[Attendance, ...]:
    return tuple(
        Attendance(
            one.learner_id,
            one.outcome,
            utc(one.actual_start_at),
            one.actual_minutes,
            one.notes,
            one.mode,
            one.place,
        )
        for one in given
    )
