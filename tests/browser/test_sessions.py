"""Booking and recording sessions, as people do it; what everybody does every day is told in `stories`."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD
from tests.browser.conftest import Visiting
from tests.browser.diaries import ZONE, Diary, choose, monday
from tests.browser.visitor import NARROW


@pytest.mark.req("SB-06", "SB-07", "SB-15")
async def test_from_a_plan_the_learner_is_filled_in_and_busy_days_are_blue_by_party(
    visit: Visiting, diary: Diary
) -> None:
    day = monday()
    await diary.book(f"{day}T10:00", [0])
    await diary.book(f"{day + timedelta(days=1)}T10:00", [1])
    learner = diary.small.learners[0]
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(diary.small.assessor.user_name, at=f"/sessions?view=week&date={day}")
        await page.get_by_role("link", name=re.compile("Book: Mon .* 09:00")).click()
        await expect(page.get_by_role("heading", level=1, name="Book a New Session")).to_be_visible()
        await expect(page.get_by_label("Time")).to_have_value("09:00")

        await visitor.go(f"/learners/{learner.id}/plan")
        await page.get_by_role("link", name="Book a New Session").click()
        await expect(page.get_by_role("combobox", name="Learner", exact=True)).to_have_value("Aled Jones")
        await visitor.go(f"/sessions/new?learner={learner.id}&at={day}T09:30")
        await page.get_by_role("button", name=re.compile("^Day")).click()
        both = page.get_by_role("button", name=re.compile(f"^Monday {day.day} .*Assessor has.*Learner has"))
        await expect(both).to_be_visible()
        only = page.get_by_role("button", name=re.compile(f"^Tuesday {(day + timedelta(days=1)).day} "))
        await expect(only).to_have_accessible_name(re.compile("Assessor has a booking$"))
        assert await visitor.faults() == []
        await page.keyboard.press("Escape")
        await expect(page.get_by_text("Aled Jones is busy")).to_be_visible()


async def test_a_full_smart_room_offers_a_time_that_one_click_takes(visit: Visiting, diary: Diary) -> None:
    day = monday()
    small = diary.small
    async with Client(diary.assessor.url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        for room in small.room_ids[1:]:
            await admin.post(f"/smart-rooms/{room}/retirement", {}, version=1)
    await diary.book(f"{day}T10:00", [1], method="smart_session")
    async with visit(size=NARROW) as visitor:
        page = visitor.page
        await visitor.sign_in(
            small.assessor.user_name, at=f"/sessions/new?learner={small.learners[0].id}&at={day}T10:00"
        )
        await page.get_by_text("Smart Session (online)").click()
        offered = page.get_by_role("button", name=re.compile(r"\d\d:\d\d$")).first
        await expect(offered).to_be_visible()
        assert await visitor.overflow() == 0
        await offered.click()
        await expect(page.get_by_text("This time is free for everybody")).to_be_visible()
        await page.get_by_role("main").get_by_role("button", name="Create New Session").click()
        await expect(page.get_by_role("heading", level=1, name="General session")).to_be_visible()


@pytest.mark.req("SB-04")
async def test_the_month_shows_all_of_ones_sessions(visit: Visiting, diary: Diary) -> None:
    day = monday()
    for number in range(3):
        await diary.book(f"{day + timedelta(days=number)}T10:00", [number])
    async with visit() as visitor:
        await visitor.sign_in(diary.small.assessor.user_name, at=f"/sessions?view=month&date={day}")
        entries = visitor.page.get_by_role("main").get_by_role("link", name=re.compile("^10:00 "))
        await expect(entries).to_have_count(3)
        assert await visitor.faults() == []
        await entries.first.focus()
        await visitor.page.keyboard.press("Enter")
        await expect(visitor.page.get_by_role("tab", name="Edit Appointment")).to_be_visible()


async def test_days_stand_side_by_side_with_who_is_away_and_the_rooms_in_use(
    visit: Visiting, diary: Diary
) -> None:
    day = monday()
    small = diary.small
    await diary.book(f"{day}T10:00", [0], method="smart_session")
    await diary.elsewhere(f"{day}T14:00", learner=1)
    away = {"first": day.isoformat(), "last": day.isoformat(), "from_time": "11:00", "until_time": "12:00"}
    await diary.assessor.post("/absences", away | {"kind": "sickness", "note": "Migraine."})
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(small.admin.user_name)
        await visitor.go(f"/sessions?view=day&date={day}&people={small.assessor.id}")
        bethan = page.get_by_role("region", name="Bethan Rees")
        await expect(bethan.get_by_role("link", name="Aled Jones")).to_be_visible()
        await expect(bethan.get_by_text("Away").first).to_be_visible()
        await expect(page.get_by_role("main")).not_to_contain_text("Migraine")
        await choose(page, "Whose days", "Gwen Hughes")
        await page.keyboard.press("Escape")
        gwen = page.get_by_role("region", name="Gwen Hughes")
        await expect(gwen.get_by_role("link", name="Carys Evans")).to_be_visible()
        await page.get_by_role("switch", name="Smart Rooms beside them").press("Space")
        room = page.get_by_role("region", name=re.compile("^Room [12]$"))
        await expect(room).to_contain_text("Session")
        assert await visitor.faults() == []
        await page.reload()
        await expect(room).to_be_visible()
        await page.set_viewport_size({"width": 390, "height": 844})
        await choose(page, "Shown", "Gwen Hughes")
        await expect(page.get_by_role("main")).to_contain_text("Carys Evans")
        await expect(page.get_by_role("main")).not_to_contain_text("Aled Jones")
        assert await visitor.overflow() == 0


async def test_a_visit_is_worked_through_its_tabs_put_right_and_followed_up_in_the_diary(
    visit: Visiting, diary: Diary
) -> None:
    yesterday = datetime.now(ZONE).date() - timedelta(days=1)
    ahead = await diary.book(f"{monday()}T10:00", [0], planning_notes="Bring your log book.")
    async with visit() as visitor:
        page = visitor.page
        await visitor.sign_in(diary.small.assessor.user_name)
        await visitor.go(f"/sessions/{ahead['id']}")
        await expect(page.get_by_role("tab")).to_have_text(["Edit Appointment", "Update Plan", "Notes"])
        await page.get_by_role("tab", name="Edit Appointment").focus()
        await page.keyboard.press("ArrowRight")
        await page.get_by_role("textbox", name="Planning notes").fill("We look at unit 3.")
        assert await visitor.faults() == []
        await page.get_by_role("button", name="Save").press("Enter")
        plan = page.get_by_role("region", name="Learning Plan of Aled Jones")
        await plan.get_by_role("button", name="General session").press("Enter")
        await expect(plan.get_by_text("We look at unit 3.")).to_be_visible()
        assert page.url.endswith("tab=plan")

        await visitor.go(f"/sessions/new?learner={diary.small.learners[0].id}&at={yesterday}T08:00")
        await expect(page.get_by_text("This time has passed")).to_be_visible()
        await page.get_by_role("main").get_by_role("button", name="Create New Session").click()
        await expect(page.get_by_role("heading", level=1, name="General session")).to_be_visible()
        await expect(page.get_by_role("main")).to_contain_text("Recorded afterwards")
        await page.get_by_role("button", name="Record outcome").press("Enter")
        await page.get_by_role("button", name="Correct the outcome").press("Enter")
        await choose(page, "Outcome", "Did not attend")
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("How it came about").fill("The bus was late.")
        await dialog.get_by_label("Why it is put right").fill("Ticked by mistake.")
        await dialog.get_by_role("button", name="Correct the outcome").press("Enter")
        history = page.get_by_role("region", name="History")
        await expect(history).to_contain_text("Aled Jones: Completed → Did not attend")
        await page.get_by_role("tab", name="Notes").click()
        await expect(page.get_by_role("tabpanel")).to_contain_text("The bus was late.")
        await page.get_by_role("tab", name="Edit Appointment").click()

        await page.get_by_role("link", name="Raise an Action").press("Enter")
        await page.get_by_label("Time").fill("2359")
        await page.get_by_label("What is to be done").fill("Ask how the journey goes.")
        await page.get_by_role("button", name="Put it in the diary").press("Enter")
        await expect(page.get_by_role("heading", level=1, name="Action")).to_be_visible()
        await visitor.go("/sessions?view=list&show=later")
        await expect(page.get_by_role("main").get_by_text("General session")).to_be_visible()
        await choose(page, "Counts as", "Action")
        await expect(page.get_by_role("main").get_by_text("General session")).to_be_hidden()
        await visitor.go("/diary-entries")
        await page.get_by_role("link", name="Action: Aled Jones").press("Enter")
        await page.get_by_label("What came of it").fill("He takes an earlier bus.")
        await page.get_by_role("button", name="Mark as done").press("Enter")
        await expect(page.get_by_role("button", name="Mark as done")).to_be_hidden()
        assert await visitor.faults() == []
        await visitor.go("/diary-entries")
        await expect(page.get_by_text("Nothing to do")).to_be_visible()


@pytest.mark.req("SB-48")
async def test_the_way_into_the_room_opens_ten_minutes_before(visit: Visiting, diary: Diary) -> None:
    now = datetime.now(UTC)
    soon = now + timedelta(minutes=10 - now.minute % 5)
    at = f"{soon:%Y-%m-%dT%H:%M}"
    session = await diary.book(at, [0], method="smart_session", minutes=30, time_zone="UTC")
    later = await diary.book(f"{monday()}T10:00", [0], method="smart_session")
    async with visit(size=NARROW) as visitor:
        await visitor.sign_in(diary.small.learners[0].user_name, at=f"/sessions/{later['id']}")
        await expect(visitor.page.get_by_role("button", name="Join")).to_be_disabled()
        await visitor.go(f"/sessions/{session['id']}")
        await visitor.page.context.route(
            "https://rooms.example/**", lambda there: there.fulfill(body="Hello")
        )
        async with visitor.page.expect_popup() as opened:
            await visitor.page.get_by_role("button", name="Join").click()
        room = await opened.value
        await room.wait_for_url("https://rooms.example/**")
