"""What follows when a session was held: time log, training, and who reads which notes (S1:46, 49; SB-46)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue

from contracts.base import open_envelope
from contracts.scheduling import SessionChanged
from contracts.topology import EXCHANGE, queue_of
from deploy.demo.client import eventually
from tests.conftest import Servers
from tests.flows.team import GROUP, Team
from tests.platform import Provider


@pytest.mark.req("SB-23")
async def test_a_held_initial_session_sets_the_first_day_of_learning(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    session = await team.book(type="initial")
    came = datetime.now(UTC).replace(hour=12) - timedelta(days=2)
    # What follows for one participant follows after what follows for those before them.
    absent = {"learner_id": team.learner_ids[0], "outcome": "no_show", "notes": "Did not come."}

    (before,) = await team.training(bool, 1)
    await team.hold(session, actual_start_at=came.isoformat(), attendance=[absent])

    (training,) = await team.training(lambda items: bool(items[0]["first_day_of_learning"]), 1)
    (of_the_absent,) = await team.training(bool)
    assert before["first_day_of_learning"] is None
    assert training["first_day_of_learning"] == f"{came:%Y-%m-%d}"
    assert of_the_absent["first_day_of_learning"] is None


@pytest.mark.req("SB-24")
@pytest.mark.parametrize("type", ["gateway_ready", "epa"])
async def test_a_held_gateway_ready_or_epa_session_is_a_dated_milestone(team: Team, type: str) -> None:
    session = await team.book(type=type)
    came = datetime.now(UTC).replace(hour=12) - timedelta(days=2)
    (before,) = await team.training(bool)

    await team.hold(session, actual_start_at=came.isoformat())
    (training,) = await team.training(lambda items: bool(items[0]["milestones"][type]))

    assert before["milestones"] == {"gateway_ready": None, "epa": None}
    assert training["milestones"] == {"gateway_ready": None, "epa": None} | {type: f"{came:%Y-%m-%d}"}
    assert training["training_status"] == "registered"


@pytest.mark.req("SA-18")
async def test_a_completed_session_is_logged_once_however_often_its_event_comes(
    team: Team, servers: Servers
) -> None:
    session = await team.book(minutes=90)
    following = await team.book(local_start="2032-03-02T10:00")
    async with _overhearing(servers) as (channel, queue):
        await team.hold(session)
        event = await _heard(queue, session["id"], "outcome_recorded")
        (entry,) = await team.time_log(bool)
        for _ in range(3):
            await _say_again(channel, event, to="progression")
        await team.hold(following)
        log = await team.time_log(lambda items: len(items) >= 2)

    assert (entry["activity_type"], entry["job_flag"]) == ("traditional_face_to_face_session", "off")
    assert (entry["minutes"], entry["source"]) == (90, "automatic")
    assert sorted(one["session_id"] for one in log) == sorted([session["id"], following["id"]])


async def test_a_session_is_logged_when_it_was_held_once_for_each_learner_who_came(
    provider: Provider,
) -> None:
    team = await Team.of(provider, *GROUP)
    session = await team.book(type="out_of_the_workplace", minutes=120)
    await team.plan(bool)
    assert (await _totals(team, 0))["total_minutes"] == 0

    absent = {"learner_id": team.learner_ids[0], "outcome": "no_show", "notes": "Did not come."}
    await team.hold(session, attendance=[absent])

    for index in range(1, 4):
        totals = await eventually(partial(_totals, team, index), lambda found: found["total_minutes"] > 0)
        assert (totals["off_the_job_minutes"], totals["on_the_job_minutes"]) == (120, 0)
    await team.plan(lambda items: items[0]["state"] == "not_held", 0)
    assert (await _totals(team, 0))["total_minutes"] == 0


async def test_a_note_about_one_learner_is_read_by_no_other(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    session = await team.book()
    remark = {"learner_id": team.learner_ids[1], "outcome": "completed", "notes": "Needs more time to read."}
    await team.hold(session, notes="Worked through unit 4.", attendance=[remark])

    seen = [await team.learner(index).get(f"/sessions/{session['id']}") for index in range(2)]
    plan = await team.plan(lambda items: items[0]["state"] == "held")

    assert [[part["notes"] for part in one["participants"]] for one in seen] == [
        ["Worked through unit 4."],
        ["Needs more time to read."],
    ]
    assert "Needs more time" not in str(plan)


async def _totals(team: Team, index: int) -> dict[str, Any]:
    log = await team.learner(index).get(f"/learners/{team.learner_ids[index]}/time-log")
    totals: dict[str, Any] = log["totals"]
    return totals


@asynccontextmanager
async def _overhearing(servers: Servers) -> AsyncIterator[tuple[AbstractChannel, AbstractQueue]]:
    """A queue of the test's own that gets every session event from now on."""
    url = f"{servers.state['urls']['rabbit']}/{servers.state['vhost']}"
    async with await aio_pika.connect(url) as connection, connection.channel() as channel:
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(EXCHANGE, routing_key=SessionChanged.TYPE)
        yield channel, queue


async def _heard(queue: AbstractQueue, session_id: str, change: str) -> AbstractIncomingMessage:
    async with queue.iterator(no_ack=True, timeout=20) as messages:
        async for message in messages:
            event = open_envelope(message.body)
            if (event.data.id, event.change) == (session_id, change):
                return message
    raise AssertionError(f"nobody said {change} of {session_id}")


async def _say_again(channel: AbstractChannel, event: AbstractIncomingMessage, *, to: str) -> None:
    """Put the same message into a service's queue once more, as a broker does that lost an answer."""
    again = aio_pika.Message(
        event.body,
        headers=event.headers,
        content_type=event.content_type,
        message_id=event.message_id,
        type=event.type,
        correlation_id=event.correlation_id,
    )
    await channel.default_exchange.publish(again, routing_key=queue_of(to))
