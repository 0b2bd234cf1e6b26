"""What administration makes known is listed, unread, for those it concerns and nobody else (CE-12)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.demo.client import Client
from tests.flows.team import refusal
from tests.platform import Provider

ENGLISH = {"title": "Office closed", "text": "On Friday nobody answers the telephone."}
WELSH = {"title": "Swyddfa ar gau", "text": "Nid oes neb yn ateb y ffôn ddydd Gwener."}


async def read(who: Client, **params: Any) -> tuple[list[str], int]:
    """The titles somebody reads, newest first, and how many are unread."""
    seen = await who.get("/announcements", **params)
    return [one["english"]["title"] for one in seen["items"]], seen["unread"]


async def published(by: Client, title: str, **content: Any) -> dict[str, Any]:
    """An announcement in English."""
    body = {"english": ENGLISH | {"title": title}} | content
    announcement: dict[str, Any] = await by.post("/announcements", body)
    return announcement


@pytest.mark.req("CE-12")
async def test_what_is_published_is_listed_unread_for_those_it_concerns(provider: Provider) -> None:
    second = await provider.centre()
    office = provider.as_role("centre_admin")
    here, there = provider.as_role("iqa"), provider.as_role("iqa", centre_ids=(second,))
    learner = provider.as_role("learner")

    everywhere = await published(provider.admin, "To all", welsh=WELSH)
    await published(
        office, "To our assessors and IQAs", centre_ids=[provider.centre_id], roles=["iqa", "assessor"]
    )
    later = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    await published(provider.admin, "Later", from_date=later)

    assert await read(here) == (["To our assessors and IQAs", "To all"], 2)
    assert await read(there) == (["To all"], 1)
    assert await read(learner) == (["To all"], 1)
    (seen,) = (await learner.get("/announcements"))["items"]
    assert (seen["welsh"], seen["read_at"], seen["audience"]) == (WELSH, None, None)
    assert (await here.get("/inbox"))["info"] == 2

    path = f"/announcements/{everywhere['id']}"
    first = await here.put(f"{path}/read", None)
    assert await here.put(f"{path}/read", None) == first
    assert await read(here) == (["To our assessors and IQAs", "To all"], 1)
    assert await read(there) == (["To all"], 1)

    assert (await read(office, kept=True))[0] == ["To our assessors and IQAs"]
    assert (await read(provider.admin, kept=True))[0] == ["Later", "To our assessors and IQAs", "To all"]
    changed = {"english": ENGLISH, "withdrawn": True}
    stranger = await refusal(office.put(path, changed, version=everywhere["version"]))
    assert stranger.status == 403
    withdrawn = await provider.admin.put(path, changed, version=everywhere["version"])
    assert withdrawn["audience"]["withdrawn"]
    stale = await refusal(provider.admin.put(path, changed, version=everywhere["version"]))
    assert stale.status == 412
    assert await read(there) == ([], 0)
    assert (await refusal(there.put(f"{path}/read", None))).status == 404


async def test_who_works_for_a_centre_announces_to_that_centre_only(provider: Provider) -> None:
    office, second = provider.as_role("centre_admin"), await provider.centre()
    body = {"english": ENGLISH}
    assert (await refusal(office.post("/announcements", body))).status == 403
    assert (await refusal(office.post("/announcements", body | {"centre_ids": [second]}))).status == 404
    assert (await refusal(provider.as_role("assessor").post("/announcements", body))).status == 403
    over = body | {"from_date": "2032-03-02", "until_date": "2032-03-01"}
    wrong = await refusal(provider.admin.post("/announcements", over))
    assert (wrong.status, wrong.code, wrong.problem["field"]) == (422, "ends_before_it_begins", "until_date")
