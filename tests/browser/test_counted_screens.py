"""First screens that stay as quick however many learners there are: counts that lead to a list, and pages of it."""

import asyncio
import re
from datetime import timedelta

import pytest
from playwright.async_api import Page, Route, expect

from deploy.demo.client import Client, eventually
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.diaries import monday
from tests.browser.visitor import NARROW, Visitor
from tests.conftest import Servers

PAGE = 50
FIRST_PAGE = f"/api/enrolments?sort=learner&limit={PAGE}"
LEARNERS = re.compile(r"^\d+ learners?$")


@pytest.fixture
async def own(servers: Servers) -> SmallProvider:
    """A provider of the test's own."""
    return await found(servers.gateway_url, servers.platform_user, servers.platform_password)


async def person(admin: Client, small: SmallProvider, role: str, name: str, **more: str) -> str:
    """The id of somebody new."""
    given, family = name.split()
    body = {
        "given_name": given,
        "family_name": family,
        "roles": [{"role": role, "centre_ids": [small.centre_id]}],
    }
    return str((await admin.post("/people", body | more))["id"])


async def enrol(admin: Client, small: SmallProvider, learner_id: str, **around: str | None) -> None:
    """Put a learner on the qualification, with the provider's IQA."""
    course = {"centre_id": small.centre_id, "qualification_id": small.qualification_id}
    usual = {"learner_id": learner_id, "iqa_id": small.iqa.id}
    await admin.post("/enrolments", course | usual | around)


async def crowd(admin: Client, small: SmallProvider) -> None:
    """Besides the four learners of Bethan, Tomos has more than a page of them, and one more has nobody."""
    tomos = await person(admin, small, "assessor", "Tomos Huws")
    link = {"person_id": tomos, "qualification_id": small.qualification_id, "purpose": "deliver"}
    await admin.post("/staff-links", link)

    async def one(number: int) -> None:
        learner_id = await person(admin, small, "learner", f"Nia Number{number:02}")
        await enrol(admin, small, learner_id, assessor_id=tomos if number else None)

    await asyncio.gather(*map(one, range(PAGE + 3)))


def questions(visitor: Visitor, path: str) -> list[str]:
    """The questions at a path that the page asks from now on."""
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url) if path in request.url else None)
    return asked


async def lists(page: Page, count: int, *, assessor: str = "", rows: int | None = None) -> None:
    """The list says how many learners it has; as many rows are there, or a page of them, unless told otherwise."""
    await expect(page.get_by_role("heading", level=1, name="Learners")).to_be_visible()
    await expect(page.get_by_role("combobox", name="Assessor")).to_have_value(assessor)
    await expect(page.get_by_text(LEARNERS)).to_have_text(f"{count} learner{'' if count == 1 else 's'}")
    await expect(page.get_by_role("main").get_by_role("row")).to_have_count(1 + (rows or min(count, PAGE)))


async def test_an_iqa_goes_from_an_assessors_number_to_so_many_learners(
    servers: Servers, own: SmallProvider, visit: Visiting
) -> None:
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        await crowd(admin, own)
    async with visit() as visitor:
        page, main = visitor.page, visitor.page.get_by_role("main")
        await visitor.sign_in(own.iqa.user_name)
        cards = main.get_by_role("link", name=re.compile("Learners?$"))
        await expect(cards).to_have_text(
            ["52Tomos HuwsLearners", "4Bethan ReesLearners", "1Nobody yetLearner"]
        )
        await expect(main.get_by_role("row")).to_have_count(1 + PAGE)
        assert await visitor.faults() == []
        await main.get_by_role("button", name="Show more").click()
        await expect(main.get_by_role("row")).to_have_count(1 + 52 + 4 + 1)

        await cards.filter(has_text="Tomos Huws").click()
        await lists(page, 52, assessor="Tomos Huws")
        assert await visitor.faults() == []
        await page.get_by_role("combobox", name="Assessor").click()
        await page.get_by_role("option", name="Bethan Rees").click()
        await lists(page, 4, assessor="Bethan Rees")
        await page.get_by_label("All assessors").click()
        # It is the list of the first screen, as far as it was read there.
        await lists(page, 57, rows=57)

    async with visit(size=NARROW) as visitor:
        await visitor.sign_in(own.iqa.user_name)
        await visitor.page.get_by_role("main").get_by_role("link", name="Nobody yet").click()
        await lists(visitor.page, 1)
        await visitor.page.get_by_role("switch", name="Only those waiting for allocation").click()
        await lists(visitor.page, 57)

    async with visit() as visitor:
        await visitor.sign_in(own.admin.user_name, at="/learners")
        await lists(visitor.page, 57)


