"""An assessor with learners of theirs, and what tests ask of them through the gateway."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeVar

import pytest

from deploy.demo.client import PATIENCE_SECONDS, Client, Refused, eventually
from tests.platform import Provider

T = TypeVar("T")

GROUP = ("Aled Jones", "Carys Evans", "Dylan Price", "Efa Morgan")


@dataclass(frozen=True, slots=True)
class Team:
    """An assessor, signed in, and the learners allocated to them."""

    provider: Provider
    assessor_id: str
    assessor: Client
    learner_ids: tuple[str, ...]

    @classmethod
    async def of(cls, provider: Provider, *learners: str, assessor: str = "Bethan Rees") -> Self:
        """A new team of the provider; `learners` are names."""
        assessor_id = await provider.person("assessor", assessor)
        learner_ids = await asyncio.gather(*(provider.learner(assessor_id, name) for name in learners))
        return cls(provider, assessor_id, provider.as_role("assessor", assessor_id), tuple(learner_ids))

    def learner(self, index: int = 0) -> Client:
        """One of the learners, signed in."""
        return self.provider.as_role("learner", self.learner_ids[index])

    def a_booking(self, **changes: Any) -> dict[str, Any]:
        """An hour of the assessor with all learners of the team, unless told otherwise."""
        usual = {"assessor_id": self.assessor_id, "learner_ids": list(self.learner_ids)}
        return self.provider.a_booking(**(usual | changes))

    async def book(self, **changes: Any) -> dict[str, Any]:
        """The session that was booked. Raises `Refused`."""
        (session,) = await self.book_series(**changes)
        return session

    async def book_series(self, **changes: Any) -> list[dict[str, Any]]:
        """The sessions that were booked. Raises `Refused`."""
        booked = await self.assessor.post("/sessions", self.a_booking(**changes))
        sessions: list[dict[str, Any]] = booked["sessions"]
        return sessions

    async def hold(self, session: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """The session as it is after it was held, just now, whenever it was planned."""
        body = {"outcome": "completed", "actual_start_at": datetime.now(UTC).isoformat()} | changes
        held: dict[str, Any] = await self.assessor.post(
            f"/sessions/{session['id']}/outcome", body, version=session["version"]
        )
        return held

    async def plan(
        self, wanted: Callable[[list[dict[str, Any]]], bool], index: int = 0
    ) -> list[dict[str, Any]]:
        """A learner's plan, once it is as wanted."""
        return await self._items("plan", wanted, index)

    async def library(
        self, wanted: Callable[[list[dict[str, Any]]], bool], index: int = 0
    ) -> list[dict[str, Any]]:
        """A learner's evidence library, once it is as wanted."""
        return await self._items("evidence", wanted, index)

    async def time_log(
        self, wanted: Callable[[list[dict[str, Any]]], bool], index: int = 0
    ) -> list[dict[str, Any]]:
        """A learner's time log, once it is as wanted."""
        return await self._items("time-log", wanted, index)

    async def training(
        self, wanted: Callable[[list[dict[str, Any]]], bool], index: int = 0
    ) -> list[dict[str, Any]]:
        """Where a learner's enrolments stand, once it is as wanted."""
        return await self._items("training", wanted, index)

    async def _items(
        self, what: str, wanted: Callable[[list[dict[str, Any]]], bool], index: int
    ) -> list[dict[str, Any]]:
        learner, path = self.learner(index), f"/learners/{self.learner_ids[index]}/{what}"

        async def look() -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = (await learner.get(path))["items"]
            return found

        return await eventually(look, wanted)


def coming(days: int) -> str:
    """A day that comes, for what looks from today on: `a_booking` is on a fixed day years ahead."""
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}"


async def comes_to(look: Callable[[], Awaitable[T]], expected: T) -> None:
    """What is looked at is as expected, now or as soon as word of everything is there; fails with both.

    For all that another service has to be told first: who waits for a part and then asserts the whole is sometimes too
    early, because facts that are told one by one arrive in any order.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (seen := await look()) != expected:
        assert time.monotonic() < deadline, f"came to {seen!r}\nand not to {expected!r}"
        await asyncio.sleep(0.05)


async def refusal(asking: Awaitable[object]) -> Refused:
    """The no that the platform answers with; a yes fails the test."""
    with pytest.raises(Refused) as refused:
        await asking
    return refused.value


def clashing_names(refused: Refused) -> list[str]:
    """Who is busy, as a double booking says it."""
    assert (refused.status, refused.code) == (409, "double_booked"), refused
    return [clash["name"] for clash in refused.problem["clashes"]]


async def status_of(client: Client, path: str) -> int:
    """How a question is answered: 200, or the refusal's status."""
    try:
        return (await client.send("GET", path)).status_code
    except Refused as refused:
        return refused.status
