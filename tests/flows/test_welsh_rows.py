"""Whoever reads Welsh gets nothing in English (B-18): every kind of mail, fetched from the letter box, and every file.

Screens are looked at in `tests/browser/test_every_screen.py`, refusals in `tests/architecture`.
"""

import asyncio
import csv
import io
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import httpx
import pytest
from icalendar import Calendar

from deploy.demo.client import Client, eventually
from services.notifications.domain.link_letter import Purpose
from services.notifications.domain.notices import NoticeKind
from services.notifications.domain.notification import Kind
from tests.conftest import Servers
from tests.english import MAILS, pattern_of, untranslated, words
from tests.flows.by_the_clock import job_done
from tests.flows.letter_box import letters_to_any
from tests.flows.team import Team, coming
from tests.flows.test_import_rows import sent_in, settled
from tests.flows.test_offer_rows import freed
from tests.flows.test_settings_rows import settle
from tests.mail_texts import languages_of, said_in, said_in_events
from tests.platform import PASSWORD, Platform, Provider

EVERY_KIND = {*Kind, *NoticeKind, *Purpose, "message"}
ILL = {"outcome": "cancelled_by_learner", "reason": "Yn sâl."}
PLACE = {"location": "Casnewydd"}


def kind_of(mail: EmailMessage) -> str:
    """What a mail is about, by the Welsh subjects there are; a message has its writer's own."""
    catalogue = words("cy", of=MAILS)
    subjects = {
        key.rpartition(".")[2]: text
        for key, text in catalogue.items()
        if key.partition(":")[2].rpartition(".")[0] in ("title", "notice.mail.subject", "link.subject")
    }
    fitting = [kind for kind, text in subjects.items() if pattern_of(text).fullmatch(str(mail["Subject"]))]
    if fitting:
        return max(fitting, key=lambda kind: len(subjects[kind]))
    opening = pattern_of(catalogue["texts:message.opening"])
    return "message" if any(opening.fullmatch(text) for text in said_in(mail)) else str(mail["Subject"])


async def wants_every_mail(*clients: Client) -> None:
    """They have everything by mail that they could have in the application only."""
    for client in clients:
        topics = (await client.get("/notification-preferences"))["topics"]
        said = {"topics": [{"topic": one["topic"], "by_mail": True} for one in topics]}
        await client.put("/notification-preferences", said)


async def sessions_come_and_go(team: Team) -> None:
    """Of one session and of a series: booked, moved, sent again, called off; somebody else is offered its time."""
    aled = [team.learner_ids[0]]
    day = coming(30)
    session = await team.book(learner_ids=aled, local_start=f"{day}T10:00", override=True, **PLACE)
    path = f"/sessions/{session['id']}"
    later = {"local_start": f"{day}T14:00", "override": True}
    moved = await team.assessor.post(f"{path}/rescheduling", later, version=1)
    sent = await team.assessor.post(f"{path}/invitations", None, version=moved["version"])
    await team.assessor.post(f"{path}/cancellation", ILL, version=sent["version"])

    repeat = {"frequency": "weekly", "count": 3}
    series = await team.book_series(learner_ids=aled, local_start="2032-04-06T10:00", repeat=repeat, **PLACE)
    path = f"/sessions/{series[1]['id']}/following"
    later = {"local_start": "2032-04-13T14:00"}
    moved = await team.assessor.post(f"{path}/rescheduling", later, version=1)
    version = moved["sessions"][0]["version"]
    await team.assessor.post(f"{path}/cancellation", ILL, version=version)


async def a_room_goes(team: Team) -> None:
    """A Smart Session loses its room."""
    provider = team.provider
    room = await provider.room("Ystafell 1")
    await team.book(learner_ids=[team.learner_ids[1]], method="smart_session", local_start="2032-05-04T10:00")
    await provider.admin.post(f"/smart-rooms/{room}/retirement", None, version=1)


async def somebody_else_takes_over(team: Team) -> None:
    """A learner gets another assessor."""
    provider, learner_id = team.provider, team.learner_ids[2]
    (enrolment,) = (await provider.admin.get("/enrolments", learner_id=learner_id))["items"]
    gwen_id = await provider.person("assessor", "Gwen Hughes")
    gwen = provider.as_role("assessor", gwen_id)
    await wants_every_mail(gwen)
    change = {
        "place": "assessor",
        "qualification_id": provider.qualification_id,
        "from_person_id": team.assessor_id,
        "to_person_id": gwen_id,
        "enrolment_ids": [enrolment["id"]],
    }
    await provider.admin.post("/allocations/changes", change)


async def an_event_is_planned_and_called_off(team: Team) -> None:
    """A centre's event, moved once."""
    office = team.provider.as_role("centre_admin")
    meeting = {"title": "Safoni", "local_start": "2032-06-01T10:00", "invited_ids": [team.learner_ids[0]]}
    event = await office.post("/events", meeting | {"centre_id": team.provider.centre_id})
    later = meeting | {"local_start": "2032-06-01T11:00"}
    event = await office.put(f"/events/{event['id']}", later, version=event["version"])
    await office.post(f"/events/{event['id']}/cancellation", None, version=event["version"])


async def a_sample_is_given_and_taken_back(team: Team) -> None:
    """For later, at once, and not any more."""
    provider = team.provider
    chosen = {
        "eqa_id": await provider.person("eqa", "Nia Prys"),
        "centre_id": provider.centre_id,
        "qualification_id": provider.qualification_id,
    }
    await provider.admin.post("/samples", chosen | {"from_date": "2099-12-01", "until_date": "2099-12-31"})
    await provider.admin.post("/samples", chosen | {"until_date": "2099-12-31"})
    await provider.admin.post("/samples/withdrawal", chosen)


