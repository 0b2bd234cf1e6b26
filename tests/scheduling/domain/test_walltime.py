"""Local wall time and UTC, at the two days of the year on which that is not simple."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.domain.errors import (
    BadStart,
    LocalTimeDoesNotExist,
    LocalTimeIsAmbiguous,
    OffsetDoesNotFit,
    UnknownTimeZone,
)
from services.scheduling.domain.walltime import LocalStart, local_time
from tests.scheduling.domain.builders import a_start, local, utc


def test_a_local_time_is_one_hour_ahead_of_utc_in_a_british_summer_and_equal_in_winter() -> None:
    assert a_start("2026-07-01 10:00").utc() == utc("2026-07-01 09:00")
    assert a_start("2026-12-01 10:00").utc() == utc("2026-12-01 10:00")


def test_a_time_the_clocks_skip_is_refused_with_its_two_neighbours() -> None:
    with pytest.raises(LocalTimeDoesNotExist) as refused:
        a_start("2027-03-28 01:30").utc()

    assert refused.value.facts["neighbours"] == [local("2027-03-28 00:30"), local("2027-03-28 02:30")]
    assert refused.value.field == "local_start"
    assert str(refused.value) == (
        "Sun 28 Mar 2027, 01:30 does not exist in Europe/London, because the clocks go forward; "
        "take 00:30 or 02:30."
    )


def test_a_time_the_clocks_show_twice_is_refused_with_both_offsets() -> None:
    with pytest.raises(LocalTimeIsAmbiguous) as refused:
        a_start("2026-10-25 01:30").utc()

    assert refused.value.facts["offsets"] == [60, 0]


def test_an_offset_says_which_of_the_two_is_meant() -> None:
    assert a_start("2026-10-25 01:30", offset=60).utc() == utc("2026-10-25 00:30")
    assert a_start("2026-10-25 01:30", offset=0).utc() == utc("2026-10-25 01:30")


def test_the_edges_of_a_clock_change_are_ordinary_times() -> None:
    assert a_start("2027-03-28 00:59").utc() == utc("2027-03-28 00:59")
    assert a_start("2027-03-28 02:00").utc() == utc("2027-03-28 01:00")
    assert a_start("2026-10-25 00:59").utc() == utc("2026-10-24 23:59")
    assert a_start("2026-10-25 02:00").utc() == utc("2026-10-25 02:00")


@pytest.mark.parametrize(("text", "offset"), [("2026-07-01 10:00", 0), ("2026-10-25 01:30", 30)])
def test_an_offset_the_zone_does_not_have_then_is_refused(text: str, offset: int) -> None:
    with pytest.raises(OffsetDoesNotFit):
        a_start(text, offset=offset).utc()


@pytest.mark.parametrize(
    "zone",
    [
        "",
        "London",
        "Europe",
        "Europe/Nowhere",
        "europe/london",
        "../etc/passwd",
        "/etc/passwd",
        "posix/UTC",
        "localtime",
        "Europe/London\0",
        "Europe/" + "x" * 400,
        "Europe/Lóndon",
    ],
)
def test_a_zone_that_is_no_iana_name_is_refused(zone: str) -> None:
    with pytest.raises(UnknownTimeZone):
        a_start(zone=zone)


@pytest.mark.parametrize(
    "text",
    ["2026-10-05 10:00:01", "2026-10-05 10:00+01:00", "1999-12-31 10:00", "9999-12-31 23:59", "0001-01-01"],
)
def test_a_start_that_is_no_whole_local_minute_of_this_century_is_refused(text: str) -> None:
    with pytest.raises(BadStart):
        a_start(text)


@given(
    st.integers(min_value=0, max_value=2 * 366 * 24 * 60),
    st.sampled_from(["Europe/London", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York"]),
)
def test_every_moment_has_one_local_start_and_leads_back(minute: int, zone: str) -> None:
    moment = utc("2026-01-01 00:00") + timedelta(minutes=minute)
    start = LocalStart.at(moment, zone)

    assert start.utc() == moment
    assert start.local == local_time(moment, zone)
