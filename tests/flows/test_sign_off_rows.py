"""Who is signed off for digital reviews (DR-67)."""

from datetime import datetime

from tests.flows.team import refusal
from tests.platform import Provider


async def test_an_assessor_is_signed_off_for_digital_reviews_and_it_is_known_by_whom_and_when(
    provider: Provider,
) -> None:
    assessor_id = await provider.person("assessor")
    path = f"/people/{assessor_id}/review-sign-off"
    before = await provider.as_role("assessor", assessor_id).get(path)
    assert (before["signed_off"], before["at"]) == (False, None)
    signed = await provider.admin.put(path, None, version=before["version"])
    assert (signed["signed_off"], signed["by_person_id"]) == (True, provider.admin_id)
    again = await provider.admin.put(path, None, version=signed["version"])
    assert datetime.fromisoformat(again["at"]) == datetime.fromisoformat(signed["at"])
    assert (await provider.as_role("iqa").get(path))["signed_off"] is True
    await provider.admin.send("DELETE", path, version=again["version"])
    assert (await provider.admin.get(path))["signed_off"] is False


async def test_nobody_but_an_assessor_is_signed_off(provider: Provider) -> None:
    learner_id = await provider.person("learner")
    refused = await refusal(provider.admin.put(f"/people/{learner_id}/review-sign-off", None, version=1))
    assert (refused.status, refused.code) == (422, "not_in_that_role")
