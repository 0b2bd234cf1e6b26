"""Employers through the gateway: what is recorded of them, and who supervises and reads which learner (DR-113, G08)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.demo.client import Client, eventually
from tests.flows.team import refusal, status_of
from tests.platform import Provider


def an_employer(provider: Provider, **changes: Any) -> dict[str, Any]:
    return {
        "number": "118204377",
        "name": "Gofal Dyffryn Wysg",
        "centre_ids": [provider.centre_id],
        "larger_company": True,
        "domains": ["@UskValleyCare.example"],
        "recorded_emails": ["Mair.Griffiths@uskvalleycare.example"],
        "workplaces": [{"name": "Tŷ Afon", "address": "1 Bridge Street, Usk NP15 1BQ"}],
        "contacts": [{"name": "Mair Griffiths", "position": "Registered Manager", "phone": "01291 555 0142"}],
    } | changes


async def test_an_employer_is_recorded_renamed_and_found(provider: Provider) -> None:
    body = an_employer(provider)
    made = await provider.admin.post("/employers", body)
    assert (made["domains"], made["recorded_emails"]) == (
        ["uskvalleycare.example"],
        ["mair.griffiths@uskvalleycare.example"],
    )
    renamed = an_employer(provider, name="Usk Valley Care Ltd")
    await provider.admin.put(f"/employers/{made['id']}", renamed, version=made["version"])
    assessor = provider.as_role("assessor")
    (found,) = (await assessor.get("/employers", search="usk 1182"))["items"]
    assert (found["name"], found["workplaces"], found["version"]) == (
        "Usk Valley Care Ltd",
        body["workplaces"],
        2,
    )
    assert await assessor.get(f"/employers/{made['id']}") == found


@pytest.mark.parametrize("domain", ["gmail.com", "mail.gmail.com", "hotmail.co.uk", "co.uk"])
async def test_a_public_mail_domain_is_never_recorded(provider: Provider, domain: str) -> None:
    refused = await refusal(provider.admin.post("/employers", an_employer(provider, domains=[domain])))
    assert (refused.status, refused.problem["field"]) == (422, "domains.0")
    assert domain in refused.problem["detail"]
    assert (await provider.admin.get("/employers"))["items"] == []


async def test_another_centres_employer_is_not_found_until_that_centre_works_with_it_too(
    provider: Provider,
) -> None:
    made = await provider.admin.post("/employers", an_employer(provider))
    second = await provider.centre()
    elsewhere, path = provider.as_role("assessor", centre_ids=(second,)), f"/employers/{made['id']}"
    assert await status_of(elsewhere, path) == 404
    both = an_employer(provider, centre_ids=[provider.centre_id, second])
    await provider.admin.put(path, both, version=made["version"])
    assert await status_of(elsewhere, path) == 200


async def test_two_records_of_one_employer_become_one(provider: Provider) -> None:
    twice = await provider.admin.post("/employers", an_employer(provider))
    into = await provider.admin.post("/employers", an_employer(provider, number="118204378", contacts=[]))
    merging = {"into_employer_id": into["id"]}
    await provider.admin.post(f"/employers/{twice['id']}/merging", merging, version=twice["version"])
    (listed,) = (await provider.admin.get("/employers"))["items"]
    assert (listed["id"], len(listed["contacts"])) == (into["id"], 1)
    assert (await provider.admin.get(f"/employers/{twice['id']}"))["merged_into_id"] == into["id"]


class Apprenticeship:
    """A learner with an assessor, an employer, and two people there who may supervise."""

    provider: Provider
    learner_id: str
    employer_id: str
    people: tuple[str, str]

    @classmethod
    async def of(cls, provider: Provider) -> "Apprenticeship":
        found = cls()
        found.provider = provider
        found.people = (
            await provider.person("employer_user", "Huw Prosser"),
            await provider.person("employer_user", "Mair Griffiths"),
        )
        assessor_id = await provider.person("assessor")
        found.learner_id = await provider.learner(assessor_id, employer_id=found.people[0])
        found.employer_id = (await provider.admin.post("/employers", an_employer(provider)))["id"]
        return found

    def supervisor(self, index: int, first: str, last: str | None = None) -> dict[str, Any]:
        return {
            "person_id": self.people[index],
            "employer_id": self.employer_id,
            "relation": "line_manager",
            "from_date": first,
            "until_date": last,
        }

    async def appoint(self, index: int, first: str, last: str | None = None) -> dict[str, Any]:
        found: dict[str, Any] = await self.provider.admin.post(
            f"/learners/{self.learner_id}/supervisors", self.supervisor(index, first, last)
        )
        return found

    def employer(self, index: int) -> Client:
        """One of the two, signed in."""
        return self.provider.as_role("employer_user", self.people[index])

    async def on(self, day: str) -> list[str]:
        """Who supervises on a day."""
        path = f"/learners/{self.learner_id}/supervisors"
        return [one["person_name"] for one in (await self.provider.admin.get(path, on=day))["items"]]

    async def sees(self, index: int, *, whether: bool) -> None:
        """Wait until every service lets the employer in, or none does any more."""
        client = self.employer(index)
        for path in (f"/learners/{self.learner_id}/next-review", f"/learners/{self.learner_id}/plan"):
            await eventually(
                lambda path=path: status_of(client, path),  # type: ignore[misc]
                lambda status: status == (200 if whether else 403),
            )
        assert await status_of(client, f"/people/{self.learner_id}") == (200 if whether else 403)
        listed = [one["learner_id"] for one in (await client.get("/enrolments"))["items"]]
        assert listed == ([self.learner_id] if whether else [])


@pytest.fixture
async def apprenticeship(provider: Provider) -> Apprenticeship:
    return await Apprenticeship.of(provider)


async def test_on_every_day_one_person_supervises_or_nobody(apprenticeship: Apprenticeship) -> None:
    await apprenticeship.appoint(0, "2026-09-01")
    await apprenticeship.appoint(1, "2027-03-02")
    assert await apprenticeship.on("2027-03-01") == ["Huw Prosser"]
    assert await apprenticeship.on("2027-03-02") == ["Mair Griffiths"]
    assert await apprenticeship.on("2026-08-31") == []
    refused = await refusal(apprenticeship.appoint(0, "2027-01-10", "2027-01-20"))
    assert (refused.status, refused.code) == (409, "supervised_already")
    refused = await refusal(apprenticeship.appoint(0, "2028-01-10", "2028-01-09"))
    assert (refused.status, refused.problem["field"]) == (422, "until_date")


async def test_an_employer_reads_the_own_apprentices_on_the_days_they_supervise_them(
    apprenticeship: Apprenticeship,
) -> None:
    today = datetime.now(UTC).date()
    long_ago, before, after = (f"{today + timedelta(days=days)}" for days in (-90, -30, 30))
    await apprenticeship.sees(0, whether=True)
    await apprenticeship.sees(1, whether=False)
    await apprenticeship.appoint(0, long_ago)
    await apprenticeship.appoint(1, before)
    await apprenticeship.sees(0, whether=False)
    await apprenticeship.sees(1, whether=True)
    learner = f"/learners/{apprenticeship.learner_id}/supervisors"
    own = await apprenticeship.employer(1).get(learner)
    assert [one["person_name"] for one in own["items"]] == ["Mair Griffiths"]
    found = await apprenticeship.appoint(0, after)
    await apprenticeship.sees(0, whether=False)
    ended = {"until_date": f"{today - timedelta(days=2)}"}
    path = f"{learner}/{found['items'][1]['id']}/ending"
    await apprenticeship.provider.admin.post(path, ended, version=found["version"])
    await apprenticeship.sees(1, whether=False)
