"""The centre's work in front of a browser: allocating, handing over, blocking, archiving, importing, the audit."""

import re
from typing import Any

import pytest
from playwright.async_api import expect

from chassis.ids import fresh_id
from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers

GREEN = "rgb(43, 138, 62)"


@pytest.fixture
async def own(servers: Servers) -> SmallProvider:
    """A provider of the test's own."""
    return await found(servers.gateway_url, servers.platform_user, servers.platform_password)


async def _wait_for_allocation(servers: Servers, small: SmallProvider, *names: str) -> None:
    """New learners on the qualification whom nobody looks after yet."""
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        for name in names:
            given, family = name.split()
            role = {"role": "learner", "centre_ids": [small.centre_id]}
            body: dict[str, Any] = {"given_name": given, "family_name": family, "roles": [role]}
            learner = await admin.post("/people", body)
            enrolment = {
                "learner_id": learner["id"],
                "centre_id": small.centre_id,
                "qualification_id": small.qualification_id,
            }
            await admin.post("/enrolments", enrolment)


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


@pytest.mark.req("CE-26")
async def test_those_who_wait_are_counted_in_green_and_allocated_in_one_go(
    servers: Servers, own: SmallProvider, visit: Visiting
) -> None:
    await _wait_for_allocation(servers, own, "Nia Parry", "Osian Lewis")
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        nobody_waits = {"number": "603/6031/8", "title": "First Aid", "level": "2", "type": "award"}
        await admin.post("/qualifications", nobody_waits)
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/allocations")
        waiting = page.get_by_role("group", name="Qualification")
        await expect(waiting.get_by_role("button")).to_have_count(1)
        badge = page.get_by_role("navigation").get_by_text("2 learners wait for an assessor or an IQA")
        await expect(badge).to_be_attached()
        await expect(waiting.get_by_label("2 learners waiting")).to_have_text("2")
        await expect(waiting.get_by_label("2 learners waiting")).to_have_css("background-color", GREEN)
        await waiting.get_by_role("button").click()
        await page.get_by_role("checkbox", name="Choose all that are shown").check()
        for label, name in (("Assessor", "Bethan Rees"), ("IQA", "Ifan Puw")):
            await page.get_by_role("combobox", name=label).click()
            await page.get_by_role("option", name=name).click()
        await page.get_by_role("button", name="Allocate 2 learners").click()
        await expect(page.get_by_text("Nobody is waiting").first).to_be_visible()
        await expect(badge).to_have_count(0)


@pytest.mark.req("CE-55", "CE-56")
async def test_archiving_takes_two_steps_and_a_cancelled_one_changes_nothing(
    own: SmallProvider, visit: Visiting
) -> None:
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/archive/qualifications")
        rows = page.get_by_role("row").filter(has_text="Hair Professional")
        await expect(rows).to_have_count(4)
        await expect(rows.first).to_contain_text("603/5953/5")
        await page.get_by_role("checkbox", name="Choose Aled Jones").check()
        await page.get_by_role("button", name="Archive 1…").click()
        await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        await expect(rows).to_have_count(4)

        await page.get_by_role("button", name="Archive 1…").click()
        confirm = page.get_by_role("dialog").get_by_role("button", name="Archive", exact=True)
        await confirm.click()
        await page.get_by_label("Reason for not waiting for the certificate").fill("Moved away.")
        # The first answer is a refusal by design, and browsers write those down.
        visitor.complaints.clear()
        await confirm.click()
        await expect(rows).to_have_count(3)
        await visitor.go("/retrieve/qualifications")
        await expect(page.get_by_role("row").filter(has_text="Aled")).to_have_count(1)


async def test_somebody_is_blocked_with_a_reason_and_activated_again(
    own: SmallProvider, visit: Visiting
) -> None:
    async with visit(size=NARROW) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/learners-access")
        row = page.get_by_role("row").filter(has_text="Carys Evans")
        await row.get_by_role("button", name="Block Carys Evans").click()
        await page.get_by_label("Reason").fill("Long illness.")
        await page.get_by_role("dialog").get_by_role("button", name="Block", exact=True).click()
        await row.get_by_role("button", name="Activate Carys Evans").click()
        await expect(row.get_by_role("button", name="Block Carys Evans")).to_be_visible()


async def test_a_file_is_previewed_and_carried_out(
    servers: Servers, own: SmallProvider, visit: Visiting
) -> None:
    name = f"Ffion{fresh_id()[-4:]}"
    content = f"given_name,family_name,centre\n{name},Llwyd,Newport\nNobody,Nowhere,Atlantis\n"
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(own.admin.user_name, at="/imports")
        await page.locator("input[type=file]").set_input_files(
            {"name": "people.csv", "mimeType": "text/csv", "buffer": content.encode()}
        )
        await expect(page.get_by_text("Nothing has changed yet.")).to_be_visible()
        await page.get_by_role("button", name="Import 1 row").click()
        await expect(page.get_by_text("2 rows are done.")).to_be_visible()
        await expect(page.get_by_role("row").filter(has_text="Atlantis")).to_have_count(0)
        await expect(page.get_by_role("row").filter(has_text="Nobody Nowhere")).to_contain_text("refused")

        await visitor.go("/imports")
        await page.get_by_role("main").get_by_text("Employers", exact=True).click()
        await expect(page.get_by_text("recorded_emails, larger_company, domains")).to_be_visible()
        template = page.get_by_role("link", name="A file with these columns")
        await expect(template).to_have_attribute("href", re.compile("number%2Cname%2Ccentre"))
        employers = f"number,name,centre,workplace\n{name},{name} Care,Newport,Tŷ Derw\n"
        await page.locator("input[type=file]").set_input_files(
            {"name": "employers.csv", "mimeType": "text/csv", "buffer": employers.encode()}
        )
        await expect(page.get_by_text("Nothing has changed yet.")).to_be_visible()
        await page.get_by_role("button", name="Import 1 row").click()
        await expect(page.get_by_text("1 row is done.")).to_be_visible()
        await expect(page.get_by_role("row").filter(has_text="Tŷ Derw")).to_contain_text(f"{name} Care")

    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        for listed in ("/people", "/employers"):
            found = (await admin.get(listed, search=name))["items"]
            assert len(found) == 1


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


async def test_the_chain_of_the_audit_is_verified(small: SmallProvider, visit: Visiting) -> None:
    async with visit(size=WIDE) as visitor:
        await visitor.sign_in(small.admin.user_name, at="/audit")
        await visitor.page.get_by_role("button", name="Verify the chain").click()
        await expect(visitor.page.get_by_text("The chain is whole")).to_be_visible()


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
