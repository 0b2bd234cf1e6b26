"""An assessor books, moves, cancels and records sessions."""

from datetime import datetime, timedelta

from playwright.async_api import expect

from tests.browser.diaries import ZONE, monday
from tests.browser.stories.scene import Scene


async def an_assessor_books_from_the_calendar(scene: Scene) -> None:
    """One session, however often one presses (SB-07, SB-31)."""
    day = monday()
    await scene.visitor.sign_in(scene.diary.small.assessor.user_name, at=f"/sessions?view=week&date={day}")
    await scene.press("link", "calendar:create")
    await scene.arrives_at("booking:title")
    await scene.write("booking:time", "0930")
    await expect(scene.called("combobox", "booking:assessor")).to_have_value("Bethan Rees")
    await scene.press("button", "booking:create", within=scene.main)
    await scene.sees("booking:needed")
    await scene.choose("booking:learner", "Aled Jones")
    await scene.sees("booking:fits")
    await scene.is_sound()
    keys: list[str] = []
    scene.page.on(
        "request",
        lambda sent: (
            keys.append(sent.headers["idempotency-key"]) if sent.url.endswith("/api/sessions") else None
        ),
    )
    await scene.press("button", "booking:create", within=scene.main, times=2)
    await scene.arrives_at("sessions:type.general")
    assert [one["local_start"][11:16] for one in await scene.diary.between(day, day)] == ["09:30"]
    assert len(set(keys)) == 1


async def an_assessor_books_a_group_in_which_somebody_is_busy(scene: Scene) -> None:
    """Nobody is told before the second step, the ticks outlive a refusal and a reload (SB-10, SB-35), and who has no
    IQA yet is not to be ticked (CE-60).
    """
    day, small = monday(), scene.diary.small
    await scene.diary.elsewhere(f"{day}T14:00", learner=2)
    await scene.diary.waiting("Nia Parry")
    at = f"/sessions/new?learner={small.learners[0].id}&at={day}T14:00"
    await scene.visitor.sign_in(small.assessor.user_name, at=at)
    await scene.write("booking:participants", "4")
    await scene.press("button", "booking:toParticipants")
    await scene.arrives_at("booking:participantsTitle")
    assert await scene.diary.between(day, day) == []
    await expect(scene.page.get_by_label("Aled Jones")).to_be_checked()
    await expect(scene.page.get_by_label("Nia Parry")).to_be_disabled()
    await scene.sees("booking:waits")
    for name in ("Carys Evans", "Dylan Price"):
        await scene.hand.press(scene.page.get_by_label(name))
    await scene.sees("booking:refusal.double_booked")
    await scene.is_sound()
    await scene.press("button", "booking:continue")
    await scene.sees("booking:refusal.double_booked")
    await scene.page.reload()
    for name in ("Aled Jones", "Carys Evans", "Dylan Price"):
        await expect(scene.page.get_by_label(name)).to_be_checked()
    await scene.press("button", "booking:bookOthers", count=2)
    await scene.arrives_at("sessions:type.general")
    (group,) = await scene.diary.between(day, day)
    came = {one["learner_id"] for one in group["participants"]}
    assert came == {learner.id for learner in small.learners[:2]}
    scene.visitor.complaints.clear()  # the browser itself notes the 409

    hardly_begun = await scene.diary.assessor.post("/session-drafts", {"participants": 3})
    await scene.visitor.go(f"/sessions/drafts/{hardly_begun['id']}")
    await scene.press("link", "booking:firstStep")
    await scene.arrives_at("booking:title")


async def an_assessor_repeats_a_session_and_sees_which_do_not_fit(scene: Scene) -> None:
    """The series is shown before it is booked; what does not fit is left out."""
    day, small = monday(), scene.diary.small
    await scene.diary.book(f"{day + timedelta(days=7)}T10:00", [1])
    at = f"/sessions/new?learner={small.learners[0].id}&at={day}T10:00"
    await scene.visitor.sign_in(small.assessor.user_name, at=at)
    await scene.press("checkbox", "booking:repeat")
    await scene.write("booking:count", "3")
    preview = scene.called("region", "booking:preview").get_by_role("listitem")
    await expect(preview).to_have_count(3)
    await expect(preview.nth(1)).to_contain_text(scene.say("booking:clash"))
    await scene.is_sound()
    await scene.press("button", "booking:bookThoseThatFit")
    await scene.arrives_at("sessions:type.general")
    assert len(await scene.diary.between(day, day + timedelta(days=20))) == 3


async def an_assessor_moves_a_session_and_those_that_follow(scene: Scene) -> None:
    """The one before stays; the one that was moved is cancelled with an explanation."""
    day = monday()
    last = day + timedelta(days=14)
    await scene.diary.book(f"{day}T10:00", [0], repeat={"frequency": "weekly", "count": 3})
    _, second, _ = await scene.diary.between(day, last)
    await scene.visitor.sign_in(scene.diary.small.assessor.user_name, at=f"/sessions/{second['id']}")
    await scene.press("button", "sessions:move")
    await scene.write("booking:time", "1530", within=scene.dialog)
    await scene.press("radio", "sessions:thisAndFollowing")
    await scene.is_sound()
    await scene.press("button", "sessions:move", within=scene.dialog)
    await expect(scene.dialog).to_have_count(0)
    await expect(scene.main).to_contain_text("15:30–\u206016:30")
    times = [one["local_start"][11:16] for one in await scene.diary.between(day, last)]
    assert times == ["10:00", "15:30", "15:30"]
    await expect(scene.called("region", "sessions:history")).to_contain_text("15:30")

    await scene.press("button", "sessions:cancel")
    await scene.write("sessions:reason", "Mae'r gweithdy ar gau.", within=scene.dialog)
    await scene.is_sound()
    await scene.press("button", "sessions:cancel", within=scene.dialog)
    await scene.sees("sessions:state.cancelled")


async def an_assessor_marks_who_came(scene: Scene) -> None:
    """One came and one did not, with what is known of it."""
    yesterday = datetime.now(ZONE).date() - timedelta(days=1)
    session = await scene.diary.book(f"{yesterday}T10:00", [0, 1])
    await scene.visitor.sign_in(scene.diary.small.assessor.user_name, at=f"/sessions/{session['id']}")
    carys = scene.page.get_by_role("group", name="Carys Evans")
    await scene.press("button", "sessions:absent", within=carys)
    await scene.write("sessions:explain", "Y bws yn hwyr.")
    await scene.is_sound()
    await scene.press("button", "sessions:record")
    await scene.sees("sessions:outcomeName.no_show")
