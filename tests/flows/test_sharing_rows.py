"""One enrolment of a learner is looked after at another centre, with the consent of the learner's own (CE-30)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from deploy.demo.client import Client, eventually
from tests.flows.team import refusal, status_of
from tests.platform import Provider

PORTFOLIO = ("plan", "evidence", "time-log", "training")
DIARY = "next-review"
"""What scheduling answers, where sessions are booked."""
SESSION_OF = {"plan": "session_id", "evidence": "id", "time-log": "session_id"}


@dataclass(frozen=True)
class Sharing:
    """A learner on two qualifications at the own centre, and another centre that wants to help with the first."""

    provider: Provider
    other_centre: str
    learner_id: str
    shared: dict[str, Any]
    kept: dict[str, Any]
    visitor_id: str
    visiting_iqa_id: str

    @classmethod
    async def of(cls, provider: Provider) -> "Sharing":
        other_centre = await provider.centre()
        own_assessor = await provider.person("assessor", "Mari Lloyd")
        learner_id = await provider.person("learner", "Aled Jones")
        course = {"number": "603/6031/8", "title": "First Aid", "level": "2", "type": "award"}
        second = str((await provider.admin.post("/qualifications", course))["id"])
        await provider.link(own_assessor, qualification_id=second)
        body = {"learner_id": learner_id, "centre_id": provider.centre_id}
        on_first = body | {"qualification_id": provider.qualification_id}
        return cls(
            provider,
            other_centre,
            learner_id,
            await provider.admin.post("/enrolments", on_first),
            await provider.enrol(learner_id, own_assessor, qualification_id=second),
            await provider.person("assessor", "Bethan Rees", centre_id=other_centre),
            await provider.person("iqa", "Ifan Puw", centre_id=other_centre),
        )

    @property
    def own_office(self) -> Client:
        return self.provider.as_role("centre_admin")

    @property
    def other_office(self) -> Client:
        return self.provider.as_role("centre_admin", centre_ids=(self.other_centre,))

    @property
    def visitor(self) -> Client:
        """The other centre's assessor."""
        return self.provider.as_role("assessor", self.visitor_id, centre_ids=(self.other_centre,))

    @property
    def allocation(self) -> dict[str, Any]:
        return {
            "qualification_id": self.provider.qualification_id,
            "enrolment_ids": [self.shared["id"]],
            "assessor_id": self.visitor_id,
            "iqa_id": self.visiting_iqa_id,
        }

    async def consent(self) -> None:
        path, body = f"/enrolments/{self.shared['id']}/sharing", {"centre_id": self.other_centre}
        await self.own_office.put(path, body, version=self.shared["version"])

    async def withdraw(self) -> None:
        (now,) = [one for one in await self.seen_by(self.own_office) if one["id"] == self.shared["id"]]
        await self.own_office.send("DELETE", f"/enrolments/{now['id']}/sharing", version=now["version"])

    async def seen_by(self, client: Client) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await client.get("/enrolments"))["items"]
        return found

    async def answers(self, client: Client, status: int, *parts: str) -> None:
        """Wait until these parts of what is kept of the learner answer like this, every part of the portfolio if none
        is named.
        """
        for part in parts or PORTFOLIO:
            path = f"/learners/{self.learner_id}/{part}"
            await eventually(lambda path=path: status_of(client, path), lambda found: found == status)  # type: ignore[misc]

    async def read(self, client: Client, part: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await client.get(f"/learners/{self.learner_id}/{part}"))["items"]
        return found

    async def hold(self, assessor_id: str, session_id: str) -> None:
        """The assessor has held the session just now."""
        body = {"outcome": "completed", "actual_start_at": datetime.now(UTC).isoformat()}
        client = self.provider.as_role("assessor", assessor_id)
        await client.post(f"/sessions/{session_id}/outcome", body, version=1)

    async def book(self, client: Client, assessor_id: str, enrolment: dict[str, Any], start: str) -> str:
        booking = self.provider.a_booking(
            self.learner_id,
            assessor_id=assessor_id,
            qualification_ids=[enrolment["qualification_id"]],
            local_start=start,
            method="smart_session",
        )
        return str((await client.post("/sessions", booking))["sessions"][0]["id"])


