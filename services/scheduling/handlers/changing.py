"""Changing a booked session: another time, other learners, called off."""

from dataclasses import dataclass
from datetime import datetime

from chassis.tx import command
from services.scheduling.domain.booking import Changed
from services.scheduling.domain.seating import Leaving
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Outcome
from services.scheduling.handlers.finding import changeable, names_in, reclaim, saved
from services.scheduling.handlers.offering import offer_freed
from services.scheduling.handlers.placing import place
from services.scheduling.handlers.taking_part import find_joining
from services.scheduling.handlers.warning import about_next_review
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
    """Call it off: who did (one of the cancelled_by outcomes), why, and when (UTC; None: now)."""

    session_id: str
    version: int
    outcome: Outcome
    reason: str
    cancelled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeParticipants:
    """Learners leave and others join, as one change."""

    session_id: str
    version: int
    leaving: tuple[Leaving, ...] = ()
    joining: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNotes:
    """What is planned for it is said anew; every participant reads it."""

    session_id: str
    version: int
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendInvitations:
    """Everybody gets the calendar file once more."""

    session_id: str
    version: int


@command(spans=True)
async def move_session(tx: Tx, cmd: MoveSession) -> Changed:
    """Move one session: the old time is given back and the new one taken as one change (SB-41).

    A Smart Session keeps its room when that is free then. Raises what `changeable`, `Session.move` and `place` raise.
    """
    session = await changeable(tx, cmd.session_id, cmd.version)
    held = session.claims()
    minutes = session.minutes if cmd.minutes is None else cmd.minutes
    session.move(cmd.start, minutes, tx.actor.person_id, tx.now)
    await place(tx, [session], await names_in(tx, session), held={session.id: held}, override=cmd.override)
    reclaim(tx, (session, held))
    warnings = await about_next_review(tx, [session])
    return Changed(saved(tx, session, "moved"), warnings)


@command(spans=True)
async def cancel_session(tx: Tx, cmd: CancelSession) -> Session:
    """Cancel one session; assessor, learners and room are free again (SB-41). Raises as `Session.cancel` does."""
    session = await changeable(tx, cmd.session_id, cmd.version)
    held = session.claims()
    session.cancel(cmd.outcome, cmd.reason, tx.actor.person_id, tx.now, cmd.cancelled_at)
    tx.calendars.release(session.id, held)
    await offer_freed(tx, [session])
    return saved(tx, session, "cancelled")


@command(spans=True)
async def change_participants(tx: Tx, cmd: ChangeParticipants) -> Session:
    """Let learners leave and others join (SB-35, SB-41): their places are given back and taken as one change.

    A Smart Session whose room gets too small moves to a larger one (SB-44). Raises what `changeable`,
    `find_joining`, `Session.reseat` and `place` raise.
    """
    session = await changeable(tx, cmd.session_id, cmd.version)
    held = session.claims()
    joining = await find_joining(tx, session.assessor_id, cmd.joining, session.qualification_ids)
    session.reseat(cmd.leaving, joining.places, tx.now)
    session.centre_ids = tuple(sorted({*session.centre_ids, *joining.centre_ids}))
    await place(tx, [session], await names_in(tx, session), held={session.id: held})
    reclaim(tx, (session, held))
    return saved(tx, session, "participants_changed")


@command()
async def change_notes(tx: Tx, cmd: ChangeNotes) -> Session:
    """Say anew what is planned for a session (SA-50). Raises what `changeable` and `Session.change_notes` raise."""
    session = await changeable(tx, cmd.session_id, cmd.version)
    session.change_notes(cmd.notes)
    return saved(tx, session, "notes_changed")


@command()
async def send_invitations(tx: Tx, cmd: SendInvitations) -> Session:
    """Send assessor and learners the session's calendar file once more, under its UID (DR-23).

    Raises what `changeable` and `Session.send_invitations` raise.
    """
    session = await changeable(tx, cmd.session_id, cmd.version)
    session.send_invitations(tx.now)
    return saved(tx, session, "invitations_sent")
