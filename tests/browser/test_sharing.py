"""An enrolment that another centre looks after too, in front of a browser."""

from playwright.async_api import expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import WIDE
from tests.conftest import Servers


async def test_an_enrolment_is_shared_with_another_centre_and_not_any_more(
    servers: Servers, visit: Visiting
) -> None:
    own = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        await admin.post("/centres", {"name": "Tŷ Derw", "nation": "wales"})
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at=f"/learners/{own.learners[0].id}")
        await page.get_by_role("button", name="Share with another centre").click()
        await page.get_by_role("combobox", name="Centre").click()
        await page.get_by_role("option", name="Tŷ Derw").click()
        await page.get_by_role("dialog").get_by_role("button", name="Share", exact=True).click()
        await expect(page.get_by_text("Tŷ Derw looks after this qualification too.")).to_be_visible()
        assert await visitor.faults() == []
        await page.get_by_role("button", name="Stop sharing").click()
        await expect(page.get_by_role("button", name="Share with another centre")).to_be_visible()
