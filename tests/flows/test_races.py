"""Many people want the same at the same moment; through the platform's one door.

They share a crowd that takes a while to gather (`tests/together.py`).
"""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import pytest

from chassis.ids import fresh_id
from chassis.testing.tokens import mint
from tests.conftest import Servers
from tests.platform import Platform

CROWD = 200
ROOMS = 10
AT_A_TIME = 16
KNOWN_WITHIN = 60.0

T = TypeVar("T")


@dataclass
class Town:
    """A provider with as many assessors as learners, each pair for itself, and ten Smart Rooms."""

    http: httpx.AsyncClient
    servers: Servers
    provider_id: str
    centre_id: str
    qualification_id: str
    assessors: list[str] = field(default_factory=list)
    learners: list[str] = field(default_factory=list)

    def token(self, role: str, person_id: str | None = None, *, everywhere: bool = False) -> str:
        """A token as identity signs it."""
        newest = max(self.servers.signing_keys.glob("*.pem"))
        return mint(
            newest,
            person_id=person_id or fresh_id(),
            provider_id=self.provider_id,
            role=role,
            centre_ids=() if everywhere else (self.centre_id,),
            life=3600,
        )

    async def post(self, token: str, path: str, body: dict[str, Any]) -> httpx.Response:
        """One POST through the gateway."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": fresh_id()}
        return await self.http.post(f"/api{path}", json=body, headers=headers)

    async def made(self, token: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What a POST made, as soon as everything it names is known."""
        answer = await self._known(
            lambda: self.post(token, path, body), lambda answer: answer.status_code != 404
        )
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def a_booking(self, number: int, start: str, **changes: Any) -> dict[str, Any]:
        """An hour of assessor n with learner n."""
        return {
            "assessor_id": self.assessors[number],
            "learner_ids": [self.learners[number]],
            "method": "traditional",
            "type": "general",
            "local_start": start,
            "minutes": 60,
            "qualification_ids": [self.qualification_id],
        } | changes

    async def book(self, body: dict[str, Any]) -> httpx.Response:
        """Book as the assessor whose session it is to be."""
        return await self.post(self.token("assessor", body["assessor_id"]), "/sessions", body)

    async def book_as_staff(self, body: dict[str, Any]) -> httpx.Response:
        """Book as one of the centre's administrators."""
        return await self.post(self.token("basic_admin"), "/sessions", body)

    async def scheduling_knows(self, number: int) -> None:
        """Wait until scheduling knows pair n: then it minds only that the time is over."""
        yesterday = self.a_booking(number, "2020-01-01T10:00")
        await self._known(
            lambda: self.book_as_staff(yesterday),
            lambda answer: answer.json()["code"] == "late_record_needs_a_reason",
        )

    async def _known(
        self, ask: Callable[[], Awaitable[httpx.Response]], known: Callable[[httpx.Response], bool]
    ) -> httpx.Response:
        async with asyncio.timeout(KNOWN_WITHIN):
            while not known(answer := await ask()):
                await asyncio.sleep(0.5)
        return answer


async def a_few_at_a_time(work: Iterable[Awaitable[T]]) -> list[T]:
    """Everything, but not all at once."""
    slots = asyncio.Semaphore(AT_A_TIME)

    async def one(part: Awaitable[T]) -> T:
        async with slots:
            return await part

    return await asyncio.gather(*(one(part) for part in work))


@pytest.fixture(scope="module")
async def town(servers: Servers, platform: Platform) -> AsyncIterator[Town]:
    """A crowd that scheduling has heard of."""
    provider = await platform.provider()
    limits = httpx.Limits(max_connections=CROWD)
    async with httpx.AsyncClient(base_url=servers.gateway_url, timeout=60, limits=limits) as http:
        town = Town(http, servers, provider.id, provider.centre_id, provider.qualification_id)
        await _settle(town)
        yield town
    await provider.close()


async def _settle(town: Town) -> None:
    keeper = town.token("master_admin", everywhere=True)
    rooms = (
        {"name": f"Room {n}", "capacity": 40, "join_url": "https://rooms.example/1"} for n in range(ROOMS)
    )
    await a_few_at_a_time(town.made(keeper, "/smart-rooms", room) for room in rooms)
    town.assessors = await _people(town, keeper, "assessor")
    town.learners = await _people(town, keeper, "learner")
    links = (
        {"person_id": id, "qualification_id": town.qualification_id, "purpose": "deliver"}
        for id in town.assessors
    )
    await a_few_at_a_time(town.made(keeper, "/staff-links", link) for link in links)
    held = [{"role": "iqa", "centre_ids": [town.centre_id]}]
    iqa = await town.made(keeper, "/people", {"given_name": "Ifan", "family_name": "Puw", "roles": held})
    quality_assures = {"person_id": iqa["id"], "purpose": "quality_assure"}
    await town.made(keeper, "/staff-links", quality_assures | {"qualification_id": town.qualification_id})
    await a_few_at_a_time(
        town.made(
            keeper,
            "/enrolments",
            {
                "learner_id": learner_id,
                "centre_id": town.centre_id,
                "qualification_id": town.qualification_id,
                "assessor_id": assessor_id,
                "iqa_id": iqa["id"],
            },
        )
        for assessor_id, learner_id in zip(town.assessors, town.learners, strict=True)
    )
    await a_few_at_a_time(town.scheduling_knows(number) for number in range(CROWD))


