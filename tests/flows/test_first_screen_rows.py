"""What the first screens of IQAs and employers are made of, through the gateway: nobody else's, and one number each."""

from typing import Any

from deploy.demo.client import Client, eventually
from tests.flows.team import comes_to, coming
from tests.platform import Platform, Provider


async def counts(client: Client, **sought: str) -> dict[str, Any]:
    """What somebody's counts are, by assessor."""
    found = await client.get("/enrolment-counts", **sought)
    return {"all": found["learners"]} | {one["assessor_id"]: one["learners"] for one in found["assessors"]}


async def listed(client: Client, **sought: str) -> set[str]:
    return {one["learner_id"] for one in (await client.get("/enrolments", **sought))["items"]}


async def test_an_iqa_counts_the_learners_they_would_find_in_the_list(
    provider: Provider, platform: Platform
) -> None:
    there, another = await provider.centre(), await platform.provider()
    ada, ben = await provider.person("assessor", "Ada Pugh"), await provider.person("assessor", "Ben Huws")
    cai = await provider.person("assessor", "Cai Roberts", centre_id=there)
    for assessor_id in (ada, ada, ben):
        await provider.learner(assessor_id)
    await provider.learner(cai, centre_id=there)
    iqa = provider.as_role("iqa", await provider.iqa(provider.centre_id, provider.qualification_id))

    assert await counts(iqa) == {"all": 3, ada: 2, ben: 1}
    assert len(await listed(iqa, assessor_id=ada)) == 2
    assert (await counts(iqa, assessor_id=ada))["all"] == 2
    assert await counts(iqa, centre_id=there) == {"all": 0}
    assert await counts(provider.as_role("manager", centre_ids=(there,))) == {"all": 1, cai: 1}
    assert await counts(provider.admin) == {"all": 4, ada: 2, ben: 1, cai: 1}
    assert await counts(another.admin) == {"all": 0}
    await another.close()


async def test_an_employer_asks_once_for_the_next_reviews_of_the_own_apprentices(
    provider: Provider, platform: Platform
) -> None:
    another = await platform.provider()
    assessor_id = await provider.person("assessor")
    huw_id, mair_id = [await provider.person("employer_user", name) for name in ("Huw Parry", "Mair Rhys")]
    huw, mair = provider.as_role("employer_user", huw_id), provider.as_role("employer_user", mair_id)
    aled = await provider.learner(assessor_id, "Aled Jones", employer_id=huw_id)
    carys = await provider.learner(assessor_id, "Carys Evans", employer_id=huw_id)
    dylan = await provider.learner(assessor_id, "Dylan Price", employer_id=mair_id)

    async def review(learner_id: str, day: str) -> str:
        booking = provider.a_booking(
            learner_id,
            assessor_id=assessor_id,
            local_start=f"{day}T10:00",
            type="formal_review",
            location="The workshop",
            override=True,
        )
        booked = await provider.admin.post("/sessions", booking)
        return str(booked["sessions"][0]["id"])

    async def asked(client: Client) -> dict[str, str]:
        found = await client.get("/coming-reviews", learner_id=[aled, carys, dylan])
        return {one["learner_id"]: one["review"]["session_id"] for one in found["items"]}

    await review(aled, coming(30))
    first, dylans = await review(aled, coming(20)), await review(dylan, coming(21))
    await comes_to(lambda: asked(huw), {aled: first})
    await comes_to(lambda: asked(mair), {dylan: dylans})
    assert await asked(another.as_role("employer_user", huw_id)) == {}

    dates = (await huw.get(f"/learners/{aled}/plan"))["items"]
    assert dates[0]["session_id"] == first
    carys_first = await review(carys, coming(22))
    await eventually(lambda: asked(huw), lambda found: found.get(carys) == carys_first)
    await another.close()