async def a_learner_writes(team: Team) -> None:
    """To the assessor."""
    learner = team.learner()
    (enrolment,) = (await team.provider.admin.get("/enrolments", learner_id=team.learner_ids[0]))["items"]
    message = {"subject": "Uned 3", "text": "Rwy'n sownd.", "enrolment_id": enrolment["id"]}
    await learner.post("/messages", message)


async def some_wait_and_some_stay_away(team: Team) -> None:
    """A learner forgets the password and does not come back; another waits for an IQA; the clock goes on."""
    provider = team.provider
    await provider.person("centre_admin", "Meinir Bowen")
    await provider.enrol(await provider.person("learner", "Huw Lewis"), team.assessor_id, waits=True)
    user_name = f"efa.{provider.tag}"
    efa = {
        "given_name": "Efa",
        "family_name": "Llwyd",
        "email": f"{user_name}@example.org",
        "user_name": user_name,
        "initial_password": PASSWORD,
        "roles": [{"role": "learner", "centre_ids": [provider.centre_id]}],
    }
    learner = await provider.admin.post("/people", efa)
    await provider.enrol(learner["id"], team.assessor_id)
    async with Client(provider.platform.servers.gateway_url) as somebody:
        await somebody.sign_in(user_name, PASSWORD)
        await somebody.send("POST", "/password-resets", body={"user_name": user_name})
    for job, days in (("waits", 2), ("absences", 31)):
        await job_done(job, datetime.now(UTC) + timedelta(days=days), provider)


async def feed_of(client: Client) -> list[str]:
    """What somebody's calendar feed says of its sessions."""
    url = str((await client.post("/calendar-feed", None))["url"])
    async with httpx.AsyncClient() as program:
        feed = await program.get(client.url + url[url.index("/api/") :])
    assert feed.status_code == 200
    calendar = Calendar.from_ical(feed.content)
    assert isinstance(calendar, Calendar)
    return [*said_in_events(calendar.events)]


async def addresses_of(provider: Provider) -> set[str]:
    people = (await provider.admin.get("/people", limit=100))["items"]
    return {one["email"] for one in people if one["email"]}


@pytest.fixture
async def welsh(platform: Platform) -> AsyncIterator[Provider]:
    """A provider whose people all read Welsh."""
    provider = await platform.provider(language="cy")
    yield provider
    await provider.close()


@pytest.mark.req("B-18")
async def test_of_every_kind_a_mail_arrives_in_welsh_and_says_nothing_in_english(
    welsh: Provider, servers: Servers
) -> None:
    await settle(welsh, rules={"inactivity_days": 30})
    team = await freed(welsh, "Aled Jones", "Carys Evans", "Dylan Price")
    await wants_every_mail(team.assessor, *(team.learner(place) for place in range(3)))
    await asyncio.gather(
        sessions_come_and_go(team),
        a_room_goes(team),
        somebody_else_takes_over(team),
        an_event_is_planned_and_called_off(team),
        a_sample_is_given_and_taken_back(team),
        a_learner_writes(team),
        some_wait_and_some_stay_away(team),
    )

    addresses = await addresses_of(welsh)

    async def arrived() -> dict[str, list[EmailMessage]]:
        found: dict[str, list[EmailMessage]] = defaultdict(list)
        for mail in await letters_to_any(servers.maildir, addresses):
            found[kind_of(mail)].append(mail)
        return found

    found = await eventually(arrived, lambda found: found.keys() >= EVERY_KIND, patience=60)

    assert found.keys() == EVERY_KIND
    mails = [mail for those in found.values() for mail in those]
    said = {mail["Subject"]: untranslated(said_in(mail), of=MAILS) for mail in mails}
    assert {subject: english for subject, english in said.items() if english} == {}
    assert {language for mail in mails for language in languages_of(mail)} == {"cy"}
    feed = await feed_of(team.learner())
    assert feed
    assert untranslated(feed, of=MAILS) == []


@pytest.mark.req("B-18")
async def test_every_file_for_a_spreadsheet_is_headed_in_welsh(welsh: Provider) -> None:
    sent = await sent_in(welsh.admin, b"given_name,family_name,centre\nEfa,Llwyd,Nowhere\n")
    await settled(welsh.admin, sent["id"], "checked")
    document = (await welsh.admin.http.get("/openapi.json")).json()
    tables = {
        path.removeprefix("/api")
        for path, said in document["paths"].items()
        if "text/csv" in said.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
    }
    files = [
        *("/audit/export", "/audit/reads", f"/imports/{sent['id']}/errors"),
        *(f"/reports/{report}/export" for report in ("cancellations", "sessions", "room-use")),
    ]
    assert tables == {"/audit/export", "/audit/reads", "/imports/{id}/errors", "/reports/{report}/export"}

    for path in files:
        english, welsh_lines = [await lines_of(welsh.admin, path, language) for language in ("en", "cy")]
        assert set(english[0]) & set(welsh_lines[0]) == set(), path
        assert untranslated(welsh_lines[0]) == [], path
        if path.endswith("/errors"):
            assert welsh_lines[1][-2:] == [
                "Canolfan",
                "Nid oes canolfan o'r fath, neu nid yw'n un o'ch rhai chi.",
            ]


async def lines_of(client: Client, path: str, language: str) -> list[list[str]]:
    """The cells of a file, line by line."""
    asked = {"format": "csv", "language": language, "from": "2032-03-01", "to": "2032-03-31"}
    if path.startswith("/audit"):
        asked = {"format": "csv", "language": language}
    content = (await client.send("GET", path, params=asked)).content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
