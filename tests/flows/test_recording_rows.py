"""The Smart Room system reports a finished recording: signed, once, and everybody hears of it in one event (SB-43)."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from chassis.ids import fresh_id
from chassis.mongo import close, connect, database
from contracts.base import open_envelope
from contracts.scheduling import RecordingEnded
from deploy.demo.client import eventually
from services.scheduling.domain.signature import sign
from tests.conftest import Servers
from tests.flows.team import Team
from tests.flows.test_smart_room_rows import recording_provider as _a_provider_that_records
from tests.platform import Provider

recording_provider = _a_provider_that_records
PATH = "/smart-room-recordings"


@pytest.fixture
async def outside(servers: Servers) -> AsyncIterator[httpx.AsyncClient]:
    """The Smart Room system: it has a key and no sign-in."""
    async with httpx.AsyncClient(base_url=f"{servers.gateway_url}/api") as client:
        yield client


async def report(
    outside: httpx.AsyncClient, key: bytes, session: dict[str, Any], provider_id: str, **how: Any
) -> httpx.Response:
    """What a call answers: signed now, with an id of its own, unless told otherwise."""
    now = datetime.now(UTC)
    call_id, at = how.get("call_id", fresh_id()), how.get("at", now)
    body = {
        "provider_id": provider_id,
        "session_id": session["id"],
        "file": "https://rooms.example/recordings/1.mp4",
        "size": 1024,
        "started_at": (now - timedelta(minutes=50)).isoformat(),
        "ended_at": (now - timedelta(minutes=1)).isoformat(),
    }
    content = json.dumps(body | how.get("changes", {})).encode()
    headers = {
        "content-type": "application/json",
        "webhook-id": call_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": sign(key, call_id, at, content),
    }
    return await outside.post(PATH, content=how.get("sent", content), headers=headers)


async def test_a_finished_recording_is_one_event_with_session_file_and_participants(
    recording_provider: Provider, servers: Servers, outside: httpx.AsyncClient
) -> None:
    team = await Team.of(recording_provider, "Aled Jones", "Carys Evans")
    await recording_provider.room()
    session = await team.book(method="smart_session", auto_record=True)
    answer = await report(outside, servers.recording_key, session, recording_provider.id)
    assert answer.status_code == 201, answer.text
    client = connect(servers.mongo_url)
    events = database(client, f"{servers.state['database_prefix']}scheduling")["event_log"]
    about = {"subject": answer.json()["id"], "type": RecordingEnded.TYPE}
    (event,) = await eventually(lambda: events.find(about).to_list(5), bool)
    await close(client)

    said = open_envelope(event["body"]).data
    assert isinstance(said, RecordingEnded)
    assert (said.session_id, said.file) == (session["id"], "https://rooms.example/recordings/1.mp4")
    assert said.learner_ids == team.learner_ids


async def test_a_call_that_is_unsigned_changed_old_or_repeated_is_refused(
    recording_provider: Provider, servers: Servers, outside: httpx.AsyncClient
) -> None:
    team = await Team.of(recording_provider, "Aled Jones")
    await recording_provider.room()
    session = await team.book(method="smart_session", auto_record=True)
    silent = await team.book(method="smart_session", local_start="2032-03-02T10:00")
    key, id, call_id = servers.recording_key, recording_provider.id, fresh_id()
    old = datetime.now(UTC) - timedelta(minutes=6)

    wrong_key = await report(outside, b"another key", session, id)
    changed = await report(
        outside,
        key,
        session,
        id,
        sent=json.dumps(
            {
                "provider_id": id,
                "session_id": silent["id"],
                "file": "x",
                "size": 1,
                "started_at": old.isoformat(),
                "ended_at": old.isoformat(),
            }
        ).encode(),
    )
    stale = await report(outside, key, session, id, at=old)
    elsewhere = await report(outside, key, session, fresh_id())
    unrecorded = await report(outside, key, silent, id)
    first = await report(outside, key, session, id, call_id=call_id)
    again = await report(outside, key, session, id, call_id=call_id)

    assert [one.status_code for one in (wrong_key, changed, stale)] == [401, 401, 401]
    assert elsewhere.status_code == 404
    assert (unrecorded.status_code, unrecorded.json()["code"]) == (409, "not_to_be_recorded")
    assert first.status_code == 201
    assert (again.status_code, again.json()["code"]) == (409, "recording_reported_before")
