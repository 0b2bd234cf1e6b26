"""When planned sessions need somebody."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from services.scheduling.domain.stretches import FARTHEST, Stretch, stretches


@pytest.mark.parametrize("today", [date(2027, 3, 26), date(2027, 10, 30), date(2027, 6, 1)])
def test_stretches_follow_each_other_without_a_gap_whatever_the_clocks_do(today: date) -> None:
    found = stretches(today, "Europe/London")
    spans = [found[stretch] for stretch in Stretch]
    assert all(before.ends_at == after.starts_at for before, after in pairwise(spans))
    assert spans[-1].ends_at - spans[0].starts_at == pytest.approx(
        timedelta(days=2 * FARTHEST + 1), abs=timedelta(hours=1)
    )


def test_today_is_the_local_day_also_when_it_is_shorter() -> None:
    today = stretches(date(2027, 3, 28), "Europe/London")[Stretch.TODAY]
    assert today.starts_at == datetime(2027, 3, 28, tzinfo=UTC)
    assert today.ends_at == datetime(2027, 3, 28, 23, tzinfo=UTC)
