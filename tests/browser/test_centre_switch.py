"""Somebody who works at several centres looks at one of them, or at all."""

import re

import pytest
from playwright.async_api import Page, expect

from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.furnished import book
from tests.browser.visitor import NARROW
from tests.conftest import Servers

HEADINGS = (
    "Home",
    "Qualifications & Assessments",
    "Manage Centre Personnel",
    "Manage Learner",
    "Guidance & Resources",
    "Archive & Retrieve",
    "Reports",
)


@pytest.mark.req("CE-11")
async def test_whoever_works_at_two_centres_counts_and_lists_what_is_at_the_chosen_one(
    servers: Servers, visit: Visiting
) -> None:
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    manager, second = await _two_centres(servers, small)
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(manager)
        await _sees(page, waiting="3 learners wait", week="1", tasks=("Order desks", "Paint the hall"))

        menu = page.get_by_role("navigation", name="Menu")
        for heading in HEADINGS:
            await expect(menu.get_by_role("heading", name=heading, exact=True)).to_be_visible()

        await page.get_by_role("button", name="Centre: All my centres").click()
        await page.get_by_role("menuitem", name=second).click()
        await _sees(page, waiting="2 learners wait", week="0", tasks=("Paint the hall",))
        assert await visitor.faults() == []
        await visitor.go("/tasks")
        await page.get_by_role("button", name="Add a task").click()
        await expect(page.get_by_role("dialog").get_by_role("combobox", name="Centre")).to_have_value(second)
        await visitor.go("/")
        await page.get_by_role("main").get_by_role("link", name="2 learners wait").click()
        await expect(page.get_by_role("heading", level=1, name="Learners")).to_be_visible()
        rows = page.get_by_role("main").get_by_role("row")
        await expect(rows).to_have_count(3)
        await expect(rows.filter(has_text="Nia Parry")).to_have_count(1)
        await expect(rows.filter(has_text="Rhys Vaughan")).to_have_count(0)
        await visitor.go(f"/qualifications/{small.qualification_id}")
        await expect(page.get_by_role("navigation", name="Where you are")).to_have_text(
            re.compile("Qualifications.*Hair Professional")
        )

    async with visit(size=NARROW) as visitor:
        page = visitor.page
        await visitor.sign_in(manager)
        await page.get_by_role("button", name="Centre: All my centres").click()
        await page.get_by_role("menuitem", name="Newport").click()
        await _sees(page, waiting="1 learner waits", week="1", tasks=("Order desks",))
        await page.reload()
        await expect(page.get_by_role("button", name="Centre: Newport")).to_be_visible()
        await _sees(page, waiting="1 learner waits", week="1", tasks=("Order desks",))
        assert await visitor.faults() == []
        assert await visitor.overflow() == 0

    async with visit() as visitor:
        await visitor.sign_in(small.assessor.user_name)
        await expect(visitor.page.get_by_role("button", name=re.compile("Centre:"))).to_have_count(0)


async def _sees(page: Page, *, waiting: str, week: str, tasks: tuple[str, ...]) -> None:
    main = page.get_by_role("main")
    await expect(main.get_by_role("link", name=waiting)).to_be_visible()
    await expect(main.get_by_role("link", name=re.compile("Next 7 days"))).to_contain_text(week)
    tile = main.get_by_role("region", name="My tasks")
    await expect(tile.get_by_text(re.compile("Order desks|Paint the hall"))).to_have_text([*tasks])


async def _two_centres(servers: Servers, small: SmallProvider) -> tuple[str, str]:
    """The user name of an administrator of two centres, and the second's name: of three learners who wait one is at
    the first centre, where the session is; each centre has a task.
    """
    name, tag = "Caerdydd", small.id[-8:]
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        second = (await admin.post("/centres", {"name": name, "nation": "wales"}))["id"]
        both = [small.centre_id, second]
        body = {"given_name": "Mair", "family_name": "Tudor", "user_name": f"mair.{tag}"}
        role = {"role": "centre_admin", "centre_ids": both}
        await admin.post("/people", body | {"initial_password": PASSWORD, "roles": [role]})
        for centre, learners in ((both[0], ("Rhys Vaughan",)), (both[1], ("Nia Parry", "Osian Lewis"))):
            for learner in learners:
                given, family = learner.split()
                role = {"role": "learner", "centre_ids": [centre]}
                person = {"given_name": given, "family_name": family, "roles": [role]}
                enrolment = {
                    "learner_id": (await admin.post("/people", person))["id"],
                    "centre_id": centre,
                    "qualification_id": small.qualification_id,
                }
                await admin.post("/enrolments", enrolment)
        for centre, title in zip(both, ("Order desks", "Paint the hall"), strict=True):
            await admin.post("/tasks", {"centre_id": centre, "title": title})
        await eventually(
            lambda: admin.get("/tasks", centre_id=second), lambda found: len(found["items"]) == 1
        )
    async with Client(servers.gateway_url) as assessor:
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        await book(assessor, small, in_days=2, type="general")
    return f"mair.{tag}", name
