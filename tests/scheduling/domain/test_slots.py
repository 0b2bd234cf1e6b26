"""Slots are half-open, exact to the minute and in UTC."""

from datetime import timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.scheduling.domain.slot import Slot, from_minute, merged, to_minute
from tests.scheduling.domain.builders import hours_of, local, utc

minutes = st.integers(min_value=0, max_value=300)
stretches = st.tuples(minutes, st.integers(min_value=1, max_value=120)).map(lambda two: (two[0], sum(two)))


@given(stretches, stretches)
def test_two_slots_overlap_when_they_share_a_minute(one: tuple[int, int], other: tuple[int, int]) -> None:
    shared = set(range(*one)) & set(range(*other))

    assert Slot.of_minutes(*one).overlaps(Slot.of_minutes(*other)) == bool(shared)


def test_a_slot_may_begin_when_another_ends() -> None:
    morning, noon = (
        hours_of("2026-10-05 10:30", "2026-10-05 11:00"),
        hours_of("2026-10-05 11:00", "2026-10-05 12:00"),
    )

    assert not morning.overlaps(noon)
    assert not noon.overlaps(morning)


@given(st.lists(stretches, max_size=12))
@example([(60, 90), (0, 60)])
def test_merging_keeps_every_minute_and_leaves_gaps_between(given_stretches: list[tuple[int, int]]) -> None:
    joined = merged(given_stretches)

    assert {m for one in joined for m in range(*one)} == {m for one in given_stretches for m in range(*one)}
    assert all(before[1] < after[0] for before, after in pairwise(joined))


@given(st.integers(min_value=0, max_value=80_000_000))
def test_a_minute_survives_the_way_to_a_time_and_back(minute: int) -> None:
    assert to_minute(from_minute(minute)) == minute


def test_a_slot_over_midnight_touches_both_days() -> None:
    slot = hours_of("2026-10-05 23:30", "2026-10-06 00:30")

    assert [day.isoformat() for day in slot.days] == ["2026-10-05", "2026-10-06"]
    assert slot.minutes == 60


def test_a_slot_that_ends_at_midnight_touches_one_day() -> None:
    assert [day.day for day in hours_of("2026-10-05 23:00", "2026-10-06 00:00").days] == [5]


@pytest.mark.parametrize(
    "start",
    [
        local("2026-10-05 10:00"),
        utc("2026-10-05 10:00:30"),
        utc("2026-10-05 10:00").astimezone(timezone(timedelta(hours=1))),
    ],
    ids=["naive", "with seconds", "not in UTC"],
)
def test_a_slot_takes_only_whole_minutes_of_utc(start: object) -> None:
    with pytest.raises(ValueError, match="whole minutes of UTC"):
        Slot(start, utc("2026-10-05 12:00"))  # type: ignore[arg-type]


def test_a_slot_cannot_be_empty() -> None:
    with pytest.raises(ValueError, match="must end after its start"):
        hours_of("2026-10-05 10:00", "2026-10-05 10:00")
