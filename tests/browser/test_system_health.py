"""How the platform is, in front of a browser."""

from playwright.async_api import expect

from deploy.demo.founding import SmallProvider
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW


async def test_an_administrator_sees_every_service_in_words(small: SmallProvider, visit: Visiting) -> None:
    async with visit(size=NARROW, dark=True) as visitor:
        page = visitor.page
        await visitor.sign_in(small.admin.user_name, at="/system-health")
        await expect(page.get_by_role("main").get_by_role("region")).to_have_count(6)
        await expect(page.get_by_role("region", name="Sessions")).to_contain_text("News")
        await expect(page.get_by_role("region", name="Sessions")).to_contain_text("nightly check")
        assert await visitor.faults() == []
        assert await visitor.overflow() == 0
