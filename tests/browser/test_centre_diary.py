"""What a centre plans besides sessions, in front of a browser: events and tasks."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from deploy.demo.founding import SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers


@pytest.fixture
async def own(servers: Servers) -> SmallProvider:
    """A provider of the test's own."""
    return await found(servers.gateway_url, servers.platform_user, servers.platform_password)


async def test_an_event_is_planned_edited_and_stands_in_the_calendar_of_the_invited(
    own: SmallProvider, visit: Visiting
) -> None:
    day = (datetime.now(UTC) + timedelta(days=14)).date()
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/events")
        await page.get_by_role("button", name="Add an event").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("What it is").fill("Standardisation")
        await form.get_by_label("Day").fill(day.isoformat())
        await form.get_by_role("combobox", name="Invited").fill("Beth")
        await page.get_by_role("option", name="Bethan Rees").click()
        await page.keyboard.press("Tab")
        await form.get_by_role("button", name="Save").click()
        await page.get_by_role("main").get_by_role("link", name="Standardisation").click()
        await expect(page.get_by_role("heading", level=1, name="Standardisation")).to_be_visible()
        await page.get_by_role("button", name="Edit").click()
        await form.get_by_label("What it is").fill("Moderation")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1, name="Moderation")).to_be_visible()
        assert await visitor.faults() == []
        await visitor.go("/")
        tile = page.get_by_role("region", name="Events")
        await expect(tile.get_by_role("link", name="Moderation")).to_be_visible()
        await expect(tile).to_contain_text(f"{day:%d/%m/%Y}, 10:00")
    async with visit(size=NARROW) as visitor:
        await visitor.sign_in(own.assessor.user_name, at=f"/sessions?view=week&date={day.isoformat()}")
        await visitor.page.get_by_role("link", name="Moderation").click()
        await expect(visitor.page.get_by_role("heading", level=1, name="Moderation")).to_be_visible()
        await expect(visitor.page.get_by_role("button", name="Edit")).to_have_count(0)


@pytest.mark.req("CE-10")
async def test_a_task_is_added_edited_and_done_and_the_tile_says_so(
    own: SmallProvider, visit: Visiting
) -> None:
    async with visit(size=NARROW) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name)
        await page.get_by_role("link", name="Add / edit: My tasks").click()
        await page.get_by_role("button", name="Add a task").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("What has to be done").fill("Order certificates")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Edit Order certificates").click()
        await form.get_by_label("What has to be done").fill("Order 12 certificates")
        await form.get_by_label("Due on").fill("2026-01-05")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Was due 05/01/2026")).to_be_visible()
        assert await visitor.faults() == []
        await visitor.go("/")
        tile = page.get_by_role("region", name="My tasks")
        await expect(tile).to_contain_text("Order 12 certificates")
        await visitor.go("/tasks")
        await page.get_by_role("checkbox", name="Order 12 certificates").click()
        await expect(page.get_by_text("Nothing to do")).to_be_visible()
        await visitor.go("/tasks?show=done")
        await expect(page.get_by_role("checkbox", name="Order 12 certificates")).to_be_checked()
