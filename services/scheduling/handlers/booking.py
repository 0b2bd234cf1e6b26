"""Booking a session, a group or a series."""

from dataclasses import dataclass

from chassis.errors import Forbidden
from chassis.tx import command
from services.scheduling import access
from services.scheduling.domain.booking import Booking
from services.scheduling.domain.planning import Plan
from services.scheduling.domain.repeat import Expansion, Repeat
from services.scheduling.domain.series import join_series
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Kind, Method, SessionType
from services.scheduling.handlers.announcing import session_changed
from services.scheduling.handlers.placing import place
from services.scheduling.handlers.taking_part import Party, find_party
from services.scheduling.handlers.warning import about_next_review
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSession:
    """Book one session or, with `repeat`, a series; `minutes` is the length. Without `assessor_id` it is the booker's.

    `skip_conflicts`: of a series, book what fits instead of refusing all of it (SB-39). `override`: outside working
    hours too. A single session whose start has passed is recorded afterwards, an old one with `afterwards_reason`
    (SB-14).
    """

    learner_ids: tuple[str, ...]
    qualification_ids: tuple[str, ...]
    method: Method
    type: SessionType
    start: LocalStart
    minutes: int
    assessor_id: str | None = None
    kind: Kind | None = None
    location: str | None = None
    planning_notes: str = ""
    auto_record: bool = False
    repeat: Repeat | None = None
    skip_conflicts: bool = False
    override: bool = False
    afterwards_reason: str | None = None


@command(creates="sessions", spans=True)
async def book_session(tx: Tx, cmd: BookSession) -> Booking:
    """Claim assessor, learners and a Smart Room for every occurrence, all or nothing (SB-16, SB-33, SB-38, B-02).

    Raises `Forbidden` for roles that do not book (SB-03), and what `find_party`, `Session.plan`, `Repeat.expand` and
    `place` raise.
    """
    return await booked(tx, cmd, tx.new_id())


async def booked(tx: Tx, cmd: BookSession, first_id: str) -> Booking:
    """Do what `book_session` does; the first session gets the id `first_id`."""
    wish = await wished(tx, cmd, first_id)
    wanted = wish.sessions
    placed = await place(tx, wanted, wish.names, skip_conflicts=cmd.skip_conflicts, override=cmd.override)
    left_out = tuple(session.start for session in wanted if session not in placed)
    # A repeated request looks for its answer in the session with the first id, so there has to be one.
    placed[0].id = first_id
    if cmd.repeat:
        join_series(tx.new_id(), placed)
    for session in placed:
        tx.calendars.claim(session.id, session.claims())
        tx.sessions.save(session)
        tx.publish(session_changed(session), change="booked")
    return Booking(placed, wish.skipped_months, left_out, await about_next_review(tx, placed))


@dataclass(frozen=True, slots=True)
class Wished:
    """The sessions somebody asks for, without a place yet; `names` are for refusals."""

    sessions: list[Session]
    names: dict[str, str]
    skipped_months: tuple[str, ...]


async def wished(tx: Tx, cmd: BookSession, first_id: str) -> Wished:
    """What the caller asks for, if it makes sense and they may. Raises as `book_session` does before it looks for a
    place.
    """
    if not access.may_book(tx.actor):
        raise Forbidden("Your role does not book sessions.")
    party = await find_party(tx, cmd.assessor_id, cmd.learner_ids, cmd.qualification_ids)
    starts = cmd.repeat.expand(cmd.start) if cmd.repeat else Expansion((cmd.start,), ())
    plan = _plan(tx, cmd, party)
    ids = [first_id, *(tx.new_id() for _ in starts.starts[1:])]
    sessions = [
        Session.plan(id, plan, start, party.features, tx.now, afterwards=cmd.repeat is None)
        for id, start in zip(ids, starts.starts, strict=True)
    ]
    return Wished(sessions, party.names, starts.skipped)


def _plan(tx: Tx, cmd: BookSession, party: Party) -> Plan:
    return Plan(
        provider_id=tx.provider_id,
        centre_ids=party.centre_ids,
        booked_by_id=tx.actor.person_id,
        assessor_id=party.assessor_id,
        places=party.places,
        qualification_ids=cmd.qualification_ids,
        method=cmd.method,
        type=cmd.type,
        minutes=cmd.minutes,
        kind=cmd.kind,
        location=cmd.location,
        planning_notes=cmd.planning_notes,
        auto_record=cmd.auto_record,
        afterwards_reason=cmd.afterwards_reason,
    )
