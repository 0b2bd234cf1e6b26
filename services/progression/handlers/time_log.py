"""Sessions log time by themselves (SA-18, SB-01, SB-21)."""

from collections.abc import Iterable

from contracts.base import Received
from contracts.scheduling import Participant, SessionChanged
from services.progression.domain.time_log import TimeLogEntry, classify
from services.progression.handlers.attendance import local_day, started_at, was_there
from services.progression.ports import Tx


def participants(event: Received[SessionChanged]) -> Iterable[tuple[str, Participant]]:
    """Everybody in the session: each has an entry of their own (SB-46). A diary entry has no type and logs nothing."""
    if event.data.type is None:
        return ()
    return ((participant.learner_id, participant) for participant in event.data.participants)


async def log_time(tx: Tx, event: Received[SessionChanged], participant: Participant) -> None:
    """One entry per session and learner, whatever is heard and how often (guard 1).

    It counts once the session was held for this learner, and is withdrawn again when that is corrected.
    """
    session = event.data
    session_type = session.type.value if session.type else None
    learners = sum(1 for one in session.participants if one.left_at is None)
    entry = TimeLogEntry(
        session_id=session.id,
        learner_id=participant.learner_id,
        held=was_there(session, participant),
        session_type=session_type,
        started_at=started_at(session, participant),
        on_day=local_day(session, participant),
        minutes=participant.actual_minutes or session.minutes,
        assessor_id=session.assessor_id,
        classification=classify(session_type, learners=learners),
        enrolment_ids=participant.enrolment_ids,
    )
    tx.time_log.follow(entry, version=event.version)
