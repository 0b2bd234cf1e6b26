"""The catalogue in front of a browser: what there is, and who may deliver it; and the guides of one's role."""

from playwright.async_api import expect

from deploy.demo.founding import SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers


async def test_a_qualification_is_added_and_staff_are_linked_to_it_and_not_any_more(
    servers: Servers, visit: Visiting
) -> None:
    own = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/qualifications")
        await page.get_by_role("button", name="Add a qualification").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("Number").fill("603/6031/8")
        await form.get_by_label("Title").fill("First Aid at Work")
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="First Aid at Work").click()
        await expect(page.get_by_role("heading", level=1, name="First Aid at Work")).to_be_visible()
        delivered = page.get_by_role("region", name="Delivered by")
        await delivered.get_by_role("button", name="Link an assessor").click()
        await form.get_by_role("combobox", name="Who").click()
        await page.get_by_role("option", name="Bethan Rees").click()
        await form.get_by_role("button", name="Save").click()
        await expect(delivered.get_by_role("listitem")).to_contain_text("Bethan Rees")
        assert await visitor.faults() == []
        await delivered.get_by_role("button", name="End the link of Bethan Rees").click()
        await page.keyboard.press("Enter")
        await expect(delivered.get_by_role("button", name="End the link of Bethan Rees")).to_have_count(0)
        await expect(delivered.get_by_role("listitem")).to_contain_text("Bethan Rees")


async def test_guides_are_those_of_ones_role_in_ones_language(small: SmallProvider, visit: Visiting) -> None:
    async with visit(size=NARROW, language="cy") as visitor:
        page = visitor.page
        await visitor.sign_in(small.assessor.user_name, at="/help")
        guide = page.get_by_role("button", name="Cyflwyniad i adolygiadau digidol")
        await guide.press("Enter")
        await expect(page.get_by_text("Mae pob prentis yn eu cael")).to_be_visible()
        assert await visitor.faults() == []
        await visitor.go("/")
        await page.get_by_role("button", name="Mwy", exact=True).click()
        await expect(page.get_by_role("link", name="Canllawiau", exact=True)).to_be_visible()
