"""What a person may have by mail too, or in the application only.

Everything else is mailed whatever they say: what changes their calendar, and how they get into their account.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from services.notifications.domain.notices import NoticeKind
from services.notifications.domain.notification import Kind


class Topic(StrEnum):
    """What people decide about, each for all its kinds of notifications."""

    FREE_TIMES = "free_times"
    LOST_ROOMS = "lost_rooms"
    TEAM = "team"
    ABSENCE = "absence"
    SAMPLES = "samples"
    WAITING = "waiting"
    EVENTS = "events"


TOPICS: Mapping[Kind | NoticeKind, Topic] = {
    Kind.TIME_OFFERED: Topic.FREE_TIMES,
    Kind.ROOM_LOST: Topic.LOST_ROOMS,
    NoticeKind.LEARNER_TAKEN_ON: Topic.TEAM,
    NoticeKind.LEARNER_HANDED_ON: Topic.TEAM,
    NoticeKind.TEAM_CHANGED: Topic.TEAM,
    NoticeKind.AWAY: Topic.ABSENCE,
    NoticeKind.LEARNER_AWAY: Topic.ABSENCE,
    NoticeKind.LEARNERS_WAIT: Topic.WAITING,
    NoticeKind.SAMPLE_GIVEN: Topic.SAMPLES,
    NoticeKind.SAMPLE_PLANNED: Topic.SAMPLES,
    NoticeKind.SAMPLE_WITHDRAWN: Topic.SAMPLES,
    NoticeKind.EVENT_PLANNED: Topic.EVENTS,
    NoticeKind.EVENT_CHANGED: Topic.EVENTS,
    NoticeKind.EVENT_CANCELLED: Topic.EVENTS,
}
"""Of every notice, and of the notifications that put nothing into a calendar."""

MAILED_UNLESS_SAID = frozenset(
    {Topic.FREE_TIMES, Topic.LOST_ROOMS, Topic.ABSENCE, Topic.SAMPLES, Topic.WAITING}
)
"""Somebody has to act on these soon, or sees nothing in the application because they stay away or come seldom."""

_CONCERNED: Mapping[str, tuple[Topic, ...]] = {
    "learner": (Topic.FREE_TIMES, Topic.TEAM, Topic.ABSENCE, Topic.EVENTS),
    "assessor": (Topic.LOST_ROOMS, Topic.TEAM, Topic.ABSENCE, Topic.EVENTS),
    "eqa": (Topic.SAMPLES,),
    "iqa": (Topic.TEAM, Topic.EVENTS),
    "centre_admin": (Topic.WAITING,),
    "master_admin": (Topic.WAITING,),
}


def topics_of(role: str) -> tuple[Topic, ...]:
    """What people in this role are told at all; of others nothing is to be decided."""
    return _CONCERNED.get(role, ())


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person said, by topic; of the rest what is usual counts."""

    person_id: str
    said: Mapping[Topic, bool] = field(default_factory=dict)
    version: int = 0

    def by_mail(self, topic: Topic) -> bool:
        """Whether they want mails about it."""
        return self.said.get(topic, topic in MAILED_UNLESS_SAID)

    def want_mail(self, kind: Kind | NoticeKind) -> bool:
        """Whether a mail goes out for such a notification; always for what must arrive."""
        topic = TOPICS.get(kind)
        return topic is None or self.by_mail(topic)

    def saying(self, said: Mapping[Topic, bool]) -> "Preferences":
        """These said anew, the others left."""
        return replace(self, said={**self.said, **said})
