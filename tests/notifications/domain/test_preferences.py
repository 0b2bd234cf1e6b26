"""What people may have by mail or without one, and what comes by mail whatever they say."""

import pytest

from services.notifications.domain.notices import NoticeKind
from services.notifications.domain.notification import Kind
from services.notifications.domain.preferences import TOPICS, Preferences, Topic, topics_of

CALENDAR = (
    Kind.SESSION_BOOKED,
    Kind.SERIES_BOOKED,
    Kind.SESSION_CHANGED,
    Kind.SESSION_CANCELLED,
    Kind.INVITATION_SENT,
    Kind.SERIES_CHANGED,
    Kind.SERIES_CANCELLED,
)


@pytest.mark.parametrize("kind", CALENDAR)
def test_what_changes_a_calendar_comes_by_mail_whatever_is_said(kind: Kind) -> None:
    assert Preferences("efa").saying(dict.fromkeys(Topic, False)).want_mail(kind)


def test_of_everything_else_somebody_decides() -> None:
    assert {*CALENDAR, *TOPICS} == {*Kind, *NoticeKind}
    assert set(TOPICS.values()) == set(Topic)


def test_until_something_is_said_the_usual_counts() -> None:
    usual = Preferences("efa")
    assert usual.want_mail(Kind.TIME_OFFERED)
    assert usual.want_mail(NoticeKind.AWAY)
    assert not usual.want_mail(NoticeKind.TEAM_CHANGED)
    assert not usual.want_mail(NoticeKind.EVENT_CHANGED)


def test_what_is_not_named_stays() -> None:
    first = Preferences("efa").saying({Topic.EVENTS: True, Topic.FREE_TIMES: False})
    then = first.saying({Topic.EVENTS: False})
    assert not then.want_mail(NoticeKind.EVENT_PLANNED)
    assert not then.want_mail(Kind.TIME_OFFERED)


def test_nobody_is_asked_about_what_they_are_never_told() -> None:
    assert Topic.LOST_ROOMS not in topics_of("learner")
    assert Topic.FREE_TIMES not in topics_of("assessor")
    assert topics_of("employer_user") == ()