@pytest.mark.req("CE-30")
async def test_another_centre_looks_after_one_qualification_as_long_as_the_own_centre_consents(
    provider: Provider,
) -> None:
    case = await Sharing.of(provider)
    await provider.room()
    refused = await refusal(case.other_office.post("/allocations", case.allocation))
    assert (refused.status, refused.code) == (404, "enrolments_not_found")
    assert await case.seen_by(case.other_office) == []

    await case.consent()
    await case.other_office.post("/allocations", case.allocation)
    for client in (case.own_office, case.other_office):
        (seen,) = [one for one in await case.seen_by(client) if one["id"] == case.shared["id"]]
        assert (seen["assessor_id"], seen["iqa_id"]) == (case.visitor_id, case.visiting_iqa_id)
    assert {one["id"] for one in await case.seen_by(case.own_office)} == {case.shared["id"], case.kept["id"]}
    people = (await case.other_office.get("/people", role="learner"))["items"]
    assert [person["id"] for person in people] == [case.learner_id]

    # Whatever the other centre reads is about that qualification.
    kept_by = case.kept["assessor_id"]
    await case.answers(case.visitor, 200, *PORTFOLIO, DIARY)
    await case.answers(provider.as_role("assessor", kept_by), 200, DIARY)
    of_the_kept = await case.book(provider.admin, kept_by, case.kept, "2032-03-01T10:00")
    of_the_shared = await case.book(case.visitor, case.visitor_id, case.shared, "2032-03-01T13:00")
    await case.hold(kept_by, of_the_kept)
    await case.hold(case.visitor_id, of_the_shared)
    for part, field in SESSION_OF.items():
        both = await eventually(
            lambda part=part: case.read(case.own_office, part),  # type: ignore[misc]
            lambda items: len(items) == 2,
        )
        assert {item[field] for item in both} == {of_the_kept, of_the_shared}
        for client in (case.visitor, case.other_office):
            assert [item[field] for item in await case.read(client, part)] == [of_the_shared], part
    for client in (case.visitor, case.other_office):
        assert [one["id"] for one in await case.seen_by(client)] == [case.shared["id"]]
        trainings = await case.read(client, "training")
        assert [one["enrolment_id"] for one in trainings] == [case.shared["id"]]
    booking = case.book(case.visitor, case.visitor_id, case.kept, "2032-03-02T10:00")
    assert (await refusal(booking)).status == 422
    diary = {"from": "2032-02-28T00:00:00Z", "to": "2032-03-03T00:00:00Z"}
    for client, ids in (
        (case.other_office, {of_the_shared}),
        (case.own_office, {of_the_shared, of_the_kept}),
    ):
        assert {one["id"] for one in (await client.get("/sessions", **diary))["items"]} == ids

    # The learner stays the own centre's: only it archives, blocks and decides who helps.
    archiving = {"enrolment_ids": [case.shared["id"]], "override_reason": "Not ours."}
    assert (await refusal(case.other_office.post("/archive/enrolments", archiving))).status == 404
    assert (await case.other_office.get("/archive"))["items"] == []
    for client in (case.visitor, case.other_office):
        blocking = client.post(f"/people/{case.learner_id}/block", {"reason": "Not ours."})
        assert (await refusal(blocking)).status in (403, 404)
    ending = case.other_office.send("DELETE", f"/enrolments/{case.shared['id']}/sharing", version=1)
    assert (await refusal(ending)).status == 403

    await case.withdraw()
    (now,) = [one for one in await case.seen_by(case.own_office) if one["id"] == case.shared["id"]]
    assert (now["assessor_id"], now["iqa_id"], now["shared_with_centre_id"]) == (None, None, None)
    for client in (case.visitor, case.other_office):
        assert await case.seen_by(client) == []
    await case.answers(case.other_office, 404)
    await case.answers(provider.as_role("iqa", case.visiting_iqa_id, centre_ids=(case.other_centre,)), 404)
    for part in ("time-log", "training"):
        assert await status_of(case.visitor, f"/learners/{case.learner_id}/{part}") == 404
