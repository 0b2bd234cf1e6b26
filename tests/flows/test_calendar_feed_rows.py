"""The private calendar feed through the gateway (SB-42): the same UIDs as in the mails, and nobody else's sessions."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from icalendar import Calendar, Event

from chassis.ids import fresh_id
from deploy.demo.client import Client, eventually
from deploy.demo.mailbox import letters_to
from tests.flows.team import Team, coming
from tests.platform import Provider

LONDON = ZoneInfo("Europe/London")


def spring() -> datetime:
    """Ten o'clock on the Sunday when summer time begins, a week from now or later."""
    day = datetime.now(LONDON).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=7)
    while (day.month, day.isoweekday()) != (3, 7) or day.day < 25:
        day += timedelta(days=1)
    return day


async def booked(team: Team, **changes: object) -> dict[str, Any]:
    """A session soon, whatever day that is: the feed does not look years ahead."""
    return await team.book(**({"local_start": f"{coming(30)}T10:00", "override": True} | changes))


async def made(team: Team, client: Client) -> str:
    """The path of a new feed of whoever this is, as soon as word of them is there."""
    url = str((await client.post("/calendar-feed", None))["url"])
    path = url[url.index("/api/") :]
    await eventually(lambda: read(team, path), lambda answer: answer.status_code == 200)
    return path


async def read(team: Team, path: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=team.provider.platform.servers.gateway_url, timeout=20) as program:
        return await program.get(path, headers=headers)


def events_in(team: Team, path: str) -> Callable[[], Awaitable[dict[str, Event]]]:
    """Looks at the feed; its events by session."""

    async def look() -> dict[str, Event]:
        answer = await read(team, path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        return {str(event["UID"]).split("@")[0]: event for event in Calendar.from_ical(answer.content).events}

    return look


async def test_a_feed_follows_a_session_through_move_and_cancellation_under_one_uid(team: Team) -> None:
    learner = team.learner()
    look = events_in(team, await made(team, learner))
    before, after = spring() - timedelta(days=3), spring() + timedelta(days=2)
    session = await booked(team, local_start=f"{before:%Y-%m-%dT%H:%M}")
    (event,) = (await eventually(look, lambda found: session["id"] in found)).values()
    assert before == event.DTSTART
    uid, sequence = str(event["UID"]), event.decoded("SEQUENCE")

    to = {"local_start": f"{after:%Y-%m-%dT%H:%M}", "override": True}
    moved = await team.assessor.post(
        f"/sessions/{session['id']}/rescheduling", to, version=session["version"]
    )
    found = await eventually(look, lambda seen: seen[session["id"]].decoded("SEQUENCE") > sequence)
    event = found[session["id"]]
    assert (str(event["UID"]), event.DTSTART) == (uid, after)
    assert f"{event.DTSTART:%z}" == "+0100"

    off = {"outcome": "cancelled_by_assessor", "reason": "Snow."}
    await team.assessor.post(f"/sessions/{session['id']}/cancellation", off, version=moved["version"])
    await eventually(look, lambda seen: seen[session["id"]]["STATUS"] == "CANCELLED")


async def test_the_address_is_renewed_and_switched_off_and_shows_only_the_own_sessions(
    provider: Provider,
) -> None:
    team = await Team.of(provider, "Aled Jones", "Carys Evans")
    learner, other = team.learner(0), team.learner(1)
    session = await booked(team, learner_ids=[team.learner_ids[0]])
    first, others = await made(team, learner), await made(team, other)
    await eventually(events_in(team, first), lambda found: [*found] == [session["id"]])
    assert await events_in(team, others)() == {}
    assert (await learner.get("/calendar-feed"))["on"] is True

    second = await made(team, learner)
    assert (await read(team, first)).status_code == 404
    assert [*await events_in(team, second)()] == [session["id"]]
    await learner.send("DELETE", "/calendar-feed")
    gone = await read(team, second)
    assert (gone.status_code, gone.json()["code"]) == (404, "feed_gone")
    assert (await read(team, "/api/calendar-feeds/made-up.ics")).status_code == 404


async def test_a_program_that_has_the_feed_already_gets_nothing_twice(team: Team) -> None:
    path = await made(team, team.learner())
    first = await read(team, path)
    again = await read(team, path, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_who_is_blocked_has_no_feed_until_they_are_activated(team: Team) -> None:
    learner_id = team.learner_ids[0]
    path = await made(team, team.provider.as_role("learner", learner_id))
    body = {"reason": "Left the course."}
    await team.provider.admin.post(f"/people/{learner_id}/block", body)
    await eventually(lambda: read(team, path), lambda answer: answer.status_code == 404)
    await team.provider.admin.send(
        "POST", f"/people/{learner_id}/activation", headers={"Idempotency-Key": fresh_id()}
    )
    await eventually(lambda: read(team, path), lambda answer: answer.status_code == 200)


async def test_feed_and_mail_say_the_same_of_a_session(team: Team) -> None:
    learner_id = team.learner_ids[0]
    look = events_in(team, await made(team, team.provider.as_role("learner", learner_id)))
    session = await booked(team)
    event = (await eventually(look, lambda found: session["id"] in found))[session["id"]]
    address = (await team.provider.admin.get(f"/people/{learner_id}"))["email"]
    maildir = team.provider.platform.servers.maildir

    async def mails() -> list[str]:
        return [one.uid for letter in letters_to(maildir, address) for one in letter.events]

    assert await eventually(mails, bool) == [str(event["UID"])]
