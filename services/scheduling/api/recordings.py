"""The signed call of the Smart Room system (SB-43)."""

from datetime import UTC
from typing import Annotated

from fastapi import Header, Response

from chassis.actor import Actor
from chassis.http import Public, Router
from services.scheduling import handlers
from services.scheduling.domain.signature import check_signature
from services.scheduling.schemas.recordings import RecordingIn, RecordingOut
from services.scheduling.settings import Settings

router = Router(tags=["scheduling"])


@router.post("/smart-room-recordings", status_code=201, response_model=RecordingOut)
async def report_recording(
    body: RecordingIn,
    command: Public,
    webhook_id: Annotated[str, Header(max_length=100, description="The caller's id of the call.")] = "",
    webhook_timestamp: Annotated[str, Header(max_length=20, description="Seconds since 1970.")] = "",
    webhook_signature: Annotated[str, Header(max_length=500, description="`v1,` and HMAC-SHA256.")] = "",
) -> Response:
    """A recording has ended. Signed as Standard Webhooks has it; each call is taken once."""
    settings = command.kit.settings
    assert isinstance(settings, Settings)
    check_signature(
        settings.recording_key_bytes,
        call_id=webhook_id,
        timestamp=webhook_timestamp,
        signatures=webhook_signature,
        body=await command.request.body(),
        now=command.now,
    )
    # The signature stands for the Smart Room system, which acts for the provider it names.
    command.actor = Actor.system(body.provider_id)
    cmd = handlers.ReportRecording(
        call_id=webhook_id,
        session_id=body.session_id,
        file=body.file,
        content_type=body.content_type,
        size=body.size,
        started_at=body.started_at.astimezone(UTC),
        ended_at=body.ended_at.astimezone(UTC),
    )
    return await command.run(handlers.report_recording, cmd, answer=RecordingOut.of, status=201)
