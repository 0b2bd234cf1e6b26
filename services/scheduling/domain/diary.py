"""Diary entries: CHOC and Action stand in the diary without type, course, place or claim on anybody's time (SB-47)."""

from collections.abc import Sequence
from datetime import datetime

from services.scheduling.domain import errors
from services.scheduling.domain.attendance import Participant
from services.scheduling.domain.session import Session
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import DIARY_KINDS, Kind, Method

MINUTES = 15
"""How long an entry is shown in a calendar; it keeps nobody busy."""


def diary_entry(
    session_id: str,
    *,
    kind: Kind,
    provider_id: str,
    centre_ids: Sequence[str],
    assessor_id: str,
    by_id: str,
    learner_ids: Sequence[str],
    start: LocalStart,
    notes: str,
    about_session_id: str | None,
    now: datetime,
) -> Session:
    """A new entry at a time of any day: a CHOC (DR-36), or an Action which may be about a session (DR-79).

    Raises `NotADiaryKind`, `NotesMissing` and what `LocalStart.utc` raises.
    """
    if kind not in DIARY_KINDS:
        raise errors.NotADiaryKind(DIARY_KINDS)
    if not notes.strip():
        raise errors.NotesMissing
    return Session(
        id=session_id,
        provider_id=provider_id,
        centre_ids=tuple(sorted(set(centre_ids))),
        assessor_id=assessor_id,
        booked_by_id=by_id,
        booked_at=now,
        method=Method.TRADITIONAL,
        type=None,
        kind=kind,
        starts_at=start.utc(),
        minutes=MINUTES,
        time_zone=start.zone,
        local_start=start.local,
        location=None,
        room=None,
        qualification_ids=(),
        planning_notes=notes.strip(),
        participants=tuple(Participant(learner_id, ()) for learner_id in dict.fromkeys(learner_ids)),
        auto_record=False,
        about_session_id=about_session_id,
    )
