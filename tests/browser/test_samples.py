"""A sample in front of a browser: it is given, read about, found in the log of reads, and withdrawn (G06, B-09)."""

from functools import partial

from playwright.async_api import expect

from chassis.ids import fresh_id
from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers
from tests.flows.team import status_of


async def _assurer(servers: Servers, own: SmallProvider) -> str:
    """An external quality assurer of the provider; the user name."""
    user_name = f"nia.prys.{fresh_id()[-8:]}"
    person = {
        "given_name": "Nia",
        "family_name": "Prys",
        "user_name": user_name,
        "initial_password": PASSWORD,
        "roles": [{"role": "eqa", "centre_ids": [own.centre_id]}],
    }
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        await admin.post("/people", person)
    return user_name


async def test_a_sample_is_given_read_about_found_in_the_log_and_withdrawn(
    servers: Servers, visit: Visiting
) -> None:
    own = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    eqa = await _assurer(servers, own)
    async with visit(size=WIDE) as office, visit(size=NARROW) as assurer:
        page = office.page
        await office.sign_in(own.admin.user_name, at="/samples/new")
        await page.get_by_role("combobox", name="External quality assurer").click()
        await page.get_by_role("option", name="Nia Prys").click()
        await page.get_by_role("combobox", name="Qualification").click()
        await page.get_by_role("option", name="Hair Professional").click()
        await page.get_by_role("checkbox", name="Choose Aled Jones").check()
        assert await office.faults() == []
        await page.get_by_role("button", name="Give 1 learner").click()
        await expect(page.get_by_role("heading", level=1, name="Samples")).to_be_visible()
        await expect(page.get_by_role("row", name="Aled Jones")).to_contain_text("Nia Prys")
        assert await office.faults() == []

        async with Client(servers.gateway_url) as nia:
            await nia.sign_in(eqa, PASSWORD)
            for part in ("plan", "training"):
                path = f"/learners/{own.learners[0].id}/{part}"
                await eventually(partial(status_of, nia, path), lambda status: status == 200)
        screen = assurer.page
        await assurer.sign_in(eqa)
        await screen.get_by_role("button", name="Ask Newport to archive").click()
        await expect(screen.get_by_role("status").filter(has_text="Nobody waits")).to_be_visible()
        assert (await assurer.faults(), await assurer.overflow()) == ([], 0)
        await screen.get_by_role("link", name="Aled Jones").click()
        await expect(screen.get_by_role("heading", level=1, name="Aled Jones")).to_be_visible()
        await expect(screen.get_by_role("region", name="Qualifications")).to_contain_text("Registered")
        await screen.get_by_role("link", name="Learning plan").click()
        await expect(screen.get_by_role("heading", level=1, name="Learning plan")).to_be_visible()

        async with Client(servers.gateway_url) as admin:
            await admin.sign_in(own.admin.user_name, PASSWORD)
            await eventually(
                partial(admin.get, "/audit/reads"),
                lambda seen: sum(one["route"].endswith("/plan") for one in seen["items"]) >= 2,
            )
        await office.go("/audit/reads")
        plan = page.get_by_role("row").filter(has_text="Learning plan").first
        await expect(plan).to_contain_text("Nia Prys")
        await plan.get_by_role("link", name="Aled Jones").click()
        await expect(page.get_by_text("Only about Aled Jones")).to_be_visible()
        assert await office.faults() == []

        await office.go("/samples")
        await page.get_by_role("checkbox", name="Choose Aled Jones, Nia Prys").check()
        await page.get_by_role("button", name="Withdraw 1…").click()
        await page.get_by_role("dialog").get_by_role("button", name="Withdraw", exact=True).click()
        await expect(page.get_by_text("No sample is open")).to_be_visible()

        await assurer.go("/")
        await expect(screen.get_by_text("No sample is open for you")).to_be_visible()
        await assurer.go("/audit/reads")
        await expect(screen.get_by_role("row").filter(has_text="Learning plan").first).to_contain_text(
            "1 learner"
        )
        assert (await assurer.faults(), await assurer.overflow()) == ([], 0)
