"""Recordings as they are stored."""

from collections.abc import Mapping
from typing import Any

from services.scheduling.domain.recording import Recording


def recording_state(recording: Recording) -> dict[str, Any]:
    """A recording as it is stored."""
    return {
        "session_id": recording.session_id,
        "assessor_id": recording.assessor_id,
        "learner_ids": list(recording.learner_ids),
        "centre_ids": list(recording.centre_ids),
        "file": recording.file,
        "content_type": recording.content_type,
        "size": recording.size,
        "started_at": recording.started_at,
        "ended_at": recording.ended_at,
    }


def recording_from(document: Mapping[str, Any]) -> Recording:
    """A stored recording."""
    return Recording(
        document["_id"],
        document["session_id"],
        document["assessor_id"],
        tuple(document["learner_ids"]),
        tuple(document["centre_ids"]),
        document["file"],
        document["content_type"],
        document["size"],
        document["started_at"],
        document["ended_at"],
        document["v"],
    )
