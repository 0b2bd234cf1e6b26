"""A diary that a test of the web client writes, and how a drop-down is used."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.async_api import Page

from contracts.words import Nation
from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, SmallProvider
from services.scheduling.domain.bank_holidays import is_bank_holiday

ZONE = ZoneInfo("Europe/London")


WEEK = timedelta(days=7)


def monday(weeks: int = 2) -> date:
    """A Monday at least so many weeks ahead, so that no test's day is over: people work on it and on the two Mondays
    after it, whatever the nation.
    """
    today = datetime.now(ZONE).date()
    day = today + timedelta(days=7 * weeks - today.weekday())
    while any(is_bank_holiday(day + n * WEEK, nation) for n in range(3) for nation in Nation):
        day += WEEK
    return day


async def switch_on(admin: Client, assessor: Client, booking: dict[str, Any], *features: str) -> None:
    """Switch features of the provider on, and wait until scheduling has heard of them."""
    known = await admin.get("/provider/settings")
    on = dict.fromkeys((*features, "induction_on_booking"), True)
    settings = {"since": known["today"], "features": on}
    await admin.put("/provider/settings", settings, version=known["version"])
    # Once one switch has got through, so have the others, and this one can be seen.
    await eventually(
        lambda: assessor.post("/session-checks", booking | {"type": "induction"}),
        lambda said: said["effect"]["on_booking"],
    )


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
