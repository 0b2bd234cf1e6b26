"""A diary that a test of the web client writes, and how a drop-down is used."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.async_api import Page

from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, SmallProvider

ZONE = ZoneInfo("Europe/London")


def monday(weeks: int = 2) -> date:
    """A Monday some weeks ahead, so that no test's day is over."""
    today = datetime.now(ZONE).date()
    return today + timedelta(days=7 * weeks - today.weekday())


@dataclass(frozen=True, slots=True)
class Diary:
    """A provider of the test's own, and its assessor's hand in the API."""

    small: SmallProvider
    assessor: Client

    async def book(self, at: str, learners: list[int], **changes: Any) -> dict[str, Any]:
        """A session of these learners, an hour long. Raises `Refused`."""
        booking = {
            "learner_ids": [self.small.learners[number].id for number in learners],
            "qualification_ids": [self.small.qualification_id],
            "method": "traditional",
            "type": "general",
            "local_start": at,
            "minutes": 60,
            "override": True,
        }
        answer = await self.assessor.post("/sessions", booking | changes)
        first: dict[str, Any] = answer["sessions"][0]
        return first

    async def elsewhere(self, at: str, *, learner: int) -> None:
        """Another assessor's session with this learner."""
        small = self.small
        async with Client(self.assessor.url) as admin:
            await admin.sign_in(small.admin.user_name, PASSWORD)
            body = {
                "given_name": "Gwen",
                "family_name": "Hughes",
                "user_name": f"gwen.{small.id[-8:]}",
                "initial_password": PASSWORD,
                "roles": [{"role": "assessor", "centre_ids": [small.centre_id]}],
            }
            other = await admin.post("/people", body)
            link = {"qualification_id": small.qualification_id, "purpose": "deliver"}
            await admin.post("/staff-links", link | {"person_id": other["id"]})
            await Diary(small, admin).book(at, [learner], assessor_id=other["id"])

    async def waiting(self, name: str) -> None:
        """A learner of the assessor who has no IQA yet, known to scheduling."""
        small = self.small
        async with Client(self.assessor.url) as admin:
            await admin.sign_in(small.admin.user_name, PASSWORD)
            given, family = name.split()
            role = {"role": "learner", "centre_ids": [small.centre_id]}
            learner = await admin.post(
                "/people", {"given_name": given, "family_name": family, "roles": [role]}
            )
            enrolment = {
                "learner_id": learner["id"],
                "centre_id": small.centre_id,
                "qualification_id": small.qualification_id,
                "assessor_id": small.assessor.id,
            }
            await admin.post("/enrolments", enrolment)
        await eventually(
            lambda: self.assessor.get("/eligible-learners"),
            lambda found: name in [one["name"] for one in found["items"]],
        )

    async def between(self, first: date, last: date) -> list[dict[str, Any]]:
        """The assessor's sessions of these days."""
        days = {"from": first.isoformat(), "to": last.isoformat()}
        sessions: list[dict[str, Any]] = (await self.assessor.get("/calendar", **days))["sessions"]
        return sessions


async def choose(page: Page, label: str, option: str) -> None:
    """Pick from a drop-down by the keyboard."""
    await page.get_by_role("combobox", name=label, exact=True).click()
    await page.get_by_role("option", name=option).click()
