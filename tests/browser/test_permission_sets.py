"""A Master Admin says on screen what Custom Managers may do, and their menu follows."""

import re

import pytest
from playwright.async_api import Page, expect

from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.conftest import Servers


@pytest.fixture
async def own(servers: Servers) -> SmallProvider:
    """A provider of the test's own."""
    return await found(servers.gateway_url, servers.platform_user, servers.platform_password)


async def test_a_set_is_defined_given_changed_and_kept_while_somebody_holds_it(
    servers: Servers, own: SmallProvider, visit: Visiting
) -> None:
    user_name = f"tomos.{own.id[-8:]}"
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        role = {"role": "custom_manager", "centre_ids": [own.centre_id]}
        body = {"given_name": "Tomos", "family_name": "Huws", "user_name": user_name, "roles": [role]}
        tomos = await admin.post("/people", body | {"initial_password": PASSWORD})

    async with visit() as master, visit() as manager:
        page = master.page
        await master.sign_in(own.admin.user_name)
        await manager.sign_in(user_name)
        await _offers(manager.page, "Sessions", but=("Allocate learners", "Reports", "Archive by learner"))

        await master.go("/permission-sets")
        await page.get_by_role("button", name="Define a set").click()
        form = page.get_by_role("dialog", name="Define a set")
        await form.get_by_label("Name").fill("Office")
        await expect(form.get_by_label("Book sessions")).to_be_disabled()
        await form.get_by_label("Allocate learners").check()
        assert await master.faults() == []
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("link", name="Office")).to_be_visible()

        await master.go(f"/people/{tomos['id']}")
        await page.get_by_role("combobox", name="Set of permissions").click()
        await page.get_by_role("option", name="Office").click()
        await page.get_by_role("button", name="Give").click()
        await expect(page.get_by_text("From now on this holds for Tomos Huws.")).to_be_visible()
        assert await master.faults() == []
        await _comes_to_offer(manager.page, "Allocate learners", but=("Reports", "Archive by learner"))

        await master.go("/permission-sets")
        await page.get_by_role("link", name="Office").click()
        await expect(page.get_by_role("link", name="Tomos Huws")).to_be_visible()
        await page.get_by_role("button", name="Change").click()
        await page.get_by_role("dialog").get_by_label("Run reports").check()
        await page.get_by_role("dialog").get_by_role("button", name="Save").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
        await page.get_by_role("button", name="Retire").click()
        await page.get_by_role("dialog").get_by_role("button", name="Retire").click()
        refused = page.get_by_role("dialog").get_by_role("alert")
        await expect(refused).to_contain_text("Somebody still holds this set.")
        master.complaints.clear()  # the browser itself notes the 409
        await _comes_to_offer(manager.page, "Reports", but=("Archive by learner",))


async def _comes_to_offer(page: Page, entry: str, *, but: tuple[str, ...]) -> None:
    """What was given counts at once; the door hears of it within a second."""
    menu = page.get_by_role("navigation", name="Menu")

    async def offered() -> bool:
        await page.reload()
        await menu.get_by_role("link", name="Sessions").wait_for()
        return await menu.get_by_role("link", name=entry, exact=True).is_visible()

    await eventually(offered, bool)
    await _offers(page, entry, but=but)


async def _offers(page: Page, entry: str, *, but: tuple[str, ...]) -> None:
    menu = page.get_by_role("navigation", name="Menu")
    await expect(menu.get_by_role("link", name=entry, exact=True)).to_be_visible()
    for other in but:
        await expect(menu.get_by_role("link", name=re.compile(f"^{other}$"))).to_have_count(0)
