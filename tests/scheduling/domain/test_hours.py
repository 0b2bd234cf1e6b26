"""Working hours, bank holidays, closures, and what of several timetables is in force."""

from datetime import date, time

import pytest

from services.scheduling.domain.absence import Away
from services.scheduling.domain.bank_holidays import bank_holidays
from services.scheduling.domain.errors import BadAbsence, BadClosure, BadHours
from services.scheduling.domain.hours import ALWAYS, OFFICE_WEEK, Closure, WorkingHours, week_of
from services.scheduling.domain.timetable import Timetable, in_force
from tests.scheduling.domain.builders import hours_of

LONDON = "Europe/London"
EARLY = week_of(6 * 60, 14 * 60)


@pytest.mark.parametrize(
    ("nation", "year", "published"),
    [
        ("wales", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        ("england", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        ("england", 2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        ("scotland", 2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28"),
        ("northern_ireland", 2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28"),
    ],
)
def test_bank_holidays_are_those_the_governments_publish(nation: str, year: int, published: str) -> None:
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year, nation)) == published.split()


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2027-03-01 09:00", "2027-03-01 17:00", True),
        ("2027-03-01 08:55", "2027-03-01 10:00", False),
        ("2027-03-01 16:30", "2027-03-01 17:05", False),
        ("2027-02-28 10:00", "2027-02-28 11:00", False),
        ("2027-03-30 08:00", "2027-03-30 09:00", True),  # summer time: 9 to 10 on the clock
        ("2027-03-30 16:00", "2027-03-30 17:00", False),
        ("2027-03-29 10:00", "2027-03-29 11:00", False),  # Easter Monday
        ("2027-03-04 10:00", "2027-03-04 11:00", False),  # closed
    ],
)
def test_office_hours_cover_what_lies_wholly_in_them(start: str, end: str, worked: bool) -> None:
    closed = Closure(date(2027, 3, 4), date(2027, 3, 5))
    hours = WorkingHours(OFFICE_WEEK, (closed,), frozenset({"wales"}))

    assert hours.cover(hours_of(start, end), LONDON) is worked


def test_hours_that_end_at_midnight_go_on_into_the_next_day() -> None:
    night = hours_of("2027-03-01 22:00", "2027-03-02 02:00")

    assert WorkingHours(ALWAYS).cover(night, LONDON)
    assert not WorkingHours(week_of(0, 1440, {0})).cover(night, LONDON)


def test_what_the_person_says_counts_before_what_the_provider_says() -> None:
    provider = Timetable("provider", week=EARLY, travel_minutes=20)
    person = Timetable("person", travel_minutes=0, bank_holidays=False)

    inherited = in_force(provider, [(None, "wales")], None)
    own = in_force(provider, [(None, "wales")], person)
    usual = in_force(None, [(None, "wales")], None)

    assert (inherited.hours.week, inherited.travel_minutes) == (EARLY, 20)
    assert (own.hours.week, own.travel_minutes, own.hours.nations) == (EARLY, 0, frozenset())
    assert (usual.hours, usual.travel_minutes) == (WorkingHours(OFFICE_WEEK, (), frozenset({"wales"})), 0)


def test_a_day_is_closed_when_the_provider_or_one_of_the_centres_is() -> None:
    day = date(2027, 3, 1)
    closed = Timetable("closed", closures=(Closure(day, day),))

    assert in_force(closed, [(None, "wales")], None).hours.is_closed(day)
    assert in_force(None, [(None, "wales"), (closed, "wales")], None).hours.is_closed(day)
    assert not in_force(None, [(None, "wales")], None).hours.is_closed(day)


def test_a_centre_that_works_on_bank_holidays_says_so() -> None:
    working = Timetable("centre", bank_holidays=False)

    assert not in_force(None, [(working, "england")], None).hours.is_closed(date(2027, 3, 29))
    assert in_force(None, [(working, "england"), (None, "wales")], None).hours.is_closed(date(2027, 3, 29))


@pytest.mark.parametrize("stretches", [((600, 600),), ((600, 540),), ((540, 700), (690, 720)), ((0, 1441),)])
def test_hours_that_make_no_sense_are_refused(stretches: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(BadHours):
        Timetable("x").say(week=(stretches,) * 7, travel_minutes=0, bank_holidays=None, closures=())


@pytest.mark.parametrize("last", [date(2027, 2, 28), date(2027, 5, 2)])
def test_a_closure_that_is_empty_or_endless_is_refused(last: date) -> None:
    with pytest.raises(BadClosure):
        Timetable("x").say(
            week=None, travel_minutes=0, bank_holidays=None, closures=[Closure(date(2027, 3, 1), last)]
        )


def test_days_off_are_whole_local_days_whatever_the_clocks_do() -> None:
    weekend = Away(date(2027, 3, 27), date(2027, 3, 28), LONDON)
    afternoon = Away(date(2027, 3, 29), date(2027, 3, 29), LONDON, time(13), time(17))

    assert weekend.slot() == hours_of("2027-03-27 00:00", "2027-03-28 23:00")
    assert afternoon.slot() == hours_of("2027-03-29 12:00", "2027-03-29 16:00")


@pytest.mark.parametrize(
    "away",
    [
        Away(date(2027, 3, 2), date(2027, 3, 1), LONDON),
        Away(date(2027, 3, 1), date(2028, 3, 2), LONDON),
        Away(date(2027, 3, 1), date(2027, 3, 1), LONDON, time(13), time(13)),
        Away(date(2027, 3, 1), date(2027, 3, 1), LONDON, time(13)),
        Away(date(1, 1, 1), date(1, 1, 2), LONDON),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(away: Away) -> None:
    with pytest.raises(BadAbsence):
        away.slot()
