"""Changing a booked session: another time, called off, or how it went."""

from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Forbidden, NotFound
from chassis.tx import command, expect_version
from services.scheduling import access
from services.scheduling.domain.attendance import Attendance
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Outcome
from services.scheduling.handlers.announcing import session_changed
from services.scheduling.handlers.placing import place
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSession:
    """Plan it for another time; `minutes` None keeps the length. `version` is the one the caller saw.

    `override`: outside the assessor's working hours too.
    """

    session_id: str
    version: int
    start: LocalStart
    minutes: int | None = None
    override: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSession:
    """Call it off: who did (one of the cancelled_by outcomes), and why."""

    session_id: str
    version: int
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome:
    """How it went, for all participants and where it differs per learner. `actual_start` None: as planned."""

    session_id: str
    version: int
    outcome: Outcome
    actual_start_at: datetime | None = None
    actual_minutes: int | None = None
    notes: str = ""
    attendance: tuple[Attendance, ...] = ()


@command(spans=True)
async def move_session(tx: Tx, cmd: MoveSession) -> Session:
    """Move one session: the old time is given back and the new one taken as one change (SB-41).

    A Smart Session keeps its room when that is free then. Raises what `_changeable`, `Session.move` and `place` raise.
    """
    session = await _changeable(tx, cmd.session_id, cmd.version)
    held = session.claims()
    session.move(cmd.start, session.minutes if cmd.minutes is None else cmd.minutes, tx.now)
    people = await tx.directory.people({session.assessor_id, *session.learner_ids})
    await place(tx, [session], {person.id: person.name for person in people.values()}, override=cmd.override)
    tx.calendars.release(session.id, held)
    tx.calendars.claim(session.id, session.claims())
    return _saved(tx, session, "moved")


@command(spans=True)
async def cancel_session(tx: Tx, cmd: CancelSession) -> Session:
    """Cancel one session; assessor, learners and room are free again (SB-41). Raises as `Session.cancel` does."""
    session = await _changeable(tx, cmd.session_id, cmd.version)
    held = session.claims()
    session.cancel(cmd.outcome, cmd.reason, tx.actor.person_id, tx.now)
    tx.calendars.release(session.id, held)
    return _saved(tx, session, "cancelled")


@command()
async def record_outcome(tx: Tx, cmd: RecordOutcome) -> Session:
    """Say how the session went for each participant (SB-46). Raises as `Session.record_outcome` does."""
    session = await _session(tx, cmd.session_id)
    if not access.may_record_outcome(tx.actor, session):
        raise Forbidden("Only the session's assessor or business support says how it went.")
    expect_version(session.version, cmd.version)
    session.record_outcome(
        cmd.outcome,
        tx.now,
        actual_start_at=cmd.actual_start_at,
        actual_minutes=cmd.actual_minutes,
        notes=cmd.notes,
        attendance=cmd.attendance,
    )
    return _saved(tx, session, "outcome_recorded")


async def _changeable(tx: Tx, session_id: str, version: int) -> Session:
    session = await _session(tx, session_id)
    if not access.may_change(tx.actor, session):
        raise Forbidden("Only the session's assessor and those who book for the centre change it.")
    expect_version(session.version, version)
    return session


async def _session(tx: Tx, session_id: str) -> Session:
    session = await tx.sessions.get(session_id)
    if session is None or not (access.may_see(tx.actor, session) or access.is_near(tx.actor, session)):
        raise NotFound("There is no such session.")
    return session


def _saved(tx: Tx, session: Session, change: str) -> Session:
    tx.sessions.save(session)
    tx.publish(session_changed(session), change=change)
    return session
