"""What waits for a learner: two rows of words with counts, and a page behind each (PT-37, PT-44)."""

from datetime import timedelta

import pytest
from playwright.async_api import Locator, expect

from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, Member, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.diaries import monday, switch_on
from tests.browser.furnished import a_booking
from tests.browser.visitor import NARROW
from tests.conftest import Servers

FREED, ANSWERS = 12, 3
ROWS = (
    ("Home", "My portfolio"),
    ("To do", "Info", "Calendar", "File library", "Personal details", "My network", "Messages"),
)


@pytest.mark.req("PT-37", "PT-44")
async def test_a_learner_finds_what_waits_in_two_rows_of_words(servers: Servers, visit: Visiting) -> None:
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    carys = small.learners[1]
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(carys.user_name)
        words = page.get_by_role("navigation", name="Your pages")
        rows = words.get_by_role("list")
        for row, expected in zip(range(2), ROWS, strict=True):
            await expect(rows.nth(row).get_by_role("link")).to_have_text(list(expected))
        await expect(page.get_by_role("navigation", name="Menu")).to_have_count(0)

        await _fill(servers, small, carys)
        for word, waiting in (
            ("To do", "12 things to do"),
            ("Info", "1 unread announcement"),
            ("Messages", "3 unread messages"),
        ):
            await expect(_word(words, word)).to_have_accessible_name(f"{word} {waiting}", timeout=60_000)
        assert await visitor.faults() == []

        await _word(words, "To do").click()
        offered = page.get_by_role("region", name="Free times offered to you")
        await expect(offered.get_by_role("button", name="Take it")).to_have_count(FREED)
        await _word(words, "Info").click()
        said = page.get_by_role("article", name="Office closed")
        await said.get_by_role("button", name="Mark as read: Office closed").click()
        await expect(_word(words, "Info")).to_have_accessible_name("Info")
        await _word(words, "Messages").click()
        await page.get_by_role("link", name=small.assessor.name).click()
        await expect(page.get_by_role("heading", level=1, name=small.assessor.name)).to_be_visible()
        await expect(_word(words, "Messages")).to_have_accessible_name("Messages")
        await page.get_by_label("Your answer").fill("Thank you, all three.")
        await page.get_by_role("button", name="Send").click()
        newest = page.get_by_role("list", name="Messages, newest first").get_by_role("listitem").first
        await expect(newest).to_contain_text("Thank you, all three.")
        assert await visitor.faults() == []

        await _word(words, "My network").click()
        await page.get_by_role("main").get_by_role("button", name=f"Write to {small.assessor.name}").click()
        dialog = page.get_by_role("dialog", name=f"Write to {small.assessor.name}")
        await dialog.get_by_role("button", name="Submit").click()
        await expect(dialog.get_by_text("Say in a few words what it is about.")).to_be_visible()
        assert await visitor.faults() == []
        await dialog.get_by_role("button", name="Cancel").click()
        await _word(words, "Personal details").click()
        await expect(page.get_by_role("main")).to_contain_text(carys.email)
        await _word(words, "File library").click()
        await expect(page.get_by_text("Nothing in your library yet")).to_be_visible()
        await _word(words, "Calendar").click()
        await expect(page.get_by_role("heading", level=1, name="Calendar")).to_be_visible()

    async with visit(size=NARROW, language="cy") as visitor:
        await visitor.sign_in(carys.user_name, at="/messages")
        await expect(visitor.page.get_by_role("navigation", name="Eich tudalennau")).to_have_count(0)
        assert await visitor.overflow() == 0


def _word(words: Locator, name: str) -> Locator:
    return words.get_by_role("link", name=name)


async def _fill(servers: Servers, small: SmallProvider, learner: Member) -> None:
    """Twelve free times that the learner is asked about, one announcement and three unread messages."""
    url = servers.gateway_url
    async with Client(url) as admin, Client(url) as own, Client(url) as assessor:
        for client, member in ((admin, small.admin), (own, learner), (assessor, small.assessor)):
            await client.sign_in(member.user_name, PASSWORD)
        await switch_on(admin, assessor, a_booking(small, in_days=3), "offer_freed_slots")
        english = {"title": "Office closed", "text": "On Friday nobody answers the telephone."}
        await admin.post("/announcements", {"english": english, "roles": ["learner"]})
        (enrolment,) = (await admin.get("/enrolments", learner_id=learner.id))["items"]
        question = {"enrolment_id": enrolment["id"], "subject": "Unit 3", "text": "Could you help me?"}
        conversation = (await own.post("/messages", question))["conversation_id"]
        for number in range(ANSWERS):
            await assessor.post("/messages", {"conversation_id": conversation, "text": f"Answer {number}"})
        await _free(assessor, small)
        await eventually(lambda: own.get("/inbox"), lambda seen: seen["to_do"] == FREED, patience=60)


async def _free(assessor: Client, small: SmallProvider) -> None:
    """Another learner's twelve sessions are booked and called off."""
    wednesday = f"{monday() + timedelta(days=2)}T10:00"
    repeat = {"frequency": "weekly", "count": FREED}
    series = a_booking(small, in_days=3, type="general", local_start=wednesday, repeat=repeat)
    (first, *_) = (await assessor.post("/sessions", series))["sessions"]
    off = {"outcome": "cancelled_by_learner", "reason": "Ill."}
    await assessor.post(f"/sessions/{first['id']}/following/cancellation", off, version=first["version"])
