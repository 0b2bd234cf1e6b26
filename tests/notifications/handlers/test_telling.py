import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.actor import Actor
from chassis.errors import NotFound
from chassis.testing import MemoryRunner
from contracts.base import Received
from contracts.identity import ProviderChanged
from contracts.scheduling import SessionChanged
from services.notifications import handlers
from services.notifications.consumers import SUBSCRIPTIONS
from services.notifications.store import NotificationsTx
from tests.notifications.builders import (
    FIRST,
    HOUR,
    LEARNERS,
    NOW,
    WEEK,
    a_person,
    a_series,
    a_session,
    cancelled,
    held,
    moved,
    received,
)

LEARNER = Actor("learner-1", "provider-1", "learner")


def history(session: SessionChanged, *steps: str) -> list[Received[Any]]:
    """The events of one session: booked, then a step each."""
    change = {"move": moved, "cancel": cancelled, "hold": held}
    states = [session]
    for step in steps:
        states.append(change[step](states[-1]))
    return [received(state, version=version) for version, state in enumerate(states, start=1)]


def the_story() -> list[Received[Any]]:
    """Four booked, the first held, the second moved twice, the third moved and then cancelled."""
    first, second, third, fourth = a_series(4)
    return [
        *history(first, "hold"),
        *history(second, "move", "move"),
        *history(third, "move", "cancel"),
        *history(fourth),
    ]


def stored(runner: MemoryRunner) -> dict[str, tuple[Any, ...]]:
    documents = runner.documents("notifications")
    return {id: (one["person_id"], one["kind"], one["params"]) for id, one in documents.items()}


async def heard(events: list[Received[Any]]) -> dict[str, tuple[Any, ...]]:
    runner = MemoryRunner(NotificationsTx, now=NOW)
    await runner.hear(SUBSCRIPTIONS, *events)
    return stored(runner)


IN_ORDER = asyncio.run(heard(the_story()))


def test_the_story_tells_each_person_once_of_every_fact() -> None:
    kinds = sorted(kind for person_id, kind, _ in IN_ORDER.values() if person_id == "learner-1")

    assert kinds == ["series_booked", "session_cancelled", *["session_changed"] * 3]
    assert len(IN_ORDER) == 5 * (1 + len(LEARNERS))


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_any_order_and_any_repetition_of_the_events_tells_the_same(data: st.DataObject) -> None:
    story = the_story()
    repeated = data.draw(st.lists(st.sampled_from(story), max_size=10))
    events = data.draw(st.permutations([*story, *repeated]))

    assert asyncio.run(heard(events)) == IN_ORDER


async def test_a_notification_waits_to_be_mailed_even_when_its_person_is_not_known_yet() -> None:
    runner = MemoryRunner(NotificationsTx, now=NOW)

    await runner.hear(SUBSCRIPTIONS, received(a_session()))

    for document in runner.documents("notifications").values():
        assert document["mail"]["status"] == "waiting"
        assert document["mail"]["due_at"] == NOW
        assert document["read_at"] is None


async def test_a_replay_older_than_a_day_tells_without_mail() -> None:
    runner = MemoryRunner(NotificationsTx, now=NOW)
    old, fresh = NOW - timedelta(hours=25), NOW - timedelta(hours=23)

    await runner.hear(SUBSCRIPTIONS, received(a_session("old"), replay=True, time=old))
    await runner.hear(SUBSCRIPTIONS, received(a_session("fresh"), replay=True, time=fresh))
    await runner.hear(SUBSCRIPTIONS, received(a_session("delayed"), time=old))

    assert mail_by_session(runner) == {"old": {"none"}, "fresh": {"waiting"}, "delayed": {"waiting"}}


async def test_news_of_a_session_that_is_over_comes_without_mail() -> None:
    runner = MemoryRunner(NotificationsTx, now=FIRST + HOUR)

    await runner.hear(SUBSCRIPTIONS, received(a_session("over")))
    await runner.hear(SUBSCRIPTIONS, received(a_session("ahead", starts_at=FIRST + WEEK)))

    assert mail_by_session(runner) == {"over": {"none"}, "ahead": {"waiting"}}


async def test_an_older_state_of_a_person_or_provider_changes_nothing() -> None:
    runner = MemoryRunner(NotificationsTx, now=NOW)
    provider = ProviderChanged.model_validate(
        {
            "id": "provider-1",
            "name": "Taff Training",
            "features": {"smart_rooms": True, "auto_record": False},
            "time_zone": "Europe/London",
            "language": "en",
        }
    )

    await runner.hear(
        SUBSCRIPTIONS,
        received(a_person("learner-1", "Lee New", "new@example.org", "cy"), version=2),
        received(a_person("learner-1", "Lee Old", "old@example.org"), version=1),
        received(provider),
    )

    person = runner.documents("people")["learner-1"]
    assert (person["name"], person["email"], person["language"]) == ("Lee New", "new@example.org", "cy")
    assert runner.documents("providers")["provider-1"]["name"] == "Taff Training"


async def test_the_first_reading_counts() -> None:
    runner = MemoryRunner(NotificationsTx, now=NOW)
    await runner.hear(SUBSCRIPTIONS, received(a_session()))
    id = own_id(runner, "learner-1")

    first = await runner.run(handlers.mark_read, handlers.MarkRead(id), actor=LEARNER)
    runner.now = NOW + HOUR
    second = await runner.run(handlers.mark_read, handlers.MarkRead(id), actor=LEARNER)

    assert first.read_at == second.read_at == NOW
    assert runner.documents("notifications")[id]["mail"]["status"] == "waiting"


async def test_nobody_marks_what_others_were_told() -> None:
    runner = MemoryRunner(NotificationsTx, now=NOW)
    await runner.hear(SUBSCRIPTIONS, received(a_session()))
    foreign = own_id(runner, "learner-2")
    elsewhere = Actor("learner-1", "provider-2", "learner")

    for actor, id in ((LEARNER, foreign), (elsewhere, own_id(runner, "learner-1")), (LEARNER, "nothing")):
        with pytest.raises(NotFound):
            await runner.run(handlers.mark_read, handlers.MarkRead(id), actor=actor)


def own_id(runner: MemoryRunner, person_id: str) -> str:
    documents = runner.documents("notifications").items()
    return next(id for id, document in documents if document["person_id"] == person_id)


def mail_by_session(runner: MemoryRunner) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for document in runner.documents("notifications").values():
        session_id = document["params"]["occurrences"][0]["session_id"]
        found.setdefault(session_id, set()).add(document["mail"]["status"])
    return found
