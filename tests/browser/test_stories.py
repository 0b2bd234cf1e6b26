"""The ten main stories by mouse and by keyboard alone, in both languages, on a desk and on a phone."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.async_api import Page

from tests.browser.conftest import Visiting
from tests.browser.diaries import Diary
from tests.browser.stories import STORIES
from tests.browser.stories.hands import Hand, Keyboard, Mouse
from tests.browser.stories.scene import Scene, Story
from tests.browser.visitor import NARROW, WIDE
from tests.conftest import Servers

HANDS: dict[str, Callable[[Page], Hand]] = {"mouse": Mouse, "keyboard": Keyboard}
WIDTHS = {"wide": WIDE, "narrow": NARROW}
LANGUAGES = ("en", "cy")
BY_TURNS = (
    ("mouse", "en", "wide"),
    ("keyboard", "cy", "wide"),
    ("keyboard", "en", "narrow"),
    ("mouse", "cy", "narrow"),
)
"""The ways that stories take by turns: any two of hand, language and width come together. A night takes them all."""


def _cases() -> list[Any]:
    cases = []
    for number, story in enumerate(STORIES):
        for way in product(HANDS, LANGUAGES, WIDTHS):
            marks = [pytest.mark.req(*story.rows)] if story.rows else []
            if way != BY_TURNS[number % len(BY_TURNS)]:
                marks.append(pytest.mark.nightly)
            cases.append(pytest.param(story, *way, id="-".join((story.name, *way)), marks=marks))
    return cases


@pytest.mark.parametrize(("story", "hand", "language", "width"), _cases())
async def test_the_story_goes_to_its_end(
    visit: Visiting, diary: Diary, servers: Servers, story: Story, hand: str, language: str, width: str
) -> None:
    async with visit(size=WIDTHS[width], language=language) as visitor:
        await story.telling(Scene(visitor, HANDS[hand](visitor.page), diary, servers.maildir))
