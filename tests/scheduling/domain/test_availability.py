"""What an assessor's calendar shows: taken and free."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.domain.availability import availability, span_of
from services.scheduling.domain.errors import BadSpan
from services.scheduling.domain.hours import Closure
from services.scheduling.domain.slot import MINUTE, Busy, Hold, Resource, Slot, to_minute
from tests.scheduling.domain.builders import EIGHT_TO_SIX, busy, hours_of, utc

ASSESSOR = Resource.person("assessor")
MONDAY = date(2026, 10, 5)


def minutes_of(slots: Iterable[Slot]) -> set[int]:
    return {minute for slot in slots for minute in range(to_minute(slot.starts_at), to_minute(slot.ends_at))}


def test_booked_hours_are_busy_and_the_rest_of_the_working_day_is_free() -> None:
    calendar = [
        busy(ASSESSOR, "2026-10-05 12:00", "2026-10-05 13:00"),
        busy(ASSESSOR, "2026-10-05 08:00", "2026-10-05 09:00"),
    ]
    seen = availability(MONDAY, MONDAY, "Europe/London", calendar, EIGHT_TO_SIX)

    assert seen.busy == (
        hours_of("2026-10-05 08:00", "2026-10-05 09:00"),
        hours_of("2026-10-05 12:00", "2026-10-05 13:00"),
    )
    assert seen.free == (
        hours_of("2026-10-05 07:00", "2026-10-05 08:00"),
        hours_of("2026-10-05 09:00", "2026-10-05 12:00"),
        hours_of("2026-10-05 13:00", "2026-10-05 17:00"),
    )


def test_an_absence_is_told_from_a_session_and_a_closed_day_is_named() -> None:
    tuesday = date(2026, 10, 6)
    calendar = [
        busy(ASSESSOR, "2026-10-05 09:00", "2026-10-05 10:00"),
        busy(ASSESSOR, "2026-10-05 10:00", "2026-10-05 12:00", hold=Hold.AWAY),
    ]
    hours = replace(EIGHT_TO_SIX, closures=(Closure(tuesday, tuesday),))
    seen = availability(MONDAY, tuesday, "Europe/London", calendar, hours)

    assert seen.busy == (hours_of("2026-10-05 09:00", "2026-10-05 12:00"),)
    assert seen.away == (hours_of("2026-10-05 10:00", "2026-10-05 12:00"),)
    assert seen.closed == (tuesday,)


def test_a_session_outside_working_hours_is_busy_all_the_same() -> None:
    saturday = date(2026, 10, 10)
    calendar = [busy(ASSESSOR, "2026-10-10 08:00", "2026-10-10 09:00")]
    seen = availability(saturday, saturday, "Europe/London", calendar, EIGHT_TO_SIX)

    assert seen.busy == (hours_of("2026-10-10 08:00", "2026-10-10 09:00"),)
    assert seen.free == ()


def test_a_session_over_midnight_is_shown_up_to_the_end_of_the_day_asked_for() -> None:
    calendar = [busy(ASSESSOR, "2026-10-05 22:00", "2026-10-06 01:00")] * 2
    seen = availability(MONDAY, MONDAY, "Europe/London", calendar, EIGHT_TO_SIX)

    assert seen.busy == (hours_of("2026-10-05 22:00", "2026-10-05 23:00"),)


def test_working_hours_follow_the_clocks() -> None:
    friday, monday = date(2026, 10, 23), date(2026, 10, 26)
    seen = availability(friday, monday, "Europe/London", [], EIGHT_TO_SIX)

    assert seen.free == (
        hours_of("2026-10-23 07:00", "2026-10-23 17:00"),
        hours_of("2026-10-26 08:00", "2026-10-26 18:00"),
    )


@given(
    st.lists(st.tuples(st.integers(-600, 3 * 1440), st.integers(1, 900)), max_size=8),
    st.integers(0, 2),
)
def test_every_working_minute_is_either_busy_or_free(entries: list[tuple[int, int]], more_days: int) -> None:
    calendar = [
        Busy(ASSESSOR, begin := utc("2026-10-08 00:00") + start * MINUTE, begin + length * MINUTE, "x")
        for start, length in entries
    ]
    days = [date(2026, 10, 8 + number) for number in range(more_days + 1)]
    hours = EIGHT_TO_SIX
    seen = availability(days[0], days[-1], "Europe/London", calendar, hours)

    working = minutes_of(slot for day in days for slot in hours.on(day, "Europe/London"))
    taken = minutes_of(entry.slot for entry in calendar)
    assert minutes_of(seen.free) == working - taken
    assert minutes_of(seen.busy) == taken & minutes_of([span_of(days[0], days[-1], "Europe/London")])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 10, 6), MONDAY),
        (MONDAY, date(2026, 12, 6)),
        (date(1, 1, 1), date(1, 1, 2)),
        (date(9999, 12, 30), date(9999, 12, 31)),
    ],
)
def test_a_span_that_is_empty_too_long_or_absurd_is_refused(first: date, last: date) -> None:
    with pytest.raises(BadSpan):
        span_of(first, last, "Europe/London")
