"""A scene of a story: somebody at a window, the hand they use, the language they read, and the provider it is about."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import FilePayload, Locator, Page, expect

from services.notifications.domain.wording import plural_form
from tests.browser.diaries import Diary
from tests.browser.stories.hands import Hand
from tests.browser.visitor import Visitor
from tests.english import untranslated, words

_PLACEHOLDER = re.compile(r"{{(\w+)}}")


def say(language: str, key: str, **values: Any) -> str:
    """What the web client says under a key, `booking:create`, in a language; counted words by their `count`."""
    known = words(language)
    if key not in known:
        key = f"{key}_{plural_form(values['count'], language)}"
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), known[key])


@dataclass(frozen=True, slots=True)
class Scene:
    """Finds things by what they are called in the language files, and does them with the hand."""

    visitor: Visitor
    hand: Hand
    diary: Diary
    maildir: Path

    @property
    def page(self) -> Page:
        """What is on the screen."""
        return self.visitor.page

    @property
    def main(self) -> Locator:
        """The screen without what is around it."""
        return self.page.get_by_role("main")

    @property
    def dialog(self) -> Locator:
        """The dialog that lies over the screen."""
        return self.page.get_by_role("dialog")

    @asynccontextmanager
    async def menu(self) -> AsyncIterator[Locator]:
        """The menu; a phone has it while it is open."""
        more = self.called("button", "app:more")
        is_phone = await more.is_visible()
        if is_phone:
            await self.hand.press(more)
        yield self.called("navigation", "app:menu")
        if is_phone:
            await self.hand.press(more)

    def say(self, key: str, **values: Any) -> str:
        """The words of a key."""
        return say(self.visitor.language, key, **values)

    def called(self, role: Any, key: str, *, within: Locator | None = None, **values: Any) -> Locator:
        """What has this role and is called by the words of this key: on the page, or within a part of it."""
        return (within or self.page).get_by_role(role, name=self.say(key, **values), exact=True)

    async def press(
        self, role: Any, key: str, *, within: Locator | None = None, times: int = 1, **values: Any
    ) -> None:
        """Press it."""
        await self.hand.press(self.called(role, key, within=within, **values), times=times)

    async def write(self, key: str, text: str, *, within: Locator | None = None) -> None:
        """Write into a field."""
        await self.hand.write(self.called("textbox", key, within=within), text)

    async def write_secret(self, key: str, text: str) -> None:
        """Write into a field that shows nothing; such a one has no role to be found by."""
        await self.hand.write(self.page.get_by_label(self.say(key), exact=True), text)

    async def choose(self, key: str, option: str) -> None:
        """Pick from a drop-down."""
        await self.hand.choose(self.called("combobox", key), option)

    async def give(self, key: str, file: FilePayload) -> None:
        """Choose a file of the device, from a button."""
        async with self.page.expect_file_chooser() as asked:
            await self.press("button", key)
        await (await asked.value).set_files(file)

    async def arrives_at(self, key: str, **values: Any) -> None:
        """Wait for the screen of this title."""
        await expect(self.page.get_by_role("heading", level=1, name=self.say(key, **values))).to_be_visible()

    async def sees(self, key: str, *, within: Locator | None = None, **values: Any) -> None:
        """Wait until these words can be read."""
        await expect((within or self.main).get_by_text(self.say(key, **values)).first).to_be_visible()

    async def is_sound(self) -> None:
        """Axe finds nothing on the screen as it is, nothing sticks out of it, and nothing Welsh is in English."""
        found = await self.visitor.faults()
        assert not found, "\n".join(found)
        wider = await self.visitor.overflow()
        assert not wider, f"{self.page.url} is {wider} px wider than its window."
        if self.visitor.language == "cy":
            assert untranslated(await self.visitor.texts()) == []


Telling = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Story:
    """One of the main stories, and the rows that it proves."""

    telling: Telling
    rows: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As the function is called."""
        return self.telling.__name__
