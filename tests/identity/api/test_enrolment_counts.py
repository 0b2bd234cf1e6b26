"""How many learners each assessor has: the learners that the list of enrolments shows, counted once, by an index."""

from typing import Any

import pytest

from chassis.ids import fresh_id
from services.identity.documents import ENROLMENTS
from tests.identity.api.conftest import Caller, NewProvider

IQA, ADA, BEN, DAN = "iqa", "ada", "ben", "dan"


async def enrol(provider: NewProvider, *enrolments: dict[str, Any]) -> None:
    """Enrolments like one that was made through the service, with these changes."""
    learner = await provider.add("learner")
    course = await provider.hear_of_qualification()
    body = {"learner_id": learner["id"], "centre_id": provider.centre, "qualification_id": course}
    made = await provider.admin.made("/enrolments", body)
    db = provider.identity.kit.db
    stored = await db[ENROLMENTS].find_one({"_id": made["id"]})
    assert stored is not None
    await db[ENROLMENTS].delete_one({"_id": made["id"]})
    usual = {"iqa_id": IQA, "waits": False}
    await db[ENROLMENTS].insert_many(
        [
            stored | usual | changes | {"_id": fresh_id(), "open_as": fresh_id(), "ob": [], "idem": []}
            for changes in enrolments
        ]
    )


def of(learner: str, assessor: str | None, **changes: Any) -> dict[str, Any]:
    """What is different in an enrolment of this learner with this assessor."""
    return {"learner_id": learner, "assessor_id": assessor, "waits": assessor is None} | changes


async def settle(provider: NewProvider) -> None:
    """Ada has three learners, one of them on two qualifications and one with Ben too; the others are none of the IQA's,
    or not any more.
    """
    there = provider.other_centre
    await enrol(
        provider,
        of("l1", ADA),
        of("l1", ADA, qualification_id="another"),
        of("l2", ADA, qualification_id="another"),
        of("l3", ADA),
        of("l3", BEN, qualification_id="another"),
        of("l4", None),
        of("l5", BEN, archived=True),
        of("l6", DAN, iqa_id="other", centre_id=there),
        of("l7", ADA, iqa_id="other", centre_id=there, shared_with=provider.centre),
        of("l8", DAN, iqa_id="other", centre_id=there),
    )


async def counted(caller: Caller, **sought: Any) -> tuple[int, dict[str | None, int]]:
    answer = await caller.get("/enrolment-counts", **sought)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return body["learners"], {one["assessor_id"]: one["learners"] for one in body["assessors"]}


async def listed(caller: Caller, **sought: Any) -> set[str]:
    answer = await caller.get("/enrolments", limit=100, **sought)
    assert answer.status_code == 200, answer.text
    return {one["learner_id"] for one in answer.json()["items"]}


async def test_each_learner_counts_once_with_each_assessor_as_far_as_one_sees(provider: NewProvider) -> None:
    await settle(provider)
    iqa = provider.actor("iqa", person_id=IQA)
    assert await counted(iqa) == (4, {ADA: 3, BEN: 1, None: 1})
    assert await counted(provider.actor("centre_admin")) == (5, {ADA: 4, BEN: 1, None: 1})
    assert await counted(provider.admin) == (7, {ADA: 4, DAN: 2, BEN: 1, None: 1})
    assert await counted(provider.admin, centre_id=provider.other_centre) == (3, {DAN: 2, ADA: 1})
    assert await counted(iqa, qualification_id="another") == (3, {ADA: 2, BEN: 1})
    assert await counted(iqa, waiting=True) == (1, {None: 1})
    first, *_ = (await iqa.get("/enrolment-counts")).json()["assessors"]
    assert first == {"assessor_id": ADA, "learners": 3}


async def test_a_number_is_how_many_learners_the_list_of_the_same_has(provider: NewProvider) -> None:
    await settle(provider)
    for caller in (provider.actor("iqa", person_id=IQA), provider.actor("manager"), provider.admin):
        learners, by_assessor = await counted(caller)
        assert learners == len(await listed(caller))
        for assessor, count in by_assessor.items():
            sought = {"waiting": True} if assessor is None else {"assessor_id": assessor}
            assert len(await listed(caller, **sought)) == count
            assert (await counted(caller, **sought))[0] == count


async def test_another_centre_or_provider_and_who_has_no_learners_count_nobody(provider: NewProvider) -> None:
    await settle(provider)
    other = await provider.identity.new_provider()
    for stranger in (
        provider.actor("iqa", person_id="nobody"),
        provider.actor("manager", fresh_id()),
        other.actor("iqa", person_id=IQA),
        other.admin,
    ):
        assert await counted(stranger) == (0, {})


@pytest.mark.parametrize("role", ["learner", "assessor", "employer_user", "eqa", "ao_admin"])
async def test_who_sees_the_learners_of_one_assessor_at_most_counts_none(
    provider: NewProvider, role: str
) -> None:
    refused = await provider.actor(role).get("/enrolment-counts")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


async def test_an_iqas_learners_are_counted_in_one_question_that_reads_no_enrolment(
    provider: NewProvider,
) -> None:
    await enrol(provider, *(of(f"l{number}", f"a{number % 7}") for number in range(300)))
    db = provider.identity.kit.db
    await db.command("profile", 2)
    try:
        learners, by_assessor = await counted(provider.actor("iqa", person_id=IQA))
        page = await provider.actor("iqa", person_id=IQA).get("/enrolments", sort="learner", limit=10)
    finally:
        await db.command("profile", 0)
    seen = await db["system.profile"].find({"ns": f"{db.name}.{ENROLMENTS}"}).to_list(100)
    await db["system.profile"].drop()
    assert (learners, len(by_assessor), len(page.json()["items"])) == (300, 7, 10)
    counting, listing = seen
    assert counting["planSummary"].startswith("IXSCAN"), counting["planSummary"]
    assert counting["docsExamined"] == 0
    assert not listing.get("hasSortStage"), listing["planSummary"]
    assert listing["docsExamined"] <= 11
