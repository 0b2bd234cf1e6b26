"""When people work, are away, and nobody works, in front of a browser."""

from playwright.async_api import expect

from deploy.demo.founding import found
from tests.browser.conftest import Visiting
from tests.browser.diaries import WEEK, monday
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers


async def test_an_absence_is_entered_shown_and_taken_back_and_a_centre_closes(
    servers: Servers, visit: Visiting
) -> None:
    own = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    away, shut = monday(), monday() + WEEK
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/staff-hours")
        await page.get_by_role("button", name="Name").click()
        await page.wait_for_url("**/staff-hours?sort=name")
        await page.get_by_role("link", name="Bethan Rees").click()
        await page.get_by_role("button", name="Enter an absence").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("First day").fill(away.isoformat())
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name=f"Take back: {away:%d/%m/%Y}")).to_be_visible()
        await page.get_by_role("switch", name="Hours that differ").click()
        await page.get_by_label("Friday").fill("nine")
        await expect(page.get_by_text("Write hours such as")).to_be_visible()
        await page.get_by_label("Friday").fill("9-12")
        assert await visitor.faults() == []
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("Friday")).to_have_value("09:00–12:00")

        await visitor.go("/closed-days")
        await page.get_by_role("button", name="Add closed days").click()
        await page.get_by_label("First day").fill(shut.isoformat())
        await page.get_by_label("Reason").fill("Stocktaking")
        assert await visitor.faults() == []
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("The hours are saved")).to_be_visible()
    async with visit(size=NARROW, language="cy") as visitor:
        page = visitor.page
        await visitor.sign_in(own.assessor.user_name, at=f"/sessions?view=day&date={shut.isoformat()}")
        await expect(page.get_by_text("Ar gau")).to_be_visible()
        await visitor.go(f"/sessions?view=day&date={away.isoformat()}")
        await expect(page.get_by_text("Gwyliau")).to_be_visible()
        await visitor.go("/working-hours")
        await page.get_by_role("button", name=f"Tynnu'n ôl: {away:%d/%m/%Y}").click()
        await expect(page.get_by_text("Dim absenoldeb")).to_be_visible()
        assert await visitor.faults() == []
        assert await visitor.overflow() == 0
