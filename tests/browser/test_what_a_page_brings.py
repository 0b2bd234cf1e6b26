"""What a first screen asks for comes with the page: the door's list and the client's questions are one."""

import asyncio
import json
from urllib.parse import parse_qs

import pytest

from chassis.ids import fresh_id
from contracts.words import Permission
from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD
from tests.browser.conftest import Visiting
from tests.browser.furnished import Complete, Furnished
from tests.conftest import Servers

NOTED = "localStorage.getItem('waymark:first-questions')"
SECONDS = 30
BROUGHT = "[...document.querySelectorAll('[data-answer]')].map(({ dataset }) => dataset.answer)"


def is_question(path: str) -> bool:
    return path.startswith("/api/") and not path.startswith("/api/live")


def named(question: str) -> set[str]:
    """Whom a question about people asks for; another stands for itself."""
    path, _, query = question.partition("?")
    return set(parse_qs(query)["id"]) if path == "/api/people" else {question}


@pytest.fixture
async def managers(servers: Servers, furnished: Furnished) -> tuple[str, ...]:
    """The user names of two Custom Managers: who books and nothing more, and who has every permission."""
    small = furnished.small
    async with Client(servers.gateway_url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        tag = fresh_id()[-8:]
        whole = await admin.post("/permission-sets", {"name": f"Popeth {tag}", "permissions": [*Permission]})
        for given, set_id in (("tomos", None), ("gwen", whole["id"])):
            role = {"role": "custom_manager", "centre_ids": [small.centre_id]}
            body = {"given_name": given.title(), "family_name": "Huws", "roles": [role]}
            body |= {"user_name": f"{given}.{tag}", "initial_password": PASSWORD}
            person = await admin.post("/people", body)
            holding = {"permission_set_id": set_id}
            await admin.put(f"/people/{person['id']}/permission-set", holding, version=person["version"])
    return f"tomos.{tag}", f"gwen.{tag}"


async def test_a_first_screen_asks_nothing_that_did_not_come_with_the_page_and_everything_that_did(
    visit: Visiting, furnished: Furnished, everything: Complete, managers: tuple[str, ...]
) -> None:
    user_names = (furnished.idle.user_name, *everything.user_names.values(), *managers)

    async def compared(user_name: str) -> None:
        async with visit() as visitor:
            asked: list[str] = []
            visitor.page.on("request", lambda request: asked.append(request.url.removeprefix(visitor.url)))
            await visitor.sign_in(user_name)
            # The client writes down what its first screen asked for a few seconds after it began.
            async with asyncio.timeout(SECONDS):
                while (noted := await visitor.page.evaluate(NOTED)) is None:
                    await asyncio.sleep(0.2)
            brought: list[str] = await visitor.page.evaluate(BROUGHT)
            assert [each for each in brought if each not in json.loads(noted)] == []
            # Who draws before the names are read asks for those of one part, which the page has brought among others.
            known = {person for each in brought for person in named(each)}
            missed = {each for each in (*json.loads(noted), *asked) if each not in brought}
            assert [each for each in missed if is_question(each) and not named(each) <= known] == []

    await asyncio.gather(*map(compared, user_names))