async def test_an_iqa_without_learners_is_told_what_will_be_here(
    servers: Servers, own: SmallProvider, visit: Visiting
) -> None:
    user_name = f"new.iqa.{own.id[-8:]}"
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(own.admin.user_name, PASSWORD)
        login = {"user_name": user_name, "initial_password": PASSWORD}
        await person(admin, own, "iqa", "Mari Llwyd", **login)
    async with visit() as visitor:
        await visitor.sign_in(user_name)
        await expect(visitor.page.get_by_text("Nothing to check yet")).to_be_visible()
        await expect(visitor.page.get_by_role("table")).to_have_count(0)


async def test_an_employer_sees_the_next_review_of_every_apprentice_and_asks_once_a_page(
    servers: Servers, own: SmallProvider, visit: Visiting
) -> None:
    user_name = f"huw.{own.id[-8:]}"
    async with (
        Client(servers.gateway_url) as admin,
        Client(servers.gateway_url) as huw,
        visit(size=NARROW) as visitor,
    ):
        await admin.sign_in(own.admin.user_name, PASSWORD)
        login = {"user_name": user_name, "initial_password": PASSWORD}
        huw_id = await person(admin, own, "employer_user", "Huw Prosser", **login)

        async def apprentice(name: str) -> str:
            learner_id = await person(admin, own, "learner", name)
            await enrol(admin, own, learner_id, assessor_id=own.assessor.id, employer_id=huw_id)
            return learner_id

        names = ("Ela Beynon", *(f"Gruff Number{number:02}" for number in range(PAGE)))
        ela, *_ = await asyncio.gather(*map(apprentice, names))
        for weeks in (3, 2):
            review = {
                "assessor_id": own.assessor.id,
                "learner_ids": [ela],
                "qualification_ids": [own.qualification_id],
                "method": "traditional",
                "type": "formal_review",
                "location": "The workshop",
                "local_start": f"{monday() + timedelta(weeks=weeks - 2)}T10:00",
                "minutes": 60,
            }
            await admin.post("/sessions", review)
        await huw.sign_in(user_name, PASSWORD)
        path = f"/learners/{ela}/plan"
        await eventually(lambda: huw.get(path), lambda seen: len(seen["items"]) == 2)

        first = monday()
        reviews, plans = questions(visitor, "/api/coming-reviews"), questions(visitor, "/plan")
        await visitor.sign_in(user_name)
        main = visitor.page.get_by_role("main")
        await expect(main).to_contain_text(f"Next review: {first:%A} {first.day} {first:%B}")
        await expect(main).to_contain_text("10:00–\u206011:00")
        none = main.get_by_text("No review is planned.")
        await expect(none).to_have_count(PAGE - 1)
        assert await visitor.faults() == []
        # They came with the page.
        assert (reviews, plans) == ([], [])

        # Somebody comes while the next page is on its way.
        has_come = asyncio.Event()

        async def wait(route: Route) -> None:
            await has_come.wait()
            await route.continue_()

        await visitor.page.route("**/api/enrolments?*cursor=*", wait, times=1)
        await main.get_by_role("button", name="Show more").click()
        async with visitor.page.expect_request(lambda request: request.url.endswith(FIRST_PAGE)):
            await apprentice("Zoe Zachary")
        has_come.set()
        await expect(none).to_have_count(PAGE + 1)
        assert sorted(reviews) == sorted({*reviews})
        asked = len(reviews)
        await visitor.go("/learners")
        await visitor.page.get_by_role("link", name="Overview").first.click()
        await expect(main).to_contain_text(f"Next review: {first:%A} {first.day} {first:%B}")
        assert (len(reviews), plans) == (asked + 1, [])
