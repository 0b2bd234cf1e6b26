import pytest

from chassis.errors import Forbidden
from contracts.words import TrainingStatus
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.domain.archiving import CertificateMissing, NotToArchive, NotToRetrieve
from services.identity.domain.blocking import PersonArchived
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import PersonNotFound
from services.identity.domain.roles import Role
from services.identity.handlers.archiving import (
    ArchiveLearners,
    ArchiveQualifications,
    RetrieveLearners,
    RetrieveQualifications,
    archive_learners,
    archive_qualifications,
    retrieve_learners,
    retrieve_qualifications,
)
from services.identity.handlers.blocking import BlockPerson, block_person
from tests.identity.builders import a_training
from tests.identity.houses import Cohort

OVERRIDE = "The learner has left the country."


@pytest.fixture
async def house() -> Cohort:
    return await Cohort.staffed()


async def two_qualifications(house: Cohort) -> tuple[Enrolment, Enrolment]:
    first = await house.learner(allocated=True)
    other = await house.hear_of_qualification()
    return first, await house.learner(qualification_id=other, learner_id=first.learner_id)


async def archive(house: Cohort, *enrolments: Enrolment, override: str | None = OVERRIDE) -> None:
    ids = tuple(one.id for one in enrolments)
    await house.runner.run(archive_qualifications, ArchiveQualifications(ids, override), actor=house.admin)


async def archive_whole(house: Cohort, learner_id: str, override: str | None = OVERRIDE) -> None:
    command = ArchiveLearners((learner_id,), override)
    await house.runner.run(archive_learners, command, actor=house.admin)


async def retrieve_whole(house: Cohort, learner_id: str) -> None:
    await house.runner.run(retrieve_learners, RetrieveLearners((learner_id,)), actor=house.admin)


def archived(house: Cohort, *enrolments: Enrolment) -> list[object]:
    return [house.stored(one)["archived"] for one in enrolments]


@pytest.mark.parametrize(
    "status", [TrainingStatus.REGISTERED, TrainingStatus.IN_TRAINING, TrainingStatus.COMPLETED]
)
async def test_nothing_is_archived_before_its_certificate_without_a_reason(
    house: Cohort, status: TrainingStatus
) -> None:
    enrolment = await house.learner()
    await house.runner.hear(SUBSCRIPTIONS, a_training(house.provider_id, enrolment.id, status))
    with pytest.raises(CertificateMissing) as refused:
        await archive(house, enrolment, override=None)
    assert refused.value.facts["learners"] == [
        {"id": enrolment.learner_id, "name": "Tom Evans", "reason": status.value}
    ]
    await archive(house, enrolment)
    note = house.stored(enrolment)["archive"]
    assert isinstance(note, dict)
    assert note["override"] == OVERRIDE


@pytest.mark.parametrize("status", [TrainingStatus.CERTIFICATED, TrainingStatus.WITHDRAWN])
async def test_what_is_over_is_archived_at_once(house: Cohort, status: TrainingStatus) -> None:
    enrolment = await house.learner()
    older = a_training(house.provider_id, enrolment.id, TrainingStatus.IN_TRAINING, version=2)
    newer = a_training(house.provider_id, enrolment.id, status, version=3)
    await house.runner.hear(SUBSCRIPTIONS, newer, older)
    await archive(house, enrolment, override=None)
    assert archived(house, enrolment) == [True]


async def test_one_qualification_is_archived_and_the_other_stays_open(house: Cohort) -> None:
    done, running = await two_qualifications(house)
    await archive(house, done)
    assert archived(house, done, running) == [True, False]
    with pytest.raises(NotToArchive):
        await archive(house, done)


async def test_an_archived_learner_does_not_come_in_and_reaches_nothing(house: Cohort) -> None:
    first, second = await two_qualifications(house)
    await archive_whole(house, first.learner_id)
    assert archived(house, first, second) == [True, True]
    assert house.runner.documents("people")[first.learner_id]["state"] == "archived"
    assert ("identity.access.revoked.v1", "revoked") in house.changes()
    with pytest.raises(NotToArchive):
        await archive_whole(house, first.learner_id)


