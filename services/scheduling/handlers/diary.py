"""Noting a CHOC or an Action in the diary."""

from dataclasses import dataclass

from chassis.errors import Forbidden, NotFound
from chassis.tx import command
from services.scheduling import access
from services.scheduling.domain.diary import diary_entry
from services.scheduling.domain.errors import NoParticipants
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Kind
from services.scheduling.handlers.finding import saved
from services.scheduling.handlers.taking_part import AssessorMissing, find_joining
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteInDiary:
    """A CHOC or an Action for these learners. Without `assessor_id` it is for the assessor who notes it or whose
    session it is about; without learners it is about those of that session."""

    kind: Kind
    start: LocalStart
    notes: str
    learner_ids: tuple[str, ...] = ()
    assessor_id: str | None = None
    about_session_id: str | None = None


@command(creates="sessions")
async def note_in_diary(tx: Tx, cmd: NoteInDiary) -> Session:
    """Note an entry; the session it is about stays exactly as it is (DR-36, DR-79).

    Raises `Forbidden`, `NotFound` for the session it is about, `NoParticipants`, `AssessorMissing`, and what
    `find_joining` and `diary_entry` raise.
    """
    entry_id = tx.new_id()
    if not access.may_note(tx.actor, cmd.kind):
        raise Forbidden("Your role does not note this in the diary.")
    about = await _about(tx, cmd.about_session_id) if cmd.about_session_id else None
    learner_ids = cmd.learner_ids or (about.learner_ids if about else ())
    if not learner_ids:
        raise NoParticipants
    own = tx.actor.person_id if tx.actor.role == "assessor" else None
    assessor_id = cmd.assessor_id or own or (about.assessor_id if about else None)
    if assessor_id is None:
        raise AssessorMissing("Say whose diary it is for: choose the assessor.", field="assessor_id")
    party = await find_joining(tx, assessor_id, learner_ids, ())
    entry = diary_entry(
        entry_id,
        kind=cmd.kind,
        provider_id=tx.provider_id,
        centre_ids=party.centre_ids,
        assessor_id=assessor_id,
        by_id=tx.actor.person_id,
        learner_ids=learner_ids,
        start=cmd.start,
        notes=cmd.notes,
        about_session_id=about.id if about else None,
        now=tx.now,
    )
    return saved(tx, entry, "booked")


async def _about(tx: Tx, session_id: str) -> Session:
    session = await tx.sessions.get(session_id)
    if session is None or not access.may_see(tx.actor, session):
        raise NotFound("There is no such session.", field="about_session_id")
    return session
