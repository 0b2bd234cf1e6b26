"""Repeats keep the local time, whatever the clocks do."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.domain.errors import (
    BadRepeat,
    LocalTimeDoesNotExist,
    LocalTimeIsAmbiguous,
    TooManyOccurrences,
)
from services.scheduling.domain.repeat import Repeat
from services.scheduling.domain.walltime import LocalStart
from services.scheduling.domain.words import Frequency
from tests.scheduling.domain.builders import a_start, local, utc


def days(starts: tuple[LocalStart, ...]) -> list[str]:
    return [start.local.date().isoformat() for start in starts]


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        (Frequency.DAILY, ["2026-10-05", "2026-10-06", "2026-10-07"]),
        (Frequency.WEEKLY, ["2026-10-05", "2026-10-12", "2026-10-19"]),
        (Frequency.FORTNIGHTLY, ["2026-10-05", "2026-10-19", "2026-11-02"]),
        (Frequency.MONTHLY, ["2026-10-05", "2026-11-05", "2026-12-05"]),
    ],
)
def test_a_repeat_with_a_count_has_that_many_starts(frequency: Frequency, expected: list[str]) -> None:
    assert days(Repeat(frequency, count=3).expand(a_start()).starts) == expected


def test_a_repeat_until_a_date_includes_that_date() -> None:
    repeat = Repeat(Frequency.WEEKLY, until=date(2026, 10, 19))

    assert days(repeat.expand(a_start()).starts) == ["2026-10-05", "2026-10-12", "2026-10-19"]


def test_a_weekly_series_keeps_its_local_time_when_the_clocks_go_back() -> None:
    starts = Repeat(Frequency.WEEKLY, count=2).expand(a_start("2026-10-19 10:00")).starts

    assert [start.utc() for start in starts] == [utc("2026-10-19 09:00"), utc("2026-10-26 10:00")]


def test_a_weekly_series_keeps_its_local_time_when_the_clocks_go_forward() -> None:
    starts = Repeat(Frequency.WEEKLY, count=2).expand(a_start("2027-03-22 10:00")).starts

    assert [start.utc() for start in starts] == [utc("2027-03-22 10:00"), utc("2027-03-29 09:00")]


def test_a_month_without_the_day_is_skipped_and_said() -> None:
    expansion = Repeat(Frequency.MONTHLY, count=4).expand(a_start("2026-12-31 10:00"))

    assert days(expansion.starts) == ["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"]
    assert expansion.skipped == ("2027-02", "2027-04")


def test_a_month_skipped_at_the_end_is_said_once_it_is_over() -> None:
    first = a_start("2027-01-30 10:00")

    assert Repeat(Frequency.MONTHLY, until=date(2027, 2, 28)).expand(first).skipped == ("2027-02",)
    assert Repeat(Frequency.MONTHLY, until=date(2027, 2, 27)).expand(first).skipped == ()


def test_a_later_time_that_the_clocks_skip_refuses_the_series_and_names_the_occurrence() -> None:
    with pytest.raises(LocalTimeDoesNotExist) as refused:
        Repeat(Frequency.WEEKLY, count=4).expand(a_start("2027-03-14 01:30"))

    assert refused.value.facts["occurrence"] == 3
    assert str(refused.value).endswith("take 00:30 or 02:30 (occurrence 3).")


@pytest.mark.parametrize(
    ("first", "frequency", "moment"),
    [
        ("2026-10-18 01:30", Frequency.WEEKLY, "2026-10-25 00:30"),
        ("2026-01-25 01:30", Frequency.MONTHLY, "2026-10-25 01:30"),
    ],
    ids=["summer time", "winter time"],
)
def test_a_later_time_that_comes_twice_is_read_with_the_offset_of_the_first_session(
    first: str, frequency: Frequency, moment: str
) -> None:
    starts = Repeat(frequency, until=date(2026, 10, 25)).expand(a_start(first)).starts

    assert starts[-1].utc() == utc(moment)


def test_a_first_time_that_comes_twice_needs_its_offset() -> None:
    first = a_start("2026-10-25 01:30")

    with pytest.raises(LocalTimeIsAmbiguous):
        Repeat(Frequency.WEEKLY, count=2).expand(first)


@pytest.mark.parametrize(
    ("count", "until"),
    [(None, None), (3, date(2026, 12, 1)), (0, None), (-1, None), (None, date(2026, 10, 4))],
)
def test_a_repeat_needs_a_count_or_a_last_date_that_makes_sense(
    count: int | None, until: date | None
) -> None:
    with pytest.raises(BadRepeat):
        Repeat(Frequency.WEEKLY, count, until).expand(a_start())


def test_a_series_of_26_is_the_longest() -> None:
    assert len(Repeat(Frequency.DAILY, count=26).expand(a_start()).starts) == 26
    with pytest.raises(TooManyOccurrences):
        Repeat(Frequency.DAILY, count=27).expand(a_start())
    with pytest.raises(TooManyOccurrences):
        Repeat(Frequency.DAILY, until=date(9999, 12, 31)).expand(a_start())


@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(min_value=3 * 60, max_value=24 * 60 - 1),
    st.sampled_from(Frequency),
    st.integers(min_value=1, max_value=26),
)
def test_every_start_has_the_local_time_of_the_first_and_they_rise(
    day: date, minute: int, frequency: Frequency, count: int
) -> None:
    first = LocalStart(local(day.isoformat()) + timedelta(minutes=minute), "Europe/London")
    starts = Repeat(frequency, count=count).expand(first).starts

    assert len(starts) == count
    assert starts[0].utc() == first.utc()
    assert {start.local.time() for start in starts} == {first.local.time()}
    assert all(one.utc() < other.utc() for one, other in pairwise(starts))
    if frequency is Frequency.MONTHLY:
        assert {start.local.day for start in starts} == {day.day}
