"""Whether every refusal had its reason: what it names must have stood in the way while the question was open."""

import math
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from chassis.mongo import Database
from contracts.base import Received
from contracts.scheduling import SessionChanged
from contracts.words import SessionState
from tests.faults.oracle import all_events


@dataclass(frozen=True)
class Refused:
    """A wish that was refused, and between when and when (seconds since 1970)."""

    wish: Mapping[str, Any]
    problem: Mapping[str, Any]
    asked: float
    answered: float


@dataclass(frozen=True)
class Standing:
    """One version of a session and the longest it can have stood."""

    session: SessionChanged
    since: float
    until: float

    def stood_in(self, refused: Refused) -> bool:
        """Whether it can have stood while the question was open."""
        return self.since <= refused.answered and self.until >= refused.asked

    @property
    def people(self) -> set[str]:
        """Who is in it."""
        return {self.session.assessor_id, *(one.learner_id for one in self.session.participants)}


@dataclass
class Record:
    """What was answered when."""

    refused: list[Refused] = field(default_factory=list)
    _known_at: dict[tuple[str, int], float] = field(default_factory=dict)

    async def watch(self, wish: Mapping[str, Any], asking: Awaitable[httpx.Response]) -> httpx.Response:
        """Await the answer to a wish and keep what it proves."""
        asked = _now()
        answer = await asking
        body = answer.json()
        if answer.status_code == 409:
            self.refused.append(Refused(wish, body, asked, _now()))
        for session in body.get("sessions", [body]) if answer.is_success else ():
            self._known_at[session["id"], session["version"]] = _now()
        return answer

    async def spurious(self, db: Database) -> list[object]:
        """The refusals without a reason."""
        standing = [self._standing(event) for event in await all_events(db)]
        standing = [one for one in standing if one.session.state is not SessionState.CANCELLED]
        rooms = [room["_id"] async for room in db.smart_rooms.find({}, {"_id": 1})]
        return [fault for one in self.refused for fault in _faults(one, standing, rooms)]

    def _standing(self, event: Received[SessionChanged]) -> Standing:
        """A version stands at most from when its command began until the next version was answered."""
        until = self._known_at.get((event.data.id, event.version + 1), math.inf)
        return Standing(event.data, event.time.timestamp(), until)


def _faults(refused: Refused, standing: Iterable[Standing], rooms: Iterable[str]) -> list[object]:
    then = [one for one in standing if one.stood_in(refused)]
    match refused.problem["code"]:
        case "double_booked":
            return [clash for clash in refused.problem["clashes"] if not any(_is(clash, one) for one in then)]
        case "no_smart_room_free":
            blocked = {one.session.room.id for one in then if one.session.room and _meets(refused.wish, one)}
            return [("this room was free", room) for room in rooms if room not in blocked]
        case "session_is_cancelled":
            return []
        case other:
            return [("nobody expected this", other)]


def _is(clash: Mapping[str, Any], one: Standing) -> bool:
    times = (datetime.fromisoformat(clash["starts_at"]), datetime.fromisoformat(clash["ends_at"]))
    return clash["id"] in one.people and times == (one.session.starts_at, one.session.ends_at)


def _meets(wish: Mapping[str, Any], one: Standing) -> bool:
    """In winter the wall clocks of London show UTC."""
    starts_at = datetime.fromisoformat(wish["local_start"]).replace(tzinfo=UTC)
    ends_at = starts_at + timedelta(minutes=wish["minutes"])
    return starts_at < one.session.ends_at and one.session.starts_at < ends_at


def _now() -> float:
    return datetime.now(UTC).timestamp()
