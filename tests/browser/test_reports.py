"""Reports in front of a browser: filtered, sorted, with the columns one wants, and taken away."""

import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import expect

from tests.browser.conftest import Visiting
from tests.browser.furnished import Furnished
from tests.browser.visitor import NARROW, WIDE


async def test_a_report_is_filtered_sorted_and_taken_away(furnished: Furnished, visit: Visiting) -> None:
    until = (datetime.now(UTC) + timedelta(days=14)).date()
    async with visit(size=WIDE) as visitor:
        page = visitor.page
        await visitor.sign_in(furnished.small.admin.user_name, at=f"/reports?to={until.isoformat()}")
        row = page.get_by_role("row").filter(has_text="Bethan Rees")
        await expect(row.get_by_role("cell").nth(1)).to_have_text("3")
        assert await visitor.faults() == []

        await visitor.go("/reports?to=2020-03-10")
        await page.get_by_label("From").fill("27/2/2020")
        await page.wait_for_url(re.compile("from=2020-02-27"))
        await page.get_by_label("Until").focus()
        await expect(page.get_by_label("From")).to_have_value("27/02/2020")
        await page.get_by_role("button", name="Open the calendar").first.click()
        day = page.get_by_role("button", name="Friday 28 February 2020")
        await expect(day).to_be_visible()
        assert await visitor.faults() == []
        await day.click()
        await page.wait_for_url(re.compile("from=2020-02-28"))
        await visitor.go(f"/reports?to={until.isoformat()}")

        await page.get_by_role("combobox", name="How they met").click()
        await page.get_by_role("option", name="Smart Session").click()
        await expect(row.get_by_role("cell").nth(1)).to_have_text("1")
        await page.get_by_role("button", name="Sessions").click()
        await expect(page.get_by_role("columnheader", name="Sessions")).to_have_attribute(
            "aria-sort", "ascending"
        )
        await page.get_by_role("button", name="Columns").click()
        await page.get_by_role("checkbox", name="Not held").click()
        await expect(page.get_by_role("columnheader", name="Not held")).to_have_count(0)
        await page.keyboard.press("Escape")
        async with page.expect_download() as taken:
            await page.get_by_role("button", name="Download this list").click()
        csv = (await (await taken.value).path()).read_text()
        assert csv.splitlines()[1].startswith("Bethan Rees,1,")
        assert "Not held" not in csv
        async with page.expect_download() as taken:
            await page.get_by_role("link", name="Excel").click()
        assert (await taken.value).suggested_filename.endswith(".xlsx")
    async with visit(size=NARROW, language="cy") as visitor:
        await visitor.sign_in(
            furnished.small.admin.user_name, at=f"/reports?report=room-use&to={until.isoformat()}"
        )
        page = visitor.page
        await expect(page.get_by_text("O'r amser agored").first).to_be_visible()
        await page.context.set_offline(True)
        await page.get_by_role("link", name="CSV").click()
        await expect(page.get_by_role("alert")).to_contain_text("Dim cysylltiad")
        await page.context.set_offline(False)
        async with page.expect_download() as taken:
            await page.get_by_role("link", name="CSV").click()
        assert (await taken.value).suggested_filename.startswith("defnydd-ystafelloedd-")
        await expect(page.get_by_role("alert")).to_have_count(0)
        visitor.complaints.clear()  # the browser itself notes that it was offline
        assert await visitor.faults() == []
        assert await visitor.overflow() == 0
