"""Employers through the gateway: what is recorded of them, and who reads it (DR-113)."""

from typing import Any

import pytest

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
