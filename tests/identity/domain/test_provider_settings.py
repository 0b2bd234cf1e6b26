"""What a provider decides counts from a day on, and what counted before can be told for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.provider_settings import (
    MOST_SETTLED,
    Features,
    NothingPlanned,
    ProviderSettings,
    Rule,
    RuleOutOfBounds,
    SettingsInThePast,
    Settled,
    TooManySettings,
    in_force,
    with_settled,
    without_planned,
)

TODAY = date(2026, 11, 25)
FIRST = ProviderSettings()
DAYS = st.integers(0, 20).map(lambda days: TODAY + timedelta(days=days))


def settled(since: date, days: int = 42) -> Settled:
    settings = ProviderSettings(Features(wellbeing=True), {Rule.REVIEW_INTERVAL_DAYS: days})
    return Settled(since, settings, "somebody", datetime(2026, 11, 25, 12, tzinfo=UTC))


@given(st.lists(DAYS, max_size=8), DAYS)
def test_on_a_day_counts_what_began_last(since: list[date], day: date) -> None:
    known: tuple[Settled, ...] = ()
    for number, one in enumerate(since):
        known = with_settled(known, settled(one, 10 + number), TODAY)

    begun = [(one, 10 + number) for number, one in enumerate(since) if one <= day]
    expected = max(begun, default=None)
    assert in_force(known, FIRST, day).rule(Rule.REVIEW_INTERVAL_DAYS) == (expected[1] if expected else None)


def test_the_past_is_not_decided_anew() -> None:
    with pytest.raises(SettingsInThePast):
        with_settled((), settled(TODAY - timedelta(days=1)), TODAY)


def test_what_is_planned_can_be_taken_back_and_what_counts_cannot() -> None:
    tomorrow = TODAY + timedelta(days=1)
    known = with_settled(with_settled((), settled(TODAY), TODAY), settled(tomorrow), TODAY)
    assert [one.since for one in without_planned(known, tomorrow, TODAY)] == [TODAY]
    for day in (TODAY, tomorrow + timedelta(days=1)):
        with pytest.raises(NothingPlanned):
            without_planned(known, day, TODAY)


def test_the_list_stays_short() -> None:
    known: tuple[Settled, ...] = ()
    for number in range(MOST_SETTLED + 5):
        day = TODAY + timedelta(days=number)
        known = with_settled(known, settled(day), day)
    assert len(known) == MOST_SETTLED
    coming: tuple[Settled, ...] = ()
    for number in range(MOST_SETTLED // 2):
        coming = with_settled(coming, settled(TODAY + timedelta(days=number + 1)), TODAY)
    with pytest.raises(TooManySettings):
        with_settled(coming, settled(TODAY + timedelta(days=MOST_SETTLED)), TODAY)


def test_a_number_out_of_bounds_is_refused_by_its_name() -> None:
    with pytest.raises(RuleOutOfBounds) as refused:
        ProviderSettings(rules={Rule.ON_TRACK_POINTS: 101})
    assert (refused.value.field, refused.value.facts) == ("rules.on_track_points", {"least": 0, "most": 100})
