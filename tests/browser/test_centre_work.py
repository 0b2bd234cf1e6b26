"""The centre's work in front of a browser: its menu, Smart Rooms, the audit, switches; `stories` tells the rest."""

import pytest
from playwright.async_api import expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers


@pytest.fixture
async def own(servers: Servers) -> SmallProvider:
    """A provider of the test's own."""
    return await found(servers.gateway_url, servers.platform_user, servers.platform_password)


@pytest.mark.req("CE-18", "CE-58")
async def test_the_menu_has_the_centres_work(small: SmallProvider, visit: Visiting) -> None:
    async with visit(size=WIDE) as visitor:
        await visitor.sign_in(small.admin.user_name)
        menu = visitor.page.get_by_role("navigation").first
        for item in (
            "Change assessor",
            "Change IQA",
            "Block / activate assessor or IQA",
            "Archive by learner",
            "Archive by qualification",
            "Retrieve by learner",
            "Retrieve by qualification",
        ):
            await expect(menu.get_by_role("link", name=item, exact=True)).to_have_count(1)
        await visitor.go("/allocations")
    async with visit(size=WIDE) as visitor:
        await visitor.sign_in(small.assessor.user_name)
        await expect(visitor.page.get_by_role("link", name="Change assessor")).to_have_count(0)


async def test_a_smart_room_is_added_changed_blocked_and_retired(own: SmallProvider, visit: Visiting) -> None:
    async with visit(size=NARROW) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/smart-rooms")
        await page.get_by_role("button", name="Add a Smart Room").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Name").fill("Ystafell Taf")
        await dialog.get_by_label("Address of the room").fill("https://rooms.example/taf")
        await dialog.get_by_role("switch", name="Always open").click()
        await dialog.get_by_label("Monday").fill("9-12, 13-17")
        await dialog.get_by_label("Tuesday").fill("mornings")
        await page.keyboard.press("Enter")
        await expect(dialog.get_by_text("Write hours such as")).to_be_visible()
        await dialog.get_by_label("Tuesday").fill("")
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="Ystafell Taf").click()
        await expect(page.get_by_text("09:00–12:00, 13:00–17:00")).to_be_visible()

        await page.get_by_role("button", name="Change", exact=True).click()
        await dialog.get_by_label("Places").fill("5")
        await dialog.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Every centre · 5 places")).to_be_visible()

        await page.get_by_role("button", name="Block for maintenance").click()
        for label, typed in (
            ("From", "4/3/2030"),
            ("From what time", "10"),
            ("Until", "4/3/2030"),
            ("Until what time", "1200"),
        ):
            await dialog.get_by_role("textbox", name=label, exact=True).fill(typed)
        await page.keyboard.press("Enter")
        give_back = page.get_by_role("button", name="Give back 04/03/2030, 10:00 – 04/03/2030, 12:00")
        await give_back.click()
        await expect(page.get_by_text("No maintenance is planned.")).to_be_visible()

        assert await visitor.faults() == []
        await page.get_by_role("button", name="Retire").click()
        await dialog.get_by_role("button", name="Retire").click()
        await expect(page.get_by_role("button", name="Retire")).to_have_count(0)
        await expect(page.get_by_text("Retired", exact=True)).to_be_visible()


async def test_the_menu_shows_where_one_is_and_stays_where_it_is_moved(
    small: SmallProvider, visit: Visiting
) -> None:
    async with visit(size=WIDE) as visitor:
        await visitor.sign_in(small.admin.user_name, at="/system-health")
        menu = visitor.page.get_by_role("navigation", name="Menu")
        await expect(menu.get_by_role("link", name="System health")).to_be_in_viewport(ratio=1)
        await menu.evaluate("menu => menu.scrollTo(0, 0)")
        await expect(menu.get_by_role("link", name="Overview")).to_be_in_viewport(ratio=1)
        await menu.get_by_role("link", name="Sessions").click()
        await visitor.page.wait_for_url("**/sessions")
        await expect(menu.get_by_role("link", name="Overview")).to_be_in_viewport(ratio=1)


async def test_the_chain_of_the_audit_is_verified(own: SmallProvider, visit: Visiting) -> None:
    async with visit(size=WIDE) as visitor:
        await visitor.sign_in(own.admin.user_name, at="/audit")
        await visitor.page.get_by_role("button", name="Verify the chain").click()
        await expect(visitor.page.get_by_text("The chain is whole")).to_be_visible()
        added = visitor.page.get_by_role("row").filter(has_text=own.assessor.name).filter(has_text="Added")
        await added.get_by_role("link", name="Person").click()
        await expect(visitor.page.get_by_role("heading", level=1, name=own.assessor.name)).to_be_visible()


async def test_a_switch_is_set_from_a_day_on_and_taken_back(
    own: SmallProvider, visit: Visiting, servers: Servers
) -> None:
    async with visit(size=NARROW) as visitor:
        await visitor.sign_in(own.admin.user_name, at="/settings")
        page = visitor.page
        switch = page.get_by_role("switch", name="Induction counts when booked")
        await switch.focus()
        await page.keyboard.press("Space")
        await page.get_by_label("Most days between two reviews").fill("42")
        await page.get_by_label("Counts from").fill("2099-01-05")
        await page.get_by_role("button", name="Save settings").click()
        planned = page.get_by_role("region", name="Planned")
        await expect(planned.get_by_text("From Monday 5 January 2099")).to_be_visible()
        await expect(switch).not_to_be_checked()
        assert await visitor.faults() == []
        async with Client(servers.gateway_url) as admin:
            await admin.sign_in(own.admin.user_name, PASSWORD)
            (settled,) = (await admin.get("/provider/settings"))["planned"]
        assert settled["settings"]["features"]["induction_on_booking"] is True
        assert settled["settings"]["rules"]["review_interval_days"]["value"] == 42
        await planned.get_by_role("button", name="Take back").click()
        await expect(planned).to_be_hidden()
