from datetime import datetime, timedelta

import pytest

from services.identity.domain.errors import TooManyTries
from services.identity.domain.guessing import CROWD, FREE_FAILURES, LONGEST_WAIT, Tries, wait_after
from tests.identity.builders import NOW


def failed(times: int) -> tuple[Tries, datetime]:
    """The tries of somebody patient who guessed wrong so often, and when the last guess was."""
    tries, now = Tries("name"), NOW
    for _ in range(times):
        now = max(now, tries.next_try_at or now)
        tries = tries.begun(now).failed(now)
    return tries, now


def test_the_first_failures_are_free() -> None:
    tries, now = failed(FREE_FAILURES - 1)
    assert tries.begun(now).next_try_at is None


def test_the_wait_doubles_up_to_a_minute() -> None:
    waits = [wait_after(count).total_seconds() for count in range(4, 14)]
    assert waits == [1, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_try_that_comes_too_early_is_refused_and_told_when() -> None:
    tries, now = failed(FREE_FAILURES)
    with pytest.raises(TooManyTries) as refused:
        tries.begun(now)
    assert refused.value.facts["next_try_at"] == now + timedelta(seconds=1)


def test_after_the_free_failures_only_one_try_is_looked_at_at_a_time() -> None:
    tries, now = failed(FREE_FAILURES)
    later = now + timedelta(seconds=1)
    with pytest.raises(TooManyTries):
        tries.begun(later).begun(later)


def test_a_burst_is_cut_off_before_any_guess_is_looked_at() -> None:
    tries = Tries("name")
    for _ in range(CROWD + 1):
        tries = tries.begun(NOW)
    with pytest.raises(TooManyTries):
        tries.begun(NOW)


def test_the_failures_of_a_burst_all_count() -> None:
    tries = Tries("name")
    for _ in range(CROWD):
        tries = tries.begun(NOW)
    for _ in range(CROWD):
        tries = tries.failed(NOW)
    assert tries.next_try_at == NOW + LONGEST_WAIT


def test_nobody_is_locked_out_for_longer_than_a_minute() -> None:
    tries, now = failed(1000)
    assert tries.next_try_at == now + LONGEST_WAIT
    assert tries.begun(now + LONGEST_WAIT).begun_count == 1001
    assert wait_after(1_000_000) == LONGEST_WAIT


def test_a_success_forgives_everything() -> None:
    tries, now = failed(30)
    assert tries.forgiven().begun(now).next_try_at is None


def test_a_quiet_day_forgives_everything() -> None:
    tries, now = failed(30)
    assert tries.begun(now + timedelta(days=1)).failed_count == 0
