"""Who is told of a change of assessor or IQA (N-29), and of a learner who stays away (SA-66): once."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.testing import MemoryRunner
from contracts.base import Received
from services.notifications.consumers import SUBSCRIPTIONS
from services.notifications.domain.notices import NoticeKind, Period
from services.notifications.store import NotificationsTx
from tests.events import MONDAY, an_enrolment, heard

LONG_AGO = MONDAY - timedelta(days=90)


def held(*periods: Period) -> list[dict[str, Any]]:
    return [
        {"place": one.place, "person_id": one.person_id, "from_at": one.from_at, "until_at": one.until_at}
        for one in periods
    ]


async def told(*arriving: Received[Any]) -> set[tuple[str, str]]:
    """Whom a notice tells of what. A mail waits for each, and for what its person says."""
    runner = MemoryRunner(NotificationsTx)
    await runner.hear(SUBSCRIPTIONS, *arriving)
    notices = list(runner.documents("notifications").values())
    assert all(notice["mail"]["status"] == "waiting" for notice in notices)
    return {(notice["person_id"], notice["kind"]) for notice in notices}


async def test_old_new_and_learner_are_told_of_a_change_once() -> None:
    first = Period("assessor", "bethan", LONG_AGO, None)
    changed = held(
        Period("assessor", "bethan", LONG_AGO, MONDAY),
        Period("assessor", "mari", MONDAY, None),
        Period("iqa", "ifan", MONDAY, None),
    )
    before = heard(an_enrolment(assessor_id="bethan", held=held(first)), 1)
    after = heard(an_enrolment(assessor_id="mari", held=changed), 2)
    later = heard(an_enrolment(assessor_id="mari", held=changed, blocked=True), 3)
    expected = {
        ("bethan", NoticeKind.LEARNER_HANDED_ON),
        ("mari", NoticeKind.LEARNER_TAKEN_ON),
        ("learner-1", NoticeKind.TEAM_CHANGED),
    }
    assert await told(before) == set()
    assert await told(before, after, later, after) == await told(later, after) == expected


async def test_a_change_of_long_ago_is_no_news() -> None:
    changed = held(
        Period("iqa", "ifan", LONG_AGO, LONG_AGO + timedelta(days=1)),
        Period("iqa", "sarah", LONG_AGO + timedelta(days=1), None),
    )
    assert await told(heard(an_enrolment(held=changed))) == set()


@pytest.mark.req("SA-66")
async def test_learner_and_assessor_are_reminded_once_an_absence() -> None:
    away = [
        heard(an_enrolment(id, learner_away_since=LONG_AGO), version)
        for id in ("enrolment-1", "enrolment-2")
        for version in (1, 2)
    ]
    assert await told(*away) == {("learner-1", NoticeKind.AWAY), ("assessor-1", NoticeKind.LEARNER_AWAY)}
    runner = MemoryRunner(NotificationsTx)
    await runner.hear(SUBSCRIPTIONS, *away)
    assert len(runner.documents("notifications")) == 2
    await runner.hear(SUBSCRIPTIONS, heard(an_enrolment(learner_away_since=MONDAY), 3))
    assert len(runner.documents("notifications")) == 4
