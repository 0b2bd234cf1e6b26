"""A small provider with something to see: sessions ahead and behind, notes, and a learner who waits."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, Member, SmallProvider, found
from tests.conftest import Servers

ZONE = ZoneInfo("Europe/London")
NOTES = "Bring your log book.\nWe look at unit 3."


@dataclass(frozen=True, slots=True)
class Furnished:
    """The provider, and three sessions of its first learner: the days from now they are on, in order."""

    small: SmallProvider
    sessions: tuple[dict[str, Any], ...]

    @property
    def learner(self) -> Member:
        """Who has the sessions."""
        return self.small.learners[0]

    @property
    def idle(self) -> Member:
        """Who has none."""
        return self.small.learners[1]


async def furnish(servers: Servers) -> Furnished:
    """Found the provider and book: in two, three and nine days at ten, the first with notes, the second online."""
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with Client(servers.gateway_url) as assessor:
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        learner_id = small.learners[0].id
        booked = [
            await book(
                assessor, small, in_days=2, type="formal_review", planning_notes=NOTES, location="Tŷ Derw"
            ),
            await book(assessor, small, in_days=3, type="general", method="smart_session"),
            await book(assessor, small, in_days=9, type="general"),
        ]
        plan = f"/learners/{learner_id}/plan"
        await eventually(lambda: assessor.get(plan), lambda seen: len(seen["items"]) == len(booked))
    async with Client(servers.gateway_url) as learner:
        await learner.sign_in(small.learners[0].user_name, PASSWORD)
        await eventually(lambda: learner.get("/notifications"), lambda seen: seen["unread"] >= len(booked))
    return Furnished(small, tuple(booked))


async def book(assessor: Client, small: SmallProvider, *, in_days: int, **changes: Any) -> dict[str, Any]:
    """A session with the first learner, an hour at ten so many days from now unless told otherwise."""
    day = (datetime.now(UTC).astimezone(ZONE) + timedelta(days=in_days)).date()
    booking = {
        "assessor_id": small.assessor.id,
        "learner_ids": [small.learners[0].id],
        "qualification_ids": [small.qualification_id],
        "method": "traditional",
        "local_start": f"{day.isoformat()}T10:00",
        "time_zone": ZONE.key,
        "minutes": 60,
        "override": True,
    }
    answer = await assessor.post("/sessions", booking | changes)
    session: dict[str, Any] = answer["sessions"][0]
    return session
