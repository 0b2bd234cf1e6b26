"""What people see first, and what one click away from it."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, found
from tests.browser.conftest import Visiting
from tests.browser.diaries import monday, switch_on
from tests.browser.furnished import NOTES, ZONE, Furnished, a_booking, book
from tests.browser.visitor import NARROW
from tests.conftest import Servers


def in_words(session: dict[str, object]) -> str:
    """`Friday 27 November 2026`, as a page says it."""
    day = datetime.fromisoformat(str(session["local_start"]))
    return f"{day:%A} {day.day} {day:%B %Y}"


@pytest.mark.req("SA-14")
async def test_a_learner_sees_the_earlier_of_two_sessions_or_that_there_is_none(
    visit: Visiting, furnished: Furnished
) -> None:
    async with visit(size=NARROW) as visitor:
        await visitor.sign_in(furnished.learner.user_name)
        tile = visitor.page.get_by_role("region", name="Next session")
        await expect(tile).to_contain_text("10:00–\u206011:00")
        await expect(tile).to_contain_text("Formal review")
        await expect(tile).to_contain_text(in_words(furnished.sessions[0]))
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(furnished.idle.user_name)
        tile = page.get_by_role("region", name="Next session")
        await expect(tile).to_contain_text("No sessions booked")

        duties = page.get_by_role("region", name="What we expect of you")
        await expect(duties.get_by_role("listitem")).to_have_count(7)
        await duties.get_by_role("button", name="I know what to do").click()
        await page.reload()
        await expect(tile).to_contain_text("No sessions booked")
        await expect(duties).to_have_count(0)


async def test_a_session_goes_into_ones_own_calendar(visit: Visiting, furnished: Furnished) -> None:
    async with visit() as visitor:
        await visitor.sign_in(furnished.learner.user_name)
        async with visitor.page.expect_download() as offered:
            await visitor.page.get_by_role("button", name="Add to calendar").click()
        download = await offered.value
        assert download.suggested_filename.endswith(".ics")
        content = (await download.path()).read_text()
        assert f"UID:{furnished.sessions[0]['id']}@waymark" in content


@pytest.mark.req("SA-49")
async def test_sessions_of_the_plan_open_one_beside_the_other_by_the_keyboard_alone(
    visit: Visiting, furnished: Furnished
) -> None:
    async with visit() as visitor:
        await visitor.sign_in(furnished.learner.user_name)
        page = visitor.page
        await (
            page.get_by_role("navigation", name="Your pages").get_by_role("link", name="My portfolio").focus()
        )
        await page.keyboard.press("Enter")
        lines = page.get_by_role("main").get_by_role("listitem").get_by_role("button")
        await expect(lines).to_have_count(3)
        for place in (0, 1):
            await lines.nth(place).focus()
            await page.keyboard.press("Enter")
        for place, expanded in enumerate(("true", "true", "false")):
            await expect(lines.nth(place)).to_have_attribute("aria-expanded", expanded)
        await expect(page.get_by_text(NOTES.splitlines()[0])).to_be_visible()
        assert [re.match(r"\d+", text).group() for text in await lines.all_inner_texts()] == ["1", "2", "3"]  # type: ignore[union-attr]


@pytest.mark.req("CE-04")
async def test_the_header_names_provider_and_user(visit: Visiting, furnished: Furnished) -> None:
    small = furnished.small
    async with visit() as visitor:
        await visitor.sign_in(small.admin.user_name)
        header = visitor.page.get_by_role("banner")
        await expect(header).to_contain_text(small.name)
        await expect(header).to_contain_text(small.admin.user_name)


async def test_a_number_leads_to_what_it_counts(visit: Visiting, furnished: Furnished) -> None:
    async with visit() as visitor:
        await visitor.sign_in(furnished.small.assessor.user_name)
        week = visitor.page.get_by_role("main").get_by_role("link", name=re.compile("Next 7 days"))
        await expect(week).to_contain_text("2")
        await week.click()
        rows = visitor.page.get_by_role("main").get_by_role("link", name=re.compile("10:00–\u206011:00"))
        await expect(rows).to_have_count(2)
        await rows.first.click()
        await expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Formal review")
        await expect(visitor.page.get_by_role("main")).to_contain_text("Aled Jones")


async def test_staff_find_people_without_touching_the_mouse(visit: Visiting, furnished: Furnished) -> None:
    async with visit() as visitor:
        await visitor.sign_in(furnished.small.assessor.user_name)
        await visitor.page.keyboard.press("/")
        await visitor.page.get_by_role("dialog").get_by_label("Name").fill("carys")
        await expect(
            visitor.page.get_by_role("dialog").get_by_role("link", name="Carys Evans")
        ).to_be_visible()
        await visitor.page.keyboard.press("Enter")
        await expect(visitor.page.get_by_role("heading", level=1, name="Carys Evans")).to_be_visible()


async def test_a_booking_elsewhere_reaches_the_screen_by_itself(visit: Visiting, servers: Servers) -> None:
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with visit(size=NARROW) as visitor, Client(servers.gateway_url) as assessor:
        await visitor.sign_in(small.learners[2].user_name)
        tile = visitor.page.get_by_role("region", name="Next session")
        await expect(tile).to_contain_text("No sessions booked")
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        booking = {
            "learner_ids": [small.learners[2].id],
            "qualification_ids": [small.qualification_id],
            "method": "traditional",
            "type": "induction",
            "local_start": (datetime.now(ZONE) + timedelta(days=1)).strftime("%Y-%m-%dT10:00"),
            "minutes": 30,
            "override": True,
        }
        await assessor.post("/sessions", booking)
        await expect(tile).to_contain_text("Induction")


async def test_one_goes_on_in_another_role_without_a_new_sign_in(
    visit: Visiting, furnished: Furnished, servers: Servers
) -> None:
    small = furnished.small
    user_name = f"both.{small.id[-8:]}"
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        await admin.post(
            "/people",
            {
                "given_name": "Nest",
                "family_name": "Hughes",
                "user_name": user_name,
                "initial_password": PASSWORD,
                "roles": [{"role": role, "centre_ids": [small.centre_id]} for role in ("assessor", "iqa")],
            },
        )
    async with visit() as visitor:
        await visitor.sign_in(user_name)
        await expect(visitor.page.get_by_role("banner")).to_contain_text("Assessor")
        await visitor.page.get_by_role("button", name="Account of Nest Hughes").click()
        await visitor.page.get_by_role("menuitem", name="Internal quality assurer").click()
        await expect(visitor.page.get_by_role("main")).to_contain_text("Nothing to check yet")


async def test_work_that_was_sent_without_a_session_goes_on_after_the_sign_in(
    visit: Visiting, furnished: Furnished
) -> None:
    async with visit() as visitor:
        await visitor.sign_in(furnished.learner.user_name)
        await visitor.page.get_by_role("link", name="All notifications").click()
        await expect(visitor.page.get_by_role("heading", level=1, name="Notifications")).to_be_visible()
        oldest = visitor.page.get_by_role("article").last
        await expect(oldest.get_by_text("New", exact=True)).to_be_visible()
        await visitor.page.context.clear_cookies()
        # No click of the mouse: what the page asks by itself may have opened the dialog above it already.
        await oldest.get_by_role("button").dispatch_event("click")
        await visitor.page.get_by_role("dialog", name="Please sign in again").wait_for()
        await visitor.type_credentials(furnished.learner.user_name)
        await expect(oldest.get_by_text("New", exact=True)).to_be_hidden()
        visitor.complaints.clear()  # the browser itself notes the 401


async def test_a_lost_connection_is_said(visit: Visiting, furnished: Furnished) -> None:
    async with visit(size=NARROW) as visitor:
        await visitor.sign_in(furnished.idle.user_name)
        await visitor.page.context.set_offline(True)
        await expect(visitor.page.get_by_text("You are offline.")).to_be_visible()
        await visitor.page.context.set_offline(False)
        await expect(visitor.page.get_by_text("You are offline.")).to_be_hidden()
        visitor.complaints.clear()  # the browser itself notes what it could not fetch


@pytest.mark.req("B-04")
async def test_a_free_time_is_offered_on_the_first_screen_and_taken_with_one_click(
    servers: Servers, visit: Visiting
) -> None:
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    freed = f"{monday()}T10:00"
    async with Client(servers.gateway_url) as admin, Client(servers.gateway_url) as assessor:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        await switch_on(admin, assessor, a_booking(small, in_days=3), "offer_freed_slots")
        session = await book(assessor, small, in_days=3, type="general", local_start=freed)
        called_off = {"outcome": "cancelled_by_learner", "reason": "Ill."}
        await assessor.post(f"/sessions/{session['id']}/cancellation", called_off, version=session["version"])
    async with visit(size=NARROW, language="cy") as visitor:
        await visitor.sign_in(small.learners[1].user_name)
        offer = visitor.page.get_by_role("region", name="Amser rhydd i chi")
        await expect(offer).to_be_visible()
        assert await visitor.faults() == []
        await offer.get_by_role("button", name="Ei gymryd").click()
        await expect(offer).to_be_hidden()
    async with Client(servers.gateway_url) as learner:
        await learner.sign_in(small.learners[1].user_name, PASSWORD)
        (booked,) = (await learner.get("/sessions", state="planned"))["items"]
    assert booked["local_start"].startswith(freed)
