"""A page somebody opens brings along what its screen asks first; without it, it is a page all the same."""

import asyncio
import html
import json
import re
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from aiohttp import web

from gateway.opening import Visitor
from tests.gateway.test_browser_sessions import KEYS, Browser, Identity
from tests.gateway.world import Handler, OpenDoor, Upstream

PAGE = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}
ANSWER = re.compile(r'<script type="application/json" data-answer="([^"]*)">(.*?)</script>')
CLIENT = "<!doctype html><title>Waymark</title><body><div id=root></div></body></html>"
QUESTIONS = {
    "everywhere": ["/api/inbox"],
    "first_screen": [
        {"roles": ["learner"], "questions": ["/api/offers"]},
        {"roles": ["assessor"], "permission": "keep_diaries", "questions": ["/api/tasks"]},
        {
            "roles": ["iqa", "assessor"],
            "questions": [
                "/api/enrolments?of={person}&limit=100",
                "/api/people?{people}&limit=100",
                "/api/coming-reviews?{learners}",
            ],
        },
    ],
}


@pytest.fixture
def identity(upstream: Upstream, key_file: Path) -> Identity:
    found = Identity(upstream, key_file)
    upstream.on("/me", me_of(found))
    return found


def me_of(identity: Identity, permissions: list[str] | None = None) -> Handler:
    """What says who somebody is and what they were given."""
    person = {"id": identity.person_id, "time_zone": "Europe/London"}

    async def me(request: web.Request) -> web.Response:
        return web.json_response({"person": person, "permissions": permissions})

    return me


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built client, and what it asks first."""
    (tmp_path / "index.html").write_text(CLIENT)
    (tmp_path / "first-questions.json").write_text(json.dumps(QUESTIONS))
    return tmp_path


@pytest.fixture
async def browser(open_door: OpenDoor, identity: Identity, site: Path) -> AsyncIterator[Browser]:
    """Somebody who is signed in as an assessor."""
    async with open_door(web_dir=site, session_keys=KEYS, opening_seconds=1.0) as door:
        found = Browser(door)
        await found.sign_in()
        yield found


async def opened(browser: Browser, path: str = "/") -> tuple[httpx.Response, dict[str, str]]:
    page = await browser.door.get(path, headers=browser.headers | PAGE)
    assert page.status_code == 200
    assert page.text.startswith(CLIENT.partition("</body>")[0])
    assert page.text.endswith("</body></html>")
    return page, {html.unescape(name): content for name, content in ANSWER.findall(page.text)}


async def test_the_first_screen_brings_the_answers_of_its_role(browser: Browser, identity: Identity) -> None:
    page, answers = await opened(browser)
    person = identity.person_id
    assert set(answers) == {
        "/api/browser-session",
        "/api/me",
        "/api/inbox",
        f"/api/enrolments?of={person}&limit=100",
    }
    for question, content in answers.items():
        assert json.loads(content) == (await browser.ask("GET", question.removeprefix("/api"))).json()
    assert page.headers["cache-control"] == "no-store"
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert identity.current not in page.text


async def test_what_takes_a_permission_is_brought_to_those_who_were_given_it(
    browser: Browser, identity: Identity, upstream: Upstream
) -> None:
    for permissions, brought in ((["run_reports"], False), (["keep_diaries", "run_reports"], True)):
        upstream.on("/me", me_of(identity, permissions))
        _, answers = await opened(browser)
        assert ("/api/tasks" in answers) == brought


async def test_other_screens_bring_what_all_of_them_ask(browser: Browser) -> None:
    _, answers = await opened(browser, "/plan")
    assert set(answers) == {"/api/browser-session", "/api/me", "/api/inbox"}


async def test_whom_the_answers_before_it_name_is_asked_for_by_id(
    browser: Browser, upstream: Upstream
) -> None:
    async def enrolments(request: web.Request) -> web.Response:
        item = {"learner_id": "l2", "assessor_id": "a1", "iqa_id": None}
        return web.json_response({"items": [item, {"learner_id": "l1", "parts": [{"assessor_id": "a1"}]}]})

    async def inbox(request: web.Request) -> web.Response:
        return web.json_response({"latest": {"learner_id": "of another question"}})

    upstream.on("/enrolments", enrolments)
    upstream.on("/inbox", inbox)
    _, answers = await opened(browser)
    assert "/api/people?id=a1&id=l1&id=l2&limit=100" in answers
    assert "/api/coming-reviews?learner_id=l1&learner_id=l2" in answers


async def test_nothing_in_an_answer_can_leave_its_block(browser: Browser, upstream: Upstream) -> None:
    trick = "</script><script>alert(1)</script><!--"

    async def inbox(request: web.Request) -> web.Response:
        return web.json_response({"subject": trick})

    upstream.on("/inbox", inbox)
    page, answers = await opened(browser)
    assert trick not in page.text
    assert json.loads(answers["/api/inbox"]) == {"subject": trick}


async def test_what_is_refused_or_takes_long_is_left_out(browser: Browser, upstream: Upstream) -> None:
    async def hanging(request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async def refused(request: web.Request) -> web.Response:
        return web.json_response({"code": "forbidden"}, status=403)

    upstream.on("/inbox", refused)
    upstream.on("/enrolments", hanging)
    began = time.monotonic()
    _, answers = await opened(browser)
    assert time.monotonic() - began < 5
    assert set(answers) == {"/api/browser-session", "/api/me"}


async def test_whose_session_has_ended_and_who_has_none_gets_the_page_alone(browser: Browser) -> None:
    browser.cookie = "long ago"
    _, answers = await opened(browser)
    assert answers == {}
    nobody = await browser.door.get("/", headers=PAGE)
    assert (nobody.text, nobody.headers["cache-control"]) == (CLIENT, "no-cache")


@pytest.mark.parametrize("written", ["{", '{"everywhere": ["/api/{nothing}"], "first_screen": []}'])
async def test_questions_that_cannot_be_read_cost_the_answers_and_not_the_page(
    browser: Browser, site: Path, written: str
) -> None:
    (site / "first-questions.json").write_text(written)
    _, answers = await opened(browser)
    assert answers == {}


def test_days_are_those_of_the_visitors_zone() -> None:
    late = datetime(2026, 3, 27, 23, 30, tzinfo=UTC)
    visitor = Visitor("p", "assessor", ZoneInfo("Europe/London"), late)
    assert visitor.fill("{day}/{day+3}") == "2026-03-27/2026-03-30"
    assert visitor.fill("{midnight+2}") == "2026-03-29T00%3A00%3A00.000Z"
    assert visitor.fill("{midnight+3}") == "2026-03-29T23%3A00%3A00.000Z"
    far = Visitor("p", "assessor", ZoneInfo("Pacific/Auckland"), late)
    assert far.fill("{day}?{zone}&{person}") == "2026-03-28?Pacific%2FAuckland&p"
