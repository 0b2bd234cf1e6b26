"""Who is told of an event of a centre (CE-09, N-11): everybody it concerns, of every fact once."""

from datetime import timedelta
from typing import Any

from chassis.testing import MemoryRunner
from contracts.base import Received
from contracts.scheduling import CentreEventChanged
from services.notifications.consumers import SUBSCRIPTIONS
from services.notifications.domain.notices import NoticeKind
from services.notifications.store import NotificationsTx
from tests.events import heard

PLANNED, CHANGED, CANCELLED = (
    NoticeKind.EVENT_PLANNED,
    NoticeKind.EVENT_CHANGED,
    NoticeKind.EVENT_CANCELLED,
)


def guests(**invited: int) -> list[dict[str, Any]]:
    return [{"person_id": id, "sequence": sequence} for id, sequence in invited.items()]


def an_event(runner: MemoryRunner, **changes: Any) -> CentreEventChanged:
    """Tomorrow, with Bethan and Efa."""
    begins = runner.now + timedelta(days=1)
    usual: dict[str, Any] = {
        "id": "event-1",
        "centre_id": "centre-1",
        "title": "Standardisation",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=1),
        "time_zone": "Europe/London",
        "place": "Newport",
        "invited": guests(bethan=0, efa=0),
        "left": [],
        "moved_sequence": 0,
        "cancelled": False,
    }
    return CentreEventChanged.model_validate(usual | changes)


async def told(runner: MemoryRunner, *arriving: Received[Any]) -> list[tuple[str, str]]:
    await runner.hear(SUBSCRIPTIONS, *arriving)
    notices = runner.documents("notifications").values()
    return sorted((notice["person_id"], notice["kind"]) for notice in notices)


async def test_everybody_who_is_invited_is_told_once_however_often_it_is_said() -> None:
    runner = MemoryRunner(NotificationsTx)
    event = heard(an_event(runner))
    assert await told(runner, event, event) == [("bethan", PLANNED), ("efa", PLANNED)]
    with_other_notes = heard(an_event(runner), 2)
    assert await told(runner, with_other_notes) == [("bethan", PLANNED), ("efa", PLANNED)]


async def test_who_was_there_hears_of_the_move_and_who_comes_in_then_knows_no_other() -> None:
    runner = MemoryRunner(NotificationsTx)
    moved = an_event(runner, moved_sequence=1, invited=guests(bethan=0, ifan=1), left=guests(efa=1))
    expected = [("bethan", CHANGED), ("efa", CANCELLED), ("ifan", PLANNED)]
    assert await told(runner, heard(moved, 2), heard(moved, 2)) == expected
    later = an_event(runner, moved_sequence=3, invited=guests(bethan=0, ifan=1), left=guests(efa=1))
    expected += [("bethan", CHANGED), ("ifan", CHANGED)]
    assert await told(runner, heard(later, 4)) == sorted(expected)


async def test_a_cancelled_one_is_told_of_to_everybody_who_is_invited() -> None:
    runner = MemoryRunner(NotificationsTx)
    event = heard(an_event(runner, cancelled=True, moved_sequence=2), 4)
    assert await told(runner, event, event) == [("bethan", CANCELLED), ("efa", CANCELLED)]


async def test_what_is_over_is_told_to_nobody() -> None:
    runner = MemoryRunner(NotificationsTx)
    began = runner.now - timedelta(hours=3)
    over = an_event(runner, starts_at=began, ends_at=began + timedelta(hours=1))
    assert await told(runner, heard(over)) == []
