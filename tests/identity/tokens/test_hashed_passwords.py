import asyncio
import time
from collections.abc import Iterator
from statistics import mean

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from chassis.errors import TooBusy
from services.identity.tokens.passwords import ArgonPasswords


@pytest.fixture
def passwords() -> Iterator[ArgonPasswords]:
    passwords = ArgonPasswords(threads=1, queue=8)
    yield passwords
    passwords.close()


@pytest.mark.parametrize("text", ["seven-bridges-in-the-rain", "dŵr 🌧 雨" * 16, "x" * 128, "nul\x00inside"])
async def test_a_password_matches_its_own_hash_only(passwords: ArgonPasswords, text: str) -> None:
    chosen = await passwords.chosen(text)
    assert await passwords.match(text, chosen.hashed)
    assert not await passwords.match(text + "!", chosen.hashed)
    assert not await passwords.match(text[:-1], chosen.hashed)


async def test_the_hash_is_argon2id_with_at_least_the_recommended_cost(passwords: ArgonPasswords) -> None:
    parameters = extract_parameters((await passwords.chosen("seven-bridges-in-the-rain")).hashed)
    assert parameters.type is Type.ID
    assert parameters.memory_cost >= 19 * 1024
    assert (parameters.time_cost, parameters.parallelism) >= (2, 1)


async def test_the_same_password_is_hashed_differently_each_time(passwords: ArgonPasswords) -> None:
    first, second = [await passwords.chosen("seven-bridges-in-the-rain") for _ in range(2)]
    assert first.hashed != second.hashed


async def test_a_chosen_password_comes_with_whether_others_know_it(passwords: ArgonPasswords) -> None:
    assert (await passwords.chosen("Passwordstandard")).breached
    assert not (await passwords.chosen("seven-bridges-in-the-rain")).breached


async def test_nobody_matches_nothing(passwords: ArgonPasswords) -> None:
    assert not await passwords.match("nobody has this password", None)


async def test_an_unreadable_hash_matches_nothing(passwords: ArgonPasswords) -> None:
    assert not await passwords.match("anything", "no hash")


async def test_an_unknown_name_takes_as_long_as_a_wrong_password(passwords: ArgonPasswords) -> None:
    hashed = (await passwords.chosen("seven-bridges-in-the-rain")).hashed
    known, unknown = [], []
    for _ in range(12):
        known.append(await _seconds(passwords, hashed))
        unknown.append(await _seconds(passwords, None))
    assert mean(sorted(unknown)[:6]) == pytest.approx(mean(sorted(known)[:6]), rel=0.35)


async def _seconds(passwords: ArgonPasswords, hashed: str | None) -> float:
    """Of the processor, so that it does not matter what else the machine does."""
    started = time.process_time()
    await passwords.match("a wrong password", hashed)
    return time.process_time() - started


async def test_a_crowd_is_sent_away_instead_of_piling_up(passwords: ArgonPasswords) -> None:
    crowd = [passwords.match("seven bridges", None) for _ in range(20)]
    answers = await asyncio.gather(*crowd, return_exceptions=True)
    assert sum(isinstance(answer, TooBusy) for answer in answers) == 20 - 9
    assert not await passwords.match("later there is room again", None)


async def test_hashing_leaves_the_loop_free(passwords: ArgonPasswords) -> None:
    hashing = asyncio.gather(*(passwords.chosen("seven bridges in the rain") for _ in range(6)))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0.001)
        turns += 1
    await hashing
    assert turns > 5 * 6, "between two hashes nobody else had more than a turn or two"


async def test_who_has_not_chosen_a_password_comes_in_with_none() -> None:
    passwords = ArgonPasswords(threads=1, queue=1)
    try:
        for text in ("", "nobody has this password"):
            assert not await passwords.match(text, "")
            assert not await passwords.match(text, None)
    finally:
        passwords.close()
