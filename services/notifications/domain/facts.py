"""Which facts a session holds for whom: decided from the state, so the order of events does not matter.

Every state of a session yields at most one fact per person, and a fact has one key: whoever meets it again,
in a redelivery, in another occurrence of the same series or in a replay, finds it told already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from services.notifications.domain.notification import Kind, Occasion, Occurrence

_NAMESPACE = UUID("6f0c1a52-4a5e-5d0b-9a55-3f2c8a1f7a10")


@dataclass(frozen=True, slots=True)
class Participant:
    """A learner of a session; `cancelled` when this learner's own part was called off (SB-41)."""

    learner_id: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Session:
    """What notifications needs of a session. `booked`: the occurrences as booked, of the series or itself."""

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


@dataclass(frozen=True, slots=True)
class Told:
    """One person is to be told of one occasion; `id` is the same whenever it is the same fact and person."""

    id: str
    person_id: str
    occasion: Occasion


def told(session: Session) -> tuple[Told, ...]:
    """Who is told what because the session is as it is (SB-42, DR-23).

    A planned session that never moved is a booking, told once per series; one with a higher sequence is a
    change; a cancelled one, or a learner's cancelled part, a cancellation. Held sessions and those recorded
    afterwards (SB-14) tell nobody.
    """
    if session.now_is.starts_at < session.booked_at or session.state not in ("planned", "cancelled"):
        return ()
    everyone = (session.assessor_id, *(participant.learner_id for participant in session.participants))
    if session.state == "cancelled":
        return tuple(_cancelled(session, everyone))
    dropped = {participant.learner_id for participant in session.participants if participant.cancelled}
    staying = [person_id for person_id in everyone if person_id not in dropped]
    standing = _changed(session, staying) if session.now_is.sequence else _booked(session, staying)
    return (*standing, *_cancelled(session, sorted(dropped)))


def _booked(session: Session, people: Iterable[str]) -> Iterable[Told]:
    kind = Kind.SERIES_BOOKED if len(session.booked) > 1 else Kind.SESSION_BOOKED
    occasion = _occasion(session, kind, session.booked)
    for person_id in people:
        yield Told(_id(session, session.series_id or session.id, "booked", person_id), person_id, occasion)


def _changed(session: Session, people: Iterable[str]) -> Iterable[Told]:
    occasion = _occasion(session, Kind.SESSION_CHANGED, (session.now_is,))
    fact = f"changed:{session.now_is.sequence}"
    for person_id in people:
        yield Told(_id(session, session.id, fact, person_id), person_id, occasion)


def _cancelled(session: Session, people: Iterable[str]) -> Iterable[Told]:
    occasion = _occasion(session, Kind.SESSION_CANCELLED, (session.now_is,))
    for person_id in people:
        yield Told(_id(session, session.id, "cancelled", person_id), person_id, occasion)


def _occasion(session: Session, kind: Kind, occurrences: tuple[Occurrence, ...]) -> Occasion:
    learners = sum(not participant.cancelled for participant in session.participants)
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