async def _people(town: Town, keeper: str, role: str) -> list[str]:
    held = [{"role": role, "centre_ids": [town.centre_id]}]
    people = ({"given_name": role.title(), "family_name": f"No {n}", "roles": held} for n in range(CROWD))
    return [made["id"] for made in await a_few_at_a_time(town.made(keeper, "/people", one) for one in people)]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str, Sequence[httpx.Response]], None]:
    """Shows what a race came to."""

    def say(race: str, answers: Sequence[httpx.Response]) -> None:
        counts = Counter(f"{one.status_code} {one.json().get('code', '')}".strip() for one in answers)
        with capsys.disabled():
            sys.stderr.write(f"\n{race}: {len(answers)} at once, {dict(counts)}\n")

    return say


Say = Callable[[str, Sequence[httpx.Response]], None]


def divided(answers: Iterable[httpx.Response]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The sessions made and the refusals; anything else than 201 and 409 fails."""
    made: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for answer in answers:
        assert answer.status_code in (201, 409), answer.text
        if answer.status_code == 201:
            made += answer.json()["sessions"]
        else:
            refused.append(answer.json())
    return made, refused


@pytest.mark.req("B-02", "SB-40")
async def test_two_hundred_race_for_ten_rooms_and_the_others_are_offered_times_they_can_have(
    town: Town, say: Say
) -> None:
    wishes = [town.a_booking(n, "2032-03-01T10:00", method="smart_session") for n in range(CROWD)]
    answers = await asyncio.gather(*(town.book(wish) for wish in wishes))
    say("Ten rooms", answers)
    made, refused = divided(answers)
    assert len({session["room"]["id"] for session in made}) == len(made) == ROOMS
    assert {problem["code"] for problem in refused} == {"no_smart_room_free"}
    for problem in refused:
        assert problem["detail"].startswith("No Smart Room available on ")
        assert problem["occurrences"][0]["starts_at"] == "2032-03-01T10:00:00Z"
        assert problem["alternatives"]
    losers = [wish for wish, answer in zip(wishes, answers, strict=True) if answer.status_code == 409]
    for wish, problem in list(zip(losers, refused, strict=True))[:10]:
        offered = problem["alternatives"][0]
        taken = {name: offered[name] for name in ("local_start", "time_zone", "offset_minutes")}
        again = await town.book(wish | taken)
        assert again.status_code == 201, again.text
        assert again.json()["sessions"][0]["starts_at"] == offered["starts_at"]


@pytest.mark.req("SB-38")
async def test_twenty_race_for_the_last_room_and_one_gets_it(town: Town, say: Say) -> None:
    def a_wish(number: int) -> dict[str, Any]:
        return town.a_booking(number, "2032-03-02T10:00", method="smart_session")

    for number in range(ROOMS - 1):
        assert (await town.book(a_wish(number))).status_code == 201
    answers = await asyncio.gather(*(town.book(a_wish(number)) for number in range(ROOMS, ROOMS + 20)))
    say("The last room", answers)
    made, refused = divided(answers)
    assert (len(made), len(refused)) == (1, 19)


async def test_two_hundred_race_for_one_assessor_and_one_gets_them(town: Town, say: Say) -> None:
    assessor_id = town.assessors[0]
    wishes = [town.a_booking(n, "2032-03-03T10:00", assessor_id=assessor_id) for n in range(CROWD)]
    answers = await asyncio.gather(*(town.book_as_staff(wish) for wish in wishes))
    say("One assessor", answers)
    made, refused = divided(answers)
    assert (len(made), len(refused)) == (1, CROWD - 1)
    _check_that_all_name(refused, assessor_id, "Assessor No 0")


async def test_two_hundred_groups_race_for_one_learner_and_one_gets_them(town: Town, say: Say) -> None:
    wanted = town.learners[0]
    wishes = [
        town.a_booking(n, "2032-03-04T10:00", learner_ids=sorted({wanted, town.learners[n]}))
        for n in range(CROWD)
    ]
    answers = await asyncio.gather(*(town.book_as_staff(wish) for wish in wishes))
    say("One learner", answers)
    made, refused = divided(answers)
    assert (len(made), len(refused)) == (1, CROWD - 1)
    _check_that_all_name(refused, wanted, "Learner No 0")


async def test_two_hundred_overlapping_series_race_and_one_is_booked_whole(town: Town, say: Say) -> None:
    """Four weeks each, begun in one of four weeks and within the same hour: any two meet at least once."""
    assessor_id, repeat = town.assessors[1], {"frequency": "weekly", "count": 4}
    starts = [f"2032-06-{7 + 7 * (n % 4):02}T10:{5 * (n % 12):02}" for n in range(CROWD)]
    wishes = [town.a_booking(n, starts[n], assessor_id=assessor_id, repeat=repeat) for n in range(CROWD)]
    answers = await asyncio.gather(*(town.book_as_staff(wish) for wish in wishes))
    say("Overlapping series", answers)
    made, refused = divided(answers)
    assert (len(made), len(refused)) == (4, CROWD - 1)
    _check_that_all_name(refused, assessor_id, "Assessor No 1")
    where = {"person_id": assessor_id, "from": "2032-06-01", "to": "2032-07-31"}
    headers = {"Authorization": f"Bearer {town.token('basic_admin')}"}
    calendar = await town.http.get("/api/availability", params=where, headers=headers)
    assert [slot["starts_at"] for slot in calendar.json()["busy"]] == [one["starts_at"] for one in made]


def _check_that_all_name(refused: Iterable[dict[str, Any]], person_id: str, name: str) -> None:
    for problem in refused:
        assert problem["code"] == "double_booked"
        assert {(clash["id"], clash["name"]) for clash in problem["clashes"]} == {(person_id, name)}
        assert name in problem["detail"]
        assert problem["alternatives"]
