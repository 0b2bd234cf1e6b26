"""Alternatives: every one offered is free, and nothing nearer was missed. A naive model judges."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.domain.clashes import find_clashes
from services.scheduling.domain.free_times import Alternative, Wish, days_to_read, nearest_free
from services.scheduling.domain.hours import ALWAYS, WorkingHours
from services.scheduling.domain.repeat import Repeat
from services.scheduling.domain.rooms import SmartRoom, free_rooms
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import MINUTE, Busy, Resource, to_minute
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Frequency
from tests.scheduling.domain.builders import (
    EIGHT_TO_SIX,
    NOW,
    a_room,
    a_session,
    a_start,
    busy,
    learners,
    local,
    utc,
)

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = EIGHT_TO_SIX
ROUND_THE_CLOCK = WorkingHours(ALWAYS)


def a_series(first: LocalStart, count: int, **changes: Any) -> list[Session]:
    starts = Repeat(Frequency.WEEKLY, count=count).expand(first).starts
    return [a_session(session_id=f"wished-{n}", start=one, **changes) for n, one in enumerate(starts)]


def offered(
    sessions: list[Session], calendars: list[Busy], rooms: list[SmartRoom] | None = None, **changes: object
) -> list[str]:
    settings: dict[str, object] = {"hours": WEEKDAYS, "now": NOW}
    found = nearest_free(Wish.of(sessions, rooms or ()), calendars, **settings | changes)  # type: ignore[arg-type]
    return [f"{one.starts[0].local:%Y-%m-%d %H:%M}" for one in found]


def as_if_planned(sessions: list[Session], starts: tuple[LocalStart, ...]) -> list[Session]:
    return [
        a_session(session_id=one.id, start=start, minutes=one.minutes, places=learners(len(one.participants)))
        for one, start in zip(sessions, starts, strict=True)
    ]


class NaiveModel:
    """Tries every quarter of an hour of the window, the nearest first, minute by minute."""

    def __init__(
        self,
        sessions: list[Session],
        calendars: list[Busy],
        rooms: list[SmartRoom] | None,
        hours: WorkingHours,
    ) -> None:
        self.starts = [session.start.local for session in sessions]
        self.minutes = sessions[0].minutes
        self.people = [Resource.person(one) for one in (sessions[0].assessor_id, *sessions[0].learner_ids)]
        self.rooms = None if rooms is None else [room.resource for room in rooms]
        self.hours = hours
        self.taken = {
            (entry.resource, to_minute(entry.starts_at) + minute)
            for entry in calendars
            for minute in range(entry.slot.minutes)
        }

    def nearest(self, window_days: int) -> list[datetime]:
        wished = self.starts[0]
        first_day = datetime.combine(wished.date() - timedelta(days=window_days), time())
        grid = [first_day + 15 * n * MINUTE for n in range((2 * window_days + 1) * 96)]
        grid.sort(key=lambda one: (abs(one - wished), one))
        good = (one for one in grid if all(self.suits(start + (one - wished)) for start in self.starts))
        return list(islice(good, 3))

    def suits(self, start: datetime) -> bool:
        begin = start.replace(tzinfo=LONDON)
        moment = begin.astimezone(UTC)
        if begin.utcoffset() != begin.replace(fold=1).utcoffset() or moment < NOW:
            return False
        end = (moment + self.minutes * MINUTE).astimezone(LONDON)
        if not self.is_worked(begin, end):
            return False
        minutes = range(to_minute(moment), to_minute(moment) + self.minutes)
        return all(self.is_free(person, minutes) for person in self.people) and (
            self.rooms is None or any(self.is_free(room, minutes) for room in self.rooms)
        )

    def is_worked(self, begin: datetime, end: datetime) -> bool:
        if self.hours is WEEKDAYS:
            return begin.weekday() < 5 and time(8) <= begin.time() < end.time() <= time(18)
        return end <= datetime.combine(begin.date() + timedelta(days=1), time(), LONDON)

    def is_free(self, resource: Resource, minutes: range) -> bool:
        return all((resource, minute) not in self.taken for minute in minutes)


@st.composite
def calendars_around(draw: st.DrawFn, centre: datetime, weeks: int) -> list[Busy]:
    """Long and short appointments of the assessor, two learners and two rooms near the times wished."""
    resource = st.sampled_from(
        [Resource.person(one) for one in ("assessor", "learner-1", "learner-2", "passer-by")]
        + [Resource.room("blue"), Resource.room("red")]
    )
    entries = st.tuples(
        resource,
        st.integers(0, weeks - 1),
        st.integers(-4 * 1440, 4 * 1440),
        st.integers(1, 26 * 60),
    )
    return [
        Busy(
            one,
            begin := centre + timedelta(weeks=week, minutes=offset),
            begin + length * MINUTE,
            f"other-{n}",
        )
        for n, (one, week, offset, length) in enumerate(draw(st.lists(entries, max_size=14)))
    ]


@given(
    data=st.data(),
    wished=st.sampled_from(["2026-10-07 10:00", "2026-10-23 16:50", "2026-10-25 00:30", "2027-03-26 09:07"]),
    count=st.integers(1, 3),
    smart=st.booleans(),
    minutes=st.sampled_from([5, 60, 245]),
    hours=st.sampled_from([WEEKDAYS, ROUND_THE_CLOCK]),
)
def test_every_time_offered_is_free_and_nothing_nearer_was_missed(
    data: st.DataObject, wished: str, count: int, smart: bool, minutes: int, hours: WorkingHours
) -> None:
    sessions = a_series(a_start(wished), count, smart=smart, minutes=minutes, places=learners(2))
    calendars = data.draw(calendars_around(sessions[0].starts_at, count))
    rooms = [a_room("blue"), a_room("red")] if smart else None
    found = nearest_free(Wish.of(sessions, rooms or ()), calendars, hours=hours, now=NOW, window_days=3)

    model = NaiveModel(sessions, calendars, rooms, hours)
    assert [one.starts[0].local for one in found] == model.nearest(window_days=3)
    for alternative in found:
        planned = as_if_planned(sessions, alternative.starts)
        assert find_clashes([one.claims() for one in planned], calendars) == []
        assert all(free_rooms(rooms or [a_room()], one.slot, calendars) for one in planned)


def test_the_nearest_free_times_of_a_busy_assessor_are_on_both_sides() -> None:
    taken = busy(Resource.person("assessor"), "2026-10-05 09:00", "2026-10-05 10:00")

    assert offered([a_session()], [taken]) == ["2026-10-05 09:00", "2026-10-05 11:00", "2026-10-05 08:45"]


def test_times_are_offered_on_quarters_of_an_hour_wherever_the_wish_was() -> None:
    taken = busy(Resource.person("learner-1"), "2026-10-05 09:07", "2026-10-05 09:20")

    assert offered([a_session(start=a_start("2026-10-05 10:07"), minutes=30)], [taken], limit=2) == [
        "2026-10-05 10:30",
        "2026-10-05 09:30",
    ]


def test_a_smart_session_is_offered_when_people_and_a_room_are_free() -> None:
    rooms = [a_room("blue"), a_room("red")]
    calendars = [
        busy(Resource.room("blue"), "2026-10-05 07:00", "2026-10-05 11:00"),
        busy(Resource.room("red"), "2026-10-05 09:00", "2026-10-05 17:00"),
        busy(Resource.person("assessor"), "2026-10-05 11:00", "2026-10-05 12:00"),
    ]
    session = a_session(smart=True)

    assert offered([session], calendars, rooms) == [
        "2026-10-05 09:00",
        "2026-10-05 08:45",
        "2026-10-05 08:30",
    ]
    assert offered([session], calendars, []) == []


def test_the_sessions_of_a_series_may_use_different_rooms() -> None:
    rooms = [a_room("blue"), a_room("red")]
    calendars = [
        busy(Resource.room("blue"), "2026-10-05 07:00", "2026-10-05 17:00"),
        busy(Resource.room("red"), "2026-10-12 07:00", "2026-10-12 17:00"),
    ]

    assert offered(a_series(a_start(), 2, smart=True), calendars, rooms, limit=1) == ["2026-10-05 10:00"]


def test_a_series_moves_as_a_whole_and_keeps_its_local_time_over_a_clock_change() -> None:
    sessions = a_series(a_start("2026-10-19 10:00"), 2)
    calendars = [
        busy(Resource.person("learner-1"), "2026-10-19 09:00", "2026-10-19 10:00"),
        busy(Resource.person("learner-1"), "2026-10-26 08:00", "2026-10-26 10:30"),
    ]

    nearest = nearest_free(Wish.of(sessions), calendars, hours=WEEKDAYS, now=NOW)[0]
    assert [start.utc() for start in nearest.starts] == [utc("2026-10-19 10:00"), utc("2026-10-26 11:00")]
    assert nearest.as_fact()["occurrences"] == [utc("2026-10-19 10:00"), utc("2026-10-26 11:00")]


def test_no_time_in_the_past_is_offered() -> None:
    taken = busy(Resource.person("assessor"), "2026-10-05 09:00", "2026-10-05 10:00")

    assert offered([a_session()], [taken], now=utc("2026-10-05 07:46"), limit=2) == [
        "2026-10-05 09:00",
        "2026-10-05 11:00",
    ]
    assert offered([a_session()], [taken], now=utc("2026-10-05 08:01"), limit=1) == ["2026-10-05 11:00"]


def test_evenings_and_weekends_are_not_offered() -> None:
    friday = a_session(start=a_start("2026-10-09 16:30"), minutes=90)
    taken = busy(Resource.person("assessor"), "2026-10-09 07:00", "2026-10-09 17:00")

    assert offered([friday], [taken]) == ["2026-10-08 16:30", "2026-10-08 16:15", "2026-10-08 16:00"]


def test_a_moved_session_does_not_stand_in_its_own_way() -> None:
    own = busy(Resource.person("assessor"), "2026-10-05 09:00", "2026-10-05 10:00", "session")

    assert offered([a_session()], [own], limit=1) == ["2026-10-05 09:00"]
    assert offered([a_session()], [own], limit=1, ignoring={"session"}) == ["2026-10-05 10:00"]


def test_travel_is_kept_free_for_the_assessor_only() -> None:
    calendars = [
        busy(Resource.person("assessor"), "2026-10-05 08:00", "2026-10-05 10:00"),
        busy(Resource.person("learner-1"), "2026-10-05 08:00", "2026-10-05 10:00"),
    ]
    session = a_session()
    session.leave_time_to_travel(30)
    wish = Wish.of([session])

    def first(entries: list[Busy]) -> datetime:
        return nearest_free(wish, entries, hours=WEEKDAYS, now=NOW)[0].starts[0].local

    assert first(calendars[:1]) == local("2026-10-05 11:30")
    assert first(calendars[1:]) == local("2026-10-05 11:00")


def test_nothing_is_offered_when_nobody_is_free_in_the_window() -> None:
    taken = busy(Resource.person("learner-1"), "2026-09-01 00:00", "2026-11-01 00:00")

    assert offered([a_session()], [taken]) == []


def test_a_wish_at_the_end_of_the_calendar_finds_what_there_is() -> None:
    last = a_session(start=a_start("2099-12-31 10:00"))

    assert offered([last], [], limit=1, window_days=2) == ["2099-12-31 10:00"]


@pytest.mark.parametrize(
    ("wished", "moment"),
    [("2027-03-28 00:00", "2027-03-28 01:30"), ("2026-10-25 00:00", "2026-10-25 01:30")],
    ids=["the hour that is skipped", "the hour that comes twice"],
)
def test_the_hour_of_a_clock_change_is_not_offered(wished: str, moment: str) -> None:
    found = nearest_free(
        Wish.of([a_session(start=a_start(wished))]),
        [],
        hours=ROUND_THE_CLOCK,
        now=NOW,
        window_days=0,
        limit=96,
    )

    hours = {start.local.hour for alternative in found for start in alternative.starts}
    assert local(moment).hour not in hours
    assert {0, 2} <= hours


def test_an_alternative_can_be_booked_as_it_stands() -> None:
    fact: dict[str, Any] = Alternative((a_start("2026-10-25 01:30", offset=0),)).as_fact()

    assert (
        LocalStart(fact["local_start"], fact["time_zone"], fact["offset_minutes"]).utc() == fact["starts_at"]
    )
    assert "occurrences" not in fact


def test_the_calendars_to_read_cover_the_window_of_every_occurrence() -> None:
    days = days_to_read([a_start("2026-10-05 10:00"), a_start("2026-12-07 10:00")], window_days=2)

    assert [day.isoformat()[5:] for day in days] == [
        *("10-02", "10-03", "10-04", "10-05", "10-06", "10-07", "10-08"),
        *("12-04", "12-05", "12-06", "12-07", "12-08", "12-09", "12-10"),
    ]


@pytest.mark.parametrize("smart", [True, False])
def test_a_wish_names_the_calendars_it_needs(smart: bool) -> None:
    wish = Wish.of([a_session(smart=smart)], [a_room("blue")])
    people = (Resource.person("assessor"), Resource.person("learner-1"))

    assert wish.resources == people + (Resource.room("blue"),) * smart
