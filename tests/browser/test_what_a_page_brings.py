"""What a first screen asks for comes with the page: the door's list and the client's questions are one."""

import asyncio
import json
from urllib.parse import parse_qs

from tests.browser.conftest import Visiting
from tests.browser.furnished import Furnished

NOTED = "localStorage.getItem('waymark:first-questions')"
SECONDS = 30
BROUGHT = "[...document.querySelectorAll('[data-answer]')].map(({ dataset }) => dataset.answer)"


def is_question(path: str) -> bool:
    return path.startswith("/api/") and not path.startswith("/api/live")


def named(question: str) -> set[str]:
    """Whom a question about people asks for; another stands for itself."""
    path, _, query = question.partition("?")
    return set(parse_qs(query)["id"]) if path == "/api/people" else {question}


async def test_a_first_screen_asks_nothing_that_did_not_come_with_the_page_and_everything_that_did(
    visit: Visiting, furnished: Furnished
) -> None:
    small = furnished.small
    people = (furnished.learner, furnished.idle, small.assessor, small.iqa, small.admin)

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

    await asyncio.gather(*(compared(person.user_name) for person in people))
