from datetime import timedelta

import pytest

from services.identity.domain.errors import TooManyTries
from services.identity.domain.guessing import FREE_TRIES, LONGEST_WAIT, Tries, wait_after
from tests.identity.builders import NOW


def tried(times: int) -> Tries:
    tries, now = Tries("name"), NOW
    for _ in range(times):
        now = max(now, tries.next_try_at or now)
        tries = tries.one_more(now)
    return tries


def test_the_first_tries_are_free() -> None:
    assert tried(FREE_TRIES - 1).one_more(NOW).count == FREE_TRIES


def test_the_wait_doubles_up_to_a_minute() -> None:
    waits = [wait_after(count).total_seconds() for count in range(1, 14)]
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_try_that_comes_too_early_is_refused_and_told_when() -> None:
    tries = tried(FREE_TRIES)
    with pytest.raises(TooManyTries) as refused:
        tries.one_more(NOW)
    assert refused.value.facts["next_try_at"] == NOW + timedelta(seconds=1)


def test_nobody_is_locked_out_for_longer_than_a_minute() -> None:
    tries = tried(1000)
    assert tries.next_try_at is not None
    assert tries.one_more(tries.next_try_at).count == 1001
    assert wait_after(1_000_000) == LONGEST_WAIT


def test_a_success_forgives_all_tries() -> None:
    forgiven = tried(30).forgiven()
    assert forgiven.one_more(NOW).count == 1


def test_a_quiet_day_forgets_all_tries() -> None:
    assert tried(30).one_more(NOW + timedelta(days=3)).count == 1
