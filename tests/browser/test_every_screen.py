"""Every screen, in both languages, widths and lights: no fault by axe, nothing sticks out, no English among Welsh.

WAYMARK_PICTURES names a folder that a picture of each is put into, for somebody to look at.
"""

import os
import re
from itertools import product, zip_longest
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visiting
from tests.browser.furnished import Complete
from tests.browser.screens import WALKS, Walk, address, routes, walked
from tests.browser.visitor import NARROW, WIDE, Visitor
from tests.english import english_in, untranslated, words

PICTURES = os.environ.get("WAYMARK_PICTURES")
LOADING = re.compile("^(Loading|Yn llwytho)")

PROFILES = {
    f"{width}-{language}-{light}": {"size": size, "language": language, "dark": light == "dark"}
    for (width, size), language, light in product(
        (("wide", WIDE), ("narrow", NARROW)), ("en", "cy"), ("light", "dark")
    )
}
BY_TURNS = ("wide-cy-light", "narrow-cy-dark", "narrow-cy-light", "wide-cy-dark")
"""The profiles that walks take by turns, all in Welsh, where most is to be found wrong. A night takes them all."""


def test_every_route_is_walked_to() -> None:
    assert walked() == routes()


def test_no_welsh_words_of_the_client_are_english() -> None:
    assert english_in(re.sub(r"{{\w+}}", "", text) for text in words("cy").values()) == []


def _cases() -> list[Any]:
    cases = []
    for number, walk in enumerate(WALKS):
        for name, profile in PROFILES.items():
            turn = name == BY_TURNS[number % len(BY_TURNS)]
            mark = pytest.mark.req("B-18") if turn else pytest.mark.nightly
            cases.append(pytest.param(walk, profile, id=f"{walk.name}-{name}", marks=mark))
    return cases


@pytest.mark.parametrize(("walk", "profile"), _cases())
async def test_no_screen_has_a_fault(
    visit: Visiting,
    everything: Complete,
    walk: Walk,
    profile: dict[str, Any],
    request: pytest.FixtureRequest,
) -> None:
    first, *others = (address(screen, everything.ids) for screen in walk.screens)
    found = []
    async with visit(**profile) as visitor:
        if walk.who == "nobody":
            await visitor.go(first)
        else:
            await visitor.sign_in(everything.user_names[walk.who], at=first)
        for screen, other in zip_longest(walk.screens, others):
            found += await _faults(visitor)
            if PICTURES:
                await _keep(visitor, f"{request.node.callspec.id}{screen}")
            if other:
                await visitor.turn_to(other)
    assert not found, "\n".join(found)


async def _keep(visitor: Visitor, name: str) -> None:
    """Put a picture of the whole screen into the folder of pictures."""
    file = re.sub(r"\W+", "-", name).strip("-") + ".png"
    await visitor.page.screenshot(path=Path(PICTURES or ".") / file, full_page=True, animations="disabled")


async def _faults(visitor: Visitor) -> list[str]:
    page = visitor.page
    await expect(page.get_by_role("status", name=LOADING)).to_have_count(0)
    found = await visitor.faults()
    if wider := await visitor.overflow():
        found.append(f"{page.url} is {wider} px wider than its window")
    if visitor.language == "cy":
        found += [f"{page.url} says in English: {text}" for text in untranslated(await visitor.texts())]
    return found
