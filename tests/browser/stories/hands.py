"""The two hands that people use a screen with: the mouse, and the keyboard alone.

Both do the same: press what can be pressed, write into a field, choose from a drop-down. The keyboard has Tab, Enter,
Space, the arrows and what is typed, and fails where it cannot get, and where nobody sees that it has come.
"""

from typing import Protocol

from playwright.async_api import Locator, Page, expect

from deploy.demo.client import eventually

FARTHEST = 150
"""So many presses of a key lead to everything on a page, or it is out of reach."""

_IS_AHEAD = """element => {
    const here = document.activeElement
    if (here === null || here === document.body) return true
    return (here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}"""
_FROM_HERE = """element => {
    if (element === document.activeElement) return 'here'
    const group = element.closest('[role=tablist], [role=radiogroup], [role=menu]')
    return group !== null && group.contains(document.activeElement) ? 'beside' : 'away'
}"""
"""Where something is, as the keyboard stands: within one group the arrows lead there."""
_LOOKS = """element => {
    const around = [element, element.parentElement, element.nextElementSibling, ...(element.labels ?? [])]
    return around.filter((one) => one instanceof HTMLElement).map((one) => {
        const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(one)
        return [outline, boxShadow, borderColor, backgroundColor].join()
    }).join(';')
}"""
"""What shows that something has the focus: its frame, or that of what stands for it."""

_IS_SWITCHED_BY_SPACE = "element => element.matches('input[type=checkbox], input[type=radio]')"


class Hand(Protocol):
    """How somebody does things on a page."""

    async def press(self, target: Locator, *, times: int = 1) -> None:
        """Press a button, a link, a tab or a box, as often as somebody impatient does."""

    async def write(self, target: Locator, text: str) -> None:
        """Say something in a field, in place of what stands there."""

    async def choose(self, target: Locator, option: str) -> None:
        """Pick from a drop-down."""


class Mouse:
    """Points and clicks; only words are typed."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def press(self, target: Locator, *, times: int = 1) -> None:
        """Click it."""
        await target.click(click_count=times)

    async def write(self, target: Locator, text: str) -> None:
        """Click into the field and type."""
        await target.click()
        await target.fill(text)

    async def choose(self, target: Locator, option: str) -> None:
        """Click it open, and click what is wanted."""
        await target.click()
        await self._page.get_by_role("option", name=option, exact=True).click()


class Keyboard:
    """Never touches the mouse."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def press(self, target: Locator, *, times: int = 1) -> None:
        """Go there, then Enter, or Space on a box."""
        await self._reach(target)
        key = "Space" if await target.evaluate(_IS_SWITCHED_BY_SPACE) else "Enter"
        for _ in range(times):
            await self._page.keyboard.press(key)

    async def write(self, target: Locator, text: str) -> None:
        """Go there and type over what is in it."""
        await self._reach(target)
        await self._page.keyboard.press("Control+A")
        await self._page.keyboard.type(text)

    async def choose(self, target: Locator, option: str) -> None:
        """Go there, open it with an arrow, and go down to what is wanted."""
        await self._reach(target)
        await self._page.keyboard.press("ArrowDown")
        wanted = self._page.get_by_role("option", name=option, exact=True)
        await expect(wanted).to_be_visible()
        for _ in range(FARTHEST):
            if await wanted.get_attribute("data-combobox-selected"):
                break
            await self._page.keyboard.press("ArrowDown")
        else:
            raise AssertionError(f"The arrows do not lead to the option {option}.")
        await self._page.keyboard.press("Enter")

    async def _reach(self, target: Locator) -> None:
        await expect(target).to_be_visible()
        await expect(target).to_be_enabled()
        where = await target.evaluate(_FROM_HERE)
        if where == "here":
            return
        before = await target.evaluate(_LOOKS)
        way = "Tab" if await target.evaluate(_IS_AHEAD) else "Shift+Tab"
        for _ in range(FARTHEST):
            await self._page.keyboard.press("ArrowRight" if where == "beside" else way)
            where = await target.evaluate(_FROM_HERE)
            if where == "here":
                break
        else:
            raise AssertionError(f"The keyboard does not get to {target}.")
        # A field's border takes a moment to change its colour.
        await eventually(lambda: target.evaluate(_LOOKS), lambda looks: looks != before, patience=15)
