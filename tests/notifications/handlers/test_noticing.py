"""Who is told of a change of assessor or IQA (N-29), of a learner who stays away (SA-66), and of
a sample (G06): once.
"""

from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from chassis.testing import MemoryRunner
from contracts.base import Received
from contracts.identity import AllocationAwaited, SampleDecided
from services.notifications.channels.notice_mail import notice_mail
from services.notifications.consumers import SUBSCRIPTIONS
from services.notifications.documents import told_from
from services.notifications.domain.notices import Notice, NoticeKind, Period
from services.notifications.domain.notification import MailStatus, Person
from services.notifications.store import NotificationsTx
from tests.events import MONDAY, an_enrolment, heard
from tests.notifications.builders import LETTERHEAD

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


async def test_whoever_administers_a_centre_is_told_of_those_who_wait_once_a_word() -> None:
    office = ["meinir", "sian"]
    said = [
        heard(AllocationAwaited(id=id, centre_id="centre-1", told_ids=office, learner_count=2, since=MONDAY))
        for id in ("w1", "w2")
    ]
    runner = MemoryRunner(NotificationsTx)
    await runner.hear(SUBSCRIPTIONS, *said, *said)
    stored = [(one["person_id"], one["kind"]) for one in runner.documents("notifications").values()]
    assert sorted(stored) == [(id, NoticeKind.LEARNERS_WAIT) for id in office for _ in said]


def decision(id: str, until: date | None, first: date | None = None) -> SampleDecided:
    return SampleDecided(
        id=id, eqa_id="nia", decided_by_id="office", learner_count=2, from_date=first, until_date=until
    )


async def test_an_external_quality_assurer_is_told_of_each_decision_once_with_a_mail() -> None:
    runner = MemoryRunner(NotificationsTx)
    given, withdrawn = heard(decision("d1", date(2026, 12, 18))), heard(decision("d2", None))
    await runner.hear(SUBSCRIPTIONS, withdrawn, given, given, withdrawn)
    stored = list(runner.documents("notifications").values())
    assert {(one["person_id"], one["kind"], one["mail"]["status"]) for one in stored} == {
        ("nia", NoticeKind.SAMPLE_GIVEN, MailStatus.WAITING),
        ("nia", NoticeKind.SAMPLE_WITHDRAWN, MailStatus.WAITING),
    }


@pytest.mark.parametrize(
    ("language", "first", "title", "day"),
    [
        ("en", None, "You may read about 2 learners", "until the end of Friday 18 December 2026"),
        ("en", MONDAY.date(), "You may read about 2 learners", "until the end of Friday 18 December 2026"),
        ("cy", None, "Cewch ddarllen am 2 ddysgwr", "hyd ddiwedd Dydd Gwener, 18 Rhagfyr 2026"),
        (
            "en",
            date(2026, 12, 14),
            "From Monday 14 December 2026 you may read about 2 learners",
            "from Monday 14 December 2026 until the end of Friday 18 December 2026",
        ),
    ],
)
async def test_the_mail_of_a_sample_says_how_many_and_until_when_in_the_readers_language(
    language: str, first: date | None, title: str, day: str
) -> None:
    runner = MemoryRunner(NotificationsTx)
    await runner.hear(SUBSCRIPTIONS, heard(decision("d1", date(2026, 12, 18), first)))
    (stored,) = runner.documents("notifications").values()
    notice = told_from(stored)
    assert isinstance(notice, Notice)
    nia = Person("nia", "Nia Prys", "nia@example.org", language)
    message = message_from_bytes(notice_mail(notice, nia, LETTERHEAD).content, policy=default)
    assert isinstance(message, EmailMessage)
    assert (message["Subject"], message["To"].addresses[0].addr_spec) == (title, "nia@example.org")
    for body in message.iter_parts():
        assert isinstance(body, EmailMessage)
        assert day in body.get_content()
