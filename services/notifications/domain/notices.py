"""Notices about who looks after a learner, about learners who stay away, about samples and about events of a centre.

Which facts an enrolment or an event holds for whom is decided from its state, as with sessions (`facts.py`): one key a
fact, so late and repeated news tell nobody twice. Whether a mail goes out as well is its person's to say
(`preferences.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

_NAMESPACE = UUID("3a8f9d0e-8f0b-5f63-9d43-0f7b8e5f2c11")
FRESH = timedelta(hours=24)
"""What an event tells of longer ago than this is no news."""


class NoticeKind(StrEnum):
    """What a notice is about."""

    LEARNER_TAKEN_ON = "learner_taken_on"
    LEARNER_HANDED_ON = "learner_handed_on"
    TEAM_CHANGED = "team_changed"
    AWAY = "away"
    LEARNER_AWAY = "learner_away"
    LEARNERS_WAIT = "learners_wait"
    EVENT_PLANNED = "event_planned"
    EVENT_CHANGED = "event_changed"
    EVENT_CANCELLED = "event_cancelled"
    SAMPLE_GIVEN = "sample_given"
    SAMPLE_PLANNED = "sample_planned"
    SAMPLE_WITHDRAWN = "sample_withdrawn"


@dataclass(frozen=True, slots=True)
class Period:
    """Somebody held a place (`assessor`, `iqa`) at an enrolment; still, without an end. UTC."""

    place: str
    person_id: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What notices need of an enrolment. `told_at` is when it was said to be so, `away_since` when the learner, who has
    not come for long, was last here. UTC.
    """

    id: str
    learner_id: str
    assessor_id: str | None
    periods: tuple[Period, ...]
    away_since: datetime | None
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event as it is told: what, when (UTC, and the zone it was planned in) and where."""

    title: str
    starts_at: datetime
    zone: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """What notices need of a centre's event. `invited` and `left` say by person with which change (0: as planned) they
    came in or went; `moved` is the last that concerned everybody.
    """

    id: str
    gathering: Gathering
    moved: int
    invited: Mapping[str, int]
    left: Mapping[str, int]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """What a notice says, by ids: about which learner or how many, who came into which place, since when they are away,
    from which first and until which last day; or about which event.
    """

    kind: NoticeKind
    learner_id: str | None = None
    other_id: str | None = None
    place: str | None = None
    since: datetime | None = None
    count: int | None = None
    until: date | None = None
    event: Gathering | None = None
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """One person is to be told; `id` is the same whenever it is the same fact and person."""

    id: str
    person_id: str
    matter: Matter


@dataclass(frozen=True, slots=True)
class Notice:
    """One person was told. `id` derives from the fact and the person."""

    id: str
    provider_id: str
    person_id: str
    matter: Matter
    created_at: datetime
    read_at: datetime | None = None

    @property
    def kind(self) -> NoticeKind:
        """What it is about."""
        return self.matter.kind


def announced(event: Event) -> tuple[Noted, ...]:
    """Who is told what because the event is as it is (CE-09, N-11): whoever is invited that it is planned, later how it
    stands now, and that it is cancelled; who is not invited any more reads the same as if it were.
    """
    told = [(id, NoticeKind.EVENT_CANCELLED, f"left/{at}") for id, at in event.left.items()]
    for id, at in event.invited.items():
        if event.cancelled:
            told.append((id, NoticeKind.EVENT_CANCELLED, "cancelled"))
        elif at >= event.moved:
            told.append((id, NoticeKind.EVENT_PLANNED, f"{at}"))
        else:
            told.append((id, NoticeKind.EVENT_CHANGED, f"{event.moved}"))
    return tuple(
        _noted(f"{event.id}/event/{which}", id, Matter(kind, event=event.gathering))
        for id, kind, which in told
    )


def noted(enrolment: Enrolment) -> tuple[Noted, ...]:
    """Who is told what because the enrolment is as it is.

    A change of assessor or IQA concerns old, new and learner (N-29), a long absence learner and assessor (SA-66). The
    first who comes into a place is invited instead (N-01).
    """
    return (*_changes(enrolment), *_absence(enrolment))


def of_wait(word_id: str, told_ids: Iterable[str], learner_count: int, since: datetime) -> tuple[Noted, ...]:
    """Who administers a centre is told of learners who have waited for their allocation since a moment (CE-15)."""
    matter = Matter(NoticeKind.LEARNERS_WAIT, count=learner_count, since=since)
    return tuple(_noted(f"wait/{word_id}", id, matter) for id in told_ids)


def of_sample(
    decision_id: str, eqa_id: str, learner_count: int, *, first: date | None, until: date | None
) -> Noted:
    """An external quality assurer is told of a decision about their sample: until which last day they read, and from
    which first if that is to come; without days it was taken back.
    """
    kind = NoticeKind.SAMPLE_GIVEN if until else NoticeKind.SAMPLE_WITHDRAWN
    matter = Matter(
        NoticeKind.SAMPLE_PLANNED if first else kind, count=learner_count, until=until, first=first
    )
    return _noted(f"sample/{decision_id}", eqa_id, matter)


def _changes(enrolment: Enrolment) -> Iterator[Noted]:
    for place in ("assessor", "iqa"):
        held = [period for period in enrolment.periods if period.place == place]
        for number, period in enumerate(held):
            told = []
            if number and enrolment.told_at - period.from_at <= FRESH:
                told += [
                    (period.person_id, NoticeKind.LEARNER_TAKEN_ON),
                    (enrolment.learner_id, NoticeKind.TEAM_CHANGED),
                ]
            if period.until_at and enrolment.told_at - period.until_at <= FRESH:
                told.append((period.person_id, NoticeKind.LEARNER_HANDED_ON))
            for person_id, kind in told:
                fact = f"{enrolment.id}/{place}/{period.from_at.isoformat()}"
                matter = Matter(kind, enrolment.learner_id, period.person_id, place)
                yield _noted(fact, person_id, matter)


def _absence(enrolment: Enrolment) -> Iterator[Noted]:
    since = enrolment.away_since
    if since is None:
        return
    told = [(enrolment.learner_id, NoticeKind.AWAY)]
    if enrolment.assessor_id:
        told.append((enrolment.assessor_id, NoticeKind.LEARNER_AWAY))
    for person_id, kind in told:
        fact = f"{enrolment.learner_id}/away/{since.isoformat()}"
        yield _noted(fact, person_id, Matter(kind, enrolment.learner_id, since=since))


def _noted(fact: str, person_id: str, matter: Matter) -> Noted:
    return Noted(str(uuid5(_NAMESPACE, f"{fact}/{matter.kind.value}/{person_id}")), person_id, matter)
