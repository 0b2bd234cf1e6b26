"""Employers, who supervises a learner at work, and what administrators say of people and enrolments."""

import pytest
from playwright.async_api import Page, expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.diaries import choose
from tests.browser.visitor import NARROW
from tests.conftest import Servers


@pytest.fixture
async def own(servers: Servers) -> SmallProvider:
    """A provider of the test's own, with two centres and somebody at an employer."""
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        await admin.post("/centres", {"name": "Wrexham", "nation": "wales"})
        person = {"given_name": "Nia", "family_name": "Bowen"}
        await admin.post(
            "/people", person | {"roles": [{"role": "employer_user", "centre_ids": [small.centre_id]}]}
        )
    return small


async def add(page: Page, name: str, number: str, *centres: str, domain: str = "") -> None:
    """Record an employer by the keyboard alone, from its list."""
    await page.get_by_role("button", name="Add an employer").press("Enter")
    dialog = page.get_by_role("dialog", name="Add an employer")
    await expect(dialog.get_by_label("Name")).to_be_focused()
    await page.keyboard.type(name)
    await page.keyboard.press("Tab")
    await page.keyboard.type(number)
    await page.keyboard.press("Tab")
    for centre in centres:
        await page.keyboard.type(centre)
        await expect(page.get_by_role("option", name=centre)).to_be_visible()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    if domain:
        await dialog.get_by_role("switch", name="Larger company").press("Space")
        await dialog.get_by_label("Own mail domains").fill(domain)
    await dialog.get_by_role("button", name="Save").press("Enter")
    await expect(page.get_by_role("row", name=name)).to_be_visible()
    await expect(dialog).to_be_hidden()


async def test_employers_are_recorded_merged_and_supervise_by_the_keyboard(
    own: SmallProvider, visit: Visiting
) -> None:
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name)
        await visitor.go("/employers")
        await add(page, "Harbour House", "118204377", "Newport")
        await add(page, "Harbour House Care", "118204378", "Wrexham", domain="harbourhouse.example")
        await page.get_by_role("link", name="Harbour House Care").press("Enter")
        await expect(page.get_by_role("heading", level=1, name="Harbour House Care")).to_be_visible()
        await page.get_by_role("button", name="Merge").press("Enter")
        dialog = page.get_by_role("dialog")
        await choose(page, "Into", "Harbour House (118204377)")
        await dialog.get_by_role("button", name="Continue").press("Enter")
        for moving in ("Centres: Wrexham", "Own mail domains: harbourhouse.example"):
            await expect(dialog.get_by_text(moving)).to_be_visible()
        assert await visitor.faults() == []
        await dialog.get_by_role("button", name="Merge the two").press("Enter")
        await expect(page.get_by_role("heading", level=1, name="Harbour House", exact=True)).to_be_visible()
        await expect(page.get_by_text("@harbourhouse.example")).to_be_visible()

        await visitor.go(f"/learners/{own.learners[0].id}/supervisors")
        await page.get_by_role("button", name="Appoint a supervisor").press("Enter")
        await choose(page, "Who", "Nia Bowen")
        await choose(page, "Employer", "Harbour House")
        await page.get_by_role("dialog").get_by_role("button", name="Save").press("Enter")
        await page.get_by_role("button", name="Remove supervision by Nia Bowen").press("Enter")
        assert await visitor.faults() == []
        await page.get_by_role("dialog").get_by_role("button", name="Remove").press("Enter")
        await expect(page.get_by_text("Nobody yet")).to_be_visible()


async def test_an_administrator_signs_off_chooses_a_nation_and_sorts_learners(
    own: SmallProvider, visit: Visiting
) -> None:
    async with visit(size=NARROW, language="cy") as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name)
        await visitor.go(f"/people/{own.assessor.id}")
        await page.get_by_role("button", name="Cymeradwyo").press("Enter")
        await expect(page.get_by_text("Wedi'i gymeradwyo")).to_be_visible()
        assert await visitor.faults() == []
        assert await visitor.overflow() == 0
        await page.get_by_role("button", name="Tynnu'r gymeradwyaeth yn ôl").press("Enter")
        await expect(page.get_by_text("Heb ei gymeradwyo")).to_be_visible()

        await visitor.go(f"/learners/{own.learners[0].id}")
        await expect(page.get_by_text("Dan reolau Cymru")).to_be_visible()
        await page.get_by_role("button", name="Newid y genedl").press("Enter")
        await choose(page, "Cenedl", "Lloegr")
        await page.get_by_role("dialog").get_by_role("button", name="Cadw").press("Enter")
        await expect(page.get_by_text("Dan reolau Lloegr, nid rhai cenedl ei ganolfan")).to_be_visible()
        assert await visitor.overflow() == 0

        await visitor.go("/learners")
        names = page.get_by_role("main").get_by_role("row").get_by_role("link")
        await expect(names).to_have_text(["Carys Evans", "Aled Jones", "Efa Morgan", "Dylan Price"])
        await page.get_by_role("button", name="Dysgwr").press("Enter")
        await expect(names).to_have_text(["Dylan Price", "Efa Morgan", "Aled Jones", "Carys Evans"])
        assert page.url.endswith("sort=-learner")
        assert await visitor.faults() == []
