"""Employers and supervisors in front of a browser (DR-113)."""

from playwright.async_api import expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers


async def test_an_employer_is_recorded_and_supervises_a_learner(servers: Servers, visit: Visiting) -> None:
    own = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        (centre,) = (await admin.get("/centres"))["items"]
        role = {"role": "employer_user", "centre_ids": [own.centre_id]}
        await admin.post("/people", {"given_name": "Huw", "family_name": "Prosser", "roles": [role]})
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name)
        await visitor.go("/employers")
        await page.get_by_role("button", name="Add an employer").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("Name").fill("Usk Valley Care")
        await form.get_by_label("Identifier").fill("118204377")
        await form.get_by_role("combobox", name="Centres").click()
        await page.get_by_role("option", name=centre["name"]).click()
        await page.keyboard.press("Escape")
        await form.get_by_label("Recorded e-mail addresses").fill("mair@uskvalleycare.example")
        await form.get_by_role("button", name="Save").click()
        await page.get_by_role("link", name="Usk Valley Care").click()
        await expect(page.get_by_role("heading", level=1, name="Usk Valley Care")).to_be_visible()
        await expect(page.get_by_role("region", name="Recognised by")).to_contain_text(
            "mair@uskvalleycare.example"
        )
        assert await visitor.faults() == []
    async with visit(size=NARROW, language="cy") as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name)
        await visitor.go(f"/learners/{own.learners[0].id}/supervisors")
        await page.get_by_role("button", name="Penodi goruchwyliwr").click()
        form = page.get_by_role("dialog")
        for label, option in (("Pwy", "Huw Prosser"), ("Cyflogwr", "Usk Valley Care")):
            await form.get_by_role("combobox", name=label).click()
            await page.get_by_role("option", name=option).click()
        await form.get_by_role("button", name="Cadw").click()
        await expect(page.get_by_role("listitem").filter(has_text="Huw Prosser")).to_contain_text(
            "Usk Valley Care"
        )
        assert await visitor.faults() == []
        assert await visitor.overflow() == 0
