"""A learner's programme: its tabs, its components, support, and who looks after them."""

import asyncio

import pytest
from playwright.async_api import Route, expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.furnished import book
from tests.browser.visitor import NARROW
from tests.conftest import Servers

TITLES = ("Hair Professional", "Numeracy at Level 1", "Literacy at Level 1")


@pytest.mark.req("SA-04", "SA-05", "PT-39")
async def test_a_learner_finds_the_parts_of_the_programme_along_the_top(
    servers: Servers, visit: Visiting
) -> None:
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    gwen = await _on_three_courses(servers, small)
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(gwen)
        header = page.get_by_role("banner")
        await expect(header).to_contain_text("Welcome, Gwen Ellis (Learner 20417)")
        await expect(header.get_by_role("link", name="Help and training")).to_be_visible()
        await expect(header.get_by_role("button", name="Sign out")).to_be_visible()
        tabs = page.get_by_role("navigation", name="Your programme").get_by_role("link")
        await expect(tabs).to_have_text(["Overview", *TITLES, "Time Log", "Support"])
        colours = [
            await tab.evaluate("tab => getComputedStyle(tab).borderBottomColor") for tab in await tabs.all()
        ]
        assert len(set(colours[:4])) == 4

        await tabs.nth(1).click()
        await expect(page.get_by_role("heading", level=1, name=TITLES[0])).to_be_visible()
        carers = page.get_by_role("region", name="Looked after by")
        await expect(carers).to_contain_text(small.assessor.name)
        await expect(carers.get_by_role("link", name=small.assessor.email)).to_be_visible()
        sessions = page.get_by_role("region", name="Sessions").get_by_role("listitem")
        await expect(sessions).to_have_count(1)
        assert await visitor.faults() == []
        await tabs.nth(2).click()
        await expect(page.get_by_role("heading", level=1, name=TITLES[1])).to_be_visible()
        await expect(page.get_by_text("No sessions about this yet.")).to_be_visible()

        await tabs.last.click()
        await expect(page.get_by_role("heading", level=1, name="Support")).to_be_visible()
        guides = page.get_by_role("region", name="Guides")
        await expect(guides.get_by_role("button", name="Your time log")).to_be_visible()
        videos = page.get_by_role("region", name="Video tutorials")
        await expect(videos.get_by_role("link", name="First steps")).to_be_visible()
        assert await visitor.faults() == []

    async with visit(size=NARROW, language="cy", dark=True) as visitor:
        await visitor.sign_in(gwen)
        await visitor.go("/network")
        work = visitor.page.get_by_role("region", name="Yn y gwaith")
        await expect(work).to_contain_text("Mabli Rowlands")
        await expect(work.get_by_role("link", name="mabli@salon.example")).to_be_visible()
        for path in ("/network", "/help", "/"):
            await visitor.go(path)
            await expect(visitor.page.get_by_role("status", name="Yn llwytho")).to_have_count(0)
            assert await visitor.faults() == []
            assert await visitor.overflow() == 0
        tabs = visitor.page.get_by_role("navigation", name="Eich rhaglen").get_by_role("link")
        await expect(tabs).to_have_text([*TITLES, "Cymorth"])
        await tabs.last.click()
        await expect(tabs.last).to_have_attribute("aria-current", "page")

        # The components come when the screen is there already.
        is_there = asyncio.Event()

        async def wait(route: Route) -> None:
            await is_there.wait()
            await route.continue_()

        await visitor.page.route("**/training", wait, times=1)
        await visitor.go("/help")
        await expect(tabs).to_have_text(["Cymorth"])
        await expect(tabs.last).to_be_in_viewport()
        is_there.set()
        await expect(tabs).to_have_text([*TITLES, "Cymorth"])
        await expect(tabs.last).to_be_in_viewport()


async def _on_three_courses(servers: Servers, small: SmallProvider) -> str:
    """The user name of a learner with three components, a session about the first and a line manager."""
    tag = small.id[-8:]
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        learner = await admin.post(
            "/people",
            {
                "given_name": "Gwen",
                "family_name": "Ellis",
                "user_name": f"gwen.{tag}",
                "initial_password": PASSWORD,
                "learner_number": "20417",
                "roles": [{"role": "learner", "centre_ids": [small.centre_id]}],
            },
        )
        courses = [small.qualification_id]
        for number, title in (("600/1111/1", TITLES[1]), ("600/1111/2", TITLES[2])):
            course = {"number": number, "title": title, "level": "1", "type": "skills_qualification"}
            courses.append((await admin.post("/qualifications", course))["id"])
        for place, course_id in enumerate(courses):
            enrolment = {
                "learner_id": learner["id"],
                "centre_id": small.centre_id,
                "qualification_id": course_id,
            }
            looked_after = {"assessor_id": small.assessor.id, "iqa_id": small.iqa.id}
            await admin.post("/enrolments", enrolment | (looked_after if place == 0 else {}))
        employer = await admin.post(
            "/employers",
            {
                "number": f"E-{tag}",
                "name": "Salon Rowlands",
                "centre_ids": [small.centre_id],
            },
        )
        mabli = await admin.post(
            "/people",
            {
                "given_name": "Mabli",
                "family_name": "Rowlands",
                "email": "mabli@salon.example",
                "roles": [{"role": "employer_user", "centre_ids": [small.centre_id]}],
            },
        )
        supervisor = {
            "person_id": mabli["id"],
            "employer_id": employer["id"],
            "relation": "line_manager",
            "from_date": "2026-01-05",
        }
        await admin.post(f"/learners/{learner['id']}/supervisors", supervisor)
    async with Client(servers.gateway_url) as assessor:
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        await book(assessor, small, in_days=2, type="general", learner_ids=[learner["id"]])
    return f"gwen.{tag}"
