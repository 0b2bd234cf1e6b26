"""How a session went: recorded once by those who were there, later put right."""

from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Forbidden
from chassis.tx import command, expect_version
from services.scheduling import access
from services.scheduling.domain.attendance import Attendance
from services.scheduling.domain.booking import Changed
from services.scheduling.domain.session import Session
from services.scheduling.domain.words import AttendanceMode, Outcome
from services.scheduling.handlers.finding import find_session, saved
from services.scheduling.handlers.warning import about_next_review
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome:
    """How it went, for all participants and where it differs per learner. `actual_start_at` None: as planned."""

    session_id: str
    version: int
    outcome: Outcome
    actual_start_at: datetime | None = None
    actual_minutes: int | None = None
    notes: str = ""
    mode: AttendanceMode | None = None
    place: str | None = None
    attendance: tuple[Attendance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOutcome:
    """What was recorded wrongly, learner by learner, and why it is put right."""

    session_id: str
    version: int
    reason: str
    attendance: tuple[Attendance, ...]


@command()
async def record_outcome(tx: Tx, cmd: RecordOutcome) -> Changed:
    """Say how the session went for each participant (SB-46), and hear if the next review is
    not planned (DR-22). Raises as `Session.record_outcome` does."""
    session = await _of_mine(tx, cmd.session_id, cmd.version)
    session.record_outcome(
        cmd.outcome,
        tx.now,
        actual_start_at=cmd.actual_start_at,
        actual_minutes=cmd.actual_minutes,
        notes=cmd.notes,
        mode=cmd.mode,
        place=cmd.place,
        attendance=cmd.attendance,
    )
    warnings = await about_next_review(tx, [session])
    return Changed(saved(tx, session, "outcome_recorded"), warnings)


@command()
async def correct_outcome(tx: Tx, cmd: CorrectOutcome) -> Session:
    """Put a recorded outcome right; the correction is kept and audited. Raises as `Session.correct_outcome` does."""
    session = await _of_mine(tx, cmd.session_id, cmd.version)
    session.correct_outcome(cmd.attendance, cmd.reason, tx.actor.person_id, tx.now)
    return saved(tx, session, "outcome_corrected")


async def _of_mine(tx: Tx, session_id: str, version: int) -> Session:
    session = await find_session(tx, session_id)
    if not access.may_record_outcome(tx.actor, session):
        raise Forbidden("Only the session's assessor or business support says how it went.")
    expect_version(session.version, version)
    return session
