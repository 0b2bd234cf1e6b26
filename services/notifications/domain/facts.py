"""Which facts a session holds for whom: decided from the state, so the order of events does not matter.

Every state of a session yields at most one fact per person, and one more for an assessor whose room was lost, and
for everybody when its calendar file was sent by hand. A fact has one key: whoever meets it again, in a redelivery, in
another occurrence of the same series or in a replay, finds it told already.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from services.notifications.domain.notification import Kind, Occasion, Occurrence

_NAMESPACE = UUID("6f0c1a52-4a5e-5d0b-9a55-3f2c8a1f7a10")


@dataclass(frozen=True, slots=True)
class Participant:
    """A learner of a session; `left` when this learner's own part was called off (SB-41).

    `sequence` is the one at which their part changed last, `newcomer` says that they came in then.
    """

    learner_id: str
    left: bool
    sequence: int
    newcomer: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to this session last, together with others of its series."""

    id: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """What notifications needs of a session. `booked`: the occurrences as booked, of the series or itself.

    `moved` is the sequence of the last change that concerned everybody, `room_lost_at` since when it has no Smart
    Room, `invitations_sent_at` when somebody last sent its calendar file by hand.
    """

    id: str
    provider_id: str
    series_id: str | None
    state: str
    type: str
    assessor_id: str
    participants: tuple[Participant, ...]
    now_is: Occurrence
    booked: tuple[Occurrence, ...]
    notes: str
    booked_at: datetime
    moved: int
    change: Change | None = None
    room_lost_at: datetime | None = None
    invitations_sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One person is to be told of one occasion; `id` is the same whenever it is the same fact and person."""

    id: str
    person_id: str
    occasion: Occasion


def told(session: Session) -> tuple[Told, ...]:
    """Who is told what because the session is as it is (SB-42, DR-23).

    A planned session that never moved is a booking, told once per series; one with a higher sequence is a
    change; a cancelled one, or a learner's cancelled part, a cancellation. What happened to several sessions of a
    series together is told once. Held sessions and those recorded afterwards (SB-14) tell nobody.
    """
    if session.now_is.starts_at < session.booked_at or session.state not in ("planned", "cancelled"):
        return ()
    gone = [_left(session, participant) for participant in session.participants if participant.left]
    staying = [participant for participant in session.participants if not participant.left]
    if session.state == "cancelled":
        everyone = (session.assessor_id, *(participant.learner_id for participant in staying))
        return (*(_cancelled(session, person_id) for person_id in everyone), *gone)
    assessor = _standing(session, session.assessor_id, session.moved)
    learners = [_standing(session, one.learner_id, one.sequence, one.newcomer) for one in staying]
    lost = [_room_lost(session, session.room_lost_at)] if session.room_lost_at else []
    sent = _sent(session, session.invitations_sent_at) if session.invitations_sent_at else ()
    return (assessor, *learners, *gone, *lost, *sent)


def offered(
    provider_id: str, offer_id: str, learner_id: str, assessor_id: str, type: str, time: Occurrence
) -> Told:
    """The learner is asked whether they want a time that has become free (B-04); each learner once a time."""
    occasion = Occasion(
        kind=Kind.TIME_OFFERED,
        session_type=type,
        assessor_id=assessor_id,
        learner_count=1,
        notes="",
        occurrences=(time,),
    )
    key = "/".join((provider_id, offer_id, "offered", learner_id))
    return Told(str(uuid5(_NAMESPACE, key)), learner_id, occasion)


def _standing(session: Session, person_id: str, sequence: int, newcomer: bool = False) -> Told:
    if sequence and not newcomer:
        return _changed(session, person_id, sequence)
    kind = Kind.SERIES_BOOKED if len(session.booked) > 1 else Kind.SESSION_BOOKED
    if newcomer:
        occasion = _occasion(session, Kind.SESSION_BOOKED, (_as_of(session, sequence),))
        return Told(_id(session, session.id, f"booked:{sequence}", person_id), person_id, occasion)
    fact = _id(session, session.series_id or session.id, "booked", person_id)
    return Told(fact, person_id, _occasion(session, kind, session.booked))


def _changed(session: Session, person_id: str, sequence: int) -> Told:
    if session.change:
        occasion = _occasion(session, Kind.SERIES_CHANGED, session.change.occurrences)
        return Told(_id(session, session.change.id, "changed", person_id), person_id, occasion)
    occasion = _occasion(session, Kind.SESSION_CHANGED, (_as_of(session, sequence),))
    return Told(_id(session, session.id, f"changed:{sequence}", person_id), person_id, occasion)


def _cancelled(session: Session, person_id: str) -> Told:
    if session.change:
        occasion = _occasion(session, Kind.SERIES_CANCELLED, session.change.occurrences)
        return Told(_id(session, session.change.id, "cancelled", person_id), person_id, occasion)
    occasion = _occasion(session, Kind.SESSION_CANCELLED, (session.now_is,))
    return Told(_id(session, session.id, "cancelled", person_id), person_id, occasion)


def _room_lost(session: Session, since: datetime) -> Told:
    """The assessor, who has to move it: nobody else can do anything about it."""
    occasion = _occasion(session, Kind.ROOM_LOST, (session.now_is,))
    fact = f"room_lost:{since.isoformat()}"
    return Told(_id(session, session.id, fact, session.assessor_id), session.assessor_id, occasion)


def _sent(session: Session, at: datetime) -> tuple[Told, ...]:
    """Everybody who takes part gets the calendar file again, with the sequence their calendar has (DR-23)."""
    staying = [(one.learner_id, one.sequence) for one in session.participants if not one.left]
    return tuple(
        Told(
            _id(session, session.id, f"sent:{at.isoformat()}", person_id),
            person_id,
            _occasion(session, Kind.INVITATION_SENT, (_as_of(session, sequence),)),
        )
        for person_id, sequence in ((session.assessor_id, session.moved), *staying)
    )


def _left(session: Session, participant: Participant) -> Told:
    occasion = _occasion(session, Kind.SESSION_CANCELLED, (_as_of(session, participant.sequence),))
    fact = f"left:{participant.sequence}"
    return Told(_id(session, session.id, fact, participant.learner_id), participant.learner_id, occasion)


def _as_of(session: Session, sequence: int) -> Occurrence:
    """The session as it is, with the sequence this person's calendar should have of it."""
    return replace(session.now_is, sequence=sequence)


def _occasion(session: Session, kind: Kind, occurrences: tuple[Occurrence, ...]) -> Occasion:
    learners = sum(not participant.left for participant in session.participants)
    return Occasion(
        kind=kind,
        session_type=session.type,
        assessor_id=session.assessor_id,
        learner_count=learners or len(session.participants),
        notes=session.notes,
        occurrences=occurrences,
    )


def _id(session: Session, aggregate_id: str, fact: str, person_id: str) -> str:
    return str(uuid5(_NAMESPACE, "/".join((session.provider_id, aggregate_id, fact, person_id))))