async def test_what_was_archived_before_the_learner_stays_archived_after_them(house: Cohort) -> None:
    earlier, later = await two_qualifications(house)
    await archive(house, earlier)
    await archive_whole(house, earlier.learner_id)
    await retrieve_whole(house, earlier.learner_id)
    assert archived(house, earlier, later) == [True, False]
    assert house.runner.documents("people")[earlier.learner_id]["state"] == "pending"


async def test_a_retrieved_qualification_is_as_it_was(house: Cohort) -> None:
    enrolment = await house.learner(allocated=True)
    before = {k: v for k, v in house.stored(enrolment).items() if k not in ("v", "ob", "au", "idem")}
    await archive(house, enrolment)
    retrieval = RetrieveQualifications((enrolment.id,))
    await house.runner.run(retrieve_qualifications, retrieval, actor=house.admin)
    after = house.stored(enrolment)
    assert {name: after[name] for name in before} == before
    assert house.changes()[-1] == ("identity.enrolment.changed.v1", "retrieved")


async def test_each_is_retrieved_the_way_it_went(house: Cohort) -> None:
    enrolment = await house.learner()
    retrieval = RetrieveQualifications((enrolment.id,))
    with pytest.raises(NotToRetrieve):
        await house.runner.run(retrieve_qualifications, retrieval, actor=house.admin)
    with pytest.raises(NotToRetrieve):
        await retrieve_whole(house, enrolment.learner_id)
    await archive_whole(house, enrolment.learner_id)
    with pytest.raises(NotToRetrieve) as refused:
        await house.runner.run(retrieve_qualifications, retrieval, actor=house.admin)
    learners = refused.value.facts["learners"]
    assert isinstance(learners, list)
    assert learners[0]["reason"] == "learner_archived"


async def test_whoever_was_enrolled_again_is_not_retrieved(house: Cohort) -> None:
    enrolment = await house.learner()
    await archive(house, enrolment)
    await house.learner(learner_id=enrolment.learner_id)
    retrieval = RetrieveQualifications((enrolment.id,))
    with pytest.raises(NotToRetrieve) as refused:
        await house.runner.run(retrieve_qualifications, retrieval, actor=house.admin)
    assert "enrolled again" in refused.value.detail


async def test_an_archived_learner_is_not_enrolled(house: Cohort) -> None:
    enrolment = await house.learner()
    await archive_whole(house, enrolment.learner_id)
    other = await house.hear_of_qualification()
    with pytest.raises(PersonArchived):
        await house.learner(qualification_id=other, learner_id=enrolment.learner_id)


async def test_whoever_was_blocked_meanwhile_is_blocked_when_retrieved(house: Cohort) -> None:
    away, here = await two_qualifications(house)
    await archive(house, away)
    await house.runner.run(block_person, BlockPerson(here.learner_id, "Absent."), actor=house.admin)
    retrieval = RetrieveQualifications((away.id,))
    await house.runner.run(retrieve_qualifications, retrieval, actor=house.admin)
    assert house.stored(away)["blocked"] is True


async def test_a_centre_archives_nobody_of_another(house: Cohort) -> None:
    enrolment = await house.learner()
    elsewhere = house.actor(Role.CENTRE_ADMIN, house.other_centre)
    with pytest.raises(PersonNotFound) as refused:
        await house.runner.run(
            archive_learners, ArchiveLearners((enrolment.learner_id,), OVERRIDE), actor=elsewhere
        )
    assert refused.value.facts["learner_ids"] == [enrolment.learner_id]


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.MASTER_ADMIN, Role.CENTRE_ADMIN)]
)
async def test_nobody_else_archives_or_retrieves(house: Cohort, role: Role) -> None:
    for handler, command in (
        (archive_qualifications, ArchiveQualifications(("one",), None)),
        (archive_learners, ArchiveLearners(("one",), None)),
        (retrieve_qualifications, RetrieveQualifications(("one",))),
        (retrieve_learners, RetrieveLearners(("one",))),
    ):
        with pytest.raises(Forbidden):
            await house.runner.run(handler, command, actor=house.actor(role))
