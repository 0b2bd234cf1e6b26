"""The Smart Room system reports that a recording has ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from chassis.errors import NotFound
from chassis.tx import command
from services.scheduling.domain.errors import RecordingReportedBefore
from services.scheduling.domain.recording import Recording, recording_of
from services.scheduling.handlers.announcing import recording_ended
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecording:
    """What the Smart Room system says; `call_id` is its own id of the call. Times in UTC."""

    call_id: str
    session_id: str
    file: str
    content_type: str
    size: int
    started_at: datetime
    ended_at: datetime


@command()
async def report_recording(tx: Tx, cmd: ReportRecording) -> Recording:
    """Take the report in, once, and tell everybody of it (SB-43). Who calls was checked by the signature.

    Raises `RecordingReportedBefore`, `NotFound`, and what `recording_of` raises.
    """
    recording_id = str(uuid5(NAMESPACE_OID, f"{tx.provider_id}/recordings/{cmd.call_id}"))
    if await tx.recordings.get(recording_id):
        raise RecordingReportedBefore
    session = await tx.sessions.get(cmd.session_id)
    if session is None:
        raise NotFound("There is no such session.", field="session_id")
    recording = recording_of(
        recording_id,
        session,
        file=cmd.file,
        content_type=cmd.content_type,
        size=cmd.size,
        started_at=cmd.started_at,
        ended_at=cmd.ended_at,
        now=tx.now,
    )
    tx.recordings.add(recording)
    tx.publish(recording_ended(recording), change="ended")
    return recording
