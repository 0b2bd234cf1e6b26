"""A recording of a Smart Session that has ended (SB-12, SB-43)."""

from dataclasses import dataclass
from datetime import datetime

from services.scheduling.domain import errors
from services.scheduling.domain.session import Session


@dataclass(frozen=True, slots=True)
class Recording:
    """Where the file lies and whom it shows. Times in UTC; version 0 is not stored yet."""

    id: str
    session_id: str
    assessor_id: str
    learner_ids: tuple[str, ...]
    centre_ids: tuple[str, ...]
    file: str
    content_type: str
    size: int
    started_at: datetime
    ended_at: datetime
    version: int = 0


def recording_of(
    recording_id: str,
    session: Session,
    *,
    file: str,
    content_type: str,
    size: int,
    started_at: datetime,
    ended_at: datetime,
    now: datetime,
) -> Recording:
    """The recording of a session that was to be recorded, with those who held a place in it.

    Raises `NotToBeRecorded` and `BadRecordingTimes`.
    """
    if not session.auto_record:
        raise errors.NotToBeRecorded
    if not started_at < ended_at <= now:
        raise errors.BadRecordingTimes
    return Recording(
        recording_id,
        session.id,
        session.assessor_id,
        tuple(one.learner_id for one in session.sitting),
        session.centre_ids,
        file,
        content_type,
        size,
        started_at,
        ended_at,
    )
