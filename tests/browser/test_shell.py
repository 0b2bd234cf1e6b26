"""The shell: coming in, what is around every screen, languages, and what happens when things go wrong."""

import pytest
from playwright.async_api import Response, expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider, found
from tests.browser.conftest import Visiting
from tests.browser.visitor import NARROW
from tests.conftest import Servers
from tests.flows.team import comes_to


@pytest.mark.req("CE-03")
async def test_enter_signs_in(visit: Visiting, small: SmallProvider) -> None:
    async with visit() as visitor:
        await visitor.go("/sign-in")
        async with visitor.page.expect_request(
            lambda asked: asked.url.endswith("/api/browser-session")
        ) as sent:
            await visitor.type_credentials(small.assessor.user_name)
        assert (await sent.value).method == "POST"
        await expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Bethan")


@pytest.mark.req("SA-06")
async def test_whoever_signs_in_lands_on_the_overview(visit: Visiting, small: SmallProvider) -> None:
    async with visit(size=NARROW) as visitor:
        await visitor.go("/sign-in")
        await visitor.type_credentials(small.learners[0].user_name)
        await visitor.page.wait_for_url(f"{visitor.url}/")
        here = visitor.page.get_by_role("navigation").get_by_role("link", name="Overview")
        await expect(here.first).to_have_attribute("aria-current", "page")


async def test_a_page_needs_a_sign_in_and_is_shown_after_it(visit: Visiting, small: SmallProvider) -> None:
    async with visit() as visitor:
        await visitor.go("/notifications")
        await visitor.type_credentials(small.assessor.user_name)
        await visitor.page.wait_for_url("**/notifications")
        await expect(visitor.page.get_by_role("heading", level=1, name="Notifications")).to_be_visible()


async def test_a_wrong_password_is_said_and_nothing_typed_is_lost(
    visit: Visiting, small: SmallProvider
) -> None:
    async with visit() as visitor:
        await visitor.go("/sign-in")
        await visitor.type_credentials(small.assessor.user_name, "three quiet red kings")
        await expect(visitor.page.get_by_role("alert")).to_contain_text("not right")
        await expect(visitor.page.get_by_role("alert")).not_to_contain_text("signed out")
        await expect(visitor.page.get_by_label("User name")).to_have_value(small.assessor.user_name)
        visitor.complaints.clear()  # the browser itself notes the 401


async def test_the_shell_speaks_welsh(visit: Visiting, small: SmallProvider) -> None:
    async with visit(language="cy", size=NARROW) as visitor:
        await visitor.sign_in(small.learners[1].user_name)
        await expect(visitor.page.locator("html")).to_have_attribute("lang", "cy")
        await expect(visitor.page.get_by_role("link", name="Trosolwg").first).to_be_visible()


async def test_a_session_that_ended_costs_no_work(visit: Visiting, small: SmallProvider) -> None:
    """And what happens elsewhere is heard of as before; a live stream that is refused comes back, too."""

    def is_live(answer: Response) -> bool:
        return "/api/live" in answer.url and answer.ok

    async with visit() as visitor:
        await visitor.page.route("**/api/live?*", lambda route: route.fulfill(status=503), times=1)
        async with visitor.page.expect_response(is_live):
            await visitor.sign_in(small.assessor.user_name)
        await visitor.page.context.clear_cookies()
        # The page asks by itself too, so the dialog may lie over the link before anybody reaches it.
        await visitor.page.get_by_role("link", name="Notifications").first.dispatch_event("click")
        again = visitor.page.get_by_role("dialog", name="Please sign in again")
        await expect(again).to_be_visible()
        async with visitor.page.expect_response(is_live):
            await visitor.type_credentials(small.assessor.user_name)
        await expect(again).to_be_hidden()
        await expect(visitor.page.get_by_role("heading", level=1, name="Notifications")).to_be_visible()
        visitor.complaints.clear()  # the browser itself notes the 503 and the 401


async def test_an_unknown_address_says_so_and_leads_back(visit: Visiting, small: SmallProvider) -> None:
    async with visit() as visitor:
        await visitor.sign_in(small.assessor.user_name)
        await visitor.page.goto(f"{visitor.url}/no/such/page")
        await expect(visitor.page.get_by_role("alert")).to_contain_text("no page at this address")
        assert await visitor.faults() == []
        await visitor.page.get_by_role("link", name="To the first page").last.click()
        await expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Bethan")


async def test_a_screen_of_another_role_is_refused_once_and_asks_for_nothing(
    visit: Visiting, small: SmallProvider
) -> None:
    async with visit(size=NARROW) as visitor:
        main = visitor.page.get_by_role("main")
        await visitor.sign_in(small.learners[0].user_name)
        reports = []
        visitor.page.on(
            "request", lambda asked: reports.append(asked.url) if "/api/reports" in asked.url else None
        )
        await visitor.go("/reports")
        await expect(main.get_by_role("heading", level=1, name="Not for your role")).to_be_visible()
        await expect(visitor.page).to_have_title("Not for your role · Waymark")
        await expect(main.get_by_role("link")).to_have_text(["To the first page"])
        assert await visitor.faults() == []
        assert reports == []


async def test_the_language_one_is_written_to_in_and_what_about_is_chosen_in_the_profile(
    visit: Visiting, servers: Servers
) -> None:
    own = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    learner = own.learners[0]
    async with visit() as visitor:
        await visitor.sign_in(learner.user_name, at="/profile")
        events = visitor.page.get_by_role("switch", name="Events I am invited to")
        await events.click()
        await expect(events).to_be_checked()
        await visitor.page.get_by_role("radiogroup", name="Language").get_by_text("Cymraeg").click()
        await expect(visitor.page.get_by_role("heading", level=1, name="Manylion personol")).to_be_visible()
    async with Client(servers.gateway_url) as client:
        await client.sign_in(learner.user_name, PASSWORD)

        async def written_in() -> str:
            language: str = (await client.get("/me"))["person"]["language"]
            return language

        await comes_to(written_in, "cy")

        async def by_mail() -> list[str]:
            wishes = (await client.get("/notification-preferences"))["topics"]
            return [each["topic"] for each in wishes if each["by_mail"]]

        await comes_to(by_mail, ["free_times", "absence", "events"])
