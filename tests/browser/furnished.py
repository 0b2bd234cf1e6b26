"""A small provider with something to see: sessions ahead and behind, notes, and a learner who waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chassis.ids import fresh_id
from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, Member, SmallProvider, found
from tests.conftest import Servers
from tests.flows.team import status_of

ZONE = ZoneInfo("Europe/London")
CLOSED = {
    "english": {"title": "Office closed", "text": "On Friday nobody answers the telephone."},
    "welsh": {"title": "Swyddfa ar gau", "text": "Nid oes neb yn ateb y ffôn ddydd Gwener."},
}
QUESTION = {"subject": "Uned 3", "text": "Allwch chi fy helpu?"}
NOTES = "Dewch â'ch llyfr log.\nEdrychwn ar uned 3."


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
    """Found the provider and book: in two, three and nine days at ten, the first with notes, the second online.

    Its people are written to in Welsh, so that a Welsh page has no English on it.
    """
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password, language="cy")
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


@dataclass(frozen=True, slots=True)
class Complete:
    """A furnished provider with one of everything: its ids by the parameters of routes, and who may sign in."""

    ids: Mapping[str, str]
    user_names: Mapping[str, str]


async def complete(servers: Servers, furnished: Furnished) -> Complete:
    """Add what has a screen of its own: event, task, employer with a supervisor, import, permissions, a draft."""
    small = furnished.small
    employer_user = f"huw.prosser.{small.id[-8:]}"
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        meeting = {"centre_id": small.centre_id, "title": "Safoni", "local_start": f"{_day(5)}T14:00"}
        invited = [small.assessor.id, furnished.learner.id]
        event = await admin.post("/events", meeting | {"invited_ids": invited})
        await admin.post("/announcements", CLOSED)
        await admin.post("/tasks", {"centre_id": small.centre_id, "title": "Archebu tystysgrifau"})
        employer = await _employ(admin, furnished, employer_user)
        imported = await _import(admin)
        office = await admin.post("/permission-sets", {"name": "Swyddfa", "permissions": ["run_reports"]})
        enrolment = (await admin.get("/enrolments", learner_id=furnished.learner.id))["items"][0]
    async with Client(servers.gateway_url) as assessor:
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        group = a_booking(small, in_days=6, type="general") | {"participants": 3}
        draft = await assessor.post("/session-drafts", group)
    async with Client(servers.gateway_url) as huw:
        await huw.sign_in(employer_user, PASSWORD)
        path = f"/learners/{furnished.learner.id}/plan"
        await eventually(lambda: status_of(huw, path), lambda status: status == 200)
    async with Client(servers.gateway_url) as learner:
        await learner.sign_in(furnished.learner.user_name, PASSWORD)
        sent = await learner.post("/messages", QUESTION | {"enrolment_id": enrolment["id"]})
    ids = {
        "token": "abc",
        "conversationId": sent["conversation_id"],
        "draftId": draft["id"],
        "employerId": employer["id"],
        "enrolmentId": enrolment["id"],
        "eventId": event["id"],
        "importId": imported["id"],
        "learnerId": furnished.learner.id,
        "personId": small.assessor.id,
        "qualificationId": small.qualification_id,
        "roomId": small.room_ids[0],
        "setId": office["id"],
        "sessionId": furnished.sessions[0]["id"],
    }
    members = {
        "learner": furnished.learner,
        "assessor": small.assessor,
        "iqa": small.iqa,
        "admin": small.admin,
    }
    user_names = {who: member.user_name for who, member in members.items()} | {"employer": employer_user}
    return Complete(ids, user_names)


async def _employ(admin: Client, furnished: Furnished, user_name: str) -> dict[str, Any]:
    small = furnished.small
    body = {
        "number": "118204377",
        "name": "Gofal Dyffryn Wysg",
        "centre_ids": [small.centre_id],
        "workplaces": [{"name": "Tŷ Afon", "address": "1 Stryd y Bont, Brynbuga NP15 1BQ"}],
        "contacts": [{"name": "Huw Prosser", "position": "Rheolwr", "phone": "01291 555 0142"}],
    }
    employer: dict[str, Any] = await admin.post("/employers", body)
    person = {
        "given_name": "Huw",
        "family_name": "Prosser",
        "user_name": user_name,
        "initial_password": PASSWORD,
        "roles": [{"role": "employer_user", "centre_ids": [small.centre_id]}],
    }
    supervising = {
        "person_id": (await admin.post("/people", person))["id"],
        "employer_id": employer["id"],
        "relation": "line_manager",
        "from_date": f"{_day(-30)}",
    }
    await admin.post(f"/learners/{furnished.learner.id}/supervisors", supervising)
    return employer


async def _import(admin: Client) -> dict[str, Any]:
    """A file with a row that is taken and one that is refused."""
    content = b"given_name,family_name,centre\nFfion,Llwyd,Newport\nNeb,Unman,Atlantis\n"
    headers = {"Idempotency-Key": fresh_id(), "Content-Type": "text/csv"}
    answer = await admin.http.post("/imports", content=content, headers=headers)
    sent: dict[str, Any] = answer.json()
    await eventually(lambda: admin.get(f"/imports/{sent['id']}"), lambda seen: seen["state"] == "checked")
    return sent


def _day(days: int) -> date:
    """The day so many days from now."""
    return (datetime.now(UTC).astimezone(ZONE) + timedelta(days=days)).date()


def a_booking(small: SmallProvider, *, in_days: int, **changes: Any) -> dict[str, Any]:
    """What books a session with the first learner, an hour at ten so many days from now unless told otherwise."""
    return {
        "assessor_id": small.assessor.id,
        "learner_ids": [small.learners[0].id],
        "qualification_ids": [small.qualification_id],
        "method": "traditional",
        "local_start": f"{_day(in_days)}T10:00",
        "time_zone": ZONE.key,
        "minutes": 60,
        "override": True,
    } | changes


async def book(assessor: Client, small: SmallProvider, *, in_days: int, **changes: Any) -> dict[str, Any]:
    """A session with the first learner, an hour at ten so many days from now unless told otherwise."""
    answer = await assessor.post("/sessions", a_booking(small, in_days=in_days, **changes))
    session: dict[str, Any] = answer["sessions"][0]
    return session
